"""Every way to answer a tiny catalogue, tried one by one: the oracle for what the check tells of it."""

from collections.abc import Mapping
from itertools import product
from math import prod

from hypothesis import assume
from hypothesis import strategies as st

from recommender.engine.interview import asked_questions
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Answer, Catalogue, Familiarity, Question
from tests.engine.brute_force import every_answer
from tests.factories import create_catalogue, create_choice, create_question

MOST_RUNS = 400
FRAMEWORKS = ("alpha", "beta", "gamma")
CRITERIA = ("c1", "c2")

points = st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 3), max_size=2)
requirements = st.one_of(st.just({}), st.just({}), st.fixed_dictionaries({"c1": st.sampled_from((30, 60))}))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Up to three questions, each likely to depend on another, be it in vain, and perhaps one about familiarity."""
    count = draw(st.integers(1, 3))
    choices = [("q0", "x"), ("q1", "x"), ("q1", "y"), ("q2", "x")]
    drawn = []
    for number in range(count):
        others = [choice for choice in choices[:3] if choice[0] != f"q{number}" and int(choice[0][1]) < count]
        ask_if = draw(st.sets(st.sampled_from(others), max_size=2)) if others and draw(st.booleans()) else ()
        offered = tuple(
            create_choice(slug, draw(points), draw(requirements)) for slug in "xy"[: draw(st.integers(1, 2))]
        )
        drawn.append(create_question(f"q{number}", offered, ask_if=tuple(sorted(ask_if))))
    if draw(st.integers(0, 3)) == 0:
        familiarity = Familiarity(criterion="familiarity", points=draw(st.integers(0, 2)))
        drawn.append(create_question("known", familiarity=familiarity))
    return tuple(drawn)


@st.composite
def tiny_catalogues(draw: st.DrawFn, sizes: st.SearchStrategy[int]) -> Catalogue:
    """Catalogues in which frameworks are often level, criteria without weight, and choices without effect."""
    rating = st.sampled_from((0, 40, 50, 100))
    ratings = {slug: {criterion: draw(rating) for criterion in CRITERIA} for slug in FRAMEWORKS[: draw(sizes)]}
    weights = {criterion: draw(st.integers(0, 2)) for criterion in CRITERIA}
    return create_catalogue(*draw(questions()), ratings=ratings, weights=weights)


Run = tuple[Answer, ...]
"""An answer or a skip for each question, asked or not."""


class EveryRun:
    """What comes of every run: who leads, what lies between the frameworks, which questions are asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.slugs = [question.slug for question in catalogue.questions]
        offered = [list(every_answer(catalogue, question)) for question in catalogue.questions]
        assume(prod(map(len, offered)) <= MOST_RUNS)
        self.runs = list(product(*offered))
        self.leaders: dict[Run, tuple[str, ...]] = {}
        self.between: dict[Run, Mapping[tuple[str, str], tuple[int, int]]] = {}
        self.asked: dict[Run, set[str]] = {}
        for run in self.runs:
            self._try(run)

    def _try(self, run: Run) -> None:
        answers = dict(zip(self.slugs, run, strict=True))
        outcome = recommend(self.catalogue, answers)
        leaders = tuple(sorted(item.framework.slug for item in outcome.leaders))
        self.leaders[run] = leaders if len(leaders) < len(outcome.standings) else ()
        merits = {
            item.framework.slug: (bool(item.missed), item.score * outcome.total_weight) for item in outcome.standings
        }
        self.between[run] = {
            (one, other): (merits[one][0] - merits[other][0], merits[one][1] - merits[other][1])
            for one in merits
            for other in merits
        }
        self.asked[run] = {question.slug for question in asked_questions(self.catalogue, answers)}

    @property
    def ever_asked(self) -> set[str]:
        return set().union(*self.asked.values())

    @property
    def ever_leading(self) -> set[str]:
        return {slug for leaders in self.leaders.values() for slug in leaders}

    @property
    def idle_questions(self) -> set[str]:
        """Those that are asked, and whose answers move nothing between two frameworks and open no question."""
        moving = {
            self.slugs[at]
            for run in self.runs
            for at, skipped in self.skips(run)
            if self.between[run] != self.between[skipped] or self.asked[run] != self.asked[skipped]
        }
        return self.ever_asked - moving

    @property
    def idle_choices(self) -> set[tuple[str, str]]:
        """Those of questions that are asked that change who leads in no run, compared with a skip."""
        told = {
            (self.slugs[at], run[at].chosen[0])
            for run in self.runs
            for at, skipped in self.skips(run)
            if run[at].chosen and self.leaders[run] != self.leaders[skipped]
        }
        offered = {
            (question.slug, choice.slug)
            for question in self.catalogue.questions
            for choice in question.choices
            if question.slug in self.ever_asked
        }
        return offered - told

    def skips(self, run: Run) -> list[tuple[int, Run]]:
        """The runs in which one question is skipped instead, each with the place of that question."""
        return [(at, (*run[:at], SKIPPED, *run[at + 1 :])) for at in range(len(run))]
