"""Requests as a server hands them on: Django's test client makes none that cannot be read, and leaves `wsgi.py` out."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from advisor.wsgi import application


@dataclass(frozen=True)
class Answer:
    """What came back. `headers` has their names in lower case; of several alike the last."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(method: str, path: str, body: bytes = b"", *, query: str = "", **environ: Any) -> Answer:
    """Return the answer to a request; `environ` holds headers in the manner of WSGI, such as HTTP_ACCEPT."""
    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "advisor.test"}
    asked |= {"CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": "127.0.0.1", "wsgi.input": BytesIO(body), **environ}
    setup_testing_defaults(asked)
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    with same_connection():
        answered: Any = application(asked, lambda *start: begun.append(start))  # type: ignore[arg-type]
        with closing(answered):
            content = b"".join(answered)
    [(status, headers)] = begun
    return Answer(int(status[:3]), {name.lower(): value for name, value in headers}, content)


@contextmanager
def same_connection() -> Iterator[None]:
    """Keep the connection to the database, as Django's test client does: else a test's transaction would go with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
