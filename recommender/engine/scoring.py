"""From answers to a ranking: the one place where scores are computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from operator import mul

from recommender.engine.interview import counting_answers, demands
from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Criterion, Framework, Question

KNOWN, UNKNOWN = 100, 0

Weights = Mapping[str, int]
"""Weights by criterion slug: non-negative integers."""

RankingKey = tuple[bool, int]
"""The key by which a framework is ranked, more being better: whether it meets every must-have, and its utility."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A must-have that a framework does not meet: the least rating demanded, its rating and how high that may be.

    The rating is that with the usual add-ons: a must-have asks whether something can be had with well-kept means.
    """

    question: Question
    criterion: Criterion
    least: int
    rating: int
    high: int

    @property
    def is_borderline(self) -> bool:
        """Tell whether the framework would meet it if its rating were as high as is plausible."""
        return self.high >= self.least


@dataclass(frozen=True, slots=True)
class Standing:
    """A framework's place: its rank (equal scores share one), score (0 to 100, exact) and missed must-haves."""

    framework: Framework
    rank: int
    score: Fraction
    missed: tuple[Miss, ...]


# No slots: a cached property keeps its value in the instance's __dict__.
@dataclass(frozen=True)
class Outcome:
    """A recommendation with everything that it rests on.

    `answers` are those that count; `weights_by_answer` holds each one's share of the criterion weights; `ratings`
    are by framework and criterion; `standings` come best first.
    """

    catalogue: Catalogue
    answers: Answers
    weights_by_answer: Mapping[str, Weights]
    ratings: Mapping[str, Mapping[str, int]]
    standings: tuple[Standing, ...]

    @cached_property
    def weights(self) -> Weights:
        """The weight of each criterion: the sum over the answers."""
        return add_up(self.weights_by_answer)

    @cached_property
    def total_weight(self) -> int:
        return sum(self.weights.values())

    @property
    def leaders(self) -> tuple[Standing, ...]:
        """The standings at the first rank; none when the answers tell no framework from another for want of weight."""
        first = tuple(standing for standing in self.standings if standing.rank == 1)
        # Without any weight all scores are 0. If all share the first rank then, nobody leads; if a must-have tells
        # them apart, those who meet it do.
        return first if self.total_weight or len(first) < len(self.standings) else ()

    @property
    def rivals(self) -> tuple[Standing, ...]:
        """The standings that other weights could bring before the first leader's.

        Those that miss a must-have are none of them, unless the leader misses one too.
        """
        if not self.leaders:
            return ()
        leader = self.leaders[0]
        return tuple(item for item in self.standings if item is not leader and (leader.missed or not item.missed))

    def standing_of(self, framework: str) -> Standing:
        """Return a framework's standing by its slug. Errors: StopIteration for one that was not ranked."""
        return next(standing for standing in self.standings if standing.framework.slug == framework)


def recommend(catalogue: Catalogue, answers: Answers) -> Outcome:
    """Rank the frameworks of a catalogue by the answers.

    The utility of a framework is the sum over the criteria of weight times rating; its score is the utility divided by
    the sum of the weights (additive value: Keeney and Raiffa 1976). Frameworks that miss a must-have, with the usual
    add-ons, rank below all that miss none; the score counts no add-on. Answers to questions that are not asked, and
    skipped ones, count for nothing; without any weight every score is 0. A criterion without a rating counts as 0:
    unknown never beats known.

    Errors: none for answers that `interview.answer_problem` accepts; unknown choices count for nothing.
    """
    counting = counting_answers(catalogue, answers)
    by_answer = {slug: answer_weights(catalogue, catalogue.question_of[slug], counting[slug]) for slug in counting}
    weights, ratings = add_up(by_answer), ratings_given(catalogue, counting)
    # Without any weight every utility is 0, and so is every score, whatever it is divided by.
    total = sum(weights.values()) or 1
    # By slug, and sorted by rank below, which keeps the order of equals: the editor's order of frameworks is no
    # advantage to anybody, here or among those who share a rank.
    frameworks = sorted(catalogue.frameworks, key=lambda item: item.slug)
    utilities = [utility(weights, ratings[framework.slug]) for framework in frameworks]
    missed = all_misses(catalogue, counting, frameworks)
    keys = [(not lacking, worth) for lacking, worth in zip(missed, utilities, strict=True)]
    standings = [
        # A fraction, not a float: scores that are equal must compare as equal, and parts must add up exactly.
        Standing(framework, rank, Fraction(worth, total), lacking)
        for framework, rank, worth, lacking in zip(frameworks, ranks(keys), utilities, missed, strict=True)
    ]
    return Outcome(catalogue, counting, by_answer, ratings, tuple(sorted(standings, key=lambda item: item.rank)))


