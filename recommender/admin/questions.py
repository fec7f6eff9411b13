"""Sections, questions with their choices, effects and requirements, and outside options with their conditions."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpRequest

from recommender.admin.base import CatalogueAdmin
from recommender.admin.widgets import ManyRows
from recommender.models import (
    Choice,
    Condition,
    Effect,
    OutsideCondition,
    OutsideOption,
    Question,
    Requirement,
    Section,
)


class ChoiceInline(ManyRows, admin.TabularInline):
    model = Choice
    fields = ("text", "slug", "help", "position")
    show_change_link = True
    verbose_name_plural = "choices (follow “Change” for a choice's effects and requirements)"


class ChosenInline(ManyRows, admin.TabularInline):
    """Rows that each name a choice, with its question."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "choice":
            kwargs["queryset"] = Choice.objects.select_related("question")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ConditionInline(ChosenInline):
    model = Condition
    fk_name = "question"


class OutsideConditionInline(ChosenInline):
    model = OutsideCondition


@admin.register(Question)
class QuestionAdmin(CatalogueAdmin):
    list_display = ("text", "section", "position", "published", "choice_count", "is_conditional")
    list_editable = ("position", "published")
    list_filter = ("published", "section")
    list_select_related = ("section",)
    search_fields = ("text", "slug", "choices__text")
    fieldsets = (
        (None, {"fields": ("section", "text", "slug", "published", "position", "help", "why", "describes_project")}),
        (
            "Familiarity",
            {"fields": ("familiarity_criterion", "familiarity_points"), "classes": ("collapse",)},
        ),
    )
    prepopulated_fields = {"slug": ("text",)}
    inlines = (ChoiceInline, ConditionInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        counts = {"offered": Count("choices", distinct=True), "conditional": Count("conditions", distinct=True)}
        return super().get_queryset(request).annotate(**counts)

    @admin.display(description="choices")
    def choice_count(self, question: Question) -> str:
        offered: int = question.offered  # type: ignore[attr-defined]
        return "the frameworks" if question.familiarity_criterion_id else str(offered)

    @admin.display(description="conditional", boolean=True)
    def is_conditional(self, question: Question) -> bool:
        return bool(question.conditional)  # type: ignore[attr-defined]


class EffectInline(ManyRows, admin.TabularInline):
    model = Effect


class RequirementInline(ManyRows, admin.TabularInline):
    model = Requirement


@admin.register(Choice)
class ChoiceAdmin(CatalogueAdmin):
    fields = ("question", "text", "slug", "position", "help")
    list_display = ("text", "question", "position", "points", "demands")
    list_filter = ("question__section", "question")
    list_select_related = ("question",)
    search_fields = ("text", "question__text")
    inlines = (EffectInline, RequirementInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Choice]:
        return super().get_queryset(request).prefetch_related("effects__criterion", "requirements__criterion")

    @admin.display(description="points to")
    def points(self, choice: Choice) -> str:
        return ", ".join(map(str, choice.effects.all()))

    @admin.display(description="as a must-have")
    def demands(self, choice: Choice) -> str:
        return ", ".join(map(str, choice.requirements.all()))


@admin.register(Section)
class SectionAdmin(CatalogueAdmin):
    fields = ("title", "slug", "position")
    list_display = ("title", "slug", "position")
    list_editable = ("position",)
    prepopulated_fields = {"slug": ("title",)}
    search_fields = ("title",)


@admin.register(OutsideOption)
class OutsideOptionAdmin(CatalogueAdmin):
    fields = ("name", "slug", "position", "text", "url")
    list_display = ("name", "text", "position", "named_after")
    list_editable = ("position",)
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "text")
    inlines = (OutsideConditionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutsideOption]:
        return super().get_queryset(request).prefetch_related("conditions__choice__question")

    @admin.display(description="named after all of")
    def named_after(self, option: OutsideOption) -> str:
        return "; ".join(str(condition.choice) for condition in option.conditions.all())
