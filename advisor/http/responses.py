"""HTTP as views share it: which methods they answer, and whether an answer may be kept."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from advisor.licences import DATA
from recommender.editions.current import current_edition
from recommender.models import Edition

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

SHARED = "public, max-age=0, s-maxage=60"
"""A proxy may serve a public page for a minute, a browser asks each time: so what its owner has deleted, and what an
editor has changed, is gone after a minute at the latest."""

KEPT_BY_BROWSERS = "public, max-age=31536000, s-maxage=60, immutable"
"""For what never changes at its address. A browser does not ask again; a proxy, which serves others, asks after a
minute, since a result can be deleted: decision 39."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For what never changes at its address, and tells nothing of anybody."""

FOR_ALL_SITES = {"Access-Control-Allow-Origin": "*"}
"""The header that lets scripts of any site read what is public, and tells no visitor from another."""

LICENSED = {"Link": f'<{DATA.url}>; rel="license"'}
"""The header that says under which licence a file is, for programs; RFC 8288."""

revalidated = cache_control(public=True, no_cache=True)
"""Kept by browsers and proxies, but never shown without asking whether it is still so."""


def for_now(response: TemplateResponse) -> TemplateResponse:
    """Let nobody keep a page that lacks what is still being made: the next one will have it."""
    response.headers["Cache-Control"] = "no-store"
    return response


def edition_for(request: HttpRequest) -> Edition:
    """Return the edition to answer a request with: the one that its ETag tells of, or else the current one."""
    return getattr(request, "edition", None) or current_edition()
