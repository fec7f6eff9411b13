"""The manners of every response under /api/: errors are problems, HEAD and OPTIONS work, caches know what to do."""

from django.http import HttpRequest, HttpResponse

from advisor.api.problems import MAYBE_SAVED, MEDIA_TYPE, problem_response
from advisor.http.middleware import GetResponse
from advisor.http.responses import FOR_ALL_SITES, LICENSED

PREFIX = "/api/"
DATA = tuple(f"/api/v1/{name}" for name in ("catalogue", "editions", "recommend", "results"))
"""What holds ratings, which have a licence. Descriptions and schemas belong to the program."""


def mind_manners(get_response: GetResponse) -> GetResponse:
    """Return the middleware for /api/; it leaves every other address alone."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return get_response(request)
        response = told_as_problem(request, as_get(request, get_response))
        for name, value in headers(request, response).items():
            response.headers.setdefault(name, value)
        return response

    return respond


def as_get(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Return the response; to HEAD that to GET without its body."""
    if request.method != "HEAD":
        return get_response(request)
    # Ninja refuses methods that no operation names, and here none names HEAD.
    request.method = "GET"
    response = told_as_problem(request, get_response(request))
    request.method = "HEAD"
    # Of the answer to GET, as RFC 9110 asks: so told as a problem, if it is one, before the body goes.
    response.headers["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def told_as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response, but an error page as a problem, and in answer to OPTIONS the methods of the address."""
    if response.status_code < 400 or response.headers["Content-Type"] == MEDIA_TYPE:
        return response
    if response.status_code != 405:
        is_unsure = getattr(response, "may_be_saved", False)
        problem = problem_response(response.status_code, MAYBE_SAVED if is_unsure else "")
        if wait := response.headers.get("Retry-After"):
            problem.headers["Retry-After"] = wait
        return problem
    # Ninja lists only the methods of its operations, and none of them names these two.
    known = set(response.headers["Allow"].split(", ")) | {"OPTIONS"}
    told = HttpResponse(status=204) if request.method == "OPTIONS" else problem_response(405)
    told.headers["Allow"] = ", ".join(sorted(known | {"HEAD"} if "GET" in known else known))
    return told


def headers(request: HttpRequest, response: HttpResponse) -> dict[str, str]:
    """Return the headers that the response gets where it has no other.

    Pages of other sites may read, because there is nothing here that only a visitor's cookies would show. They may not
    send: that takes a preflight request, which is answered without leave.
    """
    told = LICENSED if response.status_code < 300 and request.path.startswith(DATA) else {}
    if request.method not in {"GET", "HEAD"}:
        return told | {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}
    caching = "public, no-cache" if response.status_code < 400 else "no-store"
    return told | {"X-Robots-Tag": "noindex", "Cache-Control": caching, **FOR_ALL_SITES}
