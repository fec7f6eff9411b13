"""From catalogue rows to the engine's catalogue, with a number of queries that does not grow with the rows.

A field is copied from the column of its name; only what rows keep in another way is said here. The order is part of an
edition, so it is settled here: databases sort texts differently.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, TypeVar, get_type_hints

from django.db.models import Model

from recommender.editions.serialisation import ANSWERS
from recommender.engine import types
from recommender.engine.versions.drafts import published
from recommender.models import (
    AddOn,
    AddOnRating,
    Choice,
    Claim,
    Condition,
    Criterion,
    Framework,
    OutsideCondition,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Section,
)


class InPlace(Protocol):
    """A row that an editor puts in its place, and that its slug names."""

    position: int
    slug: str


AnyInPlace = TypeVar("AnyInPlace", bound=InPlace)
AnyValue = TypeVar("AnyValue", bound=types.Value)


def read_catalogue(*, include_drafts: bool = False) -> types.Catalogue:
    """Return the catalogue as it stands in the database, in canonical order.

    Drafts only on demand: see `drafts.published`.
    """
    frameworks = Framework.objects.prefetch_related(
        "evidence",
        "ratings__criterion",
        "ratings__evidence",
        "claims__criterion",
        "claims__evidence",
        "further_reading",
        "known_users",
        "add_ons__ratings__criterion",
        "add_ons__ratings__evidence",
    )
    sections = Section.objects.prefetch_related(
        "questions__familiarity_criterion",
        "questions__conditions__choice__question__section",
        "questions__choices__effects__criterion",
        "questions__choices__requirements__criterion",
    )
    options = OutsideOption.objects.prefetch_related("conditions__choice__question__section")
    sections_read = tuple(section_value(row) for row in in_place(sections))
    asked = [question.slug for section in sections_read for question in section.questions]
    catalogue = types.Catalogue(
        criteria=tuple(criterion_value(row) for row in in_place(Criterion.objects.all())),
        frameworks=tuple(framework_value(row) for row in in_place(frameworks)),
        sections=sections_read,
        personas=tuple(persona_value(row, asked) for row in in_place(Persona.objects.prefetch_related("accepted"))),
        outside_options=tuple(outside_option_value(row) for row in in_place(options)),
    )
    return catalogue if include_drafts else published(catalogue)


def value_of(kind: type[AnyValue], row: Model, **apart: object) -> AnyValue:
    """Return a value of the engine made of a row: the fields given apart, the others from the columns of their names.

    Errors: AttributeError for a field that the row has no column for.
    """
    found = readers(kind)  # type: ignore[arg-type]  # mypy does not see that a type has a hash
    copied = {name: read(getattr(row, name)) for name, read in found.items() if name not in apart}
    return kind(**copied, **apart)


@cache
def readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    """Return what makes each field of a kind of value out of its column: an enumeration, or the value as it is."""
    # Resolving hints is slow, and a catalogue has hundreds of values of a kind: hence the cache.
    hints = get_type_hints(kind)
    return {
        field.name: hints[field.name] if is_enumeration(hints[field.name]) else lambda value: value
        for field in fields(kind)
    }


def is_enumeration(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def in_place(rows: Iterable[AnyInPlace]) -> list[AnyInPlace]:
    """Return rows in the editor's order."""
    # In Python: databases sort texts differently, and order_by would query once more for each row in spite of the
    # prefetching. The slug settles it where two rows have one place.
    return sorted(rows, key=place)


def place(row: InPlace) -> tuple[int, str]:
    return row.position, row.slug


def criterion_value(row: Criterion) -> types.Criterion:
    anchors = {at: getattr(row, f"anchor_{at}") for at in types.ANCHORS}
    return value_of(types.Criterion, row, items=tuple(row.items.splitlines()), anchors=anchors)


