"""A database that is away, frozen, full, locked or read-only: answered with 503, as nothing was saved."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5
READ_ONLY = "25006"  # PostgreSQL's code for it, with an InternalError


def is_database_away(error: BaseException | None) -> bool:
    """Return whether an error says that the database cannot work now; a wrong query is a fault of ours."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", ""):
        return name != "SQLITE_ERROR"  # a wrong query, as of a table that is not there
    return isinstance(error, OperationalError | InterfaceError) or getattr(cause, "sqlstate", "") == READ_ONLY


def database_away(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    logger.error("The database cannot work: %s", error)  # without a traceback: thousands may come of one outage
    page = render(request, "503_database.html", status=503)
    page.headers["Retry-After"] = str(RETRY_SECONDS)
    page.headers["Cache-Control"] = "no-store"
    return page
