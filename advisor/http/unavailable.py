"""A database that is away, frozen, full, locked or read-only: answered with 503, in words about what was saved."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5
READ_ONLY = "25006"  # PostgreSQL's code for it, with an InternalError

BROKEN = ("57P", "08")  # its codes for a connection that it ends, or that is gone


def is_database_away(error: BaseException | None) -> bool:
    """Return whether an error says that the database cannot work now; a wrong query or row is a fault of ours."""
    cause = getattr(error, "__cause__", None)
    if isinstance(error, OperationalError):
        return getattr(cause, "sqlite_errorname", "") != "SQLITE_ERROR"  # as of a table that is not there
    if isinstance(error, InterfaceError):
        return connection.vendor != "sqlite"  # which says so of a cursor that is used wrongly
    return isinstance(error, DatabaseError) and getattr(cause, "sqlstate", "") == READ_ONLY


def may_be_saved(error: BaseException | None) -> bool:
    """Return whether a connection broke while something was under way: then nobody knows whether that was saved."""
    cause = error.__cause__ if error else None
    # The pool's own error is about a connection that nobody got.
    is_of_connection = hasattr(cause, "sqlstate") and type(cause).__name__ != "PoolTimeout"
    return is_of_connection and (getattr(cause, "sqlstate", None) or BROKEN[0]).startswith(BROKEN)


class DatabaseAwayPage(HttpResponse):
    """Says whether what was sent may have been saved, so that it can be told otherwise than by a page, too."""

    def __init__(self, request: HttpRequest, *, may_be_saved: bool) -> None:
        self.may_be_saved = may_be_saved
        told = {"is_sent": request.method == "POST", "may_be_saved": may_be_saved}
        page = render_to_string("503_database.html", told, request)
        headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
        super().__init__(page, status=503, headers=headers)


def database_away(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    logger.error("The database cannot work: %s", error)  # without a traceback: thousands may come of one outage
    return DatabaseAwayPage(request, may_be_saved=may_be_saved(error))
