"""The queues of proposals: ratings that visitors would give, and frameworks that they miss."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import Truncator

from recommender.admin.proposal_review import review
from recommender.admin.sent import SentAdmin, SettlementForm, StatusFilter, strangers_link
from recommender.admin.submission import key_of_user
from recommender.editions.current import changing_alone
from recommender.models import Framework, FrameworkSuggestion, ProposalStatus, Rating, RatingProposal
from recommender.models.proposals import WITHOUT_AN_ANSWER
from recommender.proposals.acceptance import draft_of

SHOWN_WORDS = 25
NO_DRAFT = "Accepting it makes a draft of the framework, which takes an Editor."


@admin.register(RatingProposal)
class RatingProposalAdmin(SentAdmin):
    """Each is looked at beside the rating as it is, on a page of our own."""

    list_display = ("about", "now_and_then", "words", "source_link", "interest", "sent", "status_told")
    list_filter = (StatusFilter, "framework")
    list_select_related = ("framework", "criterion")
    search_fields = ("reason", "evidence_statement", "answer", "framework__name", "criterion__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingProposal]:
        """Return proposals with the rating as it is now (`now`), if there is one."""
        rating = Rating.objects.filter(framework=OuterRef("framework"), criterion=OuterRef("criterion"))
        return super().get_queryset(request).annotate(now=Subquery(rating.values("value")[:1]))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        # Nobody adds one: Django's own view says so.
        proposal = self.get_object(request, unquote(object_id)) if object_id else None
        if not isinstance(proposal, RatingProposal):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not self.has_view_or_change_permission(request, proposal):
            raise PermissionDenied
        return review(request, proposal)

    @admin.display(description="rating of", ordering=F("framework__position"))
    def about(self, proposal: RatingProposal) -> str:
        return str(proposal)

    @admin.display(description="now → proposed")
    def now_and_then(self, proposal: RatingProposal) -> str:
        now = proposal.now  # type: ignore[attr-defined]
        return f"{'not rated' if now is None else now} → {proposal.value} ({proposal.low}–{proposal.high})"

    @admin.display(description="why")
    def words(self, proposal: RatingProposal) -> str:
        return Truncator(proposal.reason).words(SHOWN_WORDS)

    @admin.display(description="source")
    def source_link(self, proposal: RatingProposal) -> str:
        return strangers_link(proposal.evidence_url)


class SuggestionForm(SettlementForm):
    without_an_answer = WITHOUT_AN_ANSWER
    may_draft = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_accepted = cleaned.get("status") == ProposalStatus.ACCEPTED
        if is_accepted and "status" in self.changed_data and not self.may_draft:
            self.add_error("status", NO_DRAFT)
        return cleaned


def is_accepted_now(suggestion: FrameworkSuggestion, form: SuggestionForm) -> bool:
    """Tell whether a form accepts what was not accepted before."""
    return suggestion.status == ProposalStatus.ACCEPTED and "status" in form.changed_data


@admin.register(FrameworkSuggestion)
class FrameworkSuggestionAdmin(SentAdmin):
    """To accept one makes a draft of the framework, with the name and the address that the visitor gave."""

    form = SuggestionForm
    list_display = ("name", "source_link", "words", "interest", "sent", "status_told")
    list_filter = (StatusFilter,)
    search_fields = ("name", "url", "reason", "answer")
    fieldsets = (
        (
            "What a visitor suggests",
            {"fields": ("name", "source_link", "reason", "interest", "created_at", "in_the_catalogue")},
        ),
        (
            "What we found",
            {
                "fields": ("status", "answer", "settled_at"),
                "description": "Accepted, it becomes a draft in the catalogue, which no visitor sees: an editor "
                "fills it in, rates it and publishes it. Name and answer are public once it is settled.",
            },
        ),
    )
    readonly_fields = ("name", "source_link", "reason", "interest", "created_at", "in_the_catalogue", "settled_at")

    def get_form(
        self, request: HttpRequest, obj: FrameworkSuggestion | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.may_draft = request.user.has_perm("recommender.add_framework")  # type: ignore[attr-defined]
        return form

    def save_model(self, request: HttpRequest, obj: FrameworkSuggestion, form: Any, change: bool) -> None:
        if not is_accepted_now(obj, form):
            return super().save_model(request, obj, form, change)
        with changing_alone():
            # Read under the lock: of two who accept it at once, the second finds the first one's draft.
            obj.framework = FrameworkSuggestion.objects.select_related("framework").get(pk=obj.pk).framework
            super().save_model(request, obj, form, change)
            draft_of(obj, user=key_of_user(request))
        return None

    def response_change(self, request: HttpRequest, obj: FrameworkSuggestion) -> HttpResponse:
        draft = obj.framework if obj.status == ProposalStatus.ACCEPTED else None
        if draft is None or not request.user.has_perm("recommender.change_framework"):
            return super().response_change(request, obj)
        messages.success(request, f"“{obj}” is accepted. This is its draft: no visitor sees it before it is published.")
        return redirect("admin:recommender_framework_change", draft.pk)

    @admin.display(description="why")
    def words(self, suggestion: FrameworkSuggestion) -> str:
        return Truncator(suggestion.reason).words(SHOWN_WORDS)

    @admin.display(description="address")
    def source_link(self, suggestion: FrameworkSuggestion) -> str:
        return strangers_link(suggestion.url)

    @admin.display(description="in the catalogue")
    def in_the_catalogue(self, suggestion: FrameworkSuggestion) -> str:
        """Return links to the draft that was made of it, and to frameworks of its name, drafts among them."""
        made = {suggestion.framework_id} if suggestion.framework_id else set()
        named = Framework.objects.filter(name__iexact=suggestion.name).values_list("pk", flat=True)
        rows = Framework.objects.filter(pk__in={*made, *named})
        links = [(reverse("admin:recommender_framework_change", args=[row.pk]), row.name) for row in rows]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "nothing of this name"
