"""What no answer may be, whatever was asked."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tests.fuzz.asking import Request
from tests.fuzz.site import READERS, Site
from tests.raw import Answer

LARGEST = 2_000_000
"""Bytes of an answer; the largest page of the tests' catalogue has a tenth of it."""

SLOWEST = 10
"""Seconds for an answer, on a machine that may do other things, too."""

PROBLEM = "application/problem+json"


def faults_of_answer(site: Site, request: Request, answer: Answer, seconds: float) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    kind = answer.headers.get("content-type", "")
    if answer.status >= 500:
        yield f"answers {answer.status}"
    is_api = request.path.startswith("/api/")
    if answer.status >= 400 and not kind.startswith(PROBLEM if is_api else "text/html"):
        yield f"answers {answer.status} as {kind}"
    if answer.status >= 400 and not is_api and request.method != "HEAD" and b"<h1" not in plain(answer):
        yield f"answers {answer.status} without words"
    if len(answer.body) > LARGEST:
        yield f"is {len(answer.body)} bytes large"
    if seconds > SLOWEST:
        yield f"takes {seconds:.1f} seconds"
    if not is_ours(answer.headers.get("location", "/")):
        yield f"leads to {answer.headers['location']}"
    if kind.startswith("text/html") and "content-security-policy" not in answer.headers:
        yield "has no security policy"
    yield from leaks(site, request, answer)


def plain(answer: Answer) -> bytes:
    return b"<h1" if "content-encoding" in answer.headers else answer.body


def is_ours(location: str) -> bool:
    return urlsplit(location).netloc in {"", "advisor.test"} and not location.startswith(("//", "/\\"))


def leaks(site: Site, request: Request, answer: Answer) -> Iterator[str]:
    """Yield whether an answer tells an edit key that the request did not."""
    told = answer.body + "".join(answer.headers.values()).encode()
    sent = (
        f"{unquote(request.path)} {unquote(request.query)} {unquote(request.body.decode('latin-1'))} {request.headers}"
    )
    for item in (*site.sealed, *site.open):
        if item.edit_key not in sent and item.edit_key.encode() in told:
            yield "tells somebody else's edit key"


def faults_of_writing(site: Site) -> Iterator[str]:
    """Yield what was written that may not be."""
    if site.rows() != site.kept:
        yield "has changed somebody else's evaluation"
    if site.role in READERS and site.fingerprint() != site.before:
        yield f"has changed the catalogue as {site.role or 'nobody'}"
