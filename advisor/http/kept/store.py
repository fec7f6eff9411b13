"""Where pages are kept: compressed, in a cache of their own. Whatever is lost is made again."""

import gzip
from hashlib import sha256
from typing import NamedTuple

from django.core.cache import caches
from django.http import HttpResponse

from advisor.http.kept.addresses import Wanted
from advisor.http.shared_cache import breaker

CACHE = "pages"
LEVEL = 6
MOST_OF_A_RESULT = 20
"""A result's page, files and pictures have about so many addresses: who asks for more of them is playing."""


class KeptPage(NamedTuple):
    """A page as it is kept: its tag, its headers, and its body in gzip."""

    tag: str
    headers: dict[str, str]
    body: bytes

    def put_into(self, response: HttpResponse, *, takes_gzip: bool) -> HttpResponse:
        """Give a response the body, in gzip for who takes it."""
        response.content = self.body if takes_gzip else gzip.decompress(self.body)
        response.headers["Content-Length"] = str(len(response.content))
        if takes_gzip:
            response.headers["Content-Encoding"] = "gzip"
        return response


def kept(wanted: Wanted, tag: str) -> KeptPage | None:
    """Return a page if it is kept with this tag."""
    page = pages_at(wanted).get(wanted.address)
    return page if page and page.tag == tag else None


def keep(wanted: Wanted, tag: str, response: HttpResponse) -> KeptPage:
    """Keep a page, in place of its earlier version if there is one."""
    # Without random bytes, which Django adds against BREACH: nothing on these pages is a secret.
    page = KeptPage(tag, dict(response.headers), gzip.compress(response.content, LEVEL, mtime=0))
    pages = pages_at(wanted)
    pages.pop(wanted.address, None)
    if len(pages) == MOST_OF_A_RESULT:
        del pages[next(iter(pages))]  # the one that was made first
    breaker.ask(lambda: caches[CACHE].set(place_of(wanted), pages | {wanted.address: page}), None)
    return page


def forget_result(share_id: str | None) -> None:
    """Drop all that is kept of a result, since its owner changed or deleted it; a draft has none, and no share id."""
    if share_id:
        # Anyway, since what its owner takes back shall not lie there; it would not be shown, but be kept for a day.
        breaker.ask(lambda: caches[CACHE].delete(place_of_result(share_id)), False, anyway=True)


def pages_at(wanted: Wanted) -> dict[str, KeptPage]:
    """Return the pages that are kept in a page's place, by address."""
    found: dict[str, KeptPage] | None = breaker.ask(lambda: caches[CACHE].get(place_of(wanted)), None)
    return found or {}


def place_of(wanted: Wanted) -> str:
    """Return a page's key in the cache: those of one result share one, so that they go together."""
    return place_of_result(wanted.share_id) if wanted.share_id else sha256(wanted.address.encode()).hexdigest()


def place_of_result(share_id: str) -> str:
    return f"result-{share_id}"
