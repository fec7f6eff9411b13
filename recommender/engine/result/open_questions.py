"""The open questions: whether they can still change who leads, and which of them most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, permutations

from recommender.engine.contributions import Contributions, Swing
from recommender.engine.interview import asked_questions
from recommender.engine.result.courses import Course, ways_of, ways_on
from recommender.engine.types import SKIPPED, Answers, Question
from recommender.engine.vectors import Duel, Vector, can_lead_by, combined, duel, either, plus

Contest = tuple[int, int]
"""Two frameworks, by their places in the catalogue: one that may catch up, and the leader, if somebody leads."""


@dataclass(frozen=True)  # without slots, in which a cached property could keep nothing
class OpenQuestions:
    """The open questions of a run, `open`: those that are asked and neither answered nor skipped.

    What they can still change is found only when it is asked for.
    """

    contributions: Contributions
    answers: Answers
    open: tuple[Question, ...]

    @cached_property
    def is_settled(self) -> bool:
        """Whether who leads now will lead at the end, whatever is answered to the open questions or skipped."""
        return not any(self.contests(self.contributions))

    @cached_property
    def is_settled_without_emphasis(self) -> bool:
        """Whether somebody leads now who will lead at the end as long as no open answer is emphasized.

        Emphasized is what counts double or is a must-have; open questions may be skipped.
        """
        return bool(self.leaders) and not any(self.contests(self.contributions.without_emphasis))

    @cached_property
    def live(self) -> tuple[Question, ...]:
        """Those of the open questions that can move the gap between the leader and a framework that can still catch up.

        The most decisive first: what can make one of the two miss a must-have, then what can bring the rival nearest.
        """
        # Skipped, not absent: so the courses of a gate follow that one question and leave the other open ones alone.
        skipped = {**self.answers, **{question.slug: SKIPPED for question in self.open}}
        contested = list(self.contests(self.contributions))
        swings = {
            question.slug: swing(self.contributions, ways_of(self.contributions, skipped, question.slug), contested)
            for question in self.open
        }
        live = [question for question in self.open if any(swings[question.slug])]
        return tuple(sorted(live, key=lambda question: swings[question.slug], reverse=True))

    @property
    def most_decisive(self) -> Question | None:
        """The question to ask next if only those that matter are asked; None when it is settled."""
        return None if self.is_settled else (*self.live, *self.open)[0]

    @cached_property
    def so_far(self) -> Vector:
        """What the answers add up to."""
        return self.contributions.total(self.answers)

    @cached_property
    def leaders(self) -> list[int]:
        """Who leads now, by their places."""
        return [self.contributions.single_leaders.index((slug,)) for slug in self.contributions.leaders(self.so_far)]

    @cached_property
    def ways_on(self) -> list[tuple[Course, ...]]:
        """The courses of each part that is followed apart."""
        return [tuple(ways) for ways in ways_on(self.contributions, self.answers)]

    def contests(self, contributions: Contributions) -> Iterator[Contest]:
        """Yield each framework that can still catch up with the leader, or leave it behind if they are level, with the
        leader. The contributions may leave out free answers, but have the same catalogue.

        If nobody leads yet, all pairs, provided that somebody can lead at the end. That what a part has given counts
        twice then changes nothing: it has no weight, and tells nobody from another.
        """
        if not self.leaders:
            courses = chain.from_iterable(ways_on(contributions, self.answers))
            ends = (plus(self.so_far, end) for course in courses for end in endings(contributions, course))
            if any(map(contributions.leaders, ends)):
                yield from permutations(range(contributions.size), 2)
            return
        # Of several that share the lead the first stands for all: each other one is a rival that may fall behind or go
        # ahead.
        leader = self.leaders[0]

        def is_open(rival: int) -> bool:
            catches_up = reach_by_the_end(contributions, self.ways_on, rival, leader)
            if rival not in self.leaders:
                return can_lead_by(catches_up, 0)
            # Level now: it is settled only if neither can leave the other behind.
            leaves_behind = reach_by_the_end(contributions, self.ways_on, leader, rival)
            return can_lead_by(catches_up, 1) or can_lead_by(leaves_behind, 1)

        yield from ((rival, leader) for rival in range(contributions.size) if rival != leader and is_open(rival))


def open_questions(contributions: Contributions, answers: Answers) -> OpenQuestions:
    """Return the open questions, which tell whether they can still change who leads, and which of them most. Exact.

    For each rival the greatest lead over the leader that each open question can bring is added up, apart for each state
    of missed must-haves; skips and all importances are among the free answers. Where questions depend on each other,
    every choice that decides which of them are asked is followed.
    """
    asked = asked_questions(contributions.catalogue, answers)
    still_open = tuple(question for question in asked if question.slug not in answers)
    return OpenQuestions(contributions, dict(answers), still_open)


def endings(contributions: Contributions, course: Course) -> Iterator[Vector]:
    """Yield what a course adds with no free question answered, and with each single answer to one of them."""
    yield course.given
    for question, chosen in course.free:
        yield from (plus(course.given, adds) for adds in contributions.free(question, chosen))


def reach_by_the_end(contributions: Contributions, parts: Sequence[Sequence[Course]], first: int, second: int) -> Duel:
    """Return how far one framework can get ahead of another by the end, over all parts and their courses."""
    return combined(reach_in_one(contributions, part, first, second) for part in parts)


def reach_in_one(contributions: Contributions, ways: Sequence[Course], first: int, second: int) -> Duel:
    """Return how far one framework can get ahead of another in one of several courses."""
    return either(reach_in(contributions, course, first, second) for course in ways)


def reach_in(contributions: Contributions, course: Course, first: int, second: int) -> Duel:
    """Return how far one framework can get ahead of another in a course."""
    free = [contributions.reach(question, chosen, first, second) for question, chosen in course.free]
    return combined([duel(course.given, first, second), *free])


def swing_of_any(contributions: Contributions, ways: tuple[Course, ...]) -> Swing:
    """Return the swing for contests between all pairs: where nobody leads yet it is the same for everybody, so kept."""
    from recommender.engine.result.widest_swing import widest_swing  # numpy: takes long to load

    kept = contributions.widest_swings
    if ways not in kept:
        kept[ways] = widest_swing(contributions, ways)
    return kept[ways]


def swing(contributions: Contributions, ways: tuple[Course, ...], contests: Sequence[Contest]) -> Swing:
    """Return what a question with these courses can do by itself, at most for one of the contests."""
    # With a leader there are never as many: it is one side of each.
    if contests and len(contests) == contributions.size * (contributions.size - 1):
        return swing_of_any(contributions, ways)
    # What there is without it.
    given = ways[-1].given

    def swing_of(contest: Contest) -> Swing:
        first, second = contest
        nearer = reach_in_one(contributions, ways, first, second)
        farther = reach_in_one(contributions, ways, second, first)
        most, lead = max(nearer.values()), given[first] - given[second]
        # More than one state: some answer makes one of the two miss a must-have, and another does not.
        return len(nearer) > 1, most - lead, most + max(farther.values())

    return max(map(swing_of, contests), default=(False, 0, 0))
