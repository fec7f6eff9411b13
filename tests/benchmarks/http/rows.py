"""What is asked of the site, by the rows of the table; a goal is a share of what the bare view answers in a second."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.http.wrk import LoadError, Request, answer

# As a browser sends them over HTTPS; an address that a program asks is sent the first only.
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html"}
PROGRAM = {"Accept-Encoding": "gzip"}
TOKEN = "a" * 32  # Django asks only that cookie and form have the same
FORM = {**BROWSER, "Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}"}
JSON = {**PROGRAM, "Content-Type": "application/json"}

RESULTS = "/api/v1/results/"


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked: its requests, in turn; the share that is the goal, if there is one; the status of every answer.

    `is_once`: none of them may be sent twice, because the second time costs less.
    """

    what: str
    requests: Sequence[Request]
    goal: float | None = None
    status: int = 200
    is_once: bool = False


def pages() -> Iterator[Row]:
    """Yield the pages that are the same for everybody."""
    for what, path in (
        ("home", "/"),
        ("compare", "/compare/"),
        ("a framework", "/frameworks/django/"),
        ("neutrality", "/method/neutrality/"),
    ):
        yield Row(what, reading([path]), 0.8)


def runs(told: Mapping[str, Any], address: str) -> Iterator[Row]:
    """Yield what belongs to somebody's run, of what `stored.py` tells; a server tells the ETag of a result."""
    one, *others = told["results"]
    first, second, last = (others[place::3] for place in range(3))
    result = Request(f"/r/{one}/", headers=BROWSER)
    unless_changed = BROWSER | {"If-None-Match": answer(address, result)[1]["ETag"]}
    forms = [(path, f"csrfmiddlewaretoken={TOKEN}&{form}") for path, form in told["questions"]]
    # With the cookie that the first question has set: all these people have answered some.
    yield Row("a question", reading((path for path, _ in forms), BROWSER | {"Cookie": f"csrftoken={TOKEN}"}), 0.25)
    yield Row("an answer (POST)", [Request(path, "POST", FORM, form) for path, form in forms], 0.2, 302)
    yield results_once(first)
    yield Row("a result again", [result], 0.8)
    yield Row("a result that did not change (304)", [Request(result.path, headers=unless_changed)], 0.9, 304)
    yield Row("a what-if", reading(told["what_ifs"]), is_once=True)
    yield Row("JSON for the first time", reading((RESULTS + name for name in second), PROGRAM), is_once=True)
    yield Row("JSON again", reading([RESULTS + one], PROGRAM))
    yield Row("a card for the first time", reading((f"/r/{name}/card.png" for name in last), PROGRAM), is_once=True)
    yield Row("recommend (POST)", [Request("/api/v1/recommend", "POST", JSON, body) for body in told["bodies"]])


def results_once(share_ids: Iterable[str]) -> Row:
    """Return the row of results that nobody has opened before."""
    return Row("a result for the first time", reading(f"/r/{name}/" for name in share_ids), 0.1, is_once=True)


def reading(paths: Iterable[str], headers: dict[str, str] = BROWSER) -> list[Request]:
    return [Request(path, headers=headers) for path in paths]


def check(row: Row, address: str, count: int = 4) -> int:
    """Send the last requests of a row, and return the bytes of the last body. Errors: LoadError if a status is another.

    The last, because wrk begins with the first: none that may be sent only once is.
    """
    for request in row.requests[-count:]:
        status, _, body = answer(address, request)
        if status != row.status:
            raise LoadError(f"{row.what}: {request.method} {request.path} is answered with {status}, not {row.status}.")
    return len(body)


def for_client(row: Row) -> list[object]:
    """Return the first and the last request of a row as arguments of Django's test client, and the status."""
    arguments = (
        {"method": item.method, "path": item.path, "data": item.body, "headers": item.headers}
        for item in (row.requests[0], row.requests[-1])
    )
    return [*arguments, row.status]
