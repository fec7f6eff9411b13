"""Why not another framework? The nearest change of one answer, else of two, with which it would win.

To win is to lead alone and to miss no must-have: a lead for want of any framework that meets them all is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product

from recommender.engine.changes import Change, Kind
from recommender.engine.interview import asked_questions
from recommender.engine.ledger import Alternative, Ledger
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.sensitivity import Sensitivity
from recommender.engine.types import SKIPPED, Answer, Answers, Question
from recommender.engine.vectors import Vector, can_lead_by, duel, minus, plus, together


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A framework that does not win, by how many points it is behind the leader, and the nearest change of one answer,
    else of two, with which it would win; no changes if there are none of that kind.
    """

    standing: Standing
    behind: Fraction
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """Other answers to a question (its slug), and what the given one adds. Where it depends on what is chosen whether
    other questions are asked, they all choose `chosen`; else that is None.
    """

    question: str
    chosen: tuple[str, ...] | None
    alternatives: tuple[Alternative, ...]
    given: Vector


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that can both be answered otherwise, and what the answers to all other questions add up to."""

    rest: Vector
    first: Others
    second: Others


def why_not(ledger: Ledger, answers: Answers, outcome: Outcome, sensitivity: Sensitivity) -> tuple[WhyNot, ...]:
    """For every framework that does not win, how it could, in the order of the ranking.

    Nearest is what costs least, by the sum of `changes.Kind`; among equals the first in the order of the questions. All
    changes of one answer and, where none is enough, all of two are considered, exactly. Empty when nobody leads.
    `answers` are all that were given; `outcome` and `sensitivity` are what follows from them.
    """
    if not outcome.leaders:
        return ()
    best = outcome.leaders[0].score
    others = [item for item in outcome.standings if item.missed or (item.framework.slug,) != sensitivity.leaders]
    nearest = {item.framework.slug: one_change(sensitivity, item.framework.slug) for item in others}
    pairs = () if all(nearest.values()) else tuple(possible_pairs(ledger, answers))
    return tuple(
        WhyNot(item, best - item.score, nearest[item.framework.slug] or two_changes(ledger, pairs, item.framework.slug))
        for item in others
    )


def one_change(sensitivity: Sensitivity, framework: str) -> tuple[Change, ...]:
    """The nearest change of one answer with which a framework (slug) wins; empty if there is none."""
    enough = [flip.change for flip in sensitivity.flips if flip.leaders == (framework,) and not flip.all_miss]
    return (min(enough, key=lambda change: change.kind),) if enough else ()


def two_changes(ledger: Ledger, pairs: Sequence[Pair], framework: str) -> tuple[Change, ...]:
    """The nearest changes of two answers with which a framework (slug) wins; empty if there are none."""
    alone = (framework,)
    nearest: tuple[Change, ...] = ()
    limit = 2 * Kind.SEVERAL + 1
    for pair in pairs:
        if not could_lead(ledger, pair, ledger.single_leaders.index(alone)):
            continue
        for one, other in product(pair.first.alternatives, pair.second.alternatives):
            cost = one.change.kind + other.change.kind
            if cost < limit:
                vector = plus(plus(pair.rest, one.adds), other.adds)
                if ledger.leaders(vector) == alone and not ledger.all_miss(vector):
                    nearest, limit = (one.change, other.change), cost
    return nearest


def could_lead(ledger: Ledger, pair: Pair, place: int) -> bool:
    """Whether two other answers could bring a framework before each other one, taken one by one."""
    return all(
        can_lead_by(
            together(
                (
                    duel(pair.rest, place, rival),
                    ledger.reach(pair.first.question, pair.first.chosen, place, rival),
                    ledger.reach(pair.second.question, pair.second.chosen, place, rival),
                )
            ),
            1,
        )
        for rival in range(ledger.size)
        if rival != place
    )


def possible_pairs(ledger: Ledger, answers: Answers) -> Iterator[Pair]:
    """Every two questions that can both be changed, also where the change of one lets the other be asked."""
    for changed, world in worlds(ledger, answers):
        total, asked = ledger.total(world), asked_questions(ledger.catalogue, world)
        fixed = [others(ledger, answers, world, question) for question in asked if question.slug in changed]
        free = [others(ledger, answers, world, question) for question in asked if question.slug not in changed]
        if len(fixed) == len(changed):
            for added in combinations(free, 2 - len(changed)):
                first, second = (*fixed, *added)
                yield Pair(minus(minus(total, first.given), second.given), first, second)


def worlds(ledger: Ledger, answers: Answers) -> Iterator[tuple[tuple[str, ...], Answers]]:
    """The answers as given, and with other choices for one or two of the gates: which (slugs), and the answers then."""
    gates = [question.slug for question in ledger.catalogue.questions if question.slug in ledger.gates]
    for changed in chain(*(combinations(gates, count) for count in (0, 1, 2))):
        for choices in product(*(other_choices(ledger, answers, slug) for slug in changed)):
            yield changed, {**answers, **dict(zip(changed, choices, strict=True))}


def other_choices(ledger: Ledger, answers: Answers, question: str) -> list[Answer]:
    """One answer for each other choice that a question (its slug) has, a skip included."""
    given = answers.get(question, SKIPPED)
    return [Answer(chosen=chosen) for chosen in ledger.choices(question) if chosen != given.chosen]


def others(ledger: Ledger, answers: Answers, world: Answers, question: Question) -> Others:
    """The other answers to a question with which the same questions are asked as in a world."""
    there = world.get(question.slug, SKIPPED)
    alternatives = ledger.alternatives(question.slug, answers.get(question.slug, SKIPPED))
    if question.slug not in ledger.gates:
        return Others(question.slug, None, alternatives, ledger.entry(question, there))
    same = tuple(item for item in alternatives if item.change.answer.chosen == there.chosen)
    return Others(question.slug, there.chosen, same, ledger.entry(question, there))
