"""The queue of disputes: what visitors say against ratings, and how a reviewer settles it."""

from django.contrib import admin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from recommender.admin.sent import SentAdmin, SettlementForm, StatusFilter, strangers_link
from recommender.models import Dispute, Rating
from recommender.models.disputes import WITHOUT_AN_ANSWER

DISPUTE_WORDS = 25


class DisputeForm(SettlementForm):
    without_an_answer = WITHOUT_AN_ANSWER


@admin.register(Dispute)
class DisputeAdmin(SentAdmin):
    form = DisputeForm
    list_display = ("about", "then_and_now", "words", "source_link", "sent", "status_told")
    list_filter = (StatusFilter, "framework")
    list_select_related = ("framework", "criterion")
    search_fields = ("statement", "answer", "framework__name", "criterion__name")
    fieldsets = (
        (
            "What a visitor says",
            {"fields": ("about", "then_and_now", "statement", "source_link", "created_at", "pages")},
        ),
        ("What we found", {"fields": ("status", "answer", "settled_at")}),
    )
    readonly_fields = ("about", "then_and_now", "statement", "source_link", "created_at", "pages", "settled_at")

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
        return strangers_link(dispute.source) if dispute.source else "none named"

    @admin.display(description="the rating")
    def pages(self, dispute: Dispute) -> str:
        if dispute.rating_row is None:  # type: ignore[attr-defined]
            return "It is no longer rated."
        own = reverse("admin:recommender_rating_change", args=[dispute.rating_row])  # type: ignore[attr-defined]
        if not (dispute.framework.published and dispute.criterion.published):
            return format_html('<a href="{}">In the catalogue</a>', own)
        public = reverse("rating", args=[dispute.framework.slug, dispute.criterion.slug])
        return format_html('<a href="{}">In the catalogue</a> · <a href="{}">what visitors see</a>', own, public)
