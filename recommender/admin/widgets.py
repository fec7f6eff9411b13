"""How fields look and behave in the admin."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Field, ForeignKey, QuerySet, TextField, URLField
from django.http import HttpRequest

EDITOR_FIELDS: "Mapping[type[Field[Any, Any]], Mapping[str, Any]]" = {
    TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 45})},
    URLField: {"assume_scheme": "https"},
}


class QueriedOnce(InlineModelAdmin):
    """An inline whose rows share one query for the names they show and one for the choices of each foreign key."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        links = [field.name for field in self.model._meta.concrete_fields if field.is_relation]
        return super().get_queryset(request).select_related(*links)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(field.choices)
        return field
