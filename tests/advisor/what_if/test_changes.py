"""A ranking before and after, framework by framework and in a sentence."""

import pytest

from advisor.number_format import ordinal
from advisor.what_if.changes import lead_change, moves
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.result.what_if import WhatIf, applied
from recommender.engine.scoring import recommend
from tests.factories import chosen, create_catalogue, yes_or_no

CATALOGUE = create_catalogue(
    yes_or_no("fast", "speed", 1, 60),
    yes_or_no("easy", "ease", 1),
    ratings={"alpha": {"speed": 80, "ease": 10}, "beta": {"speed": 10, "ease": 79}, "gamma": {"speed": 10, "ease": 79}},
)
BOTH = {"fast": chosen("yes"), "easy": chosen("yes")}
BEFORE = recommend(CATALOGUE, BOTH)
NOTHING = WhatIf(percents={"speed": 0, "ease": 0})


def tried(**changed):
    return recommend(*applied(CATALOGUE, BOTH, WhatIf(**changed)))


def test_each_framework_has_its_place_before_and_the_change_of_its_shown_score():
    """Speed alone: alpha 45.0 to 80.0, the others 44.5 to 10.0."""
    found = moves(BEFORE, tried(percents={"ease": 0}))
    assert [(move.standing.framework.slug, move.tenths, move.before) for move in found] == [
        ("alpha", 350, "was 1st, 45.0"),
        ("beta", -345, "was 2nd, 44.5"),
        ("gamma", -345, "was 2nd, 44.5"),
    ]


def test_what_stays_has_no_past():
    assert {move.before for move in moves(BEFORE, tried(percents={"speed": 200, "ease": 200}))} == {""}


def test_a_framework_that_is_left_out_has_no_move():
    """A new rank with the same score is a move too."""
    found = moves(BEFORE, tried(dropped=("alpha",)))
    assert [(move.standing.framework.slug, move.before) for move in found] == [
        ("beta", "was 2nd, 44.5"),
        ("gamma", "was 2nd, 44.5"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (BEFORE, BEFORE, "Alpha leads, as before."),
        (BEFORE, tried(percents={"speed": 0}), "Alpha led; now Beta and Gamma share the lead."),
        (tried(percents={"speed": 0}), BEFORE, "Beta and Gamma shared the lead; now Alpha leads."),
        (BEFORE, tried(percents=NOTHING.percents), "Alpha led; now nobody leads."),
        (tried(percents=NOTHING.percents), BEFORE, "Nobody led; now Alpha leads."),
        (tried(percents=NOTHING.percents), tried(percents=NOTHING.percents), "Nobody leads, as before."),
    ],
)
def test_who_led_and_who_leads(before, after, sentence):
    assert lead_change(before, after, None) == sentence


def test_ordinals():
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
    ]  # fmt: skip


def test_a_lead_that_is_too_close_to_call_is_one_by_a_hair():
    close = Certainty((), Band.CLOSE, is_lowered=False, together=())
    assert lead_change(tried(percents={"speed": 0}), BEFORE, close).endswith("; now Alpha leads by a hair.")
