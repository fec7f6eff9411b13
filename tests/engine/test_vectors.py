"""Duels: leads by state, chosen among and added up."""

import pytest

from recommender.engine.vectors import (
    BOTH_MISS,
    FIRST_MISSES,
    NEITHER_MISSES,
    SECOND_MISSES,
    can_lead_by,
    can_win_by,
    combined,
    duel,
    either,
    minus,
    plus,
    total,
)


def test_vectors_are_added_place_by_place():
    assert total([(1, 2, 3), (10, 20, 30)], (100, 0, 0)) == (111, 22, 33)
    assert total([], (1, 2)) == (1, 2)
    assert plus((1, 2), (3, 5)) == (4, 7)
    assert minus((1, 2), (3, 5)) == (-2, -3)


@pytest.mark.parametrize(
    ("missed", "state"),
    [((0, 9, 0), NEITHER_MISSES), ((2, 0, 0), FIRST_MISSES), ((0, 0, 1), SECOND_MISSES), ((1, 0, 3), BOTH_MISS)],
)
def test_the_duel_of_a_vector_keeps_lead_and_state(missed, state):
    """Three frameworks; the duel is between the first and the last."""
    assert duel((50, 70, 80, *missed, 4), 0, 2) == {state: -30}


def test_of_several_ways_the_greatest_lead_of_each_state_is_kept():
    assert either([{NEITHER_MISSES: -5}, {NEITHER_MISSES: -2, FIRST_MISSES: 1}, {NEITHER_MISSES: -3}]) == {
        NEITHER_MISSES: -2,
        FIRST_MISSES: 1,
    }
    assert either([]) == {}


def test_leads_add_up_and_misses_stay():
    """0 + 4 in state 1 beats 3 + 0: the first framework misses something in either."""
    one = {NEITHER_MISSES: 0, FIRST_MISSES: 3}
    other = {NEITHER_MISSES: 0, FIRST_MISSES: 4, SECOND_MISSES: -1}
    assert combined([one, other]) == {NEITHER_MISSES: 0, FIRST_MISSES: 7, SECOND_MISSES: -1, BOTH_MISS: 2}
    assert combined([one]) == one


@pytest.mark.parametrize(
    ("reach", "least"),
    [
        ({NEITHER_MISSES: 3}, 3),
        ({BOTH_MISS: 3}, 3),
        ({NEITHER_MISSES: -1, BOTH_MISS: 0}, 0),
        ({FIRST_MISSES: 9}, None),
    ],
)
def test_a_lead_counts_only_when_both_or_neither_miss_something(reach, least):
    for lead in (0, 1, 2, 3, 4):
        assert can_lead_by(reach, lead) is (least is not None and lead <= least)


def test_who_meets_what_the_other_misses_is_before_it_whatever_the_lead():
    assert can_lead_by({SECOND_MISSES: -100}, 50)


def test_to_win_is_to_lead_without_missing_anything():
    assert can_win_by({NEITHER_MISSES: 2}, 2)
    assert not can_win_by({NEITHER_MISSES: 1}, 2)
    assert not can_win_by({BOTH_MISS: 9, FIRST_MISSES: 9}, 0)
    assert can_win_by({SECOND_MISSES: -9}, 1)
