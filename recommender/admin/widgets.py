"""How fields look and behave in the admin."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import CharField, Field, ForeignKey, QuerySet, TextField, URLField
from django.http import HttpRequest

EDITOR_FIELDS: "Mapping[type[Field[Any, Any]], Mapping[str, Any]]" = {
    TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 45})},
    URLField: {"assume_scheme": "https"},
}

NARROW_FIELDS: "Mapping[type[Field[Any, Any]], Mapping[str, Any]]" = {
    TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 32})},
    CharField: {"widget": forms.TextInput(attrs={"size": 24})},
}


class ManyRows(InlineModelAdmin):
    """An inline that stays narrow, and whose rows share one query for their names and one for each list of choices."""

    extra = 0
    formfield_overrides = NARROW_FIELDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        links = [field.name for field in self.model._meta.concrete_fields if field.is_relation]
        return super().get_queryset(request).select_related(*links)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(field.choices)
        return field
