"""Whether this node lives, and whether it is ready to serve: asked by whoever starts, watches and chooses nodes."""

from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from advisor.http.draining import draining
from advisor.http.middleware import GetResponse
from advisor.http.unavailable import RETRY_SECONDS
from advisor.site_key import OtherKeyError, require_site_key


def answer_about_health(get_response: GetResponse) -> GetResponse:
    """Answer /healthz and /readyz, above all other middleware: by plain HTTP, and under any host name."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return in_words("alive")
        if request.path_info == "/readyz":
            return readiness()
        return get_response(request)

    return respond


def readiness() -> HttpResponse:
    """Return 200 if visitors may be sent here, else 503 with the reason."""
    reason = not_ready_because()
    if not reason:
        return in_words("ready")
    response = in_words(reason, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def not_ready_because() -> str:
    """Return why this node should not be sent visitors; nothing if it may be."""
    if draining.is_set():
        return "This node is stopping."
    try:
        require_migrations()
        require_site_key()  # asks the database each time
    except (DatabaseError, InterfaceError):
        return "The database does not answer."
    except OtherKeyError as error:
        return str(error)
    except UnmigratedError:
        return "The database lacks migrations of this release: run manage.py prepare."
    return ""


class UnmigratedError(Exception):
    """Migrations are missing."""


@cache  # kept once it is true, as nobody takes a migration back under a running node; an error is never kept
def require_migrations() -> None:
    """Errors: UnmigratedError if a migration of this release has not run."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise UnmigratedError


def in_words(text: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain", headers=headers)
