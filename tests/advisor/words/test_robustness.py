"""How a result fares in many draws and with other methods, word by word."""

import subprocess
import sys
from dataclasses import replace

import pytest

from advisor.number_format import whole_percent
from advisor.words.robustness import agreement, favouring_weights
from recommender.engine.result.certainty import Band
from recommender.engine.types import Importance
from tests.advisor.words import said as words
from tests.factories import chosen, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 2}), create_choice("no")))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 70}, "gamma": {"speed": 30, "size": 10}}
SURE = {"alpha": {"speed": 90, "size": 90}, "beta": {"speed": 10, "size": 10}}
ANSWERS = {"fast": chosen("yes"), "small": chosen("yes")}


def said(answers=ANSWERS, ratings=RATINGS):
    return words.said(FAST, SMALL, ratings=ratings, answers=answers)


def test_whose_weights_favour_whom():
    """Weights 6 and 4, 60 % and 40 %; beta leads when size weighs more than 40 / 90, alpha else; gamma never."""
    alpha, beta, gamma = said().win_shares.sentences
    assert alpha.startswith("Where Alpha comes first, more weight than usual falls on Speed (")
    assert alpha.endswith(" instead of 59.7\u00a0%); with just those weights it is first in 100\u00a0% of the draws.")
    assert beta.startswith("Where Beta comes first, more weight than usual falls on Size (")
    assert " instead of 40.3\u00a0%)" in beta
    assert gamma == "Gamma never comes first."


def test_how_often_the_first_comes_first():
    assert said(ratings=SURE).win_shares.summary == (
        "We varied weights and ratings slightly, 10,000 times. Alpha came first in 100\u00a0%."
    )


@pytest.mark.parametrize(("share", "is_told"), [(0.049, False), (0.05, True)])
def test_the_confidence_factor_of_who_seldom_comes_first_is_left_out(share, is_told):
    found = said(ratings=SURE).analysis
    position = replace(found.robustness.positions[0], acceptability=(share, 1 - share), confidence=0.37)
    sentence = favouring_weights(found.outcome, found.robustness, position)
    assert ("37" in sentence) is is_told
    assert sentence.startswith("Where Alpha comes first")


def test_the_weights_of_a_sure_winner_are_as_usual():
    (alpha, _) = said(ratings=SURE).win_shares.sentences
    assert alpha == (
        "Where Alpha comes first, the weights are as usual; "
        "with just those weights it is first in 100\u00a0% of the draws."
    )


def test_the_three_largest_shifts_are_named():
    slugs = ("one", "two", "three", "four", "five")
    wide = create_question("wide", (create_choice("yes", dict.fromkeys(slugs, 1)), create_choice("no")))
    ratings = {slug: dict.fromkeys(slugs, 50) for slug in ("alpha", "beta")}
    found = words.said(wide, ratings=ratings, answers={"wide": chosen("yes")}).analysis
    central = {"one": 0.2049, "two": 0.19, "three": 0.3, "four": 0.21, "five": 0.25}
    position = replace(found.robustness.positions[0], central_weights=central, confidence=0.996)
    robustness = replace(found.robustness, mean_weights=dict.fromkeys(slugs, 0.2))
    assert favouring_weights(found.outcome, robustness, position) == (
        "Where Alpha comes first, more weight than usual falls on Three (30.0\u00a0% instead of 20.0\u00a0%), "
        "Five (25.0\u00a0% instead of 20.0\u00a0%) and Four (21.0\u00a0% instead of 20.0\u00a0%); "
        "with just those weights it is first in over 99\u00a0% of the draws."
    )


def test_other_methods_that_agree_or_not():
    sure = said({"fast": chosen("yes")}).other_methods
    assert sure.agreement == "All 4 other methods put Alpha first, too."
    assert not sure.is_partial
    beta_leads = said({"small": chosen("yes")}).analysis
    outcome, certainty = beta_leads.outcome, beta_leads.certainty
    assert agreement(outcome, certainty, sure.opinions) == "None of the 4 other methods puts Beta first, too."
    mixed = (*sure.opinions[:3], beta_leads.opinions[3])
    assert agreement(outcome, certainty, mixed) == "1 of the 4 other methods puts Beta first, too."


def test_when_it_is_too_close_no_single_winner_is_named():
    close = said(ratings={"alpha": {"speed": 60, "size": 50}, "beta": {"speed": 50, "size": 64}}).analysis
    assert close.certainty.band is Band.CLOSE
    sure, other = said({"fast": chosen("yes")}).analysis, said({"small": chosen("yes")}).analysis
    mixed = (*sure.opinions[:3], other.opinions[3])
    found = agreement(close.outcome, close.certainty, mixed)
    assert found == "Of 4 other methods, 3 put Alpha first and 1 puts Beta first."


def test_only_frameworks_that_meet_the_must_haves_take_part():
    two_meet = RATINGS | {"beta": {"speed": 75, "size": 70}}
    must_have = ANSWERS | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    found = said(must_have, two_meet).other_methods
    assert found.is_partial
    assert {len(opinion.ranking) for opinion in found.opinions} == {2}


def test_a_single_framework_that_meets_the_must_haves_needs_no_opinion():
    must_have = ANSWERS | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    found = said(must_have).other_methods
    assert found.opinions == ()
    assert found.agreement == "Only Alpha meets your must-haves, so other methods have nothing to compare."


def test_a_single_framework_needs_no_opinion():
    found = said(ratings={"alpha": {"speed": 80, "size": 20}}).other_methods
    assert found.agreement == "There is only Alpha, so other methods have nothing to compare."


def test_without_weight_there_are_neither_draws_nor_opinions():
    assert said({}).win_shares is None
    assert said({}).other_methods is None


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (0, "0\u00a0%"),
        (0.004, "under 1\u00a0%"),
        (0.005, "1\u00a0%"),
        (0.014, "1\u00a0%"),
        (0.994, "99\u00a0%"),
        (0.995, "over 99\u00a0%"),
        (1, "100\u00a0%"),
    ],
)
def test_shares_are_not_called_none_or_all_when_they_are_not(share, percent):
    assert whole_percent(share) == percent


def test_numpy_is_read_only_when_a_result_is_made():
    program = "import django; django.setup(); import advisor.urls, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603
