"""The API's answers when something is wrong: problem documents (RFC 9457) that name the field."""

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from itertools import takewhile

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from pydantic import BaseModel, ConfigDict

from advisor import evaluations
from recommender.editions.stored import EditionError
from recommender.engine.phrases import counted, first_faults
from recommender.engine.validity import Problem

MEDIA_TYPE = "application/problem+json"
LONGEST_KEY = 200
DETAILS = {
    400: "The request cannot be understood.",
    404: "There is nothing at this address. All addresses are listed at /api/docs.",
    405: "This address does not know that method; the header Allow lists those it knows.",
    411: "Say how long the body is: send the header Content-Length.",
    413: "The body is too large.",
    500: "Something went wrong on our side. It has been logged; please try again later.",
    503: "The database cannot be reached right now. Nothing was saved: send this again in a few seconds.",
}
MAYBE_SAVED = (
    "The database broke off in the middle of this: it may have been saved, or not. Look before you send it again."
)
# In the words of JSON, where pydantic would speak of Python: of a tuple, a dictionary, a model.
SAID = {
    "missing": "This field is missing.",
    "extra_forbidden": "There is no such field.",
    "tuple_type": "Send an array.",
    "string_type": "Send a text.",
    "int_type": "Send a whole number.",
} | dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "Send an object.")


class FieldError(BaseModel):
    """What is wrong with one field of the body."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    pointer: str
    """The field as a JSON Pointer (RFC 6901), such as “/answers/api-style/chosen”; empty for the whole body. Of one
    with a name of over 200 characters, what it stands in."""
    detail: str
    """What is wrong with it."""


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str = "about:blank"
    """Always “about:blank”: the status says what kind of problem it is."""
    title: str
    """The status in words."""
    status: int
    """The HTTP status."""
    detail: str
    """What went wrong this time, and what can be done."""
    errors: tuple[FieldError, ...] = ()
    """The fields that are wrong, twenty at most; empty unless the status is 422."""


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class ImpossibleError(Exception):
    """The body is well formed but asks for what is not possible."""

    def __init__(self, field: str, problems: Iterable[Problem]) -> None:
        super().__init__("Some fields hold what is not possible.")
        self.problems = tuple(Problem((field, *item.path), item.reason) for item in problems)


def problem_response(status: int, detail: str = "", errors: Iterable[FieldError] = ()) -> HttpResponse:
    """Return a problem as a response."""
    told = ProblemDetails(
        title=HTTPStatus(status).phrase, status=status, detail=detail or DETAILS.get(status, ""), errors=tuple(errors)
    )
    return JsonResponse(told.model_dump(), status=status, content_type=MEDIA_TYPE)


def faults_response(detail: str, problems: Sequence[Problem]) -> HttpResponse:
    """Return what is wrong with fields as a problem that names the first of them."""
    shown, more = first_faults(problems)
    told = f"{detail} {counted(more, 'fault')} more are not listed." if more else detail
    return problem_response(422, told, [FieldError(pointer=pointer(item.path), detail=item.reason) for item in shown])


def pointer(path: Iterable[str]) -> str:
    """Return keys as a JSON Pointer; of one with a key that nobody needs so long, where it stands."""
    short = takewhile(lambda key: len(key) <= LONGEST_KEY, path)
    return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in short)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body of the wrong shape. Its location begins with where it was (the body) and the parameter's name."""
    found = [
        Problem(tuple(map(str, item["loc"][2:])), SAID.get(item["type"], f"{item['msg']}.")) for item in error.errors
    ]
    return faults_response("Some fields are not as they should be.", found)


def impossible(request: HttpRequest, error: ImpossibleError) -> HttpResponse:
    return faults_response(str(error), error.problems)


def nothing_to_recommend(request: HttpRequest, error: evaluations.NothingToRecommendError) -> HttpResponse:
    return faults_response(str(error), [Problem(("answers",), str(error))])


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja itself refuses; behind a body that it could not read stands a problem with the reason."""
    cause = error.__cause__ or error
    return problem_response(getattr(cause, "status", error.status_code), str(cause))


def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem_response(
        429, "Too many requests from your address. The header Retry-After says how many seconds to wait."
    )


def told_as(status: int, detail: str = "") -> Callable[..., HttpResponse]:
    """Return a handler that answers with a status, and with the error's own message unless a detail is given."""

    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem_response(status, detail or str(error))

    return handle


HANDLERS: dict[type[Exception], Callable[..., HttpResponse]] = {
    ValidationError: invalid,
    ImpossibleError: impossible,
    HttpError: http_error,
    Throttled: throttled,
    Http404: told_as(404),
    evaluations.UnknownError: told_as(404),
    evaluations.DeletedError: told_as(410),
    evaluations.NothingToRecommendError: nothing_to_recommend,
    evaluations.NothingToAskError: told_as(503, "There is nothing to recommend yet."),
    EditionError: told_as(503),
}


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer every error with a problem."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
