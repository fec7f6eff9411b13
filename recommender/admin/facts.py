"""Fresh facts: what a package index says otherwise than the catalogue, for an editor to accept or decline."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recommender.admin.editing import Editing, Overtaken, UnsoundError, begin_editing, editing_of
from recommender.admin.submission import key_of_user, reason_context, reason_in
from recommender.admin_site import editors_page, render_page
from recommender.editions.current import changing_alone
from recommender.editions.from_rows import read_catalogue
from recommender.engine.phrases import counted
from recommender.facts.proposals import accept, decline, waiting_proposals
from recommender.files.check import report_line
from recommender.hidden_fields import NUMBER
from recommender.models import FactProposal

TITLE = "Fresh facts"
ACCEPT, DECLINE = "accept", "decline"
"""The names of the buttons. Their value is the release whose ticked facts they are about, or empty for all ticked."""
TICKED = "fact"
CHANGING = ("recommender.change_framework", "recommender.change_addon")


@editors_page(
    "facts/",
    name="facts",
    title=TITLE,
    permission="recommender.view_framework",
    about="newer versions, dates and licences that a package index tells; accept or decline them with one press",
)
@require_http_methods(["GET", "HEAD", "POST"])
def fresh_facts(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return facts_page(request)
    if not request.user.has_perms(CHANGING):
        raise PermissionDenied
    try:
        settled = settle_ticked(request)
    except UnsoundError as error:
        editing_of(request).unsound += [report_line(problem) for problem in error.problems]
        return facts_page(request, status=422)
    if editing_of(request).overtaken:
        return facts_page(request, status=409)
    if not settled:
        messages.info(request, "Nothing was changed: nothing was ticked that still waits.")
    elif ACCEPT in request.POST:
        messages.success(request, f"{counted(settled, 'fact')} accepted. Visitors get them with the next edition.")
    else:
        messages.success(request, f"{counted(settled, 'fact')} declined. The same is not proposed again.")
    return redirect("admin:facts")


@changing_alone()
def settle_ticked(request: HttpRequest) -> int:
    """Accept or decline what was ticked, and return how much that was: nothing where a fact was changed meanwhile.

    Errors: UnsoundError where the catalogue would break its rules.
    """
    editing = begin_editing(request, read_catalogue(include_drafts=True))
    chosen = ticked(request)
    editing.overtaken += [overtaken(editing, proposal) for proposal in chosen if not proposal.is_current]
    if editing.overtaken or not chosen:
        return 0
    user, why = key_of_user(request), reason_in(request)
    if ACCEPT in request.POST:
        accept(chosen, user, why)
        if found := editing.new_problems(read_catalogue(include_drafts=True)):
            raise UnsoundError(found)
    else:
        decline(chosen, user, why)
    return len(chosen)


def ticked(request: HttpRequest) -> Sequence[FactProposal]:
    """Return the open proposals that were ticked; of one release, if the button was that release's."""
    keys = [int(text) for text in request.POST.getlist(TICKED) if NUMBER.fullmatch(text)]
    release = request.POST.get(ACCEPT) or request.POST.get(DECLINE)
    chosen = FactProposal.objects.open().filter(pk__in=keys).with_rows()
    # Compared here: what was sent may be no text that a database takes.
    return [proposal for proposal in chosen if release in ("", None, proposal.release)]


def overtaken(editing: Editing, proposal: FactProposal) -> Overtaken:
    consequence = f"It says “{proposal.says_now}” now, so what was proposed for it is gone."
    return Overtaken.by(editing.change_of(proposal.row), str(proposal), "changed", consequence)


def facts_page(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """Show what waits, by the releases that say so, and what was declined."""
    editing = editing_of(request)  # before the rows are read: a change in between is then noticed
    # Sorted by release, and within it as frameworks stand: an add-on of eight frameworks is one decision.
    waiting = sorted(waiting_proposals(), key=attrgetter("release"))
    context: dict[str, Any] = {
        "groups": [
            (release, [(proposal, page_of(proposal)) for proposal in proposals])
            for release, proposals in groupby(waiting, key=attrgetter("release"))
        ],
        "count": len(waiting),
        "declined": [(proposal, page_of(proposal)) for proposal in FactProposal.objects.declined().with_rows()],
        "may_change": request.user.has_perms(CHANGING),
        "editing": editing,
        **reason_context(request),
    }
    return render_page(request, "admin/facts.html", TITLE, context, status=status)


def page_of(proposal: FactProposal) -> str:
    """Return the page on which its row is changed by hand."""
    row = proposal.row
    return reverse(f"admin:recommender_{row._meta.model_name}_change", args=[row.pk])
