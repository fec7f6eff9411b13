"""The rating grid: all frameworks on all criteria on one page, changed together."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from recommender.admin.grid_cells import posted_entries, shown_grid
from recommender.admin.grid_rules import Entry, Outcome, read_grid, save_entries
from recommender.admin.submission import PREVIEW, key_of_user, number_in, reason_context, why
from recommender.admin_site import editors_page, render_page
from recommender.editions.current import changing_alone
from recommender.editions.history import last_entry, log_changes
from recommender.editions.preview import TriedOut, preview_of, take_back
from recommender.engine.phrases import counted

TITLE = "Rating grid"


@editors_page(
    "grid/",
    name="grid",
    title=TITLE,
    permission="recommender.view_rating",
    about="every framework on every criterion, with what is old or missing; change many ratings at once",
)
@require_http_methods(["GET", "HEAD", "POST"])
def rating_grid(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return grid_page(request)
    if not request.user.has_perm("recommender.change_rating"):
        raise PermissionDenied
    entries = posted_entries(request.POST)
    try:
        outcome = save_or_try(request, entries)
    except TriedOut as tried:
        return grid_page(request, entries, preview=preview_of(tried.catalogue))
    if outcome.refusals:
        return grid_page(request, entries, outcome)
    tell(request, len(outcome.saved))
    return redirect("admin:grid")


@changing_alone()
def save_or_try(request: HttpRequest, entries: Iterable[Entry]) -> Outcome:
    """Save and log what was posted. Errors: TriedOut if only a preview was asked for, and nothing was refused."""
    outcome = save_entries(entries)
    if PREVIEW in request.POST and not outcome.refusals:
        take_back()
    for saved in outcome.saved:
        log_changes(key_of_user(request), [saved.rating], [part.capitalize() for part in saved.parts], why(request))
    return outcome


def tell(request: HttpRequest, count: int) -> None:
    if count:
        messages.success(request, f"{counted(count, 'rating')} changed.")
    else:
        messages.info(request, "Nothing was changed.")


def grid_page(
    request: HttpRequest, entries: Iterable[Entry] = (), outcome: Outcome | None = None, **context: Any
) -> HttpResponse:
    """The grid, with what was posted and is not saved."""
    since = opened_at(request)
    refusals = outcome.refusals if outcome else {}
    shown = {
        "grid": shown_grid(read_grid(timezone.localdate()), entries, refusals, since=since),
        "since": since,
        "may_change": request.user.has_perm("recommender.change_rating"),
        "may_add": request.user.has_perm("recommender.add_rating"),
        **reason_context(request),
    }
    return render_page(request, "admin/grid.html", TITLE, {**shown, **context}, status=422 if refusals else 200)


def opened_at(request: HttpRequest) -> int:
    """The last entry of the admin's log (its primary key) when the page was first opened."""
    since = number_in(request, "since")
    return last_entry() if since is None else since
