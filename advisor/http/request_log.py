"""The middleware that gives each request a number, and tells the log and the metrics how it went."""

import logging
import re
import time
from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from advisor import logs
from advisor.http.middleware import GetResponse

logger = logging.getLogger("advisor.requests")

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
KNOWN_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


def tell_requests(get_response: GetResponse) -> GetResponse:
    """Give each request a number, that of the proxy if it is well-formed, and say how it was answered."""
    is_told = logger.isEnabledFor(logging.INFO) or settings.METRICS

    def respond(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if WELL_FORMED.fullmatch(given) else token_hex(16)
        token = logs.request_id.set(number)
        start = time.perf_counter()
        try:
            response = get_response(request)
            if is_told:
                tell(request, response, time.perf_counter() - start)
        finally:
            logs.request_id.reset(token)
        response.headers["X-Request-ID"] = number
        return response

    return respond


def tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    method = request.method if request.method in KNOWN_METHODS else "other"
    route = route_of(request)
    told = {"method": method, "route": route, "status": response.status_code, "ms": round(1000 * seconds, 1)}
    logger.info("answered", extra={"told": told})
    if settings.METRICS:
        from advisor.http.metrics import count_request  # with its library, which few nodes need

        count_request(str(method), route, response.status_code, seconds)


def route_of(request: HttpRequest) -> str:
    """Return the pattern of an address, in which no key, share id or name stands; of no page of ours, “none”."""
    try:
        # What was answered above Django's own resolving, such as a kept page, is resolved here.
        return f"/{(request.resolver_match or resolve(request.path_info)).route}"
    except Resolver404:
        return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"
