"""The contributions is the same formula in another order: it must always agree with the scores."""

from fractions import Fraction

from hypothesis import given

from recommender.engine.contributions import Contributions
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Familiarity, Importance
from recommender.engine.vectors import NEITHER_MISSES, SECOND_MISSES
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question

DOUBLE, MUST = Importance.DOUBLE, Importance.MUST_HAVE
FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
MORE = create_question("more", (create_choice("a"), create_choice("b")), ask_if=(("fast", "yes"),))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
CATALOGUE = create_catalogue(
    FAST, KNOWN, MORE, ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}}, weights={"speed": 10}
)
CONTRIBUTIONS = Contributions(CATALOGUE)


def test_an_entry_worked_by_hand():
    """Double: 4 x 10 x 3 = 120; alpha 120 x 80, beta 120 x 40. As a must-have beta misses one."""
    assert CONTRIBUTIONS.entry(FAST, chosen("yes", importance=DOUBLE)) == (9600, 4800, 0, 0, 120)
    assert CONTRIBUTIONS.entry(FAST, chosen("yes", importance=MUST)) == (9600, 4800, 0, 1, 120)
    assert CONTRIBUTIONS.entry(FAST, SKIPPED) == CONTRIBUTIONS.nothing == (0, 0, 0, 0, 0)


def test_without_answers_the_total_is_nothing():
    """Two utilities, two numbers of missed must-haves and a weight."""
    assert Contributions(CATALOGUE).total({}) == (0, 0, 0, 0, 0)


def test_the_entry_of_any_set_of_known_frameworks():
    """2 x 1 x 1 point at a rating of 100 for each."""
    assert CONTRIBUTIONS.entry(KNOWN, chosen("alpha", "beta")) == (200, 200, 0, 0, 2)
    assert CONTRIBUTIONS.entry(KNOWN, chosen("beta")) == (0, 200, 0, 0, 2)


def test_alternatives_carry_what_they_add_themselves():
    found = {
        alternative.change.answer: alternative.adds
        for alternative in CONTRIBUTIONS.others("fast", chosen("no")).alternatives
    }
    assert found[chosen("yes", importance=DOUBLE)] == (9600, 4800, 0, 0, 120)
    assert found[SKIPPED] == CONTRIBUTIONS.nothing
    assert chosen("no") not in found


def test_what_is_free_in_a_question():
    """Three importances of “no”, four of “yes”, and a skip; a choice bound to one leaves its importances."""
    assert len(CONTRIBUTIONS.free("fast")) == 8
    assert CONTRIBUTIONS.free("fast", ("yes",)) == [
        (4800, 2400, 0, 0, 60),
        (2400, 1200, 0, 0, 30),
        (9600, 4800, 0, 0, 120),
        (9600, 4800, 0, 1, 120),
    ]
    assert CONTRIBUTIONS.free("fast", ()) == [CONTRIBUTIONS.nothing]


def test_the_reach_of_a_question():
    assert CONTRIBUTIONS.reach("fast", None, 0, 1) == {NEITHER_MISSES: 4800, SECOND_MISSES: 4800}
    assert CONTRIBUTIONS.reach("fast", None, 1, 0) == {NEITHER_MISSES: 0, 1: -4800}
    assert CONTRIBUTIONS.reach("known", None, 1, 0) == {NEITHER_MISSES: 400}
    assert CONTRIBUTIONS.reach("fast", ("no",), 0, 1) == {NEITHER_MISSES: 0}


def test_choices_end_with_none():
    assert CONTRIBUTIONS.choices("fast") == [("yes",), ("no",), ()]


def test_parts_hold_the_questions_that_depend_on_each_other():
    """“last” depends on two questions and so joins their parts."""
    one, two, alone = (create_question(slug) for slug in ("one", "two", "alone"))
    last = create_question("last", ask_if=(("one", "yes"), ("two", "no")))
    contributions = Contributions(create_catalogue(one, alone, last, two))
    assert set(contributions.parts) == {frozenset({"one", "two", "last"}), frozenset({"alone"})}
    assert contributions.gates == {"one", "two"}


def test_leaders_by_hand():
    assert CONTRIBUTIONS.leaders((5, 7, 0, 0, 1)) == ("beta",)
    assert CONTRIBUTIONS.leaders((5, 7, 0, 2, 1)) == ("alpha",)
    assert CONTRIBUTIONS.leaders((5, 7, 1, 2, 1)) == ("beta",)
    assert CONTRIBUTIONS.leaders((7, 7, 0, 0, 1)) == ("alpha", "beta")
    assert CONTRIBUTIONS.leaders((0, 0, 0, 0, 0)) == ()
    assert CONTRIBUTIONS.leaders((0, 0, 1, 1, 0)) == ()
    assert CONTRIBUTIONS.leaders((0, 0, 0, 1, 0)) == ("alpha",)


def test_leaders_are_sorted_whatever_the_order_of_the_catalogue():
    turned = Contributions(create_catalogue(ratings={"zeta": {"speed": 1}, "alpha": {"speed": 1}}))
    assert turned.leaders((5, 5, 0, 0, 1)) == ("alpha", "zeta")


@given(cases())
def test_the_ledger_agrees_with_the_outcome(case):
    catalogue, answers = case
    contributions = Contributions(catalogue)
    outcome, total = recommend(catalogue, answers), contributions.total(answers)
    size = len(catalogue.frameworks)
    assert total[-1] == outcome.total_weight
    for place, framework in enumerate(catalogue.frameworks):
        standing = outcome.standing_of(framework.slug)
        assert Fraction(total[place], total[-1] or 1) == standing.score
        assert total[size + place] == len(standing.missed)
    assert contributions.leaders(total) == tuple(sorted(item.framework.slug for item in outcome.leaders))
