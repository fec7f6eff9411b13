"""Pages for what went wrong. Unlike Django's own they need no CSRF token, so they never read a broken request again."""

import sys
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from advisor.http.limits import TooManyRequestsError
from advisor.http.unavailable import database_away, is_database_away


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Say what the view says; an address that no view has brings no message."""
    # Django's own for an unknown address holds a dictionary of all the routes that it tried: not for visitors.
    message = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"exception": message}, status=404)


def too_many_requests(request: HttpRequest, error: TooManyRequestsError) -> HttpResponse:
    """Say how long to wait, begun minutes counted in full."""
    context = {"purpose": error.purpose, "minutes": ceil(error.seconds / 60)}
    page = render(request, "429.html", context, status=429)
    page["Retry-After"] = str(error.seconds)
    page["Cache-Control"] = "no-store"
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    # Here, because Django asks for this page whatever failed: a view, or middleware that reads the database before.
    if is_database_away(error := sys.exception()):
        return database_away(request, error)
    return render(request, "500.html", status=500)
