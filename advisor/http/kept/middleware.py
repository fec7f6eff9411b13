"""The middleware that answers from kept pages."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers

from advisor.http.kept.addresses import Wanted, wanted_page
from advisor.http.kept.store import keep, kept
from advisor.http.kept.versions import stamp, tag_of, version_of
from advisor.http.middleware import GetResponse
from advisor.http.responses import KEPT_BY_BROWSERS, SHARED


class AnswerFromKeptPages:
    """Answers with 304, or with a kept page; what is not kept yet goes on to its view, and is kept after that."""

    def __init__(self, get_response: GetResponse) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed("Templates change without a new start.")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = wanted_page(request)
        version = version_of(wanted) if wanted else None
        if not wanted or not version:
            return self.get_response(request)
        request.edition = version.edition  # type: ignore[attr-defined]
        tag = tag_of(wanted, version)
        if unchanged := get_conditional_response(request, etag=tag):
            return labelled(unchanged, wanted, tag)
        return self.page(request, wanted, tag)

    def page(self, request: HttpRequest, wanted: Wanted, tag: str) -> HttpResponse:
        """Return the page: the kept one, or a new one, which is kept if it may be."""
        takes_gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        if found := kept(wanted, tag):
            again = labelled(HttpResponse(headers=found.headers), wanted, tag)
            return found.put_into(again, takes_gzip=takes_gzip)
        request.META["HTTP_ACCEPT_ENCODING"] = "identity"  # it is compressed here, once for all
        response = self.get_response(request)
        if not is_public(response):
            return response
        labelled(response, wanted, tag)
        if request.method == "HEAD":  # its body may be gone already
            return response
        return keep(wanted, tag, response).put_into(response, takes_gzip=takes_gzip)


def is_public(response: HttpResponse) -> bool:
    """Return whether everybody gets this page, as long as it has the same tag."""
    is_private = response.cookies or has_vary_header(response, "Cookie")
    says_no = "no-store" in response.headers.get("Cache-Control", "")
    return response.status_code == 200 and not is_private and not says_no


def labelled(response: HttpResponse, wanted: Wanted, tag: str) -> HttpResponse:
    """Tell browsers and proxies which version of a page this is, and for how long they may keep it."""
    response.headers["ETag"] = tag
    # While nodes are upgraded one by one, an old one draws the old picture for a new page: that is not to be kept.
    response.headers["Cache-Control"] = KEPT_BY_BROWSERS if wanted.stamp == stamp() else SHARED
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
