"""Personas: their list and form, and the page that says whether the catalogue is right about each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import ManyToManyField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from recommender.admin.base import CatalogueAdmin
from recommender.admin.persona_forms import (
    ANSWER,
    GONE,
    IMPORTANCE,
    TICKED,
    PersonaForm,
    answers_in_words,
    asked,
    gone_answers,
    persona_form,
    stored_answers,
)
from recommender.admin_site import editors_page, render_page
from recommender.editions.current import contributions_now, read_state
from recommender.editions.from_rows import read_catalogue
from recommender.editions.preview_tables import Names, Said, names_in, said
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdicts
from recommender.engine.types import Catalogue
from recommender.models import Framework, Persona

ABOUT = ("name", "slug", "position", "description", "source", "url", "accepted", "disagreement")
HOW_TO_ANSWER = "Answer as this project would. Skipped questions do not affect the result."
HOW_TO_KEEP = "The questionnaire no longer offers these answers, so they count for nothing."


class AcceptedField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return framework_label(obj)


def framework_label(framework: Framework) -> str:
    return framework.name if framework.published else f"{framework.name} (draft)"


def questionnaire(request: HttpRequest) -> Catalogue:
    """Return the whole questionnaire, with drafts; read once a request."""
    found: Catalogue | None = getattr(request, "_questionnaire", None)
    if found is None:
        found = read_catalogue(include_drafts=True)
        request._questionnaire = found  # type: ignore[attr-defined]
    return found


def verdicts_now() -> tuple[Names, dict[str, PersonaVerdict]]:
    """Return names of frameworks, and by slug the verdicts on all personas of what visitors would see now."""
    contributions = contributions_now(read_state())
    return names_in(contributions.catalogue, contributions.catalogue), {
        item.persona.slug: item for item in persona_verdicts(contributions)
    }


@admin.register(Persona)
class PersonaAdmin(CatalogueAdmin):
    list_display = ("name", "position", "source")
    list_editable = ("position",)
    search_fields = ("name", "description", "source")
    prepopulated_fields = {"slug": ("name",)}

    def get_list_display(self, request: HttpRequest) -> Any:
        # Worked out once a list, and only if there is a row to show it in.
        found = cache(verdicts_now)

        @admin.display(description="verdict")
        def verdict(persona: Persona) -> str:
            names, by_slug = found()
            return verdict_html(said(by_slug[persona.slug], names))

        name, *others = super().get_list_display(request)
        return (name, verdict, *others)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{"form": persona_form(questionnaire(request)), **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Persona | None = None) -> Any:
        about = (None, {"fields": ABOUT})
        if obj and not self.has_change_permission(request, obj):
            return [about, ("Answers", {"fields": ("given_answers",)})]
        return [about, *answer_fieldsets(questionnaire(request), obj)]

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of the accepted frameworks, to tick."""
        return super().formfield_for_manytomany(
            db_field, request, **{**kwargs, "form_class": AcceptedField, "widget": TICKED}
        )

    @admin.display(description="answers")
    def given_answers(self, persona: Persona) -> str:
        told = answers_in_words(read_catalogue(include_drafts=True), stored_answers(persona))
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} {}</li>", told))

    def save_model(self, request: HttpRequest, obj: Persona, form: forms.ModelForm, change: bool) -> None:
        """Save it, and say what of its answers was removed or counts for nothing."""
        super().save_model(request, obj, form, change)
        if not isinstance(form, PersonaForm):  # in the list, only its place is changed
            return
        if form.removed:
            self.message_user(request, f"Removed from its answers: {'; '.join(form.removed)}.", messages.WARNING)
        if form.unasked:
            told = "; ".join(f"“{text}”" for text in form.unasked)
            self.message_user(
                request, f"Counts for nothing, because it is not asked after these answers: {told}.", messages.WARNING
            )


def answer_fieldsets(catalogue: Catalogue, persona: Persona | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the questions by section, in their order; before them what can no longer be answered."""
    if persona and any(gone_answers(catalogue, stored_answers(persona))):
        yield "Answers that are gone", {"fields": (GONE,), "description": HOW_TO_KEEP}
    offered, description = asked(catalogue), HOW_TO_ANSWER
    for section in catalogue.sections:
        questions = [question for question in section.questions if question in offered]
        if questions:
            fields = tuple((ANSWER + question.slug, IMPORTANCE + question.slug) for question in questions)
            yield section.title, {"fields": fields, "description": description, "classes": ("answers",)}
            description = ""


def verdict_html(found: Said) -> str:
    """Return a verdict with its color as a word too, such as “Green Django, clear”."""
    told = f"{found.leaders}, {found.band}" if found.band else found.leaders
    return format_html('<span class="verdict verdict-{}">{}</span> {}', found.colour, found.verdict.capitalize(), told)


@dataclass(frozen=True, slots=True)
class JudgedPersona:
    """A persona as the page shows it, with the address of its form."""

    persona: Any
    said: Said
    accepted: tuple[str, ...]
    answers: list[tuple[str, str]]
    address: str


@editors_page(
    "personas/",
    name="personas",
    title="Verdicts on personas",
    permission="recommender.view_persona",
    about="whether the catalogue is right about each described project",
)
def personas_page(request: HttpRequest) -> HttpResponse:
    """Show all personas: first those that somebody should mend, then the known disagreements."""
    contributions = contributions_now(read_state())
    rows = sorted(
        judged_personas(contributions.catalogue, persona_verdicts(contributions)),
        key=lambda row: (not row.said.is_red, row.said.is_right),
    )
    right, red = sum(row.said.is_right for row in rows), sum(row.said.is_red for row in rows)
    context = {"rows": rows, "right": right, "red": red, "known": len(rows) - right - red}
    return render_page(request, "admin/personas.html", "Verdicts on personas", context)


def judged_personas(catalogue: Catalogue, found: tuple[PersonaVerdict, ...]) -> Iterator[JudgedPersona]:
    names, stored = (
        names_in(catalogue, catalogue),
        Persona.objects.prefetch_related("accepted").in_bulk(field_name="slug"),
    )
    for verdict in found:
        row = stored[verdict.persona.slug]
        yield JudgedPersona(
            verdict.persona,
            said(verdict, names),
            tuple(framework_label(framework) for framework in row.accepted.all()),
            answers_in_words(catalogue, verdict.persona.answers),
            reverse("admin:recommender_persona_change", args=[row.pk]),
        )
