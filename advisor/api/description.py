"""The OpenAPI description: what ninja derives, made exact about media types, headers and errors."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from ninja import NinjaAPI
from ninja.operation import Operation

from advisor.addresses import absolute
from advisor.api.problems import MEDIA_TYPE, ProblemDetails
from advisor.exports import Export
from advisor.imprint import imprint
from advisor.licences import CODE, DATA

TEXT = """
Send answers and get the whole result: the same questions, ratings and results as on the pages.

No key is needed. Every score comes as an exact fraction and as a decimal. `recommend` stores nothing; a result that you
create stays at its address, with the ratings of its day.
"""

ON_READING: dict[int, Any] = {304: None, 429: ProblemDetails, 500: ProblemDetails, 503: ProblemDetails}
ON_SENDING: dict[int, Any] = {
    400: ProblemDetails,
    411: ProblemDetails,
    413: ProblemDetails,
    415: ProblemDetails,
    422: ProblemDetails,
    429: ProblemDetails,
    500: ProblemDetails,
    503: ProblemDetails,
}
HEADERS: dict[int, dict[str, Any]] = {
    201: {"Location": {"description": "The result's address here.", "required": True, "schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds to wait.", "required": True, "schema": {"type": "integer"}}},
}
DESCRIPTIONS = {
    304: "Not changed since the ETag that was sent as If-None-Match.",
    400: "The body is not JSON.",
    411: "The body is sent in chunks, without its length.",
    413: "The body is too large.",
    415: "The body is not sent as application/json.",
    422: "A field is wrong; `errors` names it.",
    429: "Too many requests from one address.",
    500: "Something went wrong on our side; it is logged.",
    503: "The catalogue is empty, or its edition cannot be read here.",
}


class DescribedApi(NinjaAPI):
    """A ninja API whose description tells problems as what they are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        # Ninja would put the module before it, and generated clients call their methods by this.
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Return the description, which is always the same and takes a while to make."""
        if not hasattr(self, "described"):
            self.described = exact(super().get_openapi_schema(**kwargs))
        return self.described


def exact(schema: Any) -> Any:
    """Make the description of every response exact."""
    for path in schema["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                describe_response(int(status), response)
    del schema["servers"]  # that is: the server which the description comes from
    schema["info"] |= who_and_where()
    return schema


def who_and_where() -> dict[str, Any]:
    """Return who runs this API, if that is told, and under which licences it is."""
    site = imprint()
    person = {"name": site.operator, "email": site.email, "url": "" if site.email else site.contact}
    told = {key: value for key, value in person.items() if value}
    licence = {"name": f"Data: {DATA.name}; code: {CODE.name}", "url": absolute(reverse("licences"))}
    return {"license": licence, **({"contact": told} if told else {})}


def describe_response(status: int, response: dict[str, Any]) -> None:
    """Make the description of one response exact."""
    response["description"] = DESCRIPTIONS.get(status, response["description"])
    if status >= 400:  # ninja describes every body as application/json
        response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
    if status in HEADERS:
        response["headers"] = HEADERS[status]


def contents(exports: Mapping[str, Export]) -> dict[str, Any]:
    """Return the contents that the formats of a result have, by media type."""
    document = {"$ref": "#/components/schemas/ResultDocument"}
    types = {export.media_type for export in exports.values()}
    return {name: {"schema": document if name == "application/json" else {"type": "string"}} for name in sorted(types)}
