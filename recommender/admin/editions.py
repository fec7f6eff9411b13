"""Editions: the list, the page of one, and what may be done to it: a note, or deleting it while nothing uses it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from recommender.admin.widgets import EDITOR_FIELDS
from recommender.editions.changes import edition_before
from recommender.editions.differences import Edits, edits
from recommender.editions.history import NOTED
from recommender.editions.stored import EditionError, is_intact, stored_catalogue
from recommender.editions.usage import UNUSED, Uses, usage
from recommender.models import CatalogueState, Edition

NEWEST = 100
FIRST_FEW = 3
NOT_TOLD = "Loaded from files"
NOT_COUNTED = "Something rests on them that is not counted yet"
IN_USE_MEANWHILE = "Nothing was deleted: somebody began to use an edition while you were deciding."


class Listed(ChangeList):
    """The list, which also asks what uses the editions on it, and which is current: one query each."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        # As a list, so that what is set on its rows is still there when the page is drawn.
        self.result_list = list(self.result_list)
        uses, current = usage().counts(self.result_list), current_key()
        for edition in self.result_list:
            edition.uses = uses.get(edition.pk, UNUSED)
            edition.is_current = edition.pk == current


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    list_display = ("name", "made", "who", "why", "note", "used_by", "short_digest")
    list_per_page = 50
    search_fields = ("note", "digest")
    fields = ("note",)
    ordering = ("-number",)
    formfield_overrides = EDITOR_FIELDS
    change_list_template = "admin/editions/list.html"
    change_form_template = "admin/editions/edition.html"
    delete_confirmation_template = "admin/editions/delete.html"
    delete_selected_confirmation_template = "admin/editions/delete_selected.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        # Hundreds of kilobytes each, of which a list shows nothing.
        return super().get_queryset(request).defer("content")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Listed

    @admin.display(description="edition", ordering="number")
    def name(self, edition: Edition) -> str:
        if not edition.is_current:  # type: ignore[attr-defined]
            return str(edition)
        return format_html('{} <span class="edition-current">{}</span>', edition, "current")

    @admin.display(description="made", ordering="created_at")
    def made(self, edition: Edition) -> str:
        return f"{edition.created_at:%Y-%m-%d %H:%M}"

    @admin.display(description="who")
    def who(self, edition: Edition) -> str:
        return who(edition)

    @admin.display(description="why")
    def why(self, edition: Edition) -> str:
        return why(edition)

    @admin.display(description="used by")
    def used_by(self, edition: Edition) -> str:
        return str(edition.uses)  # type: ignore[attr-defined]

    @admin.display(description="digest", ordering="digest")
    def short_digest(self, edition: Edition) -> str:
        """Show the whole digest; the style sheet cuts it off, so that copying takes all of it."""
        return format_html('<span class="edition-digest" title="{}">{}</span>', edition.digest, edition.digest)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Edition, form: ModelForm, change: bool) -> None:
        obj.save(update_fields=["note"])

    def construct_change_message(self, request: HttpRequest, form: Form, formsets: Any, add: bool = False) -> Any:
        # By these words `history.log_since` knows that the catalogue did not change.
        return NOTED

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, {**context, **about(context["original"])}, *args, **kwargs)

    def get_deleted_objects(self, objs: Sequence[Edition] | QuerySet[Edition], request: HttpRequest) -> Any:
        """Return what would be deleted, and what forbids it: in words, without the names of visitors' projects."""
        editions = list(objs)
        reasons = [f"{edition} {reason}" for edition, reason in reasons_against_deleting(editions)]
        if not reasons and usage().is_any_used(editions):
            reasons = [NOT_COUNTED]
        if reasons:  # Django is not asked: it would load every result that rests on them
            return [], {}, set(), reasons
        return super().get_deleted_objects(objs, request)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        # Whoever starts between the question and the deletion rests on the edition, and the database protects it.
        except (ProtectedError, IntegrityError):
            messages.error(request, IN_USE_MEANWHILE)
            return redirect("admin:recommender_edition_change", object_id)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list. Editions deleted from it go together with what the log says of them, or not at all."""
        try:
            with transaction.atomic():
                return super().changelist_view(request, {"title": "Editions", **(extra_context or {})})
        except (ProtectedError, IntegrityError):
            messages.error(request, IN_USE_MEANWHILE)
            return redirect("admin:recommender_edition_changelist")


def current_key() -> int | None:
    return CatalogueState.objects.values_list("edition", flat=True).first()


def reasons_against_deleting(editions: Sequence[Edition]) -> list[tuple[Edition, str]]:
    """Return editions that cannot be deleted, each with the reason; those that can are left out."""
    uses, current = usage().counts(editions), current_key()
    reasons = [
        (edition, reason_against(uses.get(edition.pk), is_current=edition.pk == current)) for edition in editions
    ]
    return [(edition, reason) for edition, reason in reasons if reason]


def reason_against(uses: Uses | None, *, is_current: bool) -> str:
    reasons = ["is the current edition"] if is_current else []
    if uses:
        reasons.append(f"is what {uses} rest on")
    return " and ".join(reasons)


def who(edition: Edition) -> str:
    """Return who changed the catalogue since the edition before, each once."""
    return ", ".join(dict.fromkeys(entry["who"] for entry in edition.history)) or "–"


def why(edition: Edition) -> str:
    """Return the reason that was given for each change, or else what was done; of the first few."""
    told = list(dict.fromkeys(entry["why"] or entry["what"] for entry in edition.history))
    more = f"; and {len(told) - FIRST_FEW} more" if len(told) > FIRST_FEW else ""
    return "; ".join(told[:FIRST_FEW]) + more or NOT_TOLD


def about(edition: Edition) -> dict[str, Any]:
    """Return what the page of an edition shows of it."""
    before = edition_before(edition)
    reasons = reasons_against_deleting([edition])
    return {
        "title": str(edition),
        "subtitle": None,
        "who": who(edition),
        "why": why(edition),
        "is_current": edition.pk == current_key(),
        "is_intact": is_intact(edition),
        "before": before,
        "differences": edits_read(before, edition),
        "uses": usage().counts([edition]).get(edition.pk, UNUSED),
        "newest": usage().of_edition(edition, NEWEST),
        "reason_against_deleting": reasons[0][1] if reasons else "",
        "show_delete": not reasons,
        "show_save_and_continue": False,
    }


def edits_read(before: Edition | None, edition: Edition) -> Edits | None:
    """Return how an edition differs from the one before; None if there is none or one of them cannot be read."""
    # Read anew, unlike for visitors: it is here that somebody looks whether an edition is still what it was.
    try:
        return edits(stored_catalogue(before), stored_catalogue(edition)) if before else None
    except EditionError:
        return None
