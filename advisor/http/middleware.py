"""Middleware for every request: it refuses what cannot be read, and explains in a page what went wrong."""

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from advisor.evaluations import DeletedError, UnknownError
from advisor.http.charsets import UNREADABLE
from advisor.http.errors import too_many_requests
from advisor.http.limits import TooManyRequestsError
from recommender.editions.stored import EditionError

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = ", ".join(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb"))
"""What no page needs, and so no script may ask for, even if one slipped in."""

# What is made to be shown or read on other sites; an API is read by them anyway.
FOR_OTHER_SITES = re.compile(
    r"/api/.*|/card\.png|/r/[^/]+/(card\.png|qr\.svg|badge\.(svg|json))|/editions/(feed\.atom|\d+\.(json|zip))"
)


def keep_apart(get_response: GetResponse) -> GetResponse:
    """Let pages use no device, and other sites load nothing of ours into their own pages but what is made for that."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        is_for_others = FOR_OTHER_SITES.fullmatch(request.path_info)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_for_others else "same-origin"
        return response

    return respond


UNLISTED = ("/advise/", "/r/")
"""Where somebody's own questionnaires and results are: `robots.txt` tells crawlers so."""


def keep_unlisted(get_response: GetResponse) -> GetResponse:
    """Keep all that belongs to somebody's own out of search engines: pages, files and pictures alike."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(UNLISTED):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return respond


def ignore_conditions_of_writing(get_response: GetResponse) -> GetResponse:
    """Ignore conditions under which a program would overwrite: here they come with reading only, if at all."""

    def respond(request: HttpRequest) -> HttpResponse:
        # Django would answer 412, without a word.
        for condition in ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"):
            request.META.pop(condition, None)
        return get_response(request)

    return respond


def explain_wrong_method(get_response: GetResponse) -> GetResponse:
    """Give the bare “method not allowed” answer a page that says what to do."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]  # RFC 9110: a 405 must say what is allowed
            return page
        return response

    return respond


def refuse_bodies(get_response: GetResponse) -> GetResponse:
    """Refuse a body that cannot be read or is too long, before anything reads it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.content_type == UNREADABLE:
            return render(request, "400.html", status=400)
        # Of unknown length, so sent in chunks: Django would read nothing of it.
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return render(request, "400.html", status=411)
        if is_too_long(request):
            return render(request, "413.html", status=413)
        return get_response(request)

    return respond


def is_too_long(request: HttpRequest) -> bool:
    """Return whether a body is longer than any that its address needs, going by what the request says."""
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if len(length) > LONGEST_LENGTH or int(length) > settings.LONGEST_UPLOAD:
        return True
    return int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and request.path_info != reverse("admin:files")


LONGEST_LENGTH = 9
"""Digits of a gigabyte: a number may itself be too long to read."""


class ExplainMissing:
    """Turns what a view does not find, finds deleted, or may not tell (yet), into a page that says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    # A class for the sake of this method: Django asks middleware for it, and a function has none.
    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, UnknownError):
            return render(request, "404.html", {"exception": str(error)}, status=404)
        if isinstance(error, DeletedError):
            return render(request, "410.html", status=410)
        if isinstance(error, TooManyRequestsError):
            return too_many_requests(request, error)
        if isinstance(error, EditionError):
            logger.error("%s", error)  # somebody must mend it: visitors cannot
            return render(request, "503.html", {"exception": str(error)}, status=503)
        return None
