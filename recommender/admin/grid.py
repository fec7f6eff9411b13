"""The rating grid: all frameworks on all criteria on one page, changed together."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from recommender.admin.editing import begin_editing, editing_of, is_preview
from recommender.admin.grid_cells import shown_grid, typed_cells
from recommender.admin.grid_rules import GridSave, TypedCell, read_grid, save_cells
from recommender.admin.submission import key_of_user, reason_context, reason_in
from recommender.admin_site import editors_page, render_page
from recommender.editions.current import changing_alone
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import log_changes
from recommender.editions.preview import TriedOut, preview_of
from recommender.engine.phrases import counted
from recommender.models import Rating

GRID_TITLE = "Rating grid"


@editors_page(
    "grid/",
    name="grid",
    title=GRID_TITLE,
    permission="recommender.view_rating",
    about="every framework on every criterion, with what is old or missing; change many ratings at once",
)
@require_http_methods(["GET", "HEAD", "POST"])
def rating_grid(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return grid_page(request)
    # The page takes the right to look at ratings only.
    if not request.user.has_perm("recommender.change_rating"):
        raise PermissionDenied
    typed = typed_cells(request.POST)
    try:
        outcome = save_or_try(request, typed)
    except TriedOut as tried:
        editing_of(request).is_held = True
        return grid_page(request, typed, preview=preview_of(tried.catalogue))
    if outcome.refusals:
        return grid_page(request, typed, outcome)
    if outcome.saved:
        messages.success(request, f"{counted(len(outcome.saved), 'rating')} changed.")
    else:
        messages.info(request, "Nothing was changed.")
    return redirect("admin:grid")


@changing_alone()
def save_or_try(request: HttpRequest, typed: Iterable[TypedCell]) -> GridSave:
    """Save and log what was typed. Errors: TriedOut if only a preview was asked for, and nothing was refused."""
    outcome = save_cells(typed, begin_editing(request, read_catalogue(include_drafts=True)))
    if is_preview(request) and not outcome.refusals:
        raise TriedOut(read_catalogue())
    for saved in outcome.saved:
        fields = [name.capitalize() for name in saved.changed]
        log_changes(key_of_user(request), [saved.rating], fields, reason_in(request))
    return outcome


def grid_page(
    request: HttpRequest, typed: Iterable[TypedCell] = (), outcome: GridSave | None = None, **context: Any
) -> HttpResponse:
    """Show the grid, with what was typed and is not saved."""
    refusals = outcome.refusals if outcome else {}
    editing = editing_of(request)  # before the rows are read: a change in between is then noticed
    shown = {
        "grid": shown_grid(read_grid(timezone.localdate()), typed, refusals),
        "editing": editing,
        "phrase_length": Rating._meta.get_field("phrase").max_length,
        "may_change": request.user.has_perm("recommender.change_rating"),
        "may_add": request.user.has_perm("recommender.add_rating"),
        **reason_context(request),
    }
    return render_page(request, "admin/grid.html", GRID_TITLE, {**shown, **context}, status=422 if refusals else 200)
