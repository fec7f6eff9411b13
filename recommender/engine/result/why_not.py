"""The answer to “why not another one?”: the nearest change of one preference, else of two, with which it would win.

To win is to lead alone and to miss no must-have: a lead for want of any framework that meets them all is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import chain, combinations, product

from recommender.engine.answer_changes import Change, ChangeKind
from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions, counting_answers
from recommender.engine.others import Others
from recommender.engine.result.sensitivity import Sensitivity
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import SKIPPED, Answer, Answers, Question
from recommender.engine.vectors import Vector, minus, plus

EXPLAINED = 5
"""The most frameworks of which it is told: those nearest to the leader by score."""

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
class Pair:
    """Two questions that can both be answered otherwise, and what the answers to all other questions add up to."""

    rest: Vector
    first: Others
    second: Others

    @property
    def least(self) -> int:
        """The cost of the smallest changes of both; there are some."""
        return self.first.alternatives[0].change.kind + self.second.alternatives[0].change.kind


def why_not(
    contributions: Contributions, answers: Answers, outcome: Outcome, sensitivity: Sensitivity
) -> tuple[WhyNot, ...]:
    """Return how frameworks that do not win could, the nearest to it first: for those with the five highest scores.

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
    highest = {item.framework.slug for item in sorted(losing, key=lambda item: -item.score)[:EXPLAINED]}
    told = [item for item in losing if item.framework.slug in highest]
    nearest = {item.framework.slug: one_change(sensitivity, item.framework.slug) for item in told}
    # All pairs of questions in all worlds: made only if some framework needs them, and once for all that do.
    pairs = () if all(nearest.values()) else tuple(possible_pairs(contributions, answers))
    places = {framework.slug: place for place, framework in enumerate(contributions.catalogue.frameworks)}
    # In the order of the ranking: against the strongest a hopeless case usually ends, which saves the other rivals.
    ranked = [places[item.framework.slug] for item in outcome.standings]
    found = [
        WhyNot(
            item,
            best - item.score,
            nearest[item.framework.slug] or two_changes(contributions, pairs, ranked, places[item.framework.slug]),
        )
        for item in told
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


def two_changes(
    contributions: Contributions, pairs: Sequence[Pair], ranked: Sequence[int], place: int
) -> tuple[Change, ...]:
    """Return the nearest changes of two preferences with which a framework wins, given its place and those of all;
    empty if there are none.
    """
    rivals = [other for other in ranked if other != place]
    nearest: tuple[Change, ...] = ()
    limit = TOO_MUCH
    for pair in pairs:
        if pair.least < limit and could_win(place, rivals, pair.rest, pair.first, pair.second):
            for changes in winning(contributions, place, rivals, pair, limit):
                nearest, limit = changes, sum(change.kind for change in changes)
    return nearest


def winning(
    contributions: Contributions, place: int, rivals: Sequence[int], pair: Pair, limit: int
) -> Iterator[tuple[Change, Change]]:
    """Yield changes of these two answers with which a framework wins, each costing less than the one before and the
    limit.
    """
    for one in pair.first.alternatives:
        halfway = plus(pair.rest, one.adds)
        if not could_win(place, rivals, halfway, pair.second):
            continue
        for other in pair.second.alternatives:
            cost = one.change.kind + other.change.kind
            if cost >= limit:
                # The alternatives come by cost, so the rest is no nearer.
                break
            if wins(contributions, place, plus(halfway, other.adds)):
                limit = cost
                yield one.change, other.change


def could_win(place: int, rivals: Sequence[int], rest: Vector, *free: Others) -> bool:
    """Return whether other answers to free questions could bring a framework before each rival, taken one by one.

    All are places; `rest` is what the other questions add up to. A bound: each rival may need other answers to be
    passed.
    """
    size, own = len(rest) // 2, rest[place]
    leads = [others.leads(place) for others in free]
    # What the rest misses stays missed: such a rival is passed anyway, and such a framework never wins. The sum of an
    # unlimited lead and one less than any is no number, so not above 0 either.
    return not rest[size + place] and all(
        rest[size + rival] or own - rest[rival] + sum([lead[rival] for lead in leads]) > 0 for rival in rivals
    )


def wins(contributions: Contributions, place: int, vector: Vector) -> bool:
    """Return whether a framework leads alone and misses no must-have."""
    return (
        not vector[contributions.size + place] and contributions.leaders(vector) == contributions.single_leaders[place]
    )


def possible_pairs(contributions: Contributions, answers: Answers) -> Iterator[Pair]:
    """Yield every two questions that can both be changed, also where the change of one lets the other be asked."""
    counting, total = counting_answers(contributions.catalogue, answers), contributions.total(answers)
    for changed, world in worlds(contributions, answers):
        asked = asked_questions(contributions.catalogue, world)
        fixed = others_for(contributions, answers, world, [item for item in asked if item.slug in changed])
        # Else the one changed gate takes the other away, so that nobody could answer both like this.
        if len(fixed) == len(changed):
            more = [item for item in asked if item.slug not in changed] if len(changed) < 2 else []
            free = others_for(contributions, answers, world, more)
            without = rest_of(contributions.total_near(counting, total, world), fixed)
            for added in combinations(free, 2 - len(changed)):
                yield Pair(rest_of(without, added), *fixed, *added)


def others_for(
    contributions: Contributions, answers: Answers, world: Answers, questions: Iterable[Question]
) -> list[Others]:
    """Return the other preferences for some questions with which the same are asked as in a world; not where there are
    none.
    """
    found = [
        contributions.preferences(item.slug, answers.get(item.slug, SKIPPED), world.get(item.slug, SKIPPED))
        for item in questions
    ]
    return [others for others in found if others.alternatives]


def rest_of(total: Vector, changed: Iterable[Others]) -> Vector:
    """Return what is left of a total without the given answers to some questions."""
    return reduce(minus, (others.given for others in changed), total)


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
