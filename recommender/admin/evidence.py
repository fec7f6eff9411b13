"""The evidence desk: all evidence by age and kind, what cites it, and “checked today” for many at once."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from recommender.admin.base import CatalogueAdmin
from recommender.admin.submission import WHY, WHY_LENGTH, key_of_user, reason_in
from recommender.dates import dated
from recommender.editions.current import count_change
from recommender.editions.history import log_changes
from recommender.engine.checks.staleness import is_stale, oldest_fresh
from recommender.engine.phrases import counted
from recommender.models import AddOnRating, Claim, Evidence, Rating

STATEMENT_WORDS = 18
UNCITED = Q(ratings__isnull=True, add_on_ratings__isnull=True, claims__isnull=True)
CITING = {"rating": "ratings", "rating with an add-on": "add_on_ratings", "claim": "claims"}
"""What cites evidence: how one is called, and where the rows of this kind are."""


def half_a_year_before(today: date) -> date:
    """Return the last day that is six whole months ago."""
    years, month = divmod(12 * today.year + today.month - 1 - 6, 12)
    # 31 August is six months after the last of February.
    return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))


def page_of(row: Rating | AddOnRating | Claim) -> str:
    """Return the page on which a row is changed: a rating with an add-on stands on that of its add-on."""
    shown = row.add_on if isinstance(row, AddOnRating) else row
    return reverse(f"admin:recommender_{shown._meta.model_name}_change", args=[shown.pk])


class AgeFilter(admin.SimpleListFilter):
    """A filter of evidence by how long ago it was checked."""

    title = "age of the check"
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("old", "Old: over 12 months"), ("middle", "6 to 12 months"), ("new", "Newer")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
        today = timezone.localdate()
        fresh, recent = oldest_fresh(today), half_a_year_before(today)
        ranges = {
            "old": Q(checked__lt=fresh),
            "middle": Q(checked__gte=fresh, checked__lte=recent),
            "new": Q(checked__gt=recent),
        }
        return queryset.filter(ranges.get(self.value() or "", Q()))


class CitedFilter(admin.SimpleListFilter):
    """A filter that tells evidence on which something rests from evidence on which nothing does."""

    title = "use"
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Cited"), ("no", "Cited by nothing")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Evidence]) -> QuerySet[Evidence]:
        uncited = Evidence.objects.filter(UNCITED).values("pk")
        match self.value():
            case "yes":
                return queryset.exclude(pk__in=uncited)
            case "no":
                return queryset.filter(pk__in=uncited)
        return queryset


class ActionWithReason(ActionForm):
    """An action on many rows, and why; the reason is kept in the log, and told with the edition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[WHY] = forms.CharField(
            label="Why (optional; everybody can read it):", max_length=WHY_LENGTH, required=False
        )


@admin.register(Evidence)
class EvidenceAdmin(CatalogueAdmin):
    list_display = (
        "framework",
        "short_statement",
        "kind",
        "linked_source",
        "published_when",
        "checked_when",
        "cited_by",
    )
    list_display_links = ("short_statement",)
    list_filter = (AgeFilter, "kind", "framework", CitedFilter)
    list_select_related = ("framework",)
    search_fields = ("key", "statement", "source", "url")
    date_hierarchy = "checked"
    ordering = ("checked", "framework__position", "key")
    action_form = ActionWithReason
    actions = ("checked_today",)

    def get_readonly_fields(self, request: HttpRequest, obj: Evidence | None = None) -> tuple[str, ...]:
        """Keep what it is about as it is: the ratings and claims of that framework cite it."""
        return ("framework", "citing") if obj else ("citing",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        # Distinct: several joins multiply each other's rows.
        counts = {f"{rows}_count": Count(rows, distinct=True) for rows in CITING.values()}
        return super().get_queryset(request).annotate(**counts)

    @admin.display(description="statement")
    def short_statement(self, evidence: Evidence) -> str:
        return Truncator(evidence.statement).words(STATEMENT_WORDS)

    @admin.display(description="source", ordering="source")
    def linked_source(self, evidence: Evidence) -> str:
        if not evidence.url:
            return evidence.source
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', evidence.url, evidence.source)

    @admin.display(description="published", ordering="published")
    def published_when(self, evidence: Evidence) -> str:
        if not evidence.published:
            return "undated"
        return dated(evidence.published, timezone.localdate())

    @admin.display(description="checked", ordering="checked")
    def checked_when(self, evidence: Evidence) -> str:
        today = timezone.localdate()
        words = dated(evidence.checked, today)
        return (
            format_html('{} <strong class="marked">old</strong>', words) if is_stale(evidence.checked, today) else words
        )

    @admin.display(
        description="cited by", ordering=sum((F(f"{rows}_count") for rows in CITING.values()), start=Value(0))
    )
    def cited_by(self, evidence: Evidence) -> str:
        counts = [(getattr(evidence, f"{rows}_count"), kind) for kind, rows in CITING.items()]
        words = [counted(count, kind) for count, kind in counts if count]
        return ", ".join(words) or format_html('<strong class="marked">{}</strong>', "cited by nothing")

    @admin.display(description="cited by")
    def citing(self, evidence: Evidence) -> str:
        """Return links to the ratings and claims that rest on it, to be looked at when it is no longer so."""
        if evidence._state.adding:
            return "Nothing yet: name it on the ratings and claims that rest on it."
        rows: list[Rating | AddOnRating | Claim] = [
            *evidence.ratings.select_related("framework", "criterion"),
            *evidence.add_on_ratings.select_related("add_on__framework", "criterion"),
            *evidence.claims.select_related("framework"),
        ]
        links = [(page_of(row), row) for row in rows]
        return (
            format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', links))
            if rows
            else "nothing"
        )

    @admin.action(description="Checked today: each still says what its source says", permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: QuerySet[Evidence]) -> None:
        chosen = list(Evidence.objects.filter(pk__in=queryset.values("pk")).select_related("framework"))
        today = timezone.localdate()
        # Only these are logged: an entry that changes nothing would overtake other editors' forms.
        earlier = [row for row in chosen if row.checked != today]
        if earlier:
            self.mark_checked(request, earlier, today)
        words = f"{len(earlier)} marked as checked today."
        if already := len(chosen) - len(earlier):
            words += f" {already} already {'was' if already == 1 else 'were'}."
        self.message_user(request, words, messages.SUCCESS if earlier else messages.INFO)

    @transaction.atomic
    def mark_checked(self, request: HttpRequest, evidence: Sequence[Evidence], today: date) -> None:
        """Set the day of the check; an update of many rows sends no signals, so the change is counted here."""
        Evidence.objects.filter(pk__in=[row.pk for row in evidence]).update(checked=today)
        count_change()
        log_changes(key_of_user(request), evidence, ["Checked"], reason_in(request))
