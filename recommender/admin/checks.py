"""The page that says whether the catalogue is in order, and where to mend what is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from recommender.admin_site import editors_page, render_page
from recommender.engine.checks.report import FaultKind
from recommender.engine.validity import Problem
from recommender.files.check import check, report_line
from recommender.models import (
    AddOn,
    Choice,
    Claim,
    Criterion,
    Evidence,
    Framework,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Section,
)

TITLE = "Check the catalogue"

RowKey = tuple[type[Model], tuple[str, ...], tuple[str, ...]]
"""A row as a path names it: its model, and the fields and their values by which it is found."""

MODELS: dict[str, type[Model]] = {
    "criteria": Criterion,
    "frameworks": Framework,
    "outside_options": OutsideOption,
    "personas": Persona,
    "questions": Question,
    "sections": Section,
}
MODELS_OF_PARTS: dict[str, tuple[type[Model], tuple[str, str]]] = {
    "add_ons": (AddOn, ("framework__slug", "slug")),
    "choices": (Choice, ("question__slug", "slug")),
    "claims": (Claim, ("framework__slug", "text")),
    "evidence": (Evidence, ("framework__slug", "key")),
    "ratings": (Rating, ("framework__slug", "criterion__slug")),
}
HEADING_AND_ADVICE = {
    FaultKind.INVALID: (
        "What breaks the rules of a catalogue",
        "Everything else rests on these rules, so begin here.",
    ),
    FaultKind.PERSONA: (
        "Personas that come out wrong",
        "Look for a rating or a choice that is not true. Never change a rating to make a persona pass.",
    ),
    FaultKind.EVIDENCE: (
        "Evidence that is missing",
        "A rating without evidence counts as 0; a claim, or a rating with an add-on, is not shown without.",
    ),
    FaultKind.TEXT: (
        "Texts that are missing, or do not fit into their sentence",
        "Visitors read them wherever a framework or a rating is listed, and where a result says what to do next.",
    ),
    FaultKind.ANCHOR: ("Anchors that are missing", "The public scale says what each of its ratings means."),
    FaultKind.ADD_ON: (
        "Add-ons that raise nothing, or too much",
        "Read the rubric once more with the add-on counted, or leave this rating of it out.",
    ),
    FaultKind.QUESTION: (
        "Questions whose answers change nothing",
        "Give a choice points to criteria on which the frameworks differ, or make the question a draft.",
    ),
    FaultKind.CHOICE: (
        "Choices that never change who leads",
        "Whoever chooses it could as well skip the question. Give it points, or a minimum rating to require.",
    ),
    FaultKind.MUST_HAVE: (
        "Must-haves that leave no choice",
        "A must-have asks whether something can be had with well-kept means, the usual add-ons among them. Require "
        "less, add what people usually add, or take the requirement away.",
    ),
    FaultKind.CRITERION: (
        "Criteria that nothing can raise",
        "Its ratings count for nobody. Let a choice give it points, or make it a draft.",
    ),
    FaultKind.CONDITION: (
        "Conditions that cannot be met",
        "Name a choice that people can come to, or take the condition away. Of an outside option all must be met.",
    ),
    FaultKind.FRAMEWORK: (
        "Frameworks that lead for nobody",
        "See whether its ratings are true, and whether any question asks for what it is good at.",
    ),
    FaultKind.ADDRESS: (
        "Addresses that are not well formed",
        "Copy the address once more from the page that it leads to.",
    ),
}


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem as the page shows it: where it is, the page on which it is mended, if there is one, and the reason."""

    place: str
    address: str
    reason: str


@editors_page(
    "check/",
    name="check",
    title=TITLE,
    permission="recommender.view_framework",
    about="whether all that is published is complete and can be reached, and every persona comes out right or says why "
    "not",
)
@require_safe
def catalogue_check(request: HttpRequest) -> TemplateResponse:
    """Show all that is not in order now, by kind."""
    found = check()
    problems = [problem for group in found.values() for problem in group]
    addresses = addresses_of(problems)
    groups = [
        (kind, *HEADING_AND_ADVICE[kind], [shown(problem, addresses) for problem in group])
        for kind, group in found.items()
    ]
    return render_page(request, "admin/check.html", TITLE, {"groups": groups, "count": len(problems)})


def shown(problem: Problem, addresses: Mapping[Problem, str]) -> ShownProblem:
    return ShownProblem(report_line(problem).removesuffix(f": {problem.reason}"), addresses[problem], problem.reason)


def addresses_of(problems: Iterable[Problem]) -> dict[Problem, str]:
    """Return where each problem is mended: the page of the innermost row that its path names; empty if there is none.

    One query a model, however many rows.
    """
    rows = {problem: rows_on(problem.path) for problem in problems}
    named = {(model, fields) for found in rows.values() for model, fields, _ in found}
    # A query a model and not a row, as a catalogue in disorder has hundreds of problems.
    keys = {
        model: {tuple(key): pk for *key, pk in model._default_manager.values_list(*fields, "pk")}
        for model, fields in named
    }
    return {
        problem: next((change_page(model, keys[model][key]) for model, _, key in found if key in keys[model]), "")
        for problem, found in rows.items()
    }


def rows_on(path: tuple[str, ...]) -> list[RowKey]:
    """Return the rows that a path names, the innermost first."""
    rows: list[RowKey] = []
    if len(path) > 3 and path[2] in MODELS_OF_PARTS:
        model, fields = MODELS_OF_PARTS[path[2]]
        rows.append((model, fields, (path[1], path[3])))
    if len(path) > 1 and path[0] in MODELS:
        rows.append((MODELS[path[0]], ("slug",), (path[1],)))
    return rows


def change_page(model: type[Model], key: int) -> str:
    return reverse(f"admin:recommender_{model._meta.model_name}_change", args=[key])
