"""Add-ons of frameworks, each with the ratings that the framework has with it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Count, Model, QuerySet
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from recommender.admin.base import CatalogueAdmin
from recommender.admin.catalogue_forms import CatalogueForm
from recommender.admin.framework_rows import CitingForm, CitingInline, NewRows
from recommender.dates import dated
from recommender.engine.checks.completeness import BEST_WITH_ADD_ON
from recommender.engine.checks.staleness import is_long_ago
from recommender.engine.phrases import counted
from recommender.models import AddOn, AddOnRating, Framework, Rating


class AddOnRatingForm(CitingForm):
    """Refuses what the check of the catalogue would tell afterwards: a rating that raises nothing, or too much.

    `own_values`: the framework's own ratings that reach visitors, by the primary keys of their criteria.
    """

    own_values: Mapping[int, int]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        value, criterion = self.cleaned_data.get("value"), self.cleaned_data.get("criterion")
        # What stands there already stays open to other changes: the framework's own rating may have risen since.
        if value is not None and {"value", "criterion"} & set(self.changed_data):
            if value > BEST_WITH_ADD_ON:
                most = f"With an add-on a rating is {BEST_WITH_ADD_ON} at most: it stays another project to keep up."
                self.add_error("value", most)
            elif criterion and value <= (own := self.own_values.get(criterion.pk, 0)):
                self.add_error("value", f"Without the add-on it is {own}, so this raises nothing.")
        return cleaned


class AddOnRatingInline(CitingInline):
    model = AddOnRating
    form = AddOnRatingForm
    formset = NewRows
    verbose_name_plural = "the framework's ratings with this add-on, on the criteria that it raises; 90 at most"

    def get_formset(self, request: HttpRequest, obj: AddOn | None = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        framework, formset = framework_of(request, obj), super().get_formset(request, obj, **kwargs)
        own = Rating.objects.filter(framework=framework, evidence__isnull=False)
        formset.form.own_values = dict(own.values_list("criterion", "value"))
        return self.citing_formset(formset, framework)


def framework_of(request: HttpRequest, add_on: AddOn | None) -> int | None:
    """Return the primary key of the framework that an add-on belongs to; of a new one, as its page says, if it does."""
    if add_on:
        return add_on.framework_id
    named = request.POST.get("framework") or request.GET.get("framework", "")
    # 18 digits fit into 64 bits.
    return int(named) if named.isascii() and named.isdecimal() and len(named) < 19 else None


class ReleaseFilter(admin.SimpleListFilter):
    """A filter of add-ons by whether they are still looked after, as far as releases tell."""

    title = "last release"
    parameter_name = "release"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("old", "Old: over 18 months"), ("new", "Newer")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AddOn]) -> QuerySet[AddOn]:
        match self.value():
            case "old":
                return queryset.filter(pk__in=long_unreleased())
            case "new":
                return queryset.exclude(pk__in=long_unreleased())
        return queryset


def long_unreleased() -> list[int]:
    """Return the primary keys of the add-ons that had no release for long."""
    today = timezone.localdate()
    # Here and not in the database: some releases are known to the month, others to the day.
    return [pk for pk, release in AddOn.objects.values_list("pk", "latest_release") if is_long_ago(release, today)]


@admin.register(AddOn)
class AddOnAdmin(CatalogueAdmin):
    """An add-on has a page of its own: a framework's is long enough, and may have eight of them."""

    form = CatalogueForm
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("framework", "name", "slug", "position", "summary"),
                    *("install", "docs_url", "licence", "replaces"),
                )
            },
        ),
        ("Versions", {"fields": ("latest_version", "latest_release")}),
        ("What ratings with it can cite", {"fields": ("evidence",)}),
    )
    readonly_fields = ("evidence",)
    list_display = ("name", "framework", "summary", "position", "released_when", "rating_count")
    list_editable = ("position",)
    list_filter = ("framework", "replaces", ReleaseFilter)
    list_select_related = ("framework",)
    search_fields = ("name", "slug", "summary", "framework__name")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (AddOnRatingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AddOn]:
        return super().get_queryset(request).annotate(rated=Count("ratings"))

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Offer a new one every framework, and one that is there its own only: its ratings cite evidence of that."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if isinstance(obj, AddOn) and "framework" in form.base_fields:
            offered: Any = form.base_fields["framework"]
            offered.queryset = Framework.objects.filter(pk=obj.framework_id)
        return form

    def get_inlines(self, request: HttpRequest, obj: AddOn | None) -> tuple[type[InlineModelAdmin], ...]:
        """Ratings name evidence, so they come once it is known of which framework."""
        if request.method == "POST" and not obj:
            return self.inlines if "ratings-TOTAL_FORMS" in request.POST else ()  # as on the page that was sent
        return self.inlines if framework_of(request, obj) else ()

    @admin.display(description="evidence")
    def evidence(self, add_on: AddOn) -> str:
        if add_on._state.adding:
            return "What the framework's own page lists. Add there first what is missing."
        listed = reverse("admin:recommender_evidence_changelist", query={"framework__id__exact": add_on.framework_id})
        count = counted(add_on.framework.evidence.count(), "piece")
        return format_html('<a href="{}">{} of evidence</a>', listed, count)

    @admin.display(description="last release", ordering="latest_release")
    def released_when(self, add_on: AddOn) -> str:
        today = timezone.localdate()
        words = dated(add_on.latest_release, today)
        is_old = is_long_ago(add_on.latest_release, today)
        return format_html('{} <strong class="marked">old</strong>', words) if is_old else words

    @admin.display(description="ratings", ordering="rated")
    def rating_count(self, add_on: AddOn) -> str:
        return str(add_on.rated or "none yet")  # type: ignore[attr-defined]
