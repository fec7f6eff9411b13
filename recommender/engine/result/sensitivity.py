"""The changes that would change a recommendation: of every single answer, and of the weight of each criterion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from recommender.engine.answer_changes import Change
from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions, counting_answers
from recommender.engine.others import Alternative, Others
from recommender.engine.result.explain import leads_over
from recommender.engine.scoring import Outcome, utility
from recommender.engine.types import SKIPPED, Answers, Criterion, Framework, Question
from recommender.engine.vectors import Vector, minus, plus

Gap = tuple[Framework, Mapping[str, int], int]
"""A rival, by how much the leader is rated above it on each criterion (slug) with weight, and its lead (utility)."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of one answer, the slugs of the frameworks that share the first rank with it, and whether every
    framework misses a must-have then.
    """

    change: Change
    leaders: tuple[str, ...]
    all_miss: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """The weights of a criterion at which the leader stays in front, the other weights unchanged.

    At its ends a rival draws level, of several the first in the ranking. Where no weight is too little, `low` is 0,
    where none is too much, `high` is None; there is no rival there then.
    """

    criterion: Criterion
    weight: int
    low: Fraction
    high: Fraction | None
    low_rival: Framework | None
    high_rival: Framework | None


@dataclass(frozen=True)
class Sensitivity:
    """The leaders of an outcome (slugs), the other answers to one of its questions that change them, or whether every
    framework misses a must-have, and the questions that were tried.
    """

    leaders: tuple[str, ...]
    flips: tuple[Flip, ...]
    asked: tuple[Question, ...]

    @cached_property
    def changes(self) -> tuple[Flip, ...]:
        """The preferences, changed in one thing, with which somebody else leads, or leads alone, or no longer alone.

        Not those with which every framework misses a must-have: a lead for want of one that meets them is no doubt
        about a result, here as in `why_not`.
        """
        steps = (flip for flip in self.turns if flip.change.is_step and flip.change.is_preference)
        return tuple(flip for flip in steps if not flip.all_miss)

    @cached_property
    def importance_steps(self) -> tuple[Flip, ...]:
        """The changes that are one step of one answer's importance, and after which others lead."""
        return tuple(flip for flip in self.turns if flip.change.is_importance_step)

    @cached_property
    def turns(self) -> tuple[Flip, ...]:
        """The flips after which others lead than now; not those after which nobody does."""
        return tuple(flip for flip in self.flips if flip.leaders and flip.leaders != self.leaders)

    @cached_property
    def safe_questions(self) -> tuple[Question, ...]:
        """The questions at which no other answer at all changes who leads, as long as the other answers stay."""
        moving = {flip.change.question.slug for flip in self.flips if flip.leaders != self.leaders}
        return tuple(question for question in self.asked if question.slug not in moving)


def sensitivity(contributions: Contributions, answers: Answers) -> Sensitivity:
    """Give every other answer to one question at a time and see who leads. Exact; no sampling.

    Every question that is asked is tried, also a skipped or unanswered one. `answers` are all that were given: one that
    is hidden now counts again where another answer brings its question back.
    """
    total = contributions.total(answers)
    leaders, all_miss = contributions.leaders(total), contributions.all_miss(total)
    every = (
        (question, contributions.others(question.slug, answers.get(question.slug, SKIPPED)))
        for question in asked_questions(contributions.catalogue, answers)
    )
    tried = [(question, others) for question, others in every if others.alternatives]
    flips = tuple(
        flip
        for question, others in tried
        for rest, alike in with_the_rest(contributions, answers, question, others, total)
        if all_miss or not keeps_lead(contributions, leaders, rest, others)
        for flip in (flip_of(contributions, rest, other) for other in alike)
        if (flip.leaders, flip.all_miss) != (leaders, all_miss)
    )
    return Sensitivity(leaders, flips, tuple(question for question, _ in tried))


def flip_of(contributions: Contributions, rest: Vector, other: Alternative) -> Flip:
    """Return what comes of another answer, given what the answers to all other questions add up to beside it."""
    vector = plus(rest, other.adds)
    return Flip(other.change, contributions.leaders(vector), contributions.all_miss(vector))


def keeps_lead(contributions: Contributions, leaders: tuple[str, ...], rest: Vector, others: Others) -> bool:
    """Return whether a single leader surely stays it, and misses no must-have, whichever of some others is given.

    A bound: each rival may need another of them to come nearest.
    """
    # Of several that lead none keeps it alone, and the only framework leads by any weight, not before a rival.
    if leaders not in contributions.single_leaders or contributions.size == 1:
        return False
    size, place = contributions.size, contributions.single_leaders.index(leaders)
    margins, own = others.margins(place), rest[place]
    # Its margin over itself is none, unless it misses a must-have by one of them: then even who misses one may pass it.
    return not (rest[size + place] or margins[place]) and all(
        rest[size + rival] or own - rest[rival] + margins[rival] > 0 for rival in range(size) if rival != place
    )


def with_the_rest(
    contributions: Contributions, answers: Answers, question: Question, others: Others, total: Vector
) -> Iterator[tuple[Vector, Iterable[Alternative]]]:
    """Yield the other answers to a question, grouped by what the answers to all other questions add up to beside them.

    That is the same for all, unless what is chosen decides whether other questions are asked.
    """
    if question.slug not in contributions.gates:
        yield minus(total, others.given), others.alternatives
        return
    counting = counting_answers(contributions.catalogue, answers)
    # Works because `answer_changes.changes` yields all importances of a choice in a row.
    for _, group in groupby(others.alternatives, key=lambda other: other.change.answer.chosen):
        alike = tuple(group)
        one = alike[0]
        # Importance opens no question, so one answer of the group tells the rest for all.
        world = {**answers, question.slug: one.change.answer}
        yield minus(contributions.total_near(counting, total, world), one.adds), alike


def weight_intervals(outcome: Outcome) -> tuple[Interval, ...]:
    """Return for each criterion with weight the weights at which the single leader stays the leader.

    Empty when there is no single leader. Weight sensitivity as in Triantaphyllou and Sanchez 1997.
    """
    if len(outcome.leaders) != 1:
        return ()
    leader = outcome.leaders[0].framework.slug
    leads = [(rival.framework, leads_over(outcome, leader, rival.framework.slug)) for rival in outcome.rivals]
    # Once for each rival, not for each criterion.
    gaps = [(rival, lead, utility(outcome.weights, lead)) for rival, lead in leads]
    return tuple(
        interval(criterion, outcome.weights[criterion.slug], gaps)
        for criterion in outcome.catalogue.criteria
        if outcome.weights.get(criterion.slug)
    )


def interval(criterion: Criterion, weight: int, gaps: Sequence[Gap]) -> Interval:
    """Return where the lead over each rival, which changes with the weight by the difference of the ratings, reaches
    zero.
    """
    low, high, low_rival, high_rival = Fraction(0), None, None, None
    for rival, lead, gap in gaps:
        # The lead is a straight line in this weight: its slope is the difference of the ratings. With the same
        # ratings the weight changes nothing, and there is no end.
        slope = lead[criterion.slug]
        # Compared in whole numbers first: most rivals would be level only at a weight below 0.
        if slope > 0 and gap < weight * slope and (end := weight - Fraction(gap, slope)) > low:
            low, low_rival = end, rival
        elif slope < 0:
            end = weight - Fraction(gap, slope)
            if high is None or end < high:
                high, high_rival = end, rival
    return Interval(criterion, weight, low, high, low_rival, high_rival)
