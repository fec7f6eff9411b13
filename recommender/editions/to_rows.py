"""From the engine's catalogue to rows, updating in place and in few queries.

A field is copied to the column of its name; only what rows keep in another way is said here, as in `from_rows`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models, transaction

from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine import types
from recommender.models import (
    AddOn,
    AddOnRating,
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    KnownUser,
    OutsideCondition,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Reading,
    Requirement,
    Section,
)

AnyRow = TypeVar("AnyRow", bound=models.Model)
Frameworks = Sequence[tuple[types.Framework, Framework]]
"""Frameworks, each with its row."""


@transaction.atomic
def write_catalogue(catalogue: types.Catalogue) -> None:
    """Make the rows equal to a sound catalogue: update what is there, add what is not, delete the rest.

    Rows keep their identity, so an editor's open page and the admin's history still point at them.
    """
    # First of all, as they protect what they name from deletion. They have no identity that anybody remembers, so
    # they are made anew.
    cited = (Rating.evidence.through, AddOnRating.evidence.through, Claim.evidence.through)
    for links in (Condition, OutsideCondition, Effect, Requirement, Persona.accepted.through, *cited):
        links._default_manager.all().delete()
    criteria = upsert((criterion_row(*item) for item in enumerate(catalogue.criteria)), "slug")
    frameworks = upsert(map(framework_row, catalogue.frameworks), "slug")
    criterion_of = {row.slug: row for row in criteria}
    write_beside_frameworks(list(zip(catalogue.frameworks, frameworks, strict=True)), criterion_of)
    choice_of = write_sections(catalogue.sections, criterion_of)
    write_outside_options(catalogue.outside_options, choice_of)
    write_personas(catalogue.personas, {row.slug: row for row in frameworks})
    # Last: by now nothing that stays names what goes, and what goes with it has gone.
    delete_others(frameworks, Framework)
    delete_others(criteria, Criterion)


def unsaved_row(model: type[AnyRow], value: types.Value, **apart: Any) -> AnyRow:
    """Return an unsaved row made of a value: the columns given apart, and those that have the name of a field."""
    return model(**columns_for(model, value) | apart)


def columns_for(model: type[models.Model], value: types.Value) -> dict[str, Any]:
    """Return the fields of a value that have a column of their name, as the column keeps them."""
    columns = {column.name for column in model._meta.concrete_fields if not column.is_relation}
    names = [field.name for field in fields(value) if field.name in columns]  # type: ignore[arg-type]  # a dataclass
    found = {name: getattr(value, name) for name in names}
    return {name: item.value if isinstance(item, StrEnum) else item for name, item in found.items()}


def upsert(rows: Iterable[AnyRow], *key: str) -> list[AnyRow]:
    """Insert rows, or update those that have the same key, in one query; each row returned has its primary key."""
    rows = list(rows)
    if not rows:
        return []
    model = type(rows[0])
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in key]
    # Since Django 5.0 rows that were there already get their primary keys too. Bulk queries send no signals and call
    # no `save`: whoever writes like this counts the change, and gives every row its place.
    return model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=columns)


def delete_others(kept: list[AnyRow], model: type[AnyRow]) -> None:
    model._default_manager.exclude(pk__in=[row.pk for row in kept]).delete()


def criterion_row(position: int, criterion: types.Criterion) -> Criterion:
    anchors = {f"anchor_{at}": text for at, text in criterion.anchors.items()}
    return unsaved_row(Criterion, criterion, position=position, items="\n".join(criterion.items), **anchors)


def framework_row(framework: types.Framework) -> Framework:
    page = framework.first_page
    first_page = {
        f"first_page_{field.name}": getattr(page, field.name) if page else "" for field in fields(types.FirstPage)
    }
    if page:
        first_page["first_page_commands"] = "\n".join(page.commands)
    return unsaved_row(Framework, framework, **columns_for(Framework, framework.facts), **first_page)


def write_beside_frameworks(frameworks: Frameworks, criterion_of: Mapping[str, Criterion]) -> None:
    for model, part, name in ((Reading, "further_reading", "title"), (KnownUser, "known_users", "name")):
        items = [(item, at, row) for value, row in frameworks for at, item in enumerate(getattr(value, part))]
        rows = upsert(
            (unsaved_row(model, item, framework=row, position=at) for item, at, row in items), "framework", name
        )
        delete_others(rows, model)
    evidence = upsert(
        (unsaved_row(Evidence, item, framework=row) for value, row in frameworks for item in value.evidence),
        "framework",
        "key",
    )
    key_of = {(row.framework.pk, row.key): row.pk for row in evidence}
    write_ratings(frameworks, criterion_of, key_of)
    write_claims(frameworks, criterion_of, key_of)
    write_add_ons(frameworks, criterion_of, key_of)
    delete_others(evidence, Evidence)


def write_ratings(
    frameworks: Frameworks, criterion_of: Mapping[str, Criterion], key_of: Mapping[tuple[int, str], int]
) -> None:
    ratings = [(item, row) for value, row in frameworks for item in value.ratings]
    rows = upsert(
        (unsaved_row(Rating, item, framework=row, criterion=criterion_of[item.criterion]) for item, row in ratings),
        "framework",
        "criterion",
    )
    cited = ((item, row, framework) for (item, framework), row in zip(ratings, rows, strict=True))
    write_citations(Rating, cited, key_of)
    delete_others(rows, Rating)


def write_claims(
    frameworks: Frameworks, criterion_of: Mapping[str, Criterion], key_of: Mapping[tuple[int, str], int]
) -> None:
    claims = [(item, at, row) for value, row in frameworks for at, item in enumerate(value.claims)]
    rows = upsert(
        (
            unsaved_row(Claim, item, framework=row, criterion=criterion_of[item.criterion], position=at)
            for item, at, row in claims
        ),
        "framework",
        "text",
    )
    cited = ((item, row, framework) for (item, _, framework), row in zip(claims, rows, strict=True))
    write_citations(Claim, cited, key_of)
    delete_others(rows, Claim)


def write_add_ons(
    frameworks: Frameworks, criterion_of: Mapping[str, Criterion], key_of: Mapping[tuple[int, str], int]
) -> None:
    add_ons = [(item, at, row) for value, row in frameworks for at, item in enumerate(value.add_ons)]
    rows = upsert(
        (unsaved_row(AddOn, item, framework=row, position=at) for item, at, row in add_ons), "framework", "slug"
    )
    ratings = [(rating, row) for (item, _, _), row in zip(add_ons, rows, strict=True) for rating in item.ratings]
    rating_rows = upsert(
        (unsaved_row(AddOnRating, item, add_on=row, criterion=criterion_of[item.criterion]) for item, row in ratings),
        "add_on",
        "criterion",
    )
    cited = ((item, row, add_on.framework) for (item, add_on), row in zip(ratings, rating_rows, strict=True))
    write_citations(AddOnRating, cited, key_of)
    delete_others(rating_rows, AddOnRating)
    delete_others(rows, AddOn)


def write_citations(
    model: type[Rating | Claim | AddOnRating],
    cited: Iterable[tuple[types.Rating | types.Claim, Rating | Claim | AddOnRating, Framework]],
    key_of: Mapping[tuple[int, str], int],
) -> None:
    """Write which evidence ratings or claims cite, each given with its row and its framework's."""
    through: type[models.Model] = model.evidence.through
    through._default_manager.bulk_create(
        through(**{f"{model._meta.model_name}_id": row.pk}, evidence_id=key_of[framework.pk, key])
        for item, row, framework in cited
        for key in item.evidence
    )