def ranks(keys: Sequence[RankingKey]) -> list[int]:
    """Return the rank of each key, from 1: one more than the number of better ones, so that equal ones share a rank."""
    rank_of: dict[RankingKey, int] = {}
    for place, key in enumerate(sorted(keys, reverse=True), start=1):
        rank_of.setdefault(key, place)
    return [rank_of[key] for key in keys]


def utility(weights: Weights, ratings: Mapping[str, int]) -> int:
    """Return the sum of weight times rating; what is not rated counts as 0."""
    # The innermost sum of everything, thousands of times a result: map, mul and repeat keep it out of the
    # interpreter.
    return sum(map(mul, weights.values(), map(ratings.get, weights, repeat(0))))


def answer_weights(catalogue: Catalogue, question: Question, answer: Answer) -> dict[str, int]:
    """Return what one answer adds to the weight of each criterion: importance multiplier x editor's weight x points."""
    multiplier, criterion_of = answer.importance.multiplier, catalogue.criterion_of
    return {
        criterion: multiplier * criterion_of[criterion].weight * points
        for criterion, points in answer_points(question, answer).items()
    }


def answer_points(question: Question, answer: Answer) -> dict[str, int]:
    """Return the points that an answer gives to criteria. Knowing none of the frameworks gives none."""
    if question.familiarity:
        knows_any = set(answer.chosen) - {NONE_OF_THESE}
        return {question.familiarity.criterion: question.familiarity.points} if knows_any else {}
    points: dict[str, int] = {}
    for choice in filter(None, map(question.choice, answer.chosen)):
        # Fits because one choice is made (decision 5): of two that give points to one criterion, the last would count.
        points |= choice.effects
    return points


def ratings_given(catalogue: Catalogue, answers: Answers) -> dict[str, dict[str, int]]:
    """Return ratings (0 to 100) by framework and criterion; familiarity is rated by its answer, not by an editor."""
    ratings = {framework.slug: dict(framework.value_of) for framework in catalogue.frameworks}
    rating = [question for slug in answers if (question := catalogue.question_of[slug]).familiarity]
    for question in rating:
        for framework in catalogue.frameworks:
            ratings[framework.slug] |= ratings_by_answer(framework, question, answers[question.slug])
    return ratings


def ratings_by_answer(framework: Framework, question: Question, answer: Answer) -> dict[str, int]:
    """Return the rating that an answer itself gives a framework: that on familiarity, if the question asks for it."""
    if question.familiarity is None:
        return {}
    return {question.familiarity.criterion: KNOWN if framework.slug in answer.chosen else UNKNOWN}


def all_misses(catalogue: Catalogue, answers: Answers, frameworks: Iterable[Framework]) -> list[tuple[Miss, ...]]:
    """Return the must-haves that each of some frameworks does not meet, in their order."""
    # Few answers demand anything, and all that do not need not be gone through for each framework.
    demanding = {slug: answer for slug, answer in answers.items() if answer.importance.demands}
    return [misses(catalogue, demanding, framework) for framework in frameworks]


def misses(catalogue: Catalogue, answers: Answers, framework: Framework) -> tuple[Miss, ...]:
    """Return the must-haves that a framework does not meet, in the order of the questions."""
    return tuple(
        Miss(question, catalogue.criterion_of[criterion], least, value, high)
        for question in (catalogue.question_of[slug] for slug in answers)
        for criterion, least in demands(question, answers[question.slug]).items()
        # Not the rating in `Outcome.ratings`: no choice can demand what the visitor's answer rates.
        for value, high in [usually_rated(framework, criterion)]
        if value < least
    )


def usually_rated(framework: Framework, criterion: str) -> tuple[int, int]:
    """Return a framework's rating on a criterion with the usual add-ons, and how high it may plausibly be.

    Both are 0 when nobody rated it.
    """
    rating = framework.usual_rating_of.get(criterion)
    return (rating.value, rating.high) if rating else (0, 0)


def add_up(weights_by_answer: Mapping[str, Weights]) -> dict[str, int]:
    """Return the weight of each criterion over all answers."""
    total: dict[str, int] = {}
    for weights in weights_by_answer.values():
        for criterion, weight in weights.items():
            total[criterion] = total.get(criterion, 0) + weight
    return total
