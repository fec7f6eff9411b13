"""From catalogue rows to the engine's catalogue, with a number of queries that does not grow with the rows.

The order is part of an edition, so it is settled here: databases sort texts differently.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from recommender.editions.serialisation import ANSWERS
from recommender.engine import types
from recommender.engine.versions.drafts import published
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    Section,
)


class Placed(Protocol):
    """A row that an editor puts in its place."""

    position: int
    slug: str


Row = TypeVar("Row", bound=Placed)
FACTS = tuple(types.Facts.__dataclass_fields__)


def read_catalogue(*, include_drafts: bool = False) -> types.Catalogue:
    """The catalogue as it stands in the database, in canonical order.

    Drafts only on demand: see `drafts.published`.
    """
    frameworks = Framework.objects.prefetch_related(
        "evidence", "ratings__criterion", "ratings__evidence", "claims__criterion", "claims__evidence"
    )
    sections = Section.objects.prefetch_related(
        "questions__familiarity_criterion",
        "questions__conditions__choice__question__section",
        "questions__choices__effects__criterion",
        "questions__choices__requirements__criterion",
    )
    sections_read = tuple(section_value(row) for row in in_place(sections))
    asked = [question.slug for section in sections_read for question in section.questions]
    catalogue = types.Catalogue(
        criteria=tuple(criterion_value(row) for row in in_place(Criterion.objects.all())),
        frameworks=tuple(framework_value(row) for row in in_place(frameworks)),
        sections=sections_read,
        personas=tuple(persona_value(row, asked) for row in in_place(Persona.objects.prefetch_related("accepted"))),
    )
    return catalogue if include_drafts else published(catalogue)


def in_place(rows: Iterable[Row]) -> list[Row]:
    """Rows in the editor's order."""
    return sorted(rows, key=place)


def place(row: Placed) -> tuple[int, str]:
    return row.position, row.slug


def criterion_value(row: Criterion) -> types.Criterion:
    return types.Criterion(
        slug=row.slug,
        name=row.name,
        published=row.published,
        group=row.group,
        definition=row.definition,
        method=types.RatingMethod(row.method),
        unit=row.unit,
        formula=row.formula,
        items=tuple(row.items.splitlines()),
        anchors={at: getattr(row, f"anchor_{at}") for at in types.ANCHORS},
        caveat=row.caveat,
        weight=row.weight,
    )


def framework_value(row: Framework) -> types.Framework:
    ratings = [rating_value(rating) for rating in sorted(row.ratings.all(), key=lambda rating: place(rating.criterion))]
    return types.Framework(
        slug=row.slug,
        name=row.name,
        published=row.published,
        position=row.position,
        summary=row.summary,
        facts=types.Facts(**{fact: getattr(row, fact) for fact in FACTS}),
        evidence=tuple(
            evidence_value(evidence) for evidence in sorted(row.evidence.all(), key=lambda evidence: evidence.key)
        ),
        ratings=tuple(ratings),
        claims=tuple(
            claim_value(claim) for claim in sorted(row.claims.all(), key=lambda claim: (claim.position, claim.text))
        ),
    )


def evidence_value(row: Evidence) -> types.Evidence:
    return types.Evidence(
        key=row.key,
        statement=row.statement,
        kind=types.EvidenceKind(row.kind),
        source=row.source,
        url=row.url,
        published=row.published,
        checked=row.checked,
    )


def rating_value(row: Rating) -> types.Rating:
    return types.Rating(
        criterion=row.criterion.slug,
        value=row.value,
        low=row.low,
        high=row.high,
        rationale=row.rationale,
        evidence=cited_keys(row),
    )


def cited_keys(row: Rating | Claim) -> tuple[str, ...]:
    """The evidence that a row cites; none of another framework, which only a program could have put there."""
    return tuple(sorted(item.key for item in row.evidence.all() if item.framework_id == row.framework_id))


def claim_value(row: Claim) -> types.Claim:
    return types.Claim(
        text=row.text,
        criterion=row.criterion.slug,
        status=types.ClaimStatus(row.status),
        reason=row.reason,
        evidence=cited_keys(row),
    )


def section_value(row: Section) -> types.Section:
    return types.Section(
        slug=row.slug,
        title=row.title,
        questions=tuple(question_value(question) for question in in_place(row.questions.all())),
    )


def question_value(row: Question) -> types.Question:
    return types.Question(
        slug=row.slug,
        published=row.published,
        text=row.text,
        help=row.help,
        why=row.why,
        ask_if=tuple(
            types.Condition(question=condition.choice.question.slug, choice=condition.choice.slug)
            for condition in sorted(row.conditions.all(), key=condition_place)
        ),
        familiarity=familiarity_value(row),
        choices=tuple(choice_value(choice) for choice in in_place(row.choices.all())),
    )


def condition_place(row: Condition) -> tuple[tuple[int, str], ...]:
    """The place of a condition: that of its choice in the questionnaire."""
    question = row.choice.question
    return place(question.section), place(question), place(row.choice)


def familiarity_value(row: Question) -> types.Familiarity | None:
    if row.familiarity_criterion is None or row.familiarity_points is None:
        return None
    return types.Familiarity(criterion=row.familiarity_criterion.slug, points=row.familiarity_points)


def choice_value(row: Choice) -> types.Choice:
    return types.Choice(
        slug=row.slug,
        text=row.text,
        help=row.help,
        effects={
            effect.criterion.slug: effect.points
            for effect in sorted(row.effects.all(), key=lambda effect: place(effect.criterion))
        },
        requirements={
            requirement.criterion.slug: requirement.least
            for requirement in sorted(row.requirements.all(), key=lambda requirement: place(requirement.criterion))
        },
    )


def persona_value(row: Persona, asked: list[str]) -> types.Persona:
    """A persona, its answers in the order in which the questions (slugs) are asked."""
    answers = ANSWERS.validate_python(row.answers)
    return types.Persona(
        slug=row.slug,
        name=row.name,
        description=row.description,
        source=row.source,
        url=row.url,
        answers={slug: answers[slug] for slug in sorted(answers, key=[*asked, *sorted(answers)].index)},
        accepted=tuple(framework.slug for framework in in_place(row.accepted.all())),
    )
