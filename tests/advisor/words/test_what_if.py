"""What a what-if changes, in words."""

from advisor.words.what_if import adjustments
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, yes_or_no

CATALOGUE = create_catalogue(
    yes_or_no("fast", "speed", 1, 60),
    ratings={"alpha": {"speed": 80, "ease": 10}, "beta": {"speed": 40, "ease": 90}, "gamma": {"speed": 0, "ease": 0}},
)
ANSWERS = {"fast": chosen("yes", importance=Importance.DOUBLE)}


def words(**changed):
    return adjustments(CATALOGUE, ANSWERS, WhatIf(**changed))


def test_weights():
    assert words(percents={"speed": 150}) == ("Speed counts 150\u00a0% of what the answers give it",)
    assert words(percents={"speed": 0}) == ("Speed counts for nothing",)
    assert words(percents={"ease": 50}) == ("Ease counts too, 50\u00a0% of what one answer usually gives",)


def test_what_is_as_the_answers_make_it_needs_no_words():
    assert words(percents={"speed": 100, "ease": 0}) == words() == ()


def test_frameworks():
    assert words(dropped=("beta",)) == ("Beta is left out",)
    assert words(dropped=("gamma", "beta")) == ("Beta and Gamma are left out",)


def test_must_haves():
    assert words(demanded=("fast",)) == ("“Is it fast?” is a must-have",)
    assert words(eased=("fast",)) == ("“Is it fast?” is optional",)


def test_unknown_slugs_need_no_words():
    assert words(percents={"x": 200}, dropped=("x",), eased=("x",), demanded=("x",)) == ()


def test_all_at_once_weights_come_first():
    changed = words(demanded=("fast",), dropped=("beta",), percents={"ease": 100, "speed": 200})
    assert [text.split()[0] for text in changed] == ["Speed", "Ease", "Beta", "“Is"]
