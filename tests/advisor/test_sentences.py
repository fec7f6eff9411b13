"""What the result page says, word by word."""

from fractions import Fraction

import pytest

from advisor.sentences import condition_of, doubts, headline, times
from recommender.engine.certainty import certainty
from recommender.engine.scoring import recommend
from recommender.engine.sensitivity import Flip, Sensitivity, sensitivity
from recommender.engine.types import Answer, Familiarity, Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1}), create_choice("no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
ANSWERS = {"fast": chosen("yes"), "small": chosen("yes")}


def said(ratings, answers=ANSWERS):
    catalogue = create_catalogue(FAST, SMALL, ratings=ratings)
    outcome, changed = recommend(catalogue, answers), sensitivity(catalogue, answers)
    sure = certainty(outcome, changed) if outcome.leaders else None
    return headline(outcome, sure), doubts(outcome, answers, changed, sure) if sure else None


@pytest.mark.parametrize(
    ("beta", "title"),
    [
        ({"speed": 40, "size": 60}, "Alpha fits best, but one other answer could change that."),
        ({"speed": 40, "size": 95}, "Too close to call: Alpha or Beta."),
        ({"speed": 80, "size": 2}, "Alpha and Beta fit equally well."),
    ],
)
def test_the_headline_follows_the_certainty(beta, title):
    assert said({"alpha": {"speed": 80, "size": 2}, "beta": beta})[0].title == title


@pytest.mark.parametrize(
    ("beta_size", "title"),
    [(60, "Alpha fits best, and it is not close."), (95, "Alpha fits best, but not by much.")],
)
def test_the_headline_when_no_other_answer_changes_the_lead(beta_size, title):
    ratings = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": beta_size}}
    outcome = recommend(create_catalogue(FAST, SMALL, ratings=ratings), ANSWERS)
    assert headline(outcome, certainty(outcome, Sensitivity(("alpha",), ()))).title == title


def test_the_weights_in_words():
    def surety(beta, answers=ANSWERS, alpha_size=0):
        return said({"alpha": {"speed": 80, "size": alpha_size}, "beta": beta}, answers)[1].surety

    assert surety({"speed": 40, "size": 60}) == (
        "All weights could be off by 33.3 % at once, in the worst way, before Beta drew level with Alpha."
    )
    assert surety({"speed": 40, "size": 0}, alpha_size=1) == (
        "Alpha is rated at least as well on everything that counts for you: no other weights change the lead."
    )
    assert surety({"speed": 80, "size": 0}) == (
        "Alpha and Beta are level: the least change of a weight can tip it either way."
    )
    must_have = ANSWERS | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    assert surety({"speed": 40, "size": 60}, must_have) == (
        "No change of weights could bring another framework in front."
    )


def test_changed_answers_and_limits_in_words():
    """Weights speed 6 and size 2, leads 40 and -60: level at speed 3 or size 4."""
    found = said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": 60}})[1]
    assert found.changes == (
        "Beta would lead if you answered “Answer no” to “Is it fast?”.",
        "Alpha and Beta would share the lead if “Is it fast?” counted half as much.",
        "Beta would lead if you skipped “Is it fast?”.",
        "Alpha and Beta would share the lead if “Is it small?” counted twice as much.",
    )
    assert found.limits == (
        "Alpha leads unless Speed counts less than 0.5 times as much.",
        "Alpha leads unless Size counts more than 2 times as much.",
    )
    assert (found.safe, found.asked) == (0, 2)


def test_no_lead_in_words():
    nobody, nothing = said({"alpha": {"speed": 1, "size": 1}, "beta": {"speed": 2, "size": 1}}, {})
    assert nobody.title == "Your answers do not point to a framework yet."
    assert nothing is None
    found = said({"alpha": {"speed": 90, "size": 1}, "beta": {"speed": 2, "size": 1}}, {"fast": chosen("yes")})[1]
    assert "Nobody would lead if you skipped “Is it fast?”." in found.changes


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(), "you skipped “Is it known?”"),
        (chosen("alpha", importance=Importance.HALF), "“Is it known?” counted half as much"),
        (chosen("alpha", "beta"), "you answered “Alpha, Beta” to “Is it known?”"),
        (chosen("none"), "you answered “None of these” to “Is it known?”"),
    ],
)
def test_a_changed_answer_in_words(answer, words):
    flip = Flip(KNOWN, answer, ("alpha",))
    assert condition_of(create_catalogue(KNOWN), {"known": chosen("alpha")}, flip) == words


def test_factors_in_words():
    assert [times(Fraction(number)) for number in ("1/3", "2.345", "9.96", "123.4")] == [
        "0.33 times",
        "2.3 times",
        "10 times",
        "123 times",
    ]
