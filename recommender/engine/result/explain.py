"""The reasons of a ranking: exact differences between two frameworks, and must-haves that stand in everyone's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from recommender.engine.scoring import Outcome, Standing, recommend, utility
from recommender.engine.types import Criterion, Framework, Importance, Question

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class CriterionContrast:
    """The points by which one framework leads another on a criterion; negative where it lags."""

    criterion: Criterion
    points: Fraction


@dataclass(frozen=True, slots=True)
class AnswerContrast:
    """The points by which one framework leads another because of an answer; negative where it lags."""

    question: Question
    points: Fraction


@dataclass(frozen=True, slots=True)
class Strength:
    """The criterion on which a framework leads all of some others most, and by how many points the nearest of them."""

    framework: Framework
    criterion: Criterion
    points: Fraction


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Must-haves that could be given up, and who leads then."""

    questions: tuple[Question, ...]
    leaders: tuple[Standing, ...]


def contrast_by_criterion(outcome: Outcome, ahead: str, behind: str) -> tuple[CriterionContrast, ...]:
    """Return how the gap between two frameworks (slugs) comes about, criterion by criterion, the largest lead first.

    The points add up exactly to the score of `ahead` minus that of `behind`. Criteria without weight are left out.
    """
    leads = leads_over(outcome, ahead, behind)
    parts = [
        (criterion, utility({criterion.slug: outcome.weights[criterion.slug]}, leads))
        for criterion in outcome.catalogue.criteria
        if outcome.weights.get(criterion.slug)
    ]
    return tuple(CriterionContrast(criterion, points_of(outcome, part)) for criterion, part in largest_first(parts))


def contrast_by_answer(outcome: Outcome, ahead: str, behind: str) -> tuple[AnswerContrast, ...]:
    """Return how the gap between two frameworks (slugs) comes about, answer by answer, the largest lead first.

    The points add up exactly to the score of `ahead` minus that of `behind`. Every answer that counts is listed.
    """
    leads = leads_over(outcome, ahead, behind)
    parts = [
        (outcome.catalogue.question_of[slug], utility(weights, leads))
        for slug, weights in outcome.weights_by_answer.items()
    ]
    return tuple(AnswerContrast(question, points_of(outcome, part)) for question, part in largest_first(parts))


def largest_first(parts: Iterable[tuple[Part, int]]) -> list[tuple[Part, int]]:
    """Return the parts of a gap (utility), the largest lead first."""
    # Before they are points: fractions take long to compare.
    return sorted(parts, key=lambda part: -part[1])


def strengths(outcome: Outcome, standings: Sequence[Standing]) -> tuple[Strength, ...]:
    """Return for each of at least two standings its greatest strength against all the others, in their order.

    Who leads all the others on no criterion with weight is left out.
    """
    if not outcome.total_weight:
        return ()
    found = (strength(outcome, item, [other for other in standings if other is not item]) for item in standings)
    return tuple(item for item in found if item.points > 0)


def strength(outcome: Outcome, standing: Standing, others: Sequence[Standing]) -> Strength:
    """Return the criterion with weight on which a framework leads each of some others most."""
    leads = [leads_over(outcome, standing.framework.slug, other.framework.slug) for other in others]
    counting = [item.slug for item in outcome.catalogue.criteria if outcome.weights.get(item.slug)]
    gains = {slug: [utility({slug: outcome.weights[slug]}, lead) for lead in leads] for slug in counting}
    # Of two that are worth the same against the nearest, the one that is worth more against the first of the others.
    best = max(gains, key=lambda slug: (min(gains[slug]), gains[slug][0]))
    return Strength(standing.framework, outcome.catalogue.criterion_of[best], points_of(outcome, min(gains[best])))


def leads_over(outcome: Outcome, ahead: str, behind: str) -> dict[str, int]:
    """Return by how much a framework is rated above another (slugs) on each criterion with weight; negative below."""
    better, worse = outcome.ratings[ahead], outcome.ratings[behind]
    return {slug: better.get(slug, 0) - worse.get(slug, 0) for slug in outcome.weights}


def points_of(outcome: Outcome, part: int) -> Fraction:
    """Return a part of a gap (utility) in points of the score; 0 without any weight in all."""
    return Fraction(part, outcome.total_weight or 1)


def relaxations(outcome: Outcome) -> tuple[Relaxation, ...]:
    """Return each smallest set of must-haves to give up if every framework misses one, and who leads then.

    A must-have given up counts double, which leaves all weights as they are. Empty when at least one framework misses
    none.
    """
    if not all(standing.missed for standing in outcome.standings):
        return ()
    # A question may demand ratings of several criteria and be missed by two of them: it is given up once.
    in_the_way = {tuple(dict.fromkeys(miss.question.slug for miss in item.missed)) for item in outcome.standings}
    fewest = min(map(len, in_the_way), default=0)
    return tuple(relaxed(outcome, slugs) for slugs in sorted(in_the_way) if len(slugs) == fewest)


def relaxed(outcome: Outcome, slugs: tuple[str, ...]) -> Relaxation:
    """Return what giving up the must-haves of these questions leads to."""
    # Ranked anew rather than concluded: with these given up, who leads also depends on the must-haves that stay.
    eased = {slug: replace(outcome.answers[slug], importance=Importance.DOUBLE) for slug in slugs}
    leaders = recommend(outcome.catalogue, {**outcome.answers, **eased}).leaders
    return Relaxation(tuple(outcome.catalogue.question_of[slug] for slug in slugs), leaders)
