"""Why a ranking is as it is: exact differences between two frameworks, and must-haves that stand in everyone's way."""

from dataclasses import dataclass
from fractions import Fraction

from recommender.engine.scoring import Outcome, Standing, Weights
from recommender.engine.types import Criterion, Question


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
class Relaxation:
    """The must-haves that would have to go for a framework to miss none."""

    standing: Standing
    questions: tuple[Question, ...]


def contrast_by_criterion(outcome: Outcome, ahead: str, behind: str) -> tuple[CriterionContrast, ...]:
    """How the gap between two frameworks (slugs) comes about, criterion by criterion, the largest lead first.

    The points add up exactly to the score of `ahead` minus that of `behind`. Criteria without weight are left out.
    """
    contrasts = (
        CriterionContrast(criterion, lead(outcome, {criterion.slug: outcome.weights[criterion.slug]}, ahead, behind))
        for criterion in outcome.catalogue.criteria
        if outcome.weights.get(criterion.slug)
    )
    return tuple(sorted(contrasts, key=lambda contrast: -contrast.points))


def contrast_by_answer(outcome: Outcome, ahead: str, behind: str) -> tuple[AnswerContrast, ...]:
    """How the gap between two frameworks (slugs) comes about, answer by answer, the largest lead first.

    The points add up exactly to the score of `ahead` minus that of `behind`. Every answer that counts is listed.
    """
    contrasts = (
        AnswerContrast(outcome.catalogue.question_of[slug], lead(outcome, weights, ahead, behind))
        for slug, weights in outcome.weights_by_answer.items()
    )
    return tuple(sorted(contrasts, key=lambda contrast: -contrast.points))


def lead(outcome: Outcome, weights: Weights, ahead: str, behind: str) -> Fraction:
    """The part of the gap between two frameworks (slugs), in points of the score, that these weights make up."""
    if not outcome.total_weight:
        return Fraction(0)
    better, worse = outcome.ratings[ahead], outcome.ratings[behind]
    gain = sum(weight * (better.get(slug, 0) - worse.get(slug, 0)) for slug, weight in weights.items())
    return Fraction(gain, outcome.total_weight)


def relaxations(outcome: Outcome) -> tuple[Relaxation, ...]:
    """If every framework misses a must-have: the fewest must-haves to give up, and for which framework.

    Empty when at least one framework misses none.
    """
    if not all(standing.missed for standing in outcome.standings):
        return ()
    options = [
        Relaxation(standing, tuple({miss.question.slug: miss.question for miss in standing.missed}.values()))
        for standing in outcome.standings
    ]
    fewest = min(len(option.questions) for option in options)
    return tuple(option for option in options if len(option.questions) == fewest)
