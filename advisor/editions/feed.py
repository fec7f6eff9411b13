"""The feed of changes to the catalogue: an entry for each edition, with its differences in words."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.editions.public import Change, lasting_id, newest_changes
from advisor.http.limits import limited
from advisor.http.responses import FOR_ALL_SITES
from advisor.licences import AUTHORS, DATA
from advisor.plain_text import several_lines
from recommender.editions.differences import Edit

ENTRIES = 20
MOST_DIFFERENCES = 50
"""Of an entry, in words; where there are more, its page has all of them."""


class ChangesFeed(Feed):  # type: ignore[type-arg]  # generic for the type checker only
    """Every address is absolute and made of the site's own, as Django would take the one that the request names."""

    feed_type = Atom1Feed
    title = "Framework Advisor: changes to the catalogue"
    subtitle = "Which ratings, frameworks, criteria and questions changed, edition by edition."
    author_name = AUTHORS
    feed_copyright = f"{DATA.name}, {DATA.url}"

    def link(self) -> str:
        return absolute(reverse("editions"))

    def feed_url(self) -> str:
        return absolute(reverse("edition-feed"))

    def feed_guid(self) -> str:
        return absolute(reverse("edition-feed"))

    def items(self) -> list[Change]:
        return newest_changes(ENTRIES)

    def item_title(self, item: Change) -> str:
        return f"{item.edition}: {item.gist}"

    def item_description(self, item: Change) -> str:
        # XML knows no control characters, which text that was pasted may hold: the whole feed would fail.
        return several_lines(description(item))

    def item_link(self, item: Change) -> str:
        return absolute(reverse("edition", args=[item.edition.number]))

    def item_guid(self, item: Change) -> str:
        return lasting_id(item.edition)

    def item_pubdate(self, item: Change) -> datetime:
        return item.edition.created_at

    def item_updateddate(self, item: Change) -> datetime:
        return item.edition.created_at


def description(change: Change) -> SafeString:
    """Return in HTML why an edition was made and what it changed."""
    edits = change.edits or ()
    left = len(edits) - MOST_DIFFERENCES
    return format_html(
        "<p>{}.</p>{}<ul>{}</ul>{}",
        change.gist,
        format_html("<p>Why: {}</p>", "; ".join(change.reasons)) if change.reasons else "",
        format_html_join("", "<li>{}</li>", ((sentence(edit),) for edit in edits[:MOST_DIFFERENCES])),
        format_html("<p>And {} more on its page.</p>", left) if left > 0 else "",
    )


def sentence(edit: Edit) -> str:
    """Return a difference in one line of text."""
    where = " › ".join(edit.path)
    match edit.before, edit.after:
        case None, after:
            return f"{where}: new: {after}"
        case before, None:
            return f"{where}: removed, was: {before}"
        case before, after:
            return f"{where}: from “{before}” to “{after}”"
    raise AssertionError("a difference has two sides")


@require_safe
@limited("compute")
def feed(request: HttpRequest) -> Any:
    response = ChangesFeed()(request)
    for name, value in FOR_ALL_SITES.items():
        response[name] = value
    return response
