"""The page of any catalogue row: each change can be previewed, gets a reason, and keeps the rules of a catalogue.

Two editors do not overwrite each other either; `editing.py` says how.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import AdminErrorList
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.db import models
from django.forms.models import BaseModelFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from recommender.admin.catalogue_forms import CatalogueForm, CatalogueListRows
from recommender.admin.editing import (
    Overtaken,
    UnsoundError,
    begin_editing,
    editing_of,
    is_preview,
)
from recommender.admin.problem_places import place_problems
from recommender.admin.submission import SAVE, key_of_user, reason_context, reason_in
from recommender.admin.widgets import EDITOR_FIELDS, UsableAdmin
from recommender.editions.current import changing_alone
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import is_draft, log_deletions, with_reason
from recommender.editions.preview import Preview, TriedOut, preview_of, tried_out
from recommender.engine.versions.drafts import published
from recommender.models import Persona


class CatalogueAdmin(UsableAdmin):
    """The page of a catalogue row.

    A preview saves what was sent, looks at the catalogue, and takes everything back; then the page is shown again
    with what was typed, its forms held back from being saved. So they are when the catalogue would break its rules.
    """

    form = CatalogueForm
    formfield_overrides = EDITOR_FIELDS
    change_form_template = "admin/catalogue_form.html"
    change_list_template = "admin/catalogue_list.html"
    delete_confirmation_template = "admin/catalogue_delete.html"
    delete_selected_confirmation_template = "admin/catalogue_delete_selected.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), **reason_context(request)}
        show = super().changeform_view

        def answer() -> HttpResponse:
            # Django would send the editor to the home page with one sentence, and all that was typed would be lost.
            if request.method == "POST" and object_id and self.get_object(request, unquote(object_id)) is None:
                return self.deleted_row_view(request, object_id, context) or show(request, object_id, form_url, context)
            return show(request, object_id, form_url, context)

        return self.save_or_show(request, answer) if request.method == "POST" else completed(request, answer())

    def deleted_row_view(self, request: HttpRequest, pk: str, context: dict[str, Any]) -> HttpResponse | None:
        """Show what was typed for a row that somebody deleted as a form that adds it, if the editor may add one."""
        if not self.has_add_permission(request):
            return None
        editing = editing_of(request)
        entry = editing.deletion_of(self.model, unquote(pk))
        name = entry.object_repr if entry else f"This {self.opts.verbose_name}"
        consequence = "What you typed stands below as a new one: saving again adds it."
        editing.overtaken.append(Overtaken.by(entry, name, "deleted", consequence))
        editing.is_held = True
        add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, add, context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**(extra_context or {}), **reason_context(request)}
        show = super().changelist_view
        # Actions on chosen rows are POSTs too; `response_action` sees to those.
        if SAVE not in request.POST:
            return completed(request, show(request, context))
        return self.save_or_show(request, lambda: show(request, context))

    def save_or_show(self, request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
        """Save what was sent and answer; or show it again with what it would do, or with what speaks against it."""
        try:
            with changing_alone():
                # Within the lock: what was broken before is compared with what is broken after, and nobody else is in
                # between.
                editing = begin_editing(request, read_catalogue(include_drafts=True))
                editing.is_saving = True
                response = answer()
                # A page with forms is what Django answers if they were not valid, so nothing was saved; otherwise it
                # redirects.
                if not forms_in(response):
                    catalogue = read_catalogue(include_drafts=True)
                    if found := editing.new_problems(catalogue, of_personas=self.model is Persona):
                        raise UnsoundError(found)
                    if is_preview(request):
                        raise TriedOut(published(catalogue))
        # The first answer went with its transaction. Asked once more, with forms held, Django shows them as they were
        # typed.
        except (TriedOut, UnsoundError) as stop:
            editing.is_held = True
            response = answer()
            if isinstance(stop, UnsoundError):
                place_problems(stop.problems, forms_in(response), editing)
            else:
                response.context_data["preview"] = preview_of(stop.catalogue)  # type: ignore[attr-defined]
        else:
            for announcement, options in editing.announcements:
                super().message_user(request, *announcement, **options)
        return completed(request, response)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Announce what was done; what is being saved only once it is sure that it stays."""
        if not editing_of(request).has_changes:
            message, args, kwargs = "Nothing was changed.", (messages.INFO,), {}
        # A preview, or a save that breaks a rule, is taken back after Django has announced it.
        if editing_of(request).is_saving:
            editing_of(request).announcements.append(((message, *args), kwargs))
        else:
            super().message_user(request, message, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with changing_alone():
            begin_editing(request)
            response = super().delete_view(request, object_id, {**(extra_context or {}), **reason_context(request)})
        if context := asking_to_delete(request, response):
            context["preview"] = self.preview_of_deleting(request, [self.get_object(request, unquote(object_id))])
        return completed(request, response)

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Answer an action; before rows are deleted, with what that would do."""
        with changing_alone():
            begin_editing(request)
            response = super().response_action(request, queryset, *args, **kwargs)
        if response and (context := asking_to_delete(request, response)):
            preview = self.preview_of_deleting(request, context["queryset"].all())
            context.update(preview=preview, **reason_context(request))
        return response and completed(request, response)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what would be deleted; what was changed since the editor was asked is protected until asked again."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # Django asks by the same address first; its page of confirmation sends “post”.
        if "post" in request.POST and not protected:
            protected = editing_of(request).overtakes_deletion(objs)
        return deleted, counts, lacking, protected

    def preview_of_deleting(self, request: HttpRequest, rows: Iterable[Any]) -> Preview:
        def delete() -> None:
            for row in rows:
                self.delete_model(request, row)

        return preview_of(tried_out(delete))

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.editing = editing_of(request)  # type: ignore[attr-defined]  # Django makes a class for each request
        return form

    def get_formsets_with_inlines(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> Iterator[tuple[type[BaseModelFormSet], InlineModelAdmin]]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.editing = editing_of(request)
            yield formset, inline

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, **{"form": self.form, **kwargs})

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[BaseModelFormSet]:
        formset = super().get_changelist_formset(request, formset=CatalogueListRows, **kwargs)
        formset.editing = editing_of(request)  # type: ignore[attr-defined]
        return formset

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Show a form; what was sent and not saved changes neither the name of a row nor the address of its page."""
        if request.method == "POST" and obj is not None:
            # Validating a form writes what was typed into its row, so the row is read anew.
            obj = self.model._default_manager.get(pk=obj.pk)
            context.update(original=obj, subtitle=str(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Return what changed, and why, for the admin's log."""
        message: list[dict[str, Any]] = super().construct_change_message(request, form, formsets, add)
        editing_of(request).has_changes = bool(message)
        # What is published no more was seen until now, and everybody sees that it is gone.
        is_public = form.initial.get("published") is True or not is_draft(form.instance)  # type: ignore[attr-defined]
        return with_reason(message, reason_in(request), is_public=is_public)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list[LogEntry]:
        """Log what will be deleted, and why."""
        return log_deletions(key_of_user(request), queryset, reason_in(request))


def context_of(response: HttpResponse) -> dict[str, Any]:
    # Django renders a TemplateResponse after the view has returned: what it shows can be read and completed until then.
    return getattr(response, "context_data", None) or {}


def forms_in(response: HttpResponse) -> list[forms.ModelForm]:
    """Return the forms that a page shows: that of its row and those of the rows beside, or those of a list."""
    context = context_of(response)
    if "adminform" in context:
        inlines = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
        return [context["adminform"].form, *inlines]
    if "cl" in context and context["cl"].formset:
        return list(context["cl"].formset.forms)
    return []


def completed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Complete a page that is about to be shown with its number, its errors, and each row beside its own form."""
    context = context_of(response)
    if context:
        context["editing"] = editing_of(request)
    if "adminform" in context:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        # Django collected them before `place_problems` added some.
        context["errors"] = AdminErrorList(context["adminform"].form, formsets)
    elif "cl" in context and context["cl"].formset:
        rows = {row.pk: row for row in context["cl"].result_list}
        shown = [form.instance for form in context["cl"].formset.forms]
        # Django's template puts rows and forms side by side by their order. Once forms came back they keep that of
        # the page they were typed on, whatever the list would be now.
        context["cl"].result_list = [rows.get(row.pk, row) for row in shown]
    return response


def asking_to_delete(request: HttpRequest, response: HttpResponse) -> dict[str, Any] | None:
    """Return the context of a page that asks whether rows shall be deleted, if they can be."""
    context = context_of(response)
    if editing_of(request).overtaken and "protected" in context:
        context.update(protected=[], title="Delete")
    if "perms_lacking" not in context or context["perms_lacking"] or context["protected"]:
        return None
    return context
