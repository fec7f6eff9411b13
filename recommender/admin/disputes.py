"""The queue of disputes: what visitors say against ratings, and how a reviewer settles it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from recommender.dates import dated, in_words
from recommender.models import Dispute, DisputeStatus, Rating
from recommender.models.disputes import WITHOUT_AN_ANSWER

DISPUTE_WORDS = 25
SOURCE_SHOWN = 60
ALL = "all"


class SettlementForm(forms.ModelForm):
    """Settles a dispute with an answer, or opens it again."""

    def clean(self) -> dict[str, Any]:
        status = self.cleaned_data.get("status")
        is_settled = status in (DisputeStatus.ACCEPTED, DisputeStatus.REJECTED)
        # The database refuses it too, but at no field.
        if is_settled and not self.cleaned_data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", WITHOUT_AN_ANSWER)
        if "status" in self.changed_data:
            self.instance.settled_at = timezone.now() if is_settled else None
        return self.cleaned_data


class StatusFilter(admin.SimpleListFilter):
    """A filter by status that shows open disputes unless others are asked for."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*DisputeStatus.choices, (ALL, "All")]

    def chosen(self) -> str:
        return self.value() or DisputeStatus.OPEN

    def choices(self, changelist: Any) -> Iterator[Any]:
        # Django would put its own “All” first and choose it where the address says nothing; here that means “open”.
        for value, label in self.lookup_choices:
            yield {
                "selected": self.chosen() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Dispute]) -> QuerySet[Dispute]:
        return queryset if self.chosen() == ALL else queryset.filter(status=self.chosen())


@admin.register(Dispute)
class DisputeAdmin(admin.ModelAdmin):
    form = SettlementForm
    list_display = ("about", "then_and_now", "words", "source_link", "sent", "status_told")
    list_filter = (StatusFilter, "framework")
    list_select_related = ("framework", "criterion")
    search_fields = ("statement", "answer", "framework__name", "criterion__name")
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        (
            "What a visitor says",
            {"fields": ("about", "then_and_now", "statement", "source_link", "created_at", "pages")},
        ),
        ("What we found", {"fields": ("status", "answer", "settled_at")}),
    )
    readonly_fields = ("about", "then_and_now", "statement", "source_link", "created_at", "pages", "settled_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors dispute on the public pages."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispute]:
        """Return disputes with the rating as it is now (`now`) and its row (`rating_row`), if there still is one."""
        rating = Rating.objects.filter(framework=OuterRef("framework"), criterion=OuterRef("criterion"))
        return (
            super()
            .get_queryset(request)
            .annotate(now=Subquery(rating.values("value")[:1]), rating_row=Subquery(rating.values("pk")[:1]))
        )

    @admin.display(description="rating of", ordering=F("framework__position"))
    def about(self, dispute: Dispute) -> str:
        return str(dispute)

    @admin.display(description="then → now")
    def then_and_now(self, dispute: Dispute) -> str:
        now = dispute.now  # type: ignore[attr-defined]
        then = "?" if dispute.rating is None else dispute.rating
        return f"{then} → {'no longer rated' if now is None else now}"

    @admin.display(description="what is wrong")
    def words(self, dispute: Dispute) -> str:
        return Truncator(dispute.statement).words(DISPUTE_WORDS)

    @admin.display(description="source")
    def source_link(self, dispute: Dispute) -> str:
        if not dispute.source:
            return "none named"
        return format_html(
            # A stranger's link: it gets neither our window nor our address, and no search engine counts it as ours.
            '<a href="{}" rel="noopener noreferrer nofollow ugc">{}</a>',
            dispute.source,
            Truncator(dispute.source).chars(SOURCE_SHOWN),
        )

    @admin.display(description="sent", ordering="created_at")
    def sent(self, dispute: Dispute) -> str:
        return dated(timezone.localdate(dispute.created_at), timezone.localdate())

    @admin.display(description="status", ordering="status")
    def status_told(self, dispute: Dispute) -> str:
        label: str = dispute.get_status_display()
        return f"{label} on {in_words(timezone.localdate(dispute.settled_at))}" if dispute.settled_at else label

    @admin.display(description="the rating")
    def pages(self, dispute: Dispute) -> str:
        if dispute.rating_row is None:  # type: ignore[attr-defined]
            return "It is no longer rated."
        own = reverse("admin:recommender_rating_change", args=[dispute.rating_row])  # type: ignore[attr-defined]
        if not (dispute.framework.published and dispute.criterion.published):
            return format_html('<a href="{}">In the catalogue</a>', own)
        public = reverse("rating", args=[dispute.framework.slug, dispute.criterion.slug])
        return format_html('<a href="{}">In the catalogue</a> · <a href="{}">what visitors see</a>', own, public)
