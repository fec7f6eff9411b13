"""Getting a result and its edition from a site, as anybody could: by HTTP, within limits of time and size."""

import re
from http.client import HTTPException, HTTPMessage
from time import monotonic
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request

from advisor.verification.findings import NotVerifiableError
from recommender import fetching

SECONDS = 30
"""For each wait, and for a body from the first request until its end."""
GREATEST_SIZE = 20_000_000  # bytes; an edition with twelve frameworks has half a million, a result two hundred thousand
HEADERS = {"User-Agent": "framework-advisor-verify", "Accept": "application/json"}

RESULT_PATH = re.compile(r"(?P<prefix>.*?)/(?:r|api/v1/results)/(?P<share_id>[A-Za-z0-9_-]+)(?:[./].*)?")
"""Of every page, file and address of the API that belongs to a result, and of the site that it is on."""

SAID = {
    404: "There is no result, or no edition, at {}.",
    410: "The result at {} was deleted by its owner.",
    429: "The site asks to wait before {} is asked for again.",
    503: "The site cannot show {} right now, or its release cannot read the edition.",
}


class SameSite(HTTPRedirectHandler):
    """Follows a redirect within a site only, as from http to https."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.hostname != before.hostname or after.scheme not in {before.scheme, "https"}:
            raise NotVerifiableError(f"{req.full_url} leads to another site, {newurl[:200]}, which was not followed.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def site_and_share_id(address: str) -> tuple[str, str]:
    """Return the address of a site without a slash behind it, and the share id, of any address of a result.

    Errors: NotVerifiableError.
    """
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or "@" in parts.netloc:
        raise NotVerifiableError(
            f"“{address[:200]}” is neither a file nor an address such as https://advisor.example/r/abc/."
        )
    found = RESULT_PATH.fullmatch(parts.path)
    if found is None:
        raise NotVerifiableError(f"{address[:200]} is not the address of a result: those have /r/ in them.")
    return f"{parts.scheme}://{parts.netloc}{found['prefix']}", found["share_id"]


def fetch(address: str) -> bytes:
    """Return what is at an address. Errors: NotVerifiableError, in words for whoever asked."""
    if not address.startswith(("http://", "https://")):
        raise NotVerifiableError(f"{address[:200]} begins with neither http:// nor https://.")
    try:
        # What sends it knows http and https, and nothing else.
        request = Request(address, headers=HEADERS)  # noqa: S310
        ends_at = monotonic() + SECONDS
        return fetching.fetch(request, silence=SECONDS, ends_at=ends_at, size=GREATEST_SIZE, redirects=SameSite)[2]
    except fetching.TooLargeError as error:
        raise NotVerifiableError(f"{address} is larger than {GREATEST_SIZE // 1_000_000} MB.") from error
    except HTTPError as error:
        told = SAID.get(error.code, "{} was answered with the status " + str(error.code) + ".")
        error.close()
        raise NotVerifiableError(told.format(address)) from error
    # URLError is among the first; the last is about an address that cannot be sent.
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise NotVerifiableError(f"{address} took longer than {SECONDS} seconds.") from error
        raise NotVerifiableError(f"{address} cannot be reached: {reason}.") from error
