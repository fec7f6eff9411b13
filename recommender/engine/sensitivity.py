"""What would change a recommendation: every single changed answer, and how much each criterion could count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from recommender.engine import ledger
from recommender.engine.explain import leads_over
from recommender.engine.interview import answer_problem, asked_questions, options
from recommender.engine.scoring import Outcome, Weights, utility
from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Criterion, Importance, Question


@dataclass(frozen=True, slots=True)
class Flip:
    """Another answer to one question, and the slugs of the frameworks that share the first rank with it.

    It is a step when it differs from the given answer in one thing: another choice (of the same weight), another
    importance, skipped, or one framework more or less that the team knows.
    """

    question: Question
    answer: Answer
    is_step: bool
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The weights of a criterion at which the leader stays in front, the other weights unchanged.

    At its ends a rival draws level; `high` is None where no weight is too much.
    """

    criterion: Criterion
    weight: int
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True)
class Sensitivity:
    """Who leads an outcome, and who would with each other answer to one of its questions."""

    leaders: tuple[str, ...]
    flips: tuple[Flip, ...]

    @cached_property
    def changes(self) -> tuple[Flip, ...]:
        """The steps after which somebody else leads, or leads alone, or no longer alone."""
        return tuple(flip for flip in self.flips if flip.is_step and flip.leaders and flip.leaders != self.leaders)

    @cached_property
    def winners(self) -> frozenset[str]:
        """The slugs of the frameworks that a single step brings to the first rank."""
        return frozenset(slug for flip in self.changes for slug in flip.leaders) - set(self.leaders)

    @cached_property
    def safe_questions(self) -> tuple[Question, ...]:
        """The questions at which no other answer at all changes who leads, as long as the other answers stay."""
        moving = {flip.question.slug for flip in self.flips if flip.leaders != self.leaders}
        asked = {flip.question.slug: flip.question for flip in self.flips}
        return tuple(question for slug, question in asked.items() if slug not in moving)


def sensitivity(catalogue: Catalogue, answers: Answers) -> Sensitivity:
    """Give every other answer to one question at a time and see who leads. Exact; no sampling.

    Every question that is asked is tried, also a skipped or unanswered one. `answers` are all that were given: one that
    is hidden now counts again where another answer brings its question back.
    """
    total = ledger.total(catalogue, answers)
    gates = {condition.question for question in catalogue.questions for condition in question.ask_if}
    flips = []
    for question in asked_questions(catalogue, answers):
        current = answers.get(question.slug, Answer())
        rest = ledger.difference(total, ledger.entry(catalogue, question, current))
        for other in other_answers(catalogue, question, current):
            if question.slug in gates:
                vector = ledger.total(catalogue, {**answers, question.slug: other})
            else:
                vector = ledger.add_up([ledger.entry(catalogue, question, other)], rest)
            step = is_step(catalogue, question, current, other)
            flips.append(Flip(question, other, step, ledger.leaders(catalogue, vector)))
    return Sensitivity(ledger.leaders(catalogue, total), tuple(flips))


def other_answers(catalogue: Catalogue, question: Question, current: Answer) -> Iterator[Answer]:
    """Every answer but the current one: each choice with each importance that is possible, and skipped.

    Of the sets of known frameworks those are tried that differ from the current one by one framework, that hold one
    framework only, or none: no other set can do more for a framework than the set that holds it alone.
    """
    for chosen in possible_choices(catalogue, question, current):
        for importance in Importance:
            other = Answer(chosen=chosen, importance=importance)
            if other != current and answer_problem(catalogue, question, other) is None:
                yield other
    if not current.is_skip:
        yield Answer()


def possible_choices(catalogue: Catalogue, question: Question, current: Answer) -> list[tuple[str, ...]]:
    """What can be chosen; for familiarity see `other_answers`."""
    slugs = [option.slug for option in options(catalogue, question)]
    if question.familiarity is None:
        return [(slug,) for slug in slugs]
    frameworks, known = slugs[:-1], known_in(current)
    sets = [known, *(known ^ {slug} for slug in frameworks), *({slug} for slug in frameworks), set()]
    chosen = [tuple(slug for slug in frameworks if slug in one) or (NONE_OF_THESE,) for one in sets]
    return list(dict.fromkeys(chosen))


def known_in(answer: Answer) -> set[str]:
    """The frameworks (slugs) that an answer about familiarity names."""
    return set(answer.chosen) - {NONE_OF_THESE}


def is_step(catalogue: Catalogue, question: Question, current: Answer, other: Answer) -> bool:
    """Whether an answer differs from the current one in one thing.

    Where another choice cannot be a must-have, it may count double instead, which weighs the same.
    """
    if other.is_skip or other.chosen == current.chosen:
        return True
    if question.familiarity and len(known_in(current) ^ known_in(other)) != 1:
        return False
    kept = replace(other, importance=current.importance)
    if answer_problem(catalogue, question, kept):
        kept = replace(kept, importance=Importance.DOUBLE)
    return other == kept


def weight_intervals(outcome: Outcome) -> tuple[Interval, ...]:
    """For each criterion with weight, the weights at which the single leader stays the leader.

    Empty when there is no single leader. Weight sensitivity as in Triantaphyllou and Sanchez 1997.
    """
    if len(outcome.leaders) != 1:
        return ()
    leader = outcome.leaders[0].framework.slug
    leads = [leads_over(outcome, leader, rival.framework.slug) for rival in outcome.rivals]
    return tuple(
        interval(criterion, outcome.weights, leads)
        for criterion in outcome.catalogue.criteria
        if outcome.weights.get(criterion.slug)
    )


def interval(criterion: Criterion, weights: Weights, leads: list[dict[str, int]]) -> Interval:
    """Where the lead over each rival, which changes with the weight by the difference of the ratings, reaches zero."""
    weight = weights[criterion.slug]
    low, high = Fraction(0), None
    for lead in leads:
        slope = lead[criterion.slug]
        if slope:
            end = weight - Fraction(utility(weights, lead), slope)
            low = max(low, end) if slope > 0 else low
            high = min(high or end, end) if slope < 0 else high
    return Interval(criterion, weight, low, high)
