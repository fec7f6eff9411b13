"""What the pages of all catalogue rows have in common: a preview of what a change would do, and the reason for it."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.forms.models import BaseModelFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from recommender.admin.widgets import EDITOR_FIELDS
from recommender.previews import TriedOut, preview_of, take_back

Form = TypeVar("Form", forms.ModelForm, BaseModelFormSet)

PREVIEW = "_preview"
HELD = "_held"
WHY = "_why"
WHY_LENGTH = 300


def why(request: HttpRequest) -> str:
    """The reason for a change that an editor gave, on one line."""
    return " ".join(request.POST.get(WHY, "").split())[:WHY_LENGTH]


def press(request: HttpRequest, name: str) -> None:
    """Go on as if a button of this name had been pressed as well."""
    fields: QueryDict = request.POST.copy()
    fields[name] = "1"
    request.POST = fields  # type: ignore[assignment]  # one that can be copied from again


class CatalogueAdmin(admin.ModelAdmin):
    """The page of a catalogue row.

    A preview saves what was posted, looks at the catalogue, and takes everything back; then the page is shown again
    with what was typed, its forms held back from being saved.
    """

    formfield_overrides = EDITOR_FIELDS
    change_form_template = "admin/catalogue_form.html"
    change_list_template = "admin/catalogue_list.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "why": why(request), "why_length": WHY_LENGTH}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except TriedOut as tried:
            press(request, HELD)
            context["preview"] = preview_of(tried.catalogue)
            return super().changeform_view(request, object_id, form_url, context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**(extra_context or {}), "why": why(request), "why_length": WHY_LENGTH}
        if PREVIEW not in request.POST:
            return super().changelist_view(request, context)
        press(request, "_save")
        try:
            with transaction.atomic():
                response = super().changelist_view(request, context)
                if isinstance(response, HttpResponseRedirect):
                    take_back()
                return response
        except TriedOut as tried:
            press(request, HELD)
            return super().changelist_view(request, {**context, "preview": preview_of(tried.catalogue)})

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return held(form) if HELD in request.POST else form

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

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[BaseModelFormSet]:
        formset = super().get_changelist_formset(request, **kwargs)
        return held(formset) if HELD in request.POST else formset

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Nothing is said to have been saved by a preview."""
        if PREVIEW not in request.POST:
            super().message_user(request, message, *args, **kwargs)

    def construct_change_message(
        self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """What changed, and why, for the admin's log."""
        message: list[dict[str, Any]] = super().construct_change_message(request, form, formsets, add)
        return [*message, {"why": reason}] if (reason := why(request)) else message


def held(form: type[Form]) -> type[Form]:
    """A form, or a set of forms, that shows what was typed and never becomes valid, so that nothing is saved."""
    return type(form.__name__, (form,), {"is_valid": lambda self: False})
