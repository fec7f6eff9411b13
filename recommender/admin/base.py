"""What the pages of all catalogue rows have in common: a preview of what a change would do, the reason for it, and that
two editors do not overwrite each other.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.db import models
from django.forms.models import BaseModelFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from recommender.admin import guard
from recommender.admin.submission import HELD, PREVIEW, SAVE, key_of_user, press, reason_context, why
from recommender.admin.widgets import EDITOR_FIELDS, UsableAdmin
from recommender.editions.current import changing_alone
from recommender.editions.history import with_reason
from recommender.editions.preview import Preview, TriedOut, preview_of, take_back, tried_out

Form = TypeVar("Form", forms.ModelForm, BaseModelFormSet)


class CatalogueAdmin(UsableAdmin):
    """The page of a catalogue row.

    A preview saves what was posted, looks at the catalogue, and takes everything back; then the page is shown again
    with what was typed, its forms held back from being saved. So they are after a clash with another editor.
    """

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
        if request.method != "POST":
            return sealed(super().changeform_view(request, object_id, form_url, context))
        try:
            with changing_alone():
                if object_id and (clashes := self.clashes_in_form(request, object_id)):
                    press(request, HELD)
                    context["clashes"] = clashes
                response = super().changeform_view(request, object_id, form_url, context)
        except TriedOut as tried:
            press(request, HELD)
            context["preview"] = preview_of(tried.catalogue)
            response = super().changeform_view(request, object_id, form_url, context)
        return sealed(response)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**(extra_context or {}), **reason_context(request)}
        if not {PREVIEW, SAVE} & request.POST.keys():
            return sealed(super().changelist_view(request, context))
        press(request, SAVE)
        try:
            with changing_alone():
                if clashes := self.clashes_in_list(request):
                    press(request, HELD)
                    context["clashes"] = clashes
                response = super().changelist_view(request, context)
                if PREVIEW in request.POST and isinstance(response, HttpResponseRedirect):
                    take_back()
        except TriedOut as tried:
            press(request, HELD)
            response = super().changelist_view(request, {**context, "preview": preview_of(tried.catalogue)})
        return sealed(response)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with changing_alone():
            response = super().delete_view(request, object_id, {**(extra_context or {}), **reason_context(request)})
        if context := asking_to_delete(response):
            context["preview"] = self.preview_of_deleting(request, [self.get_object(request, unquote(object_id))])
        return response

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """What an action answers; before rows are deleted, with what that would do."""
        with changing_alone():
            response = super().response_action(request, queryset, *args, **kwargs)
        if context := asking_to_delete(response):
            preview = self.preview_of_deleting(request, context["queryset"].all())
            context.update(preview=preview, **reason_context(request))
        return response

    def preview_of_deleting(self, request: HttpRequest, rows: Iterable[Any]) -> Preview:
        def delete() -> None:
            for row in rows:
                self.delete_model(request, row)

        return preview_of(tried_out(delete))

    def clashes_in_form(self, request: HttpRequest, object_id: str) -> list[guard.Clash]:
        """The rows of a form that somebody else changed since it was opened; see `guard`."""
        opened, row = guard.unseal(request.POST), self.get_object(request, unquote(object_id))
        if opened is None or row is None or not self.has_change_permission(request, row):
            return []
        guard.hold(self.model, [row.pk])
        data = request.POST.copy()
        _, inlines = self.forms_of(request, row)
        clashes = [item for inline in inlines for item in guard.without_deleted(data, opened, inline, can_add=True)]
        request.POST = data  # type: ignore[assignment]
        form, inlines = self.forms_of(request, self.model._default_manager.get(pk=row.pk))
        return clashes + list(guard.meet(data, opened, [form, *rows_in(inlines)]))

    def forms_of(self, request: HttpRequest, row: models.Model) -> tuple[forms.ModelForm, list[BaseModelFormSet]]:
        """The form of a row and its inlines, with what was posted; nobody else can change their rows from now on."""
        form = self.get_form(request, row, change=True)(request.POST, instance=row)
        formsets, _ = self._create_formsets(request, row, change=True)  # type: ignore[attr-defined]
        for formset in formsets:
            guard.hold(formset.model, [item.pk for item in formset.get_queryset()])
        return form, formsets

    def clashes_in_list(self, request: HttpRequest) -> list[guard.Clash]:
        """The rows of a list that somebody else changed since it was opened; see `guard`."""
        opened = guard.unseal(request.POST)
        if opened is None or not self.list_editable or not self.has_change_permission(request):
            return []
        data = request.POST.copy()
        clashes = list(guard.without_deleted(data, opened, self.list_formset(request), can_add=False))
        request.POST = data  # type: ignore[assignment]
        return clashes + list(guard.meet(data, opened, self.list_formset(request).forms))

    def list_formset(self, request: HttpRequest) -> BaseModelFormSet:
        """The editable rows of a list, with what was posted; nobody else can change them from now on."""
        formset = self.get_changelist_formset(request)
        rows = self._get_list_editable_queryset(request, formset.get_default_prefix())
        guard.hold(self.model, [row.pk for row in rows])
        return formset(request.POST, queryset=rows)

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return held(form, HeldForm) if HELD in request.POST else form

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[BaseModelFormSet]:
        formset = super().get_changelist_formset(request, **kwargs)
        return held(formset, HeldForms) if HELD in request.POST else formset

    def get_inline_formsets(self, request: HttpRequest, formsets: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """What was posted, each row under its own name even if rows came, went or moved since."""
        for formset in formsets:
            rows = [form.instance for form in formset.initial_forms]
            if formset.is_bound and all(row.pk for row in rows):
                formset._queryset = rows
        return super().get_inline_formsets(request, formsets, *args, **kwargs)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """What was posted and not saved changes neither the name of a row nor the address of its page."""
        if request.method == "POST" and obj is not None:
            obj = self.model._default_manager.get(pk=obj.pk)
            context.update(original=obj, subtitle=str(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(
        self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        if PREVIEW in request.POST:
            take_back()
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        if PREVIEW in request.POST:
            take_back()
        return super().response_change(request, obj)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Nothing is said to have been saved by a preview."""
        if PREVIEW not in request.POST:
            super().message_user(request, message, *args, **kwargs)

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """What changed, and why, for the admin's log."""
        message: list[dict[str, Any]] = super().construct_change_message(request, form, formsets, add)
        return with_reason(message, why(request))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log what will be deleted, and why."""
        message = with_reason([], why(request)) or ""
        return LogEntry.objects.log_actions(key_of_user(request), queryset, DELETION, message)


class HeldForm:
    """A form that shows what was typed and never becomes valid, so that nothing is saved."""

    def is_valid(self) -> bool:
        return False


class HeldForms(HeldForm, BaseModelFormSet):
    """Forms that show what was typed and never become valid; without an error they have no list of errors."""

    @property
    def errors(self) -> list[Any]:
        found = super().errors
        return found if any(found) or self.non_form_errors() else []


def held(form: type[Form], keeper: type) -> type[Form]:
    return type(form.__name__, (keeper, form), {})


def rows_in(formsets: Iterable[BaseModelFormSet]) -> list[forms.ModelForm]:
    """The forms of rows that exist."""
    return [form for formset in formsets for form in formset.initial_forms]


def asking_to_delete(response: HttpResponse | None) -> dict[str, Any] | None:
    """The context of a page that asks whether rows shall be deleted, if they can be."""
    context: dict[str, Any] = getattr(response, "context_data", None) or {}
    if "perms_lacking" not in context or context["perms_lacking"] or context["protected"]:
        return None
    return context


def sealed(response: HttpResponse) -> HttpResponse:
    """A page, with the hidden field that says what its rows hold, each of them beside the form that is about it."""
    context: dict[str, Any] = getattr(response, "context_data", None) or {}
    shown: list[forms.ModelForm] = []
    if "adminform" in context and context["has_change_permission"]:
        inlines = [inline.formset for inline in context["inline_admin_formsets"]]
        shown = [context["adminform"].form, *rows_in(inlines)]
    elif "cl" in context and (formset := context["cl"].formset):
        shown = formset.forms
        rows = {row.pk: row for row in context["cl"].result_list}
        context["cl"].result_list = [rows.get(form.instance.pk, form.instance) for form in shown]
    if list(guard.rows_of(shown)):
        context["opened"] = guard.seal(shown)
    return response
