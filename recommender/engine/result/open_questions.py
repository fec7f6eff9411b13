"""The open questions: whether they can still change who leads, and which of them most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, permutations

from recommender.engine.contributions import Contributions, Swing
from recommender.engine.interview import asked_questions
from recommender.engine.types import SKIPPED, Answer, Answers, Question
from recommender.engine.vectors import (
    Duel,
    Vector,
    can_lead_by,
    combined,
    duel,
    either,
    plus,
    total,
)

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
    def ways_on(self) -> list[tuple["Course", ...]]:
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


@dataclass(frozen=True, slots=True)
class Course:
    """One way in which a part of the questionnaire can go on: what its given answers add, and the questions that are
    free, each with the choice that it is bound to, if any (see `Contributions.free`).
    """

    given: Vector
    free: tuple[tuple[str, tuple[str, ...] | None], ...]


def open_questions(contributions: Contributions, answers: Answers) -> OpenQuestions:
    """Return the open questions, which tell whether they can still change who leads, and which of them most. Exact.

    For each rival the greatest lead over the leader that each open question can bring is added up, apart for each state
    of missed must-haves; skips and all importances are among the free answers. Where questions depend on each other,
    every choice that decides which of them are asked is followed.
    """
    asked = asked_questions(contributions.catalogue, answers)
    still_open = tuple(question for question in asked if question.slug not in answers)
    return OpenQuestions(contributions, dict(answers), still_open)


def ways_on(contributions: Contributions, answers: Answers) -> Iterator[Iterator[Course]]:
    """Yield the courses of the questionnaire's parts, of which no other decides anything: first those of all questions
    together that can go on in one course only, then of each part that has an open gate.
    """
    open_gates = contributions.gates - answers.keys()
    forked = [part for part in contributions.parts if part & open_gates]
    alone = frozenset(contributions.catalogue.question_of).difference(*forked)
    return (courses(contributions, answers, part) for part in (alone, *forked))


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


def courses(
    contributions: Contributions, answers: Answers, part: frozenset[str], bound: frozenset[str] = frozenset()
) -> Iterator[Course]:
    """Yield every way in which a part of the questionnaire (slugs of questions) can go on, the one that skips all open
    gates last. `bound` are the gates whose choice, but not importance, is settled by this course.
    """
    asked = [question for question in asked_questions(contributions.catalogue, answers) if question.slug in part]
    for gate in asked:
        if gate.slug in contributions.gates and gate.slug not in answers:
            # The importance given here stands for any: what the gate itself adds is left free below, bound to its
            # choice.
            for chosen in contributions.choices(gate.slug):
                yield from courses(
                    contributions, {**answers, gate.slug: Answer(chosen=chosen)}, part, bound | {gate.slug}
                )
            return
    given = [contributions.entry(item, answers[item.slug]) for item in asked if item.slug in answers.keys() - bound]
    free = [(item.slug, None) for item in asked if item.slug not in answers]
    half_free = [(item.slug, answers[item.slug].chosen) for item in asked if item.slug in bound]
    yield Course(total(given, contributions.nothing), (*free, *half_free))


def ways_of(contributions: Contributions, skipped: Answers, question: str) -> tuple[Course, ...]:
    """Return the courses of a question (its slug) by itself, the other open ones skipped; the last one skips it too."""
    if question not in contributions.gates:
        return (Course(contributions.nothing, ((question, None),)),)
    # A gate by itself also brings what it opens.
    part = next(part for part in contributions.parts if question in part)
    answers = {slug: answer for slug, answer in skipped.items() if slug != question}
    return tuple(courses(contributions, answers, part))


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
