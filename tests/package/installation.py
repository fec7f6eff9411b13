"""The package as somebody has it who knows nothing of the project: in an empty environment, served from a folder."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

from tests.audit.server import ROOT, free_port
from tests.faults.visitor import token_in
from tests.forms import offered
from tests.starters.first_page import TO_REGISTRY

SECONDS_TO_START, SECONDS_TO_STOP = 180, 20


def pins() -> str:
    """Return the versions of the lock as constraints, which cannot have hashes: then the wheel would have to have one.

    So a release that comes out tomorrow breaks no test of today, and pip still has to find out what the wheel needs.
    """
    lines = [line.rstrip(" \\") for line in (ROOT / "requirements.txt").read_text().splitlines() if line[:1].isalnum()]
    return "\n".join(re.sub(r"\[.*?\]", "", line) for line in lines)


class Browser:
    """Somebody's browser, without JavaScript."""

    def __init__(self, site: str) -> None:
        self.site = site
        # Without the machine's proxy, which would look for the address on its own machine.
        self.opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPCookieProcessor())

    def open(self, path: str, fields: list[tuple[str, str]] | None = None, **headers: str) -> HTTPResponse:
        """Ask for a page, or send a form, and follow where it leads. Errors: HTTPError."""
        body = None if fields is None else urlencode(fields).encode()
        return self.opener.open(Request(self.site + path, body, headers), timeout=30)

    def read(self, path: str) -> str:
        return self.open(path).read().decode()

    def result(self) -> str:
        """Answer each question with its first choice, and return the path of the result."""
        answer = self.open("/advise/", [])
        while not (path := answer.url.removeprefix(self.site)).startswith("/r/"):
            page = answer.read().decode()
            said = [("title", "A project")] if path.endswith("/check/") else [("choice", offered(page, "choice")[0])]
            answer = self.open(path, [token_in(page), *said])
        return path


@dataclass
class Installation:
    """An empty environment, an empty folder to stand in, and a home where nobody has been."""

    place: Path
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        for folder in (self.folder, self.home):
            folder.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", self.environment], check=True)
        (self.place / "pins.txt").write_text(pins())

    @property
    def environment(self) -> Path:
        return self.place / "environment"

    @property
    def folder(self) -> Path:
        return self.place / "folder"

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def packages(self) -> Path:
        [found] = self.environment.glob("lib/python*/site-packages")
        return found

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share" / "framework-advisor"

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def variables(self) -> dict[str, str]:
        """Return the variables of its shell: how to reach the registry, and nothing of who runs the tests."""
        own = {
            "HOME": str(self.home),
            "PATH": f"{self.environment / 'bin'}:/usr/bin:/bin",
            "PIP_CONSTRAINT": str(self.place / "pins.txt"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PORT": str(self.port),
        }
        return {name: value for name, value in os.environ.items() if TO_REGISTRY.fullmatch(name)} | own

    def run(self, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a line of the shell to its end."""
        return subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=self.folder,
            env=self.variables | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
        )

    @contextmanager
    def serving(self, line: str = "framework-advisor serve") -> Iterator[Browser]:
        """Run a line that ends in a server, until it answers; stop it with Ctrl+C, which has to end it calmly."""
        log = self.place / "server.log"
        with log.open("w") as output:
            # A session of its own is what a terminal's Ctrl+C reaches: the server and its children.
            server = subprocess.Popen(
                ["/bin/sh", "-c", line],
                cwd=self.folder,
                env=self.variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.wait(server, log)
            yield Browser(self.site)
            os.killpg(server.pid, signal.SIGINT)
            server.wait(SECONDS_TO_STOP)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
        told = log.read_text()
        assert f"Framework Advisor is on {self.site}/ (stop it with Ctrl+C)." in told
        assert "Traceback" not in told
        assert "WARNING" not in told

    def wait(self, server: subprocess.Popen[bytes], log: Path) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and server.poll() is None:
            try:
                Browser(self.site).open("/healthz").close()
            except HTTPError:
                raise
            except (URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"The site did not start on {self.site}.\n{log.read_text()}")
