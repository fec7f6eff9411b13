"""Queues of what visitors send: the open ones first, and how they are settled with an answer."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from recommender.dates import dated, in_words
from recommender.models.sent import OPEN, Sent

SOURCE_SHOWN = 60
OVERTAKEN = "Meanwhile somebody else settled it or opened it again: it is {status} now. Save once more to change that."
ALL = "all"


def strangers_link(address: str) -> str:
    """Return a stranger's link: it gets neither our window nor our address, and no search engine counts it as ours."""
    return format_html(
        '<a href="{}" rel="noopener noreferrer nofollow ugc">{}</a>', address, Truncator(address).chars(SOURCE_SHOWN)
    )


class DescribedIfSeen(forms.BoundField):
    """A field whose hidden copy is not described: HTML forbids that, and Django 5.2 does it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if widget and widget.is_hidden:
            built.pop("aria-describedby", None)
        return built


class SettlementForm(forms.ModelForm):
    """Settles what was sent with an answer, or opens it again; of two who do, the second is told of the first."""

    bound_field_class = DescribedIfSeen
    without_an_answer: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "status" in self.fields:  # who may only look at it has no fields
            self.fields["status"].show_hidden_initial = True  # so a form says which status its page showed

    def clean(self) -> dict[str, Any]:
        if self.refuse_if_overtaken():
            return self.cleaned_data
        status = self.cleaned_data.get("status", OPEN)
        is_settled = status != OPEN
        # The database refuses it too, but at no field.
        if is_settled and not self.cleaned_data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", self.without_an_answer)
        if "status" in self.changed_data:
            self.instance.settled_at = timezone.now() if is_settled else None
        return self.cleaned_data

    def refuse_if_overtaken(self) -> bool:
        """Refuse to be saved this time if it has another status by now than the page showed, and tell whether so."""
        shown, now = self.add_initial_prefix("status"), self.instance.status
        if self.data.get(shown, OPEN) == now:
            return False
        self.add_error("status", OVERTAKEN.format(status=self.instance.get_status_display().lower()))
        # The page that comes back says so: to save that one is meant.
        self.data = dict(self.data.items()) | {shown: now}
        return True


class StatusFilter(admin.SimpleListFilter):
    """A filter by status that shows what is open unless others are asked for."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*model_admin.model._meta.get_field("status").choices, (ALL, "All")]

    def chosen(self) -> str:
        return self.value() or OPEN

    def choices(self, changelist: Any) -> Iterator[Any]:
        # Django would put its own “All” first and choose it where the address says nothing; here that means “open”.
        for value, label in self.lookup_choices:
            yield {
                "selected": self.chosen() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.chosen() == ALL else queryset.filter(status=self.chosen())


class SentAdmin(admin.ModelAdmin):
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors send it on the public pages."""
        return False

    @admin.display(description="sent", ordering="created_at")
    def sent(self, row: Sent) -> str:
        return dated(timezone.localdate(row.created_at), timezone.localdate())

    @admin.display(description="status", ordering="status")
    def status_told(self, row: Sent) -> str:
        label: str = row.get_status_display()  # type: ignore[attr-defined]  # which Django makes of its choices
        return f"{label} on {in_words(timezone.localdate(row.settled_at))}" if row.settled_at else label
