"""The addresses whose pages are kept, and what each follows from beside the release."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import urlencode


class Source(Enum):
    """What a page follows from. All but the last two follow from the day, too, as they say how long ago something was.

    What can change of each, and who may keep it for how long, is told by decision 39.
    """

    NOTHING = auto()
    CATALOGUE = auto()
    RESULT = auto()  # and from today's catalogue, since it says what changed
    RECORD = auto()  # a result, its name and its note
    OUTCOME = auto()  # what nobody can change of a result


UNDATED = {Source.RECORD, Source.OUTCOME}
"""The last two: of these a new day and a new edition make no other page."""
STAMP = "v"
"""The parameter by which a page of ours names the version of a picture that it shows."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages that follow from one source; `parameters`: those of the query that their view reads."""

    source: Source
    parameters: tuple[str, ...] = ()


KINDS = {
    "home": Kind(Source.CATALOGUE),
    "method": Kind(Source.CATALOGUE),
    "neutrality": Kind(Source.CATALOGUE, ("candidates",)),
    "compare": Kind(Source.CATALOGUE, ("f", "only")),
    "frameworks": Kind(Source.CATALOGUE),
    "framework": Kind(Source.CATALOGUE),
    "criterion": Kind(Source.CATALOGUE),
    "editions": Kind(Source.CATALOGUE, ("page",)),
    "edition": Kind(Source.CATALOGUE),
    "edition-zip": Kind(Source.CATALOGUE),
    "edition-feed": Kind(Source.CATALOGUE),
    "privacy": Kind(Source.NOTHING),
    "accessibility": Kind(Source.NOTHING),
    "licences": Kind(Source.NOTHING),
    "robots": Kind(Source.NOTHING),
    "security": Kind(Source.NOTHING),
    "sitemap": Kind(Source.CATALOGUE),
    "site-card": Kind(Source.NOTHING),
    "api-docs": Kind(Source.NOTHING),
    "result": Kind(Source.RESULT, ("a", "b")),
    "today": Kind(Source.RESULT),
    "verify": Kind(Source.RECORD),
    "export": Kind(Source.RECORD),
    "decision-record": Kind(Source.RECORD, ("style",)),
    "card": Kind(Source.OUTCOME),
    "qr": Kind(Source.OUTCOME),
    "badge": Kind(Source.OUTCOME),
    "badge-endpoint": Kind(Source.OUTCOME),
    "api:catalogue": Kind(Source.CATALOGUE),
    "api:editions": Kind(Source.CATALOGUE),
    "api:edition": Kind(Source.CATALOGUE),
    "api:verification": Kind(Source.RECORD),
    "api:result": Kind(Source.RECORD),
    "api:export": Kind(Source.RECORD),
    "api:schema": Kind(Source.NOTHING),
    "api:schema_of_version": Kind(Source.NOTHING),
    "api:openapi-json": Kind(Source.NOTHING),
}
"""By the name of their address. None of these pages holds a form's token or an edit key, nor sets a cookie."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is asked for. `address`: path and what counts of the query; `share_id`: of a result, else empty.

    `stamp`: which version of a picture, if its address says so.
    """

    source: Source
    address: str
    share_id: str = ""
    stamp: str = ""


def wanted_page(request: HttpRequest) -> Wanted | None:
    """Return which page is asked for, if it is one that is kept."""
    # Who sends something along, such as text in another character set, is looked at closely first.
    if request.method not in {"GET", "HEAD"} or request.content_type:
        return None
    try:
        request.get_host()
        kind, share_id = kind_at(request.path_info)
        # As they came: views differ in which of several values they take.
        counting = {name: request.GET.getlist(name) for name in kind.parameters if name in request.GET}
        # No part of the address: whatever it says, there is one picture.
        stamp = request.GET.get(STAMP, "") if kind.source is Source.OUTCOME else ""
    # Another site's name, or too many parameters, are refused by what comes later, with all headers.
    except (SuspiciousOperation, Resolver404, KeyError):
        return None
    address = f"{request.path_info}?{urlencode(counting, doseq=True)}" if counting else request.path_info
    return Wanted(kind.source, address, share_id, stamp)


@lru_cache(maxsize=2048)
def kind_at(path: str) -> tuple[Kind, str]:
    """Return which kind of kept pages has this path, and the share id in it, if any.

    Errors, which are not remembered: Resolver404, KeyError for other pages.
    """
    match = resolve(path)
    return KINDS[match.view_name], match.kwargs.get("share_id", "")
