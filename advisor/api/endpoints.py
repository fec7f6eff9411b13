"""Every address of the API. Each checks what it is sent, calls one service and answers with what that returned."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja import Path, Status
from pydantic import WithJsonSchema

from advisor import evaluations
from advisor.addresses import absolute
from advisor.answer_checks import in_order, problems_in_answers, problems_in_what_if
from advisor.api.bodies import (
    CatalogueDocument,
    CreateBody,
    CreatedResult,
    DifferencePart,
    EditionDetails,
    EditionList,
    EditionSummary,
    GivenAnswers,
    RecommendBody,
    VerificationDocument,
)
from advisor.api.description import ON_READING, ON_SENDING, TEXT, DescribedApi, contents
from advisor.api.parsing import StrictParser
from advisor.api.problems import ImpossibleError, ProblemDetails, tell_problems
from advisor.api.throttle import CREATING, READING, RECOMMENDING
from advisor.editions.public import change_of
from advisor.editions.views import edition_or_404
from advisor.exports import EXPORTS
from advisor.exports.document import edition_part, result_document
from advisor.exports.document_schema import SCHEMA_VERSION, ResultDocument, json_schema
from advisor.http.responses import edition_for
from advisor.licences import DATA, credit
from advisor.plain_text import one_line, several_lines
from advisor.report import report_of, report_on
from advisor.results.verification import verification_of
from recommender.editions.changes import edition_before
from recommender.editions.current import catalogue_of
from recommender.editions.differences import Edit
from recommender.editions.history import public_reasons
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer
from recommender.models import Edition

CATALOGUE, RESULTS = ["Catalogue"], ["Results"]
ShareId = Annotated[str, Path(description="The share id: the last part of the result's public address.")]
ExportName = Annotated[str, WithJsonSchema({"type": "string", "enum": list(EXPORTS)}), Path(description="The format.")]
# By text: int() would also take “01” and “+1”, and a version has one address.
VERSIONS = {str(version): version for version in range(1, SCHEMA_VERSION + 1)}
SchemaVersion = Annotated[
    str,
    WithJsonSchema({"type": "string", "enum": list(VERSIONS)}),
    Path(description="The `schema_version` of a document."),
]
EditionNumber = Annotated[int, Path(description="The number of an edition.")]
ON_A_RESULT: dict[int, Any] = {404: ProblemDetails, 410: ProblemDetails, **ON_READING}

api = DescribedApi(
    title="Framework Advisor API",
    version="1",
    description=TEXT,
    urls_namespace="api",
    docs_url=None,  # `reference.py` has the page, with an example above the list
    docs_decorator=require_safe,
    parser=StrictParser(),
)
tell_problems(api)


@api.get(
    "catalogue",
    response={200: CatalogueDocument, **ON_READING},
    throttle=READING,
    summary="The catalogue",
    tags=CATALOGUE,
)
def catalogue(request: HttpRequest) -> CatalogueDocument:
    """The current edition: every framework, criterion, rating with its evidence, and question."""
    edition = edition_for(request)
    return CatalogueDocument(
        edition=edition_part(edition),
        license=DATA.url,
        attribution=credit(edition.number),
        catalogue=catalogue_of(edition),
    )


@api.get(
    "editions",
    response={200: EditionList, **ON_READING},
    throttle=READING,
    summary="All editions",
    tags=CATALOGUE,
)
def editions(request: HttpRequest) -> EditionList:
    """All editions of the catalogue, the newest first, and why each was made."""
    current = edition_for(request)
    found = Edition.objects.defer("content")
    return EditionList(editions=tuple(EditionSummary(**summary_of(edition, current)) for edition in found))


@api.get(
    "editions/{number:number}",
    response={200: EditionDetails, 404: ProblemDetails, **ON_READING},
    throttle=READING,
    summary="An edition",
    tags=CATALOGUE,
)
def edition(request: HttpRequest, number: EditionNumber) -> EditionDetails:
    """An edition of the catalogue, with every difference from the one before."""
    found = edition_or_404(number)
    change = change_of(found, edition_before(found))
    told = None if change.edits is None else tuple(map(difference_part, change.edits))
    return EditionDetails(
        **summary_of(found, edition_for(request)),
        before=change.before.number if change.before else None,
        summary=f"{change.gist}.",
        differences=told,
    )


@api.post(
    "recommend",
    response={200: ResultDocument, **ON_SENDING},
    throttle=RECOMMENDING,
    summary="Try answers",
    tags=RESULTS,
)
def recommend(request: HttpRequest, body: RecommendBody) -> ResultDocument:
    """Answers in, the whole outcome out. Nothing is stored. Without answers there is a ranking but no leader."""
    edition = evaluations.askable_edition()
    answers = checked_answers(edition, body)
    what_if = body.what_if.what_if() if body.what_if else WhatIf()
    if problems := list(problems_in_what_if(catalogue_of(edition, is_wide=body.is_wide), answers, what_if)):
        raise ImpossibleError("what_if", problems)
    return result_document(report_on(edition, answers, what_if, is_wide=body.is_wide))


@api.post(
    "results", response={201: CreatedResult, **ON_SENDING}, throttle=CREATING, summary="Create a result", tags=RESULTS
)
def create(request: HttpRequest, response: HttpResponse, body: CreateBody) -> Status[CreatedResult]:
    """Make a result that is kept. Its public address shows it; the owner's address, told only here, can change it."""
    edition = evaluations.askable_edition()
    evaluation = evaluations.create_finished(
        edition,
        checked_answers(edition, body),
        title=one_line(body.title),
        note=several_lines(body.note),
        is_wide=body.is_wide,
    )
    report = report_of(evaluation)
    response.headers["Location"] = absolute(reverse("api:result", args=[evaluation.share_id]))
    created = CreatedResult(
        share_url=report.url,
        badge_url=absolute(reverse("badge", args=[evaluation.share_id])),
        owner_url=absolute(evaluation.owner_url()),
        result=result_document(report),
    )
    return Status(201, created)


