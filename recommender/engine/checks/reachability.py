"""Which leads of one framework over another answers can add up to, and so what a choice can never change.

Leads between two frameworks are kept apart by the state of missed must-haves (see `vectors`), those of each state as
the bits of one integer: to add an answer is to shift them. So all leads that any completion can bring are found
question by question, without running through the completions.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, islice, permutations
from math import gcd

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.result.open_questions import Course, courses
from recommender.engine.types import Answer
from recommender.engine.vectors import BOTH_MISS, FIRST_MISSES, NEITHER_MISSES, SECOND_MISSES, duel

MOST_COURSES = 200

Free = tuple[str, tuple[str, ...] | None]
"""A question (its slug) whose answer is free, and the choice that it is bound to, if any: see `Contributions.free`."""

Leads = Mapping[int, int]
"""By state, the leads of the first framework over the second that can be had: bit `zero` + lead."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One way to answer what decides which questions of a part are asked, a question among them that has a choice.

    `common` are the questions that are asked if that one is skipped too, `extra` are itself and those that it opens.
    """

    common: tuple[Free, ...]
    extra: tuple[Free, ...]


class Reach:
    """What the answers to a questions can add up to. Make it once: what is found is kept."""

    def __init__(self, contributions: Contributions) -> None:
        self.contributions = contributions
        self.race = cache(self._race)

    def _race(self, first: int, second: int) -> "Race":
        return Race(self, first, second)

    @cached_property
    def ways(self) -> Mapping[frozenset[str], tuple[Course, ...]]:
        """Every way to go through each part of the questionnaire; if these are too many, one that allows more."""
        return {part: self._ways(part) for part in self.contributions.parts}

    def _ways(self, part: frozenset[str]) -> tuple[Course, ...]:
        found = tuple(islice(courses(self.contributions, {}, part), MOST_COURSES + 1))
        return found if len(found) <= MOST_COURSES else (Course(self.contributions.nothing, free_all(part)),)

    def part_of(self, question: str) -> frozenset[str]:
        return next(part for part in self.contributions.parts if question in part)

    def situations(self, question: str, chosen: tuple[str, ...]) -> tuple[Situation, ...]:
        """Every situation in which a question (its slug) is asked and this is chosen; see `ways` for too many."""
        answers, part = {question: Answer(chosen=chosen)}, self.part_of(question)
        found = list(islice(courses(self.contributions, answers, part), MOST_COURSES + 1))
        if len(found) <= MOST_COURSES:
            return tuple(self._situations(question, chosen, found))
        others = free_all(part - {question})
        return (Situation(others, ((question, chosen), *(others if question in self.contributions.gates else ()))),)

    def _situations(self, question: str, chosen: tuple[str, ...], ways: Iterable[Course]) -> Iterator[Situation]:
        for course in ways:
            bound = {slug: Answer(chosen=choice) for slug, choice in course.free if choice is not None}
            skipped = {item.slug for item in asked_questions(self.contributions.catalogue, bound)}
            if question in skipped:
                common = tuple(item for item in course.free if item[0] in skipped)
                opened = tuple(item for item in course.free if item[0] not in skipped)
                yield Situation(common, ((question, chosen), *opened))

    def opens(self, question: str) -> bool:
        """Whether some choice for a question (its slug) lets another be asked; True is no proof with too many ways."""
        return any(
            len(situation.extra) > 1
            for chosen in self.contributions.choices(question)
            for situation in self.situations(question, chosen)
        )

    def beside(self, question: str) -> set[Free]:
        """What can be answered together with a question (its slug)."""
        own = self.part_of(question)
        others = {item for part, ways in self.ways.items() if part != own for course in ways for item in course.free}
        situations = [
            item for chosen in self.contributions.choices(question) for item in self.situations(question, chosen)
        ]
        return others.union(*(situation.common for situation in situations))

    def can_change_the_lead(self, question: str, choice: str, contenders: Collection[int]) -> bool:
        """Whether choosing this rather than skipping the question changes which of two contenders is ahead, or, if
        there are other frameworks, may do so while all are level.

        Contenders are the places of all frameworks that can lead. If not, the choice never changes who leads: whoever
        leads with it would not be behind who led without it. If so, it may still not, where a third one leads.
        """
        part, everybody = self.part_of(question), range(self.contributions.size)
        others = [self.race(*pair) for pair in combinations(everybody, 2)] if len(contenders) < len(everybody) else []
        races = [self.race(*pair) for pair in permutations(contenders, 2)]
        return any(
            any(race.is_gained_in(part, situation) for race in races) or can_part(others, part, situation)
            for situation in self.situations(question, (choice,))
        )


def can_part(races: Sequence["Race"], part: frozenset[str], situation: Situation) -> bool:
    """Whether a choice that tells some frameworks apart may do so where all are level without it, or level with it.

    The races are those between all frameworks; each of them being level is what all being level takes.
    """
    if all(race.gains(situation) == race.start for race in races):
        return False
    return all(race.may_be_level(race.before(part, situation)) for race in races) or all(
        race.may_be_level(race.after(part, situation)) for race in races
    )


def free_all(questions: Iterable[str]) -> tuple[Free, ...]:
    return tuple((slug, None) for slug in sorted(questions))


class Race:
    """Two frameworks, by their places in the catalogue, and all leads of the first over the second."""

    def __init__(self, reach: Reach, first: int, second: int) -> None:
        self.reach, self.first, self.second = reach, first, second
        self.steps = cache(self._steps)
        self.elsewhere = cache(self._elsewhere)

    @cached_property
    def all_leads(self) -> list[list[int]]:
        """What the answers to each question do to the lead."""
        contributions = self.reach.contributions
        return [
            [adds[self.first] - adds[self.second] for adds in contributions.free(question.slug)]
            for question in contributions.catalogue.questions
        ]

    @cached_property
    def unit(self) -> int:
        """What all leads are multiples of."""
        return gcd(*(lead for leads in self.all_leads for lead in leads)) or 1

    @cached_property
    def zero(self) -> int:
        """The place of the bit that stands for no lead: no sum of leads is below the first bit."""
        return sum(max(map(abs, leads)) for leads in self.all_leads) // self.unit

    @property
    def start(self) -> Leads:
        return {NEITHER_MISSES: 1 << self.zero}

    def _steps(self, free: Free) -> frozenset[tuple[int, int]]:
        """The states and leads that the answers to a question bring, each once."""
        duels = (duel(adds, self.first, self.second) for adds in self.reach.contributions.free(*free))
        return frozenset((state, lead // self.unit) for found in duels for state, lead in found.items())

    def added(self, leads: Leads, free: Iterable[Free]) -> Leads:
        """All leads that can be had from some and the answers to further questions."""
        for item in free:
            sums: dict[int, int] = {}
            for state, bits in leads.items():
                for more, lead in self.steps(item):
                    moved = bits << lead if lead >= 0 else bits >> -lead
                    sums[state | more] = sums.get(state | more, 0) | moved
            leads = sums
        return leads

    def _elsewhere(self, part: frozenset[str]) -> Leads:
        """All leads that can be had in the other parts of the questionnaire."""
        leads = self.start
        for other, ways in self.reach.ways.items():
            if other != part:
                leads = united(self.added(leads, course.free) for course in ways)
        return leads

    def is_gained_in(self, part: frozenset[str], situation: Situation) -> bool:
        """Whether, in some completion, what the choice adds lets the first framework overtake the second, draw level
        with it, or leave it behind after they were level."""
        gains = self.gains(situation)
        return gains != self.start and self.is_gained(self.before(part, situation), gains)

    def before(self, part: frozenset[str], situation: Situation) -> Leads:
        """All leads that can be had in a situation of a part without the choice."""
        return self.added(self.elsewhere(part), situation.common)

    def after(self, part: frozenset[str], situation: Situation) -> Leads:
        """The same with the choice, and what it opens."""
        return self.added(self.before(part, situation), situation.extra)

    def gains(self, situation: Situation) -> Leads:
        """All that the choice, and what it opens, can add to a lead."""
        return self.added(self.start, situation.extra)

    def may_be_level(self, leads: Leads) -> bool:
        return any(leads.get(state, 0) >> self.zero & 1 for state in (NEITHER_MISSES, BOTH_MISS))

    def is_gained(self, before: Leads, gains: Leads) -> bool:
        return any(
            self.is_gained_by(state, leads, more, steps)
            for state, leads in before.items()
            for more, steps in gains.items()
        )

    def is_gained_by(self, state: int, leads: int, more: int, steps: int) -> bool:
        """The same for leads in a state, and what is added to them in a state of its own."""
        greatest_step, behind_or_level = greatest(steps) - self.zero, (1 << (self.zero + 1)) - 1
        if state in {NEITHER_MISSES, BOTH_MISS}:
            if state | more == SECOND_MISSES:
                return bool(leads & behind_or_level)
            within_a_step = (leads & behind_or_level) >> max(self.zero - greatest_step, 0)
            return state | more != FIRST_MISSES and greatest_step > 0 and bool(within_a_step)
        return state == FIRST_MISSES and state | more == BOTH_MISS and greatest(leads) + greatest_step >= self.zero


def greatest(bits: int) -> int:
    """The place of the last bit that is set."""
    return bits.bit_length() - 1


def united(found: Iterable[Leads]) -> Leads:
    """All leads that can be had in one of several ways."""
    leads: dict[int, int] = {}
    for way in found:
        for state, bits in way.items():
            leads[state] = leads.get(state, 0) | bits
    return leads
