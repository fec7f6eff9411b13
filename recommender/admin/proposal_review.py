"""A proposed rating beside the rating as it is, with what accepting it would do; accepted with one press, or declined.

Accepting is guarded as every editors' form is: it takes the rights that changing the rating by hand would, what others
did since the page was opened is told first, and a catalogue that would break its rules is not saved.
"""

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from recommender.admin.editing import Editing, Overtaken, UnsoundError, begin_editing, editing_of, is_preview
from recommender.admin.problem_places import place_problems
from recommender.admin.proposal_forms import AnswerPart, Parts, parts_of
from recommender.admin.submission import SAVE, WHY_LENGTH, key_of_user, reason_context, reason_in
from recommender.admin_site import render_page
from recommender.editions.current import changing_alone
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import rows_in
from recommender.editions.preview import Preview, TriedOut, preview_of, tried_out
from recommender.engine.types import ANCHORS
from recommender.engine.versions.drafts import published
from recommender.models import Dispute, Edition, ProposalStatus, Rating, RatingProposal
from recommender.proposals.acceptance import accept, rows_of, settle, store

DECLINE, ANSWER = "Decline", "Save the answer"
"""The words on buttons `SAVE`, and so what they send; any other accepts, or shows what that would do."""
PUBLIC_REASON = "A visitor proposed it, with a source."


def review(request: HttpRequest, proposal: RatingProposal) -> HttpResponse:
    """Show a proposal, and settle it by a POST."""
    if request.method != "POST":
        return shown(request, proposal, preview=first_preview(request, proposal))
    if not request.user.has_perm("recommender.change_ratingproposal"):
        raise PermissionDenied
    if request.POST.get(SAVE) in (DECLINE, ANSWER):
        return answered(request, proposal)
    if not may_accept(request, proposal):
        raise PermissionDenied
    return accepted_or_shown(request, proposal)


def may_accept(request: HttpRequest, proposal: RatingProposal) -> bool:
    """Tell whether somebody has the rights that changing the rating by hand would take."""
    deed = "change" if rating_now(proposal) else "add"
    return request.user.has_perms(
        ["recommender.change_ratingproposal", f"recommender.{deed}_rating", "recommender.add_evidence"]
    )


def rating_now(proposal: RatingProposal) -> Rating | None:
    about = {"framework": proposal.framework, "criterion": proposal.criterion}
    return Rating.objects.filter(**about).select_related("framework", "criterion").first()


def first_preview(request: HttpRequest, proposal: RatingProposal) -> Preview | None:
    """Return what accepting a proposal as it is would do; nothing for those who cannot settle it."""
    if not proposal.is_open or not request.user.has_perm("recommender.change_ratingproposal"):
        return None
    editing_of(request)  # before the rows are read: a change in between is then noticed
    return preview_of(tried_out(lambda: store(*rows_of(proposal))))


def answered(request: HttpRequest, proposal: RatingProposal) -> HttpResponse:
    """Decline a proposal, or give a better answer to one that is settled."""
    is_declining = request.POST.get(SAVE) == DECLINE
    form = AnswerPart(request.POST, prefix="decline")
    if not form.is_valid():
        return shown(request, proposal, answer=form, status=422)
    with changing_alone():
        current = RatingProposal.objects.select_for_update().get(pk=proposal.pk)
        if current.is_open != is_declining:
            return settled_meanwhile(request, current)
        status = ProposalStatus.DECLINED if is_declining else ProposalStatus(current.status)
        settle(current, status, user=key_of_user(request), answer=form.cleaned_data["answer"])
    messages.success(request, "It is declined, with your answer." if is_declining else "The answer is saved.")
    return redirect("admin:recommender_ratingproposal_changelist")


def settled_meanwhile(request: HttpRequest, proposal: RatingProposal) -> HttpResponse:
    messages.error(request, f"Nothing was done: it is {proposal.status} already. This is how it stands.")
    return redirect("admin:recommender_ratingproposal_change", proposal.pk)


