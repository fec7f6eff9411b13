"""The answer to “why not another one?”: the nearest change of one preference, else of two, with which it would win.

To win is to lead alone and to miss no must-have: a lead for want of any framework that meets them all is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product

from recommender.engine.answer_changes import Change, ChangeKind
from recommender.engine.contributions import Alternative, Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.result.sensitivity import Sensitivity
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import SKIPPED, Answer, Answers, Question
from recommender.engine.vectors import Vector, can_win_by, combined, duel, minus, plus

TOO_MUCH = 2 * ChangeKind.SEVERAL + 1
"""More than two changes can cost."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A framework that does not win, by how many points it is behind the leader, and the nearest change of one
    preference, else of two, with which it would win; no changes if there are none of that kind.
    """

    standing: Standing
    behind: Fraction
    changes: tuple[Change, ...]

    @property
    def distance(self) -> int:
        """The sum of what the changes cost; without any, more than changes can cost."""
        return sum(change.kind for change in self.changes) or TOO_MUCH


@dataclass(frozen=True, slots=True)
class Others:
    """Other preferences for a question (its slug), the smallest change first, and what the given answer adds. Where it
    depends on what is chosen whether other questions are asked, they all choose `chosen`; else that is None.
    """

    question: str
    chosen: tuple[str, ...] | None
    alternatives: tuple[Alternative, ...]
    given: Vector

    @property
    def least(self) -> int:
        """The cost of the smallest change; too much where there is none."""
        return self.alternatives[0].change.kind if self.alternatives else TOO_MUCH


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that can both be answered otherwise, and what the answers to all other questions add up to."""

    rest: Vector
    first: Others
    second: Others


def why_not(
    contributions: Contributions, answers: Answers, outcome: Outcome, sensitivity: Sensitivity
) -> tuple[WhyNot, ...]:
    """Return for every framework that does not win how it could, the nearest to it first.

    Only preferences are changed (see `Change.is_preference`): another project, a skip or a must-have that nobody set is
    no reason to doubt a result. Nearest is what costs least, by the sum of `ChangeKind`; among equal frameworks the
    first in the ranking, among equal changes the first in the order of the questions. All changes of one answer and,
    where none is enough, all of two are considered, exactly. Empty when nobody leads. `answers` are all that were
    given; `outcome` and `sensitivity` are what follows from them.
    """
    if not outcome.leaders:
        return ()
    best = outcome.leaders[0].score
    losing = [item for item in outcome.standings if item.missed or (item.framework.slug,) != sensitivity.leaders]
    nearest = {item.framework.slug: one_change(sensitivity, item.framework.slug) for item in losing}
    # All pairs of questions in all worlds: made only if some framework needs them, and once for all that do.
    pairs = () if all(nearest.values()) else tuple(possible_pairs(contributions, answers))
    found = [
        WhyNot(
            item,
            best - item.score,
            nearest[item.framework.slug] or two_changes(contributions, pairs, item.framework.slug),
        )
        for item in losing
    ]
    return tuple(sorted(found, key=lambda item: item.distance))


def one_change(sensitivity: Sensitivity, framework: str) -> tuple[Change, ...]:
    """Return the nearest change of one preference with which a framework (slug) wins; empty if there is none."""
    enough = [
        flip.change
        for flip in sensitivity.flips
        if flip.leaders == (framework,) and not flip.all_miss and flip.change.is_preference
    ]
    return (min(enough, key=lambda change: change.kind),) if enough else ()


def two_changes(contributions: Contributions, pairs: Sequence[Pair], framework: str) -> tuple[Change, ...]:
    """Return the nearest changes of two preferences with which a framework (slug) wins; empty if there are none."""
    place = contributions.single_leaders.index((framework,))
    nearest: tuple[Change, ...] = ()
    limit = TOO_MUCH
    for pair in pairs:
        for changes in winning(contributions, place, pair, limit):
            nearest, limit = changes, sum(change.kind for change in changes)
    return nearest


