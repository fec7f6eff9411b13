"""Requests as somebody's browser sends them: by the ways there are in turn, and told with what came of each."""

import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from itertools import count, cycle
from urllib.parse import urlencode

NAME = "advisor.example"
TIME_LIMIT = 30.0
"""Seconds that a browser waits for an answer."""
LEAST_PAGE = 150
"""Characters that a page in words has at least."""
PEOPLE = count(1)


@dataclass(frozen=True, slots=True)
class Way:
    """A port of this machine that answers for the site: with TLS a proxy's, without it a node's."""

    port: int
    tls: ssl.SSLContext | None = None

    def connection(self, source: str, seconds: float) -> HTTPConnection:
        common = {"timeout": seconds, "source_address": (source, 0)}
        if self.tls:
            return HTTPSConnection("127.0.0.1", self.port, context=self.tls, **common)
        return HTTPConnection("127.0.0.1", self.port, **common)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: a status, or without one the words for what went wrong."""

    asked: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    text: str = field(default="", repr=False)
    problem: str = ""
    start: float = 0.0
    end: float = 0.0

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400

    @property
    def seconds(self) -> float:
        return self.end - self.start

    @property
    def is_polite(self) -> bool:
        """Return whether it is a failure that says in words when to try again."""
        return self.status == 503 and self.headers.get("Retry-After", "").isdigit() and len(self.text) >= LEAST_PAGE

    @property
    def kind(self) -> str:
        if self.status == 503 and not self.is_polite:
            return "503 without Retry-After or words"
        return str(self.status) if self.status else self.problem

    @property
    def location(self) -> str:
        return self.headers["Location"]


class Client:
    """A browser with an address of its own, each request of which goes another way than the one before."""

    def __init__(
        self,
        ways: Sequence[Way],
        tell: Callable[[Answer], object] = lambda answer: None,
        *,
        seconds: float = TIME_LIMIT,
    ) -> None:
        number = next(PEOPLE)
        self.source = f"127.{1 + number // 62500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}"
        self.ways, self.tell, self.seconds = cycle(ways), tell, seconds
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: Sequence[tuple[str, str]] | None = None) -> Answer:
        """Send a form, or without one ask for a page; return what came of it. A redirect is not followed."""
        way, method = next(self.ways), "GET" if form is None else "POST"
        start, asked = time.monotonic(), f"{method} {path}"
        connection = way.connection(self.source, self.seconds)
        try:
            body = None if form is None else urlencode(form)
            connection.request(method, path, body, self.headers(way, has_body=form is not None))
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except TimeoutError:
            answer = Answer(asked, problem=f"none in {self.seconds:.0f} s", start=start, end=time.monotonic())
        except ConnectionRefusedError:
            answer = Answer(asked, problem="refused", start=start, end=time.monotonic())
        except (OSError, HTTPException):
            answer = Answer(asked, problem="cut off", start=start, end=time.monotonic())
        else:
            self.remember(response.msg.get_all("Set-Cookie", []))
            answer = Answer(asked, response.status, dict(response.msg), text, start=start, end=time.monotonic())
        finally:
            connection.close()
        self.tell(answer)
        return answer

    def headers(self, way: Way, *, has_body: bool) -> dict[str, str]:
        headers = {"Host": NAME, "Connection": "close", "Origin": f"https://{NAME}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if has_body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if not way.tls:  # as the proxy would
            headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": self.source}
        return headers

    def remember(self, cookies: Sequence[str]) -> None:
        for cookie in cookies:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
