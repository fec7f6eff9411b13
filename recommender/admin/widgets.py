"""The look and behavior of fields in the admin."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin, ModelAdmin
from django.db.models import CharField, Field, ForeignKey, QuerySet, TextField, URLField
from django.forms.models import BaseModelFormSet
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from recommender.admin.catalogue_forms import CatalogueForm, CatalogueInlineRows
from recommender.hidden_fields import MOST_ROWS

EDITOR_FIELDS: "Mapping[type[Field[Any, Any]], Mapping[str, Any]]" = {
    TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 45})},
    URLField: {"assume_scheme": "https"},
}

NARROW_FIELDS: "Mapping[type[Field[Any, Any]], Mapping[str, Any]]" = {
    TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 32})},
    CharField: {"widget": forms.TextInput(attrs={"size": 24})},
    # Without its link to the page, which makes the table wide.
    URLField: {"assume_scheme": "https", "widget": forms.URLInput(attrs={"size": 28})},
}


class FlatSelect(forms.Select):
    """A list of choices, drawn at once: Django draws each choice by a template of its own, thousands on a long page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = [option for _, options, _ in widget["optgroups"] for option in options]
        shown = ((option["value"], flatatt(option["attrs"]), option["label"]) for option in options)
        drawn = format_html_join("", '<option value="{}"{}>{}</option>', shown)
        return format_html("<select{}>{}</select>", flatatt({"name": name, **widget["attrs"]}), drawn)


class FlatSelectMultiple(FlatSelect, forms.SelectMultiple):
    """A list of which several can be chosen, drawn at once too."""


class LinesField(forms.CharField):
    """Lines of a text, each as it was typed and ended in one way; browsers end them with two characters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "strip": False})  # the first line may be indented

    def to_python(self, value: Any) -> str:
        lines = (super().to_python(value) or "").rstrip().splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


Rows = TypeVar("Rows", bound=BaseModelFormSet)


def named_fields(formset: type[Rows]) -> type[Rows]:
    """Return a table of forms whose fields tell assistive technology their column, row and column's help."""

    def add_fields(self: Rows, form: forms.ModelForm, index: int | None) -> None:
        formset.add_fields(self, form, index)
        row = str(form.instance) if form.instance.pk else getattr(form, "about", "new row")
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                label = str(field.label or name).capitalize()
                described = f"{self.prefix}-{name}-help id_{form.add_prefix(name)}_error"
                shown: Any = getattr(field.widget, "widget", field.widget)  # within the links to add and to change
                shown.attrs = {"aria-label": f"{label}: {row}"} | shown.attrs | {"aria-describedby": described}
                field.widget.attrs = shown.attrs

    # A class made here rather than one written out: Django makes the formset's class for each request.
    return type(formset.__name__, (formset,), {"add_fields": add_fields})


class KeptLinks(BaseModelAdmin):
    """Beside a field that names another row are links to add and change one; it is deleted on its own page only."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field


class UsableAdmin(KeptLinks, ModelAdmin):
    """Pages whose fields everybody can use, with eyes, ears, a mouse or a keyboard."""

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[BaseModelFormSet]:
        return named_fields(super().get_changelist_formset(request, **kwargs))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return a list to tick, instead of one in which many have to be marked at once."""
        ticked = {"widget": forms.CheckboxSelectMultiple(attrs={"class": "ticked"})}
        return super().formfield_for_manytomany(db_field, request, **{**ticked, **kwargs})


class ManyRows(KeptLinks, InlineModelAdmin):
    """An inline that stays narrow, and whose rows share one query for their names and one for each list of choices."""

    form = CatalogueForm
    formset = CatalogueInlineRows
    extra = 1  # without JavaScript, the only way to add a row
    max_num = MOST_ROWS
    formfield_overrides = NARROW_FIELDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        links = [field.name for field in self.model._meta.concrete_fields if field.is_relation]
        return super().get_queryset(request).select_related(*links)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return named_fields(super().get_formset(request, obj, **kwargs))

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **{"widget": FlatSelect, **kwargs})
        # Django would query anew for the list of each row.
        field.choices = list(field.choices)
        return field
