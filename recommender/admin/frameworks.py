"""Frameworks, criteria, ratings, claims and their evidence."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import Textarea
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from recommender.admin.base import CatalogueAdmin
from recommender.admin.catalogue_forms import CatalogueForm
from recommender.admin.framework_rows import EvidenceInline, KnownUserInline, RatingInline, ReadingInline
from recommender.admin.widgets import LinesField
from recommender.engine.types import ANCHORS, RatingMethod
from recommender.models import Claim, Criterion, Evidence, Framework, Rating

EVIDENCE_LETTERS = 120


class FrameworkForm(CatalogueForm):
    """Publishes only what visitors can trust."""

    class Meta:
        field_classes: ClassVar = {"first_page_commands": LinesField, "first_page_code": LinesField}
        widgets: ClassVar = {"first_page_code": Textarea(attrs={"rows": 10, "cols": 60})}

    def clean_published(self) -> bool:
        published: bool = self.cleaned_data["published"]
        # Only on the way to being published: what is published stays open to other changes.
        if published and "published" in self.changed_data:
            missing = self.instance.criteria_to_rate()
            if names := ", ".join(missing.values_list("name", flat=True)):
                raise ValidationError(f"Before it is published, rate it, with a phrase and evidence, on: {names}.")
        return published

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("published") and "published" in self.changed_data and (empty := self.empty_fields()):
            self.add_error("published", f"Before it is published, fill in on its page: {', '.join(empty)}.")
        return cleaned

    def empty_fields(self) -> list[str]:
        """Return the names of fields that the draft of a suggestion has empty, which a list would let pass."""
        columns = [column for column in Framework._meta.concrete_fields if not (column.blank or column.has_default())]
        told = {column: self.cleaned_data.get(column.name, getattr(self.instance, column.name)) for column in columns}
        return [str(column.verbose_name) for column, value in told.items() if not value]


@admin.register(Framework)
class FrameworkAdmin(CatalogueAdmin):
    form = FrameworkForm
    list_display = ("name", "published", "best_known", "position", "latest_version", "rating_count")
    list_editable = ("published", "best_known", "position")
    list_filter = ("published", "best_known")
    search_fields = ("name", "slug", "summary")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("name", "slug", "published", "best_known", "position", "summary"),
                    *("choose_when", "think_twice_when", "moving_here"),
                )
            },
        ),
        ("Versions", {"fields": ("latest_version", "latest_release", "first_release", "python_versions", "support")}),
        (
            "About it",
            {
                "fields": (
                    *("licence", "concurrency", "install", "docs_url", "tutorial_url", "repo_url"),
                    *("evidence", "add_ons", "new_add_on"),
                )
            },
        ),
        (
            "From an empty folder to a first page",
            {
                "fields": (
                    *("first_page_commands", "first_page_file", "first_page_code"),
                    *("first_page_serve", "first_page_address"),
                )
            },
        ),
    )
    readonly_fields = ("evidence", "add_ons", "new_add_on")
    inlines = (EvidenceInline, ReadingInline, KnownUserInline, RatingInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        return super().get_queryset(request).annotate(rated=Count("ratings"))

    @admin.display(description="ratings")
    def rating_count(self, framework: Framework) -> int:
        return framework.rated  # type: ignore[attr-defined]

    def get_fieldsets(self, request: HttpRequest, obj: Framework | None = None) -> list[Any]:
        """Leave the link that adds an add-on to those who may, once there is a framework to add it to."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.has_perm("recommender.add_addon"):
            return list(fieldsets)
        return [
            (title, {**options, "fields": tuple(name for name in options["fields"] if name != "new_add_on")})
            for title, options in fieldsets
        ]

    def get_inlines(self, request: HttpRequest, obj: Framework | None) -> tuple[type[InlineModelAdmin], ...]:
        """Ratings name evidence, so they come once the framework and its first evidence are saved."""
        return self.inlines if obj else self.inlines[:-1]

    @admin.display(description="evidence")
    def evidence(self, framework: Framework) -> str:
        if framework._state.adding:
            return "Add the first pieces below. Once they are saved, ratings can name them."
        listed = reverse("admin:recommender_evidence_changelist", query={"framework__id__exact": framework.pk})
        count = framework.evidence.count()
        return format_html('<a href="{}">{} piece{} of evidence</a>', listed, count, pluralize(count))

    @admin.display(description="add-ons")
    def add_ons(self, framework: Framework) -> str:
        """Return links to the add-ons, which have pages of their own."""
        rows = () if framework._state.adding else framework.add_ons.all()
        links = [(reverse("admin:recommender_addon_change", args=[row.pk]), row.name) for row in rows]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "none yet"

    @admin.display(description="one more")
    def new_add_on(self, framework: Framework) -> str:
        address = reverse("admin:recommender_addon_add", query={"framework": framework.pk})
        return format_html('<a href="{}">Add an add-on of this framework</a>', address)

    def view_on_site(self, framework: Framework) -> str | None:
        return framework.get_absolute_url() if framework.published else None


