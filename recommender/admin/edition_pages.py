"""Pages about editions beside the admin's own: the differences of two, and going back to one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recommender.admin.editing import OPENED_ON, editing_of
from recommender.admin.submission import key_of_user, number_in, reason_context, reason_in
from recommender.admin_site import editors_page, render_page
from recommender.editions.current import ChangedMeanwhileError
from recommender.editions.differences import edits
from recommender.editions.preview import preview_of
from recommender.editions.restore import RefusedError, plan, restore
from recommender.editions.stored import EditionError, stored_catalogue
from recommender.engine.phrases import fault_list
from recommender.files.check import report_line
from recommender.models import Edition

CHANGED_MEANWHILE = (
    "Nothing is restored yet: {told} after this page was shown to you. Below is what restoring would do now."
)


class NoSuchEditionError(Exception):
    """A number that is none, or that no edition has; the message says so."""


@editors_page(
    "editions/diff/", name="edition-diff", title="Compare two editions", permission="recommender.view_edition"
)
@require_safe
def diff(request: HttpRequest) -> HttpResponse:
    then, now = request.GET.get("from", ""), request.GET.get("to", "")
    context: dict[str, Any] = {"from": then, "to": now}
    title, status = "Compare two editions", 200
    try:
        if then or now:
            before, after = editions_with(edition_number(then, "From"), edition_number(now, "To"))
            title = f"From edition {before.number} to edition {after.number}"
            found = edits(stored_catalogue(before), stored_catalogue(after))
            context |= {"before": before, "after": after, "differences": found}
    except (NoSuchEditionError, EditionError) as error:
        context["error"], status = str(error), 400
    return render_page(request, "admin/editions/diff.html", title, context, status=status)


def edition_number(text: str, field: str) -> int:
    """Return the number of an edition that an address names. Errors: NoSuchEditionError."""
    text = text.strip()
    if not text:
        raise NoSuchEditionError(f"Give the number of an edition under “{field}”.")
    # isdigit alone takes “²” and “٣” for digits.
    if not (text.isascii() and text.isdigit()):
        raise NoSuchEditionError(f"“{text[:20]}” is not the number of an edition. Give a whole number such as 3.")
    # So many digits always fit into the column, and nobody has made more editions.
    if len(text) > 9:
        raise NoSuchEditionError(f"There is no edition {text[:20]}.")
    return int(text)


def editions_with(*numbers: int) -> list[Edition]:
    """Return the editions with some numbers, in one query, with their content. Errors: NoSuchEditionError."""
    found = {edition.number: edition for edition in Edition.objects.filter(number__in=numbers)}
    for number in numbers:
        if number not in found:
            raise NoSuchEditionError(f"There is no edition {number}. It never was, or it was deleted.")
    return [found[number] for number in numbers]


def edition_or_404(number: int) -> Edition:
    try:
        return editions_with(edition_number(str(number), "number"))[0]
    except NoSuchEditionError as error:
        raise Http404(str(error)) from error


@editors_page(
    "editions/<int:number>/restore/",
    name="edition-restore",
    title="Restore an edition",
    permission="recommender.replace_catalogue",
)
def restoring(request: HttpRequest, number: int) -> HttpResponse:
    """Show what going back to an edition would do; a POST does it, if nothing changed since that was shown."""
    edition = edition_or_404(number)
    editing_of(request)  # before the rows are read: a change in between is then noticed
    try:
        return restore_now(request, edition) if request.method == "POST" else restore_page(request, edition)
    except EditionError as error:
        return render_restore_page(request, edition, {"error": str(error)}, status=409)


def restore_now(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Go back to an edition and show the new one; or say what stands against it. Errors: EditionError."""
    opened_on = number_in(request, OPENED_ON)
    try:
        # Nobody was shown what this would do.
        if opened_on is None:
            raise ChangedMeanwhileError
        made = restore(edition, user=key_of_user(request), why=reason_in(request), opened_on=opened_on)
    except ChangedMeanwhileError:
        return restore_page(
            request, edition, error=CHANGED_MEANWHILE.format(told=editing_of(request).last_change()), status=409
        )
    except RefusedError:
        return restore_page(request, edition, status=409)
    done = f"{made} holds again what edition {edition.number} held. Visitors get it from now on."
    messages.success(request, done)
    return redirect("admin:recommender_edition_change", made.pk)


def restore_page(request: HttpRequest, edition: Edition, *, error: str = "", status: int = 200) -> HttpResponse:
    """Show what going back would do, and the button for it. Errors: EditionError."""
    found = plan(edition)
    faults = fault_list(list(map(report_line, found.faults)))
    context: dict[str, Any] = {"plan": found, "faults": faults, "error": error}
    if found.is_needed and not faults:
        context["preview"] = preview_of(found.public)
        context["differences"] = context["preview"].edits
    return render_restore_page(request, edition, context, status=status)


def render_restore_page(
    request: HttpRequest, edition: Edition, context: dict[str, Any], *, status: int
) -> HttpResponse:
    framed = {"edition": edition, "editing": editing_of(request), **reason_context(request), **context}
    title = f"Restore edition {edition.number}"
    return render_page(request, "admin/editions/restore.html", title, framed, status=status)
