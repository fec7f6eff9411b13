"""Conditions that no answers meet: against trying every run, and each reason by hand."""

from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks.conditions import askable
from tests.engine.every_completion import EveryRun, tiny_catalogues


@given(tiny_catalogues(st.just(2)))
def test_exactly_the_questions_that_some_run_asks_can_be_asked(catalogue):
    assert askable(catalogue) == EveryRun(catalogue).ever_asked