def framework_value(row: Framework) -> types.Framework:
    claims = sorted(row.claims.all(), key=lambda claim: (claim.position, claim.text))
    evidence = sorted(row.evidence.all(), key=lambda evidence: evidence.key)
    reading = sorted(row.further_reading.all(), key=lambda reading: (reading.position, reading.title))
    users = sorted(row.known_users.all(), key=lambda user: (user.position, user.name))
    return value_of(
        types.Framework,
        row,
        facts=value_of(types.Facts, row),
        first_page=first_page_value(row),
        further_reading=tuple(value_of(types.Reading, item) for item in reading),
        known_users=tuple(value_of(types.KnownUser, item) for item in users),
        evidence=tuple(value_of(types.Evidence, item) for item in evidence),
        ratings=rating_values(row.ratings.all(), row),
        claims=tuple(sourced_value(types.Claim, item, row) for item in claims),
        add_ons=tuple(add_on_value(item, row) for item in in_place(row.add_ons.all())),
    )


def first_page_value(row: Framework) -> types.FirstPage | None:
    told = {field.name: getattr(row, f"first_page_{field.name}") for field in fields(types.FirstPage)}
    if not any(told.values()):
        return None
    return types.FirstPage(**told | {"commands": tuple(told["commands"].splitlines())})


def add_on_value(row: AddOn, framework: Framework) -> types.AddOn:
    return value_of(types.AddOn, row, ratings=rating_values(row.ratings.all(), framework))


def rating_values(rows: Iterable[Rating | AddOnRating], framework: Framework) -> tuple[types.Rating, ...]:
    """Return ratings in the order of their criteria."""
    ratings = sorted(rows, key=lambda rating: place(rating.criterion))
    return tuple(sourced_value(types.Rating, item, framework) for item in ratings)


def sourced_value(kind: type[AnyValue], row: Rating | AddOnRating | Claim, framework: Framework) -> AnyValue:
    """Return a rating or claim with the keys of its evidence; none of another framework, which only a program cites."""
    cited = sorted(item.key for item in row.evidence.all() if item.framework_id == framework.pk)
    return value_of(kind, row, criterion=row.criterion.slug, evidence=tuple(cited))


def section_value(row: Section) -> types.Section:
    return value_of(
        types.Section, row, questions=tuple(question_value(question) for question in in_place(row.questions.all()))
    )


def question_value(row: Question) -> types.Question:
    familiarity = None
    if row.familiarity_criterion and row.familiarity_points is not None:
        familiarity = types.Familiarity(
            criterion=row.familiarity_criterion.slug,
            points=row.familiarity_points,
            is_built_with=row.familiarity_is_built_with,
        )
    choices = tuple(choice_value(choice) for choice in in_place(row.choices.all()))
    return value_of(
        types.Question, row, ask_if=condition_values(row.conditions.all()), familiarity=familiarity, choices=choices
    )


def outside_option_value(row: OutsideOption) -> types.OutsideOption:
    return value_of(types.OutsideOption, row, when=condition_values(row.conditions.all()))


def condition_values(rows: Iterable[Condition | OutsideCondition]) -> tuple[types.Condition, ...]:
    return tuple(
        types.Condition(question=row.choice.question.slug, choice=row.choice.slug)
        for row in sorted(rows, key=condition_place)
    )


def condition_place(row: Condition | OutsideCondition) -> tuple[tuple[int, str], ...]:
    """Return the place of a condition: that of its choice in the questionnaire."""
    question = row.choice.question
    return place(question.section), place(question), place(row.choice)


def choice_value(row: Choice) -> types.Choice:
    effects = sorted(row.effects.all(), key=lambda effect: place(effect.criterion))
    requirements = sorted(row.requirements.all(), key=lambda requirement: place(requirement.criterion))
    return value_of(
        types.Choice,
        row,
        effects={effect.criterion.slug: effect.points for effect in effects},
        requirements={requirement.criterion.slug: requirement.least for requirement in requirements},
    )


def persona_value(row: Persona, asked: list[str]) -> types.Persona:
    """Return a persona, its answers in the order in which the questions (slugs) are asked."""
    answers = ANSWERS.validate_python(row.answers)
    return value_of(
        types.Persona,
        row,
        # PostgreSQL keeps no order of keys in JSON. Answers to questions that are gone come last.
        answers={slug: answers[slug] for slug in sorted(answers, key=[*asked, *sorted(answers)].index)},
        accepted=tuple(framework.slug for framework in in_place(row.accepted.all())),
    )
