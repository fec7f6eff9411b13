"""A package index on this machine, for tests: it serves what they say, by the Simple API in JSON."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

JSON = "application/vnd.pypi.simple.v1+json"
METADATA = "Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{more}\nAbout it.\n"

Answer = Callable[[BaseHTTPRequestHandler], None]


class LocalIndex:
    """What the index answers, by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.address = ""

    def add(self, package: str, *files: dict[str, Any]) -> None:
        self.answers[f"/simple/{package}/"] = sends(
            json.dumps({"meta": {"api-version": "1.1"}, "name": package, "files": list(files)}), JSON
        )

    def release(self, package: str, version: str, day: str, *more: str, requires: str = "", **others: Any) -> None:
        """Add a package with one release that has metadata, with some more lines."""
        lines = "".join(f"{line}\n" for line in (*more, *([f"Requires-Python: {requires}"] if requires else [])))
        wheel = file(package, version, day, **{"core-metadata": True}, **others)
        self.add(package, wheel)
        text = METADATA.format(name=package, version=version, more=lines)
        self.answers[f"/files/{wheel['filename']}.metadata"] = sends(text, "text/plain")


def file(package: str, version: str, day: str = "2026-10-01", **more: Any) -> dict[str, Any]:
    """A wheel as the index lists it."""
    name = f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    listed = {"filename": name, "url": f"/files/{name}", "hashes": {}, "upload-time": f"{day}T10:00:00.123456Z"}
    return listed | more


def sends(body: str, content_type: str, status: int = 200) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", content_type)
        request.send_header("Content-Length", str(len(body.encode())))
        request.end_headers()
        request.wfile.write(body.encode())

    return answer


def redirects(target: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


@contextmanager
def serving() -> Iterator[LocalIndex]:
    index = LocalIndex()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.asked.append((self.path, self.headers["Authorization"]))
            index.answers.get(self.path, sends("Not here", "text/plain", 404))(self)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # A fraction of the usual half-second, for which each test would wait at its end.
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    index.address = f"http://127.0.0.1:{server.server_port}/simple/"
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
