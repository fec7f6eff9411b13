"""What would change a recommendation: every single changed answer, and how much each criterion could count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from recommender.engine import ledger
from recommender.engine.interview import answer_problem, asked_questions, options
from recommender.engine.scoring import Outcome
from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Criterion, Importance, Question


@dataclass(frozen=True, slots=True)
class Flip:
    """A single changed answer, and the slugs of the frameworks that share the first rank with it."""

    question: Question
    answer: Answer
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
    """Every single changed answer of an outcome, and those that change who leads."""

    leaders: tuple[str, ...]
    flips: tuple[Flip, ...]

    @cached_property
    def changes(self) -> tuple[Flip, ...]:
        """The flips after which somebody else leads, or leads alone or no longer alone."""
        return tuple(flip for flip in self.flips if flip.leaders != self.leaders)

    @cached_property
    def winners(self) -> frozenset[str]:
        """The slugs of the frameworks that a single changed answer brings to the first rank."""
        return frozenset(slug for flip in self.changes for slug in flip.leaders) - set(self.leaders)

    @cached_property
    def safe_questions(self) -> tuple[Question, ...]:
        """The questions whose answer cannot change who leads, whatever it is, as long as the others stay."""
        moving = {flip.question.slug for flip in self.changes}
        asked = {flip.question.slug: flip.question for flip in self.flips}
        return tuple(question for slug, question in asked.items() if slug not in moving)


def sensitivity(catalogue: Catalogue, answers: Answers) -> Sensitivity:
    """Change each answer in every single way and see who leads. Exact; no sampling.

    Every question that is asked is changed, also a skipped or unanswered one. `answers` are all that were given: an
    answer that is hidden now counts again where the change brings its question back.
    """
    total = ledger.total(catalogue, answers)
    gates = {condition.question for question in catalogue.questions for condition in question.ask_if}
    flips = []
    for question in asked_questions(catalogue, answers):
        current = answers.get(question.slug, Answer())
        rest = ledger.difference(total, ledger.entry(catalogue, question, current))
        for changed in single_changes(catalogue, question, current):
            if question.slug in gates:
                vector = ledger.total(catalogue, {**answers, question.slug: changed})
            else:
                vector = ledger.add_up([ledger.entry(catalogue, question, changed)], rest)
            flips.append(Flip(question, changed, ledger.leaders(catalogue, vector)))
    return Sensitivity(ledger.leaders(catalogue, total), tuple(flips))


def single_changes(catalogue: Catalogue, question: Question, current: Answer) -> Iterator[Answer]:
    """Every answer that differs from the current one in one thing: another choice, another importance, or skipped.

    Another choice keeps the importance; where it cannot be a must-have it counts double, which weighs the same.
    For familiarity, one framework is added or taken away.
    """
    for chosen in other_choices(catalogue, question, current):
        changed = replace(current, chosen=chosen)
        if answer_problem(catalogue, question, changed):
            changed = replace(changed, importance=Importance.DOUBLE)
        yield changed
    if not current.is_skip:
        for importance in Importance:
            changed = replace(current, importance=importance)
            if changed != current and answer_problem(catalogue, question, changed) is None:
                yield changed
        yield Answer()


def other_choices(catalogue: Catalogue, question: Question, current: Answer) -> Iterator[tuple[str, ...]]:
    """What else could be chosen by a single change."""
    slugs = [option.slug for option in options(catalogue, question)]
    if question.familiarity is None:
        yield from ((slug,) for slug in slugs if slug not in current.chosen)
        return
    known = set(current.chosen) - {NONE_OF_THESE}
    for slug in slugs[:-1]:
        yield tuple(item for item in slugs[:-1] if item in known ^ {slug}) or (NONE_OF_THESE,)


def weight_intervals(outcome: Outcome) -> tuple[Interval, ...]:
    """For each criterion with weight, the weights at which the single leader stays the leader.

    Only rivals that meet every must-have count, because no weight brings the others in front (all do if everybody
    misses one). Empty when there is no single leader. Weight sensitivity as in Triantaphyllou and Sanchez 1997.
    """
    if len(outcome.leaders) != 1:
        return ()
    leader = outcome.leaders[0]
    rivals = [item for item in outcome.standings if item is not leader and bool(item.missed) == bool(leader.missed)]
    leads = [leads_over(outcome, leader.framework.slug, rival.framework.slug) for rival in rivals]
    return tuple(
        interval(criterion, outcome.weights[criterion.slug], leads)
        for criterion in outcome.catalogue.criteria
        if outcome.weights.get(criterion.slug)
    )


def leads_over(outcome: Outcome, leader: str, rival: str) -> dict[str, int]:
    """By how much the leader's rating is above the rival's on each criterion, and weighted in all under ''."""
    better, worse = outcome.ratings[leader], outcome.ratings[rival]
    leads = {slug: better.get(slug, 0) - worse.get(slug, 0) for slug in outcome.weights}
    return leads | {"": sum(weight * leads[slug] for slug, weight in outcome.weights.items())}


def interval(criterion: Criterion, weight: int, leads: list[dict[str, int]]) -> Interval:
    """Where the lead over each rival, which changes with the weight by the difference of the ratings, reaches zero."""
    ends = [
        (lead[criterion.slug], weight - Fraction(lead[""], lead[criterion.slug]))
        for lead in leads
        if lead[criterion.slug]
    ]
    low = max((end for slope, end in ends if slope > 0), default=Fraction(0))
    high = min((end for slope, end in ends if slope < 0), default=None)
    return Interval(criterion, weight, max(low, Fraction(0)), high)