@api.get(
    "results/{slug:share_id}",
    response={200: ResultDocument, **ON_A_RESULT},
    throttle=READING,
    summary="A result",
    tags=RESULTS,
)
def result(request: HttpRequest, share_id: ShareId) -> ResultDocument:
    """A finished result: frozen, as on its page."""
    return result_document(report_of(evaluations.shared(share_id)))


@api.get(
    "results/{slug:share_id}/verification",
    response={200: VerificationDocument, **ON_A_RESULT},
    throttle=READING,
    summary="A result, recomputed",
    tags=RESULTS,
)
def verification(request: HttpRequest, share_id: ShareId) -> VerificationDocument:
    """A result, recomputed from its document and its edition: what agrees, line by line."""
    return VerificationDocument.model_validate(verification_of(evaluations.shared(share_id)), from_attributes=True)


@api.get(
    "results/{slug:share_id}/exports/{slug:format}",
    response={200: None, **ON_A_RESULT},
    throttle=READING,
    summary="A result as a file",
    tags=RESULTS,
    openapi_extra={"responses": {200: {"content": contents(EXPORTS)}}},
)
def export(request: HttpRequest, share_id: ShareId, format: ExportName) -> HttpResponse:
    """A result in one of the formats to take along."""
    form = EXPORTS.get(format)
    if form is None:
        raise Http404(f"There is no such format. Possible: {', '.join(EXPORTS)}.")
    text = form.render(report_of(evaluations.shared(share_id)))
    return HttpResponse(text, content_type=f"{form.media_type}; charset=utf-8")


@api.get(
    "schema",
    response={200: dict[str, Any], **ON_READING},
    throttle=READING,
    summary="The schema of a result",
    tags=RESULTS,
)
def schema(request: HttpRequest) -> dict[str, Any]:
    """The JSON Schema of the result document."""
    return json_schema()


@api.get(
    "schema/{slug:version}",
    response={200: dict[str, Any], 404: ProblemDetails, **ON_READING},
    throttle=READING,
    summary="The schema of a version",
    tags=RESULTS,
)
def schema_of_version(request: HttpRequest, version: SchemaVersion) -> dict[str, Any]:
    """The JSON Schema by which files of a version stay valid. Errors: Http404."""
    if version not in VERSIONS:
        raise Http404
    return json_schema(VERSIONS[version])


def checked_answers(edition: Edition, body: GivenAnswers) -> dict[str, Answer]:
    """Return the answers of a body. Errors: ImpossibleError."""
    catalogue, answers = catalogue_of(edition, is_wide=body.is_wide), body.given()
    if problems := list(problems_in_answers(catalogue, answers)):
        raise ImpossibleError("answers", problems)
    return in_order(catalogue, answers)


def summary_of(edition: Edition, current: Edition) -> dict[str, Any]:
    """Return what there is to tell of an edition in a list of them."""
    return {
        "edition": edition_part(edition),
        "page": absolute(reverse("edition", args=[edition.number])),
        "is_current": edition == current,
        "reasons": public_reasons(edition),
    }


def difference_part(edit: Edit) -> DifferencePart:
    return DifferencePart.model_validate(edit, from_attributes=True)