def winning(contributions: Contributions, place: int, pair: Pair, limit: int) -> Iterator[tuple[Change, Change]]:
    """Yield changes of these two answers with which a framework wins, each costing less than the one before and the
    limit.
    """
    first, second = pair.first, pair.second
    if first.least + second.least >= limit or not could_win(contributions, place, pair.rest, first, second):
        return
    for one in first.alternatives:
        halfway = plus(pair.rest, one.adds)
        if not could_win(contributions, place, halfway, second):
            continue
        for other in second.alternatives:
            cost = one.change.kind + other.change.kind
            if cost >= limit:
                # The alternatives come by cost, so the rest is no nearer.
                break
            if wins(contributions, place, plus(halfway, other.adds)):
                limit = cost
                yield one.change, other.change


def could_win(contributions: Contributions, place: int, vector: Vector, *free: Others) -> bool:
    """Return whether other answers to free questions could bring a framework before each other, taken one by one."""
    # The strongest first: against it a hopeless case usually ends, which saves the other rivals.
    rivals = sorted((rival for rival in range(contributions.size) if rival != place), key=lambda rival: -vector[rival])
    return all(
        can_win_by(
            combined(
                [
                    duel(vector, place, rival),
                    *(contributions.reach(others.question, others.chosen, place, rival) for others in free),
                ]
            ),
            1,
        )
        for rival in rivals
    )


def wins(contributions: Contributions, place: int, vector: Vector) -> bool:
    """Return whether a framework leads alone and misses no must-have."""
    return (
        not vector[contributions.size + place] and contributions.leaders(vector) == contributions.single_leaders[place]
    )


def possible_pairs(contributions: Contributions, answers: Answers) -> Iterator[Pair]:
    """Yield every two questions that can both be changed, also where the change of one lets the other be asked."""
    for changed, world in worlds(contributions, answers):
        total, asked = contributions.total(world), asked_questions(contributions.catalogue, world)
        fixed = [others(contributions, answers, world, question) for question in asked if question.slug in changed]
        free = [others(contributions, answers, world, question) for question in asked if question.slug not in changed]
        # Else the one changed gate takes the other away, so that nobody could answer both like this.
        if len(fixed) == len(changed):
            for added in combinations(free, 2 - len(changed)):
                first, second = (*fixed, *added)
                yield Pair(minus(minus(total, first.given), second.given), first, second)


def worlds(contributions: Contributions, answers: Answers) -> Iterator[tuple[tuple[str, ...], Answers]]:
    """Yield the answers as given, and with other choices for one or two of the gates, unless these describe the
    project: which (slugs), and the answers then.
    """
    gates = [
        question.slug
        for question in contributions.catalogue.questions
        if question.slug in contributions.gates and not question.describes_project
    ]
    # In each of these worlds one set of questions is asked, so that sums can be added up within it.
    for changed in chain(*(combinations(gates, count) for count in (0, 1, 2))):
        for choices in product(*(other_choices(contributions, answers, slug) for slug in changed)):
            yield changed, {**answers, **dict(zip(changed, choices, strict=True))}


def other_choices(contributions: Contributions, answers: Answers, question: str) -> list[Answer]:
    """Return one answer for each other choice that a question (its slug) has."""
    given = answers.get(question, SKIPPED)
    # () is a skip, which is no preference.
    return [Answer(chosen=chosen) for chosen in contributions.choices(question) if chosen not in {given.chosen, ()}]


def others(contributions: Contributions, answers: Answers, world: Answers, question: Question) -> Others:
    """Return the other preferences for a question with which the same questions are asked as in a world."""
    there = world.get(question.slug, SKIPPED)
    # Another choice at a gate is another world, which has its own turn.
    chosen = there.chosen if question.slug in contributions.gates else None
    alternatives = contributions.alternatives(question.slug, answers.get(question.slug, SKIPPED))
    same = [item for item in alternatives if item.change.is_preference and chosen in {None, item.change.answer.chosen}]
    same.sort(key=lambda item: item.change.kind)
    return Others(question.slug, chosen, tuple(same), contributions.entry(question, there))