class CriterionForm(CatalogueForm):
    """Publishes a criterion once its scale is public and every published framework has its place on it."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # A list has no such field, and neither has the page of a criterion that is there: the row says it.
        is_rated = self.cleaned_data.get("method", self.instance.method) != RatingMethod.ANSWER.value
        if self.cleaned_data.get("published") and "published" in self.changed_data and is_rated:
            anchors = {
                at: self.cleaned_data.get(f"anchor_{at}", getattr(self.instance, f"anchor_{at}")) for at in ANCHORS
            }
            if empty := ", ".join(str(at) for at, text in anchors.items() if not text):
                self.add_error("published", f"Before it is published, say what these ratings mean: {empty}.")
            if names := ", ".join(self.instance.frameworks_to_rate().values_list("name", flat=True)):
                self.add_error("published", f"Before it is published, rate on it, with a phrase and evidence: {names}.")
        return cleaned


@admin.register(Criterion)
class CriterionAdmin(CatalogueAdmin):
    form = CriterionForm
    list_display = ("name", "weight", "position", "published", "group", "method")
    list_editable = ("weight", "position", "published")
    list_filter = ("published", "group", "method")
    search_fields = ("name", "slug", "definition")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "published", "group", "position", "weight")}),
        ("What it measures", {"fields": ("definition", "method", "unit", "formula", "items", "caveat")}),
        ("The public scale", {"fields": ("anchor_0", "anchor_25", "anchor_50", "anchor_75", "anchor_100")}),
    )
    list_per_page = 200

    def get_readonly_fields(self, request: HttpRequest, obj: Criterion | None = None) -> tuple[str, ...]:
        """Keep who rates a criterion as it is: ratings, effects and questions build on it."""
        return ("method",) if obj else ()

    def view_on_site(self, criterion: Criterion) -> str | None:
        return criterion.get_absolute_url() if criterion.published else None


class CitationForm(CatalogueForm):
    """Offers the framework's own evidence, and refuses any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "evidence" in self.fields:  # which the rows of a list have not
            framework = str(self.initial.get("framework", ""))  # of a new row: as its address says, if it does
            own = {"framework": framework} if framework.isdecimal() else {}
            evidence: Any = self.fields["evidence"]
            evidence.queryset = Evidence.objects.filter(**own).select_related("framework")
            evidence.label_from_instance = lambda item: Truncator(f"{item}: {item.statement}").chars(EVIDENCE_LETTERS)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        framework = self.cleaned_data.get("framework")
        strangers = [item for item in self.cleaned_data.get("evidence", ()) if item.framework != framework]
        if framework and strangers:
            self.add_error("evidence", f"“{strangers[0]}” is not evidence about {framework}.")
        return cleaned


@admin.register(Rating)
class RatingAdmin(CatalogueAdmin):
    form = CitationForm
    fields = ("framework", "criterion", "value", "low", "high", "phrase", "rationale", "evidence")
    list_display = ("framework", "criterion", "value", "low", "high", "evidence_count")
    list_display_links = ("framework", "criterion")
    list_filter = ("framework", "criterion")
    list_select_related = ("framework", "criterion")
    search_fields = ("framework__name", "criterion__name", "phrase", "rationale")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rating]:
        return super().get_queryset(request).annotate(cited=Count("evidence"))

    @admin.display(description="evidence", ordering="cited")
    def evidence_count(self, rating: Rating) -> str:
        return str(rating.cited or "none yet")  # type: ignore[attr-defined]

    def view_on_site(self, rating: Rating) -> str | None:
        return rating.get_absolute_url() if rating.framework.published else None


@admin.register(Claim)
class ClaimAdmin(CatalogueAdmin):
    form = CitationForm
    fields = ("framework", "criterion", "text", "status", "reason", "evidence", "position")
    list_display = ("text", "framework", "criterion", "status", "position")
    list_editable = ("status", "position")
    list_filter = ("framework", "status")
    list_select_related = ("framework", "criterion")
    search_fields = ("text", "reason")

    def view_on_site(self, claim: Claim) -> str | None:
        return claim.get_absolute_url() if claim.framework.published else None