def write_sections(
    sections: Iterable[types.Section], criterion_of: Mapping[str, Criterion]
) -> dict[tuple[str, str], Choice]:
    """Write sections with their questions; return the rows of their choices, by the slugs of question and choice."""
    Question.objects.update(familiarity_criterion=None, familiarity_points=None)  # they may move to other questions
    section_rows = upsert((unsaved_row(Section, item, position=at) for at, item in enumerate(sections)), "slug")
    asked = [
        (question, at, row)
        for section, row in zip(sections, section_rows, strict=True)
        for at, question in enumerate(section.questions)
    ]
    question_rows = upsert((question_row(*item, criterion_of) for item in asked), "slug")
    offered = [
        (choice, at, row)
        for (question, _, _), row in zip(asked, question_rows, strict=True)
        for at, choice in enumerate(question.choices)
    ]
    choice_rows = upsert(
        (unsaved_row(Choice, choice, question=row, position=at) for choice, at, row in offered), "question", "slug"
    )
    weighed = [(choice, row) for (choice, _, _), row in zip(offered, choice_rows, strict=True)]
    Effect.objects.bulk_create(
        Effect(choice=row, criterion=criterion_of[slug], points=points)
        for choice, row in weighed
        for slug, points in choice.effects.items()
    )
    Requirement.objects.bulk_create(
        Requirement(choice=row, criterion=criterion_of[slug], least=least)
        for choice, row in weighed
        for slug, least in choice.requirements.items()
    )
    choice_of = {(row.question.slug, row.slug): row for row in choice_rows}
    Condition.objects.bulk_create(
        Condition(question=row, choice=choice_of[condition.question, condition.choice])
        for (question, _, _), row in zip(asked, question_rows, strict=True)
        for condition in question.ask_if
    )
    delete_others(choice_rows, Choice)
    delete_others(question_rows, Question)
    delete_others(section_rows, Section)
    return choice_of


def write_outside_options(options: Sequence[types.OutsideOption], choice_of: Mapping[tuple[str, str], Choice]) -> None:
    rows = upsert((unsaved_row(OutsideOption, item, position=at) for at, item in enumerate(options)), "slug")
    OutsideCondition.objects.bulk_create(
        OutsideCondition(option=row, choice=choice_of[condition.question, condition.choice])
        for option, row in zip(options, rows, strict=True)
        for condition in option.when
    )
    delete_others(rows, OutsideOption)


def question_row(
    question: types.Question, position: int, section: Section, criterion_of: Mapping[str, Criterion]
) -> Question:
    known = question.familiarity
    return unsaved_row(
        Question,
        question,
        section=section,
        position=position,
        familiarity_criterion=criterion_of[known.criterion] if known else None,
        familiarity_points=known.points if known else None,
        familiarity_is_built_with=known is not None and known.is_built_with,
    )


def write_personas(personas: Sequence[types.Persona], framework_of: Mapping[str, Framework]) -> None:
    rows = upsert(
        (
            unsaved_row(Persona, persona, position=at, answers=plain(ANSWERS, persona.answers))
            for at, persona in enumerate(personas)
        ),
        "slug",
    )
    accepted: type[models.Model] = Persona.accepted.through
    accepted._default_manager.bulk_create(
        accepted(persona_id=row.pk, framework_id=framework_of[slug].pk)
        for persona, row in zip(personas, rows, strict=True)
        for slug in persona.accepted
    )
    delete_others(rows, Persona)