def accepted_or_shown(request: HttpRequest, proposal: RatingProposal) -> HttpResponse:
    """Accept a proposal as it came back; or show it again with what that would do, or with what speaks against it."""
    try:
        with changing_alone():
            if not (current := RatingProposal.objects.select_for_update().get(pk=proposal.pk)).is_open:
                return settled_meanwhile(request, current)
            editing = begin_editing(request, read_catalogue(include_drafts=True))
            parts = parts_of(proposal, request.POST)
            # Both, as the page that comes back carries the newest number: what it does not tell now, it never would.
            if any([is_overtaken(editing, proposal), not parts.are_valid]):
                return shown(request, proposal, parts=parts, status=422)
            # Not the proposal of the page: what is written into it would outlast a preview.
            take_up(request, current, parts)
            catalogue = read_catalogue(include_drafts=True)
            if found := editing.new_problems(catalogue):
                raise UnsoundError(found)
            if is_preview(request):
                raise TriedOut(published(catalogue))
    # What was stored is taken back by now, so the forms are made anew: their rows have keys that lead nowhere.
    except UnsoundError as stop:
        editing.is_held = True
        place_problems(stop.problems, [], editing)
        return shown(request, proposal, parts=parts_of(proposal, request.POST), status=422)
    except TriedOut as tried:
        editing.is_held = True
        return shown(request, proposal, parts=parts_of(proposal, request.POST), preview=preview_of(tried.catalogue))
    messages.success(request, f"The rating of {proposal} is {parts.rating.instance.value} now, with its new evidence.")
    return redirect("admin:recommender_ratingproposal_changelist")


def take_up(request: HttpRequest, proposal: RatingProposal, parts: Parts) -> None:
    accept(
        proposal,
        parts.rating.instance,
        parts.evidence.instance,
        user=key_of_user(request),
        answer=parts.answer.cleaned_data["answer"],
        why=reason_in(request),
    )


def is_overtaken(editing: Editing, proposal: RatingProposal) -> bool:
    """Tell whether somebody changed, added or deleted the rating since the page was opened, and note who."""
    found = [entry for entry in editing.log if is_about(entry, proposal)]
    if found:
        told = "Below is the rating as it is now. Accept once more to put the proposal in its place."
        editing.overtaken.append(Overtaken.by(found[-1], f"The rating of {proposal}", "changed", told))
    return bool(found)


def is_about(entry: LogEntry, proposal: RatingProposal) -> bool:
    """Tell whether an entry is of a proposal's rating, by their common name, or of the whole catalogue."""
    kinds = {Rating._meta.verbose_name: str(proposal), Edition._meta.verbose_name: None}
    return any(kind in kinds and kinds[kind] in (None, name) for kind, name in rows_in(entry))


def shown(
    request: HttpRequest,
    proposal: RatingProposal,
    *,
    parts: Parts | None = None,
    answer: AnswerPart | None = None,
    preview: Preview | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a proposal beside the rating as it is, and the forms with which it is settled."""
    editing = editing_of(request)  # before the rows are read
    rating = rating_now(proposal)
    about = {"framework": proposal.framework, "criterion": proposal.criterion}
    parts = parts or parts_of(proposal)
    answer = answer or AnswerPart(prefix="decline", initial={"answer": proposal.answer})
    context = {
        "proposal": proposal,
        "rating": rating,
        "evidence": rating.evidence.order_by("key") if rating else (),
        "scale": [(at, getattr(proposal.criterion, f"anchor_{at}")) for at in ANCHORS],
        "has_moved": proposal.is_open and has_moved(proposal, rating),  # once it is accepted, it has moved the rating
        "disputes": Dispute.objects.filter(**about) if request.user.has_perm("recommender.view_dispute") else (),
        "others": RatingProposal.objects.filter(**about).exclude(pk=proposal.pk),
        "parts": parts,
        "answer": answer,
        "preview": preview,
        "editing": editing,
        "is_refused": status != 200,
        "may_settle": request.user.has_perm("recommender.change_ratingproposal"),
        "may_accept": may_accept(request, proposal),
        "may_delete": request.user.has_perm("recommender.delete_ratingproposal"),
        "opts": RatingProposal._meta,
    }
    why = reason_context(request) if request.method == "POST" else {"why": PUBLIC_REASON, "why_length": WHY_LENGTH}
    return render_page(request, "admin/proposals/proposal.html", str(proposal), context | why, status=status)


def has_moved(proposal: RatingProposal, rating: Rating | None) -> bool:
    """Tell whether the rating has other numbers, or came or went, since the proposal was sent."""
    former = (proposal.former_value, proposal.former_low, proposal.former_high)
    return former != ((rating.value, rating.low, rating.high) if rating else (None, None, None))
