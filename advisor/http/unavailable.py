"""A database that is away, frozen, full, locked or read-only: answered with 503, as nothing was saved."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5
READ_ONLY = "25006"  # PostgreSQL's code for it, with an InternalError


def is_database_away(error: BaseException | None) -> bool:
    """Return whether an error says that the database cannot work now; a wrong query or row is a fault of ours."""
    cause = getattr(error, "__cause__", None)
    if isinstance(error, OperationalError):
        return getattr(cause, "sqlite_errorname", "") != "SQLITE_ERROR"  # as of a table that is not there
    if isinstance(error, InterfaceError):
        return connection.vendor != "sqlite"  # which says so of a cursor that is used wrongly
    return isinstance(error, DatabaseError) and getattr(cause, "sqlstate", "") == READ_ONLY


def database_away(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    logger.error("The database cannot work: %s", error)  # without a traceback: thousands may come of one outage
    page = render(request, "503_database.html", status=503)
    page.headers["Retry-After"] = str(RETRY_SECONDS)
    page.headers["Cache-Control"] = "no-store"
    return page
