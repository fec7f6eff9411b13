"""How the API reads bodies: JSON only, and strictly."""

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser
from pydantic_core import from_json

from advisor.api.problems import ProblemError

JSON = "application/json"


class StrictParser(Parser):
    """Takes nothing but JSON, which also keeps the forms of other sites out; they cannot send that media type."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != JSON:
            # Ninja makes a 400 of its own of any error here, and `http_error` finds this one behind that.
            raise ProblemError(415, f"Send the body as {JSON}.")
        try:
            return from_json(request.body, allow_inf_nan=False)  # NaN is no JSON, and no weight
        except ValueError as error:
            raise ProblemError(400, f"The body is not JSON: {error}.") from error
