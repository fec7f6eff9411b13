"""The ledger is the same formula in another order: it must always agree with the scores."""

from fractions import Fraction

from hypothesis import given

from recommender.engine import ledger
from recommender.engine.scoring import recommend
from recommender.engine.types import Answer, Importance
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
CATALOGUE = create_catalogue(FAST, ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}}, weights={"speed": 10})


def test_an_entry_worked_by_hand():
    """Double: 4 x 10 x 3 = 120; alpha 120 x 80, beta 120 x 40. As a must-have beta misses one."""
    assert ledger.entry(CATALOGUE, FAST, chosen("yes", importance=Importance.DOUBLE)) == (9600, 4800, 0, 0, 120)
    assert ledger.entry(CATALOGUE, FAST, chosen("yes", importance=Importance.MUST_HAVE)) == (9600, 4800, 0, 1, 120)
    assert ledger.entry(CATALOGUE, FAST, Answer()) == ledger.nothing(CATALOGUE) == (0, 0, 0, 0, 0)


def test_leaders_by_hand():
    assert ledger.leaders(CATALOGUE, (5, 7, 0, 0, 1)) == ("beta",)
    assert ledger.leaders(CATALOGUE, (5, 7, 0, 2, 1)) == ("alpha",)
    assert ledger.leaders(CATALOGUE, (5, 7, 1, 2, 1)) == ("beta",)
    assert ledger.leaders(CATALOGUE, (7, 7, 0, 0, 1)) == ("alpha", "beta")
    assert ledger.leaders(CATALOGUE, (0, 0, 0, 0, 0)) == ()
    assert ledger.leaders(CATALOGUE, (0, 0, 1, 1, 0)) == ()
    assert ledger.leaders(CATALOGUE, (0, 0, 0, 1, 0)) == ("alpha",)


@given(cases())
def test_the_ledger_agrees_with_the_outcome(case):
    catalogue, answers = case
    outcome, total = recommend(catalogue, answers), ledger.total(catalogue, answers)
    size = len(catalogue.frameworks)
    assert total[-1] == outcome.total_weight
    for place, framework in enumerate(catalogue.frameworks):
        standing = outcome.standing_of(framework.slug)
        assert Fraction(total[place], total[-1] or 1) == standing.score
        assert total[size + place] == len(standing.missed)
    assert ledger.leaders(catalogue, total) == tuple(sorted(item.framework.slug for item in outcome.leaders))
