"""From the engine's catalogue to rows, updating in place and in few queries."""

from collections.abc import Iterable
from itertools import count
from typing import TypeVar

from django.db import models, transaction

from recommender.editions.from_rows import FACTS
from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine import types
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    Requirement,
    Section,
)

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def write_catalogue(catalogue: types.Catalogue) -> None:
    """Make the rows equal to a sound catalogue: update what is there, add what is not, delete the rest.

    Rows keep their identity, so an editor's open page and the admin's history still point at them.
    """
    for links in (Condition, Effect, Requirement, Rating.evidence.through, Claim.evidence.through):
        links._default_manager.all().delete()
    criteria = upsert(map(criterion_row, catalogue.criteria, count()), "slug")
    frameworks = upsert(map(framework_row, catalogue.frameworks), "slug")
    criterion_of = {row.slug: row for row in criteria}
    framework_of = {row.slug: row for row in frameworks}
    write_evidence_and_what_cites_it(catalogue.frameworks, framework_of, criterion_of)
    write_sections(catalogue.sections, criterion_of)
    write_personas(catalogue.personas, framework_of)
    delete_others(frameworks, Framework)
    delete_others(criteria, Criterion)


def upsert(rows: Iterable[Row], *key: str) -> list[Row]:
    """Insert rows, or update those that have the same key, in one query; each row returned has its primary key."""
    rows = list(rows)
    if not rows:
        return []
    model = type(rows[0])
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in key]
    return model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=columns)


def delete_others(kept: list[Row], model: type[Row]) -> None:
    model._default_manager.exclude(pk__in=[row.pk for row in kept]).delete()


def criterion_row(criterion: types.Criterion, position: int) -> Criterion:
    return Criterion(
        slug=criterion.slug,
        name=criterion.name,
        published=criterion.published,
        group=criterion.group,
        position=position,
        weight=criterion.weight,
        definition=criterion.definition,
        method=criterion.method.value,
        unit=criterion.unit,
        formula=criterion.formula,
        items="\n".join(criterion.items),
        caveat=criterion.caveat,
        **{f"anchor_{at}": text for at, text in criterion.anchors.items()},
    )


def framework_row(framework: types.Framework) -> Framework:
    return Framework(
        slug=framework.slug,
        name=framework.name,
        published=framework.published,
        position=framework.position,
        summary=framework.summary,
        **{fact: getattr(framework.facts, fact) for fact in FACTS},
    )


def write_evidence_and_what_cites_it(
    frameworks: Iterable[types.Framework], framework_of: dict[str, Framework], criterion_of: dict[str, Criterion]
) -> None:
    owned = [(framework, framework_of[framework.slug]) for framework in frameworks]
    evidence = upsert((evidence_row(item, row) for value, row in owned for item in value.evidence), "framework", "key")
    ratings = upsert(
        (rating_row(item, row, criterion_of) for value, row in owned for item in value.ratings),
        "framework",
        "criterion",
    )
    claims = upsert(
        (
            claim_row(item, position, row, criterion_of)
            for value, row in owned
            for position, item in enumerate(value.claims)
        ),
        "framework",
        "text",
    )
    evidence_id = {(row.framework.slug, row.key): row.pk for row in evidence}
    cited_by_rating = (item.evidence for value, _ in owned for item in value.ratings)
    cited_by_claim = (item.evidence for value, _ in owned for item in value.claims)
    Rating.evidence.through._default_manager.bulk_create(
        Rating.evidence.through(rating_id=row.pk, evidence_id=evidence_id[row.framework.slug, key])
        for row, keys in zip(ratings, cited_by_rating, strict=True)
        for key in keys
    )
    Claim.evidence.through._default_manager.bulk_create(
        Claim.evidence.through(claim_id=row.pk, evidence_id=evidence_id[row.framework.slug, key])
        for row, keys in zip(claims, cited_by_claim, strict=True)
        for key in keys
    )
    delete_others(ratings, Rating)
    delete_others(claims, Claim)
    delete_others(evidence, Evidence)


def evidence_row(evidence: types.Evidence, framework: Framework) -> Evidence:
    return Evidence(
        framework=framework,
        key=evidence.key,
        statement=evidence.statement,
        kind=evidence.kind.value,
        source=evidence.source,
        url=evidence.url,
        published=evidence.published,
        checked=evidence.checked,
    )


def rating_row(rating: types.Rating, framework: Framework, criterion_of: dict[str, Criterion]) -> Rating:
    return Rating(
        framework=framework,
        criterion=criterion_of[rating.criterion],
        value=rating.value,
        low=rating.low,
        high=rating.high,
        rationale=rating.rationale,
    )


def claim_row(claim: types.Claim, position: int, framework: Framework, criterion_of: dict[str, Criterion]) -> Claim:
    return Claim(
        framework=framework,
        criterion=criterion_of[claim.criterion],
        position=position,
        text=claim.text,
        status=claim.status.value,
        reason=claim.reason,
    )


def write_sections(sections: Iterable[types.Section], criterion_of: dict[str, Criterion]) -> None:
    Question.objects.update(familiarity_criterion=None, familiarity_points=None)  # it may move to another question
    section_rows = upsert(map(section_row, sections, count()), "slug")
    asked = [
        (question, position, row)
        for section, row in zip(sections, section_rows, strict=True)
        for position, question in enumerate(section.questions)
    ]
    question_rows = upsert((question_row(*item, criterion_of) for item in asked), "slug")
    offered = [
        (choice, position, row)
        for (question, _, _), row in zip(asked, question_rows, strict=True)
        for position, choice in enumerate(question.choices)
    ]
    choice_rows = upsert((choice_row(*item) for item in offered), "question", "slug")
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


def section_row(section: types.Section, position: int) -> Section:
    return Section(slug=section.slug, title=section.title, position=position)


def question_row(
    question: types.Question, position: int, section: Section, criterion_of: dict[str, Criterion]
) -> Question:
    familiarity = question.familiarity
    return Question(
        section=section,
        slug=question.slug,
        published=question.published,
        text=question.text,
        help=question.help,
        why=question.why,
        position=position,
        familiarity_criterion=criterion_of[familiarity.criterion] if familiarity else None,
        familiarity_points=familiarity.points if familiarity else None,
    )


def choice_row(choice: types.Choice, position: int, question: Question) -> Choice:
    return Choice(question=question, slug=choice.slug, text=choice.text, help=choice.help, position=position)


def write_personas(personas: Iterable[types.Persona], framework_of: dict[str, Framework]) -> None:
    rows = upsert(map(persona_row, personas, count()), "slug")
    for persona, row in zip(personas, rows, strict=True):
        row.accepted.set(framework_of[slug] for slug in persona.accepted)
    delete_others(rows, Persona)


def persona_row(persona: types.Persona, position: int) -> Persona:
    return Persona(
        slug=persona.slug,
        name=persona.name,
        position=position,
        description=persona.description,
        source=persona.source,
        url=persona.url,
        answers=plain(ANSWERS, persona.answers),
    )
