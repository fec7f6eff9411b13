"""What the result page says, word by word."""

from fractions import Fraction

import pytest

from advisor.sentences import condition_of, doubts, headline, times
from recommender.engine.certainty import certainty
from recommender.engine.changes import Change, Kind
from recommender.engine.ledger import Ledger
from recommender.engine.scoring import recommend
from recommender.engine.sensitivity import Sensitivity, sensitivity
from recommender.engine.types import Answer, Familiarity, Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1}), create_choice("no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
ANSWERS = {"fast": chosen("yes"), "small": chosen("yes")}


def said(ratings, answers=ANSWERS):
    catalogue = create_catalogue(FAST, SMALL, ratings=ratings)
    outcome, changed = recommend(catalogue, answers), sensitivity(Ledger(catalogue), answers)
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
        "Alpha is rated at least as well as any other that meets your must-haves on all that counts: "
        "no weights change who leads."
    )
    assert surety({"speed": 80, "size": 0}) == ("Alpha and Beta are rated the same on everything that counts for you.")
    assert surety({"speed": 60, "size": 60}) == (
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
        "Alpha and Beta would share the lead if “Is it fast?” had half importance.",
        "Beta would lead if you answered “Answer no” to “Is it fast?”.",
        "Beta would lead if you skipped “Is it fast?”.",
        "Alpha and Beta would share the lead if “Is it small?” had double importance.",
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
    clear, found = said({"alpha": {"speed": 90, "size": 1}, "beta": {"speed": 2, "size": 1}}, {"fast": chosen("yes")})
    assert clear.title == "Alpha fits best, and it is not close."
    assert (found.changes, found.safe, found.asked) == ((), 1, 2)


def test_all_missing_a_must_have_in_words():
    must_have = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    title, found = said({"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 40, "size": 60}}, must_have)
    assert title.title == "No framework meets all your must-haves."
    assert title.lead == "If “Is it fast?” were no must-have, Alpha would fit best."
    assert found.surety.startswith("Must-haves aside: Alpha is rated at least as well as any other on all that counts")


def test_scores_that_look_the_same_say_so():
    lead = said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 80, "size": 0}, "gamma": {"speed": 1, "size": 0}})
    assert lead[0].title == "Alpha and Beta fit equally well."
    large = create_question("large", (create_choice("yes", {"speed": 1000, "size": 1}), create_choice("no")))
    catalogue = create_catalogue(large, ratings={"alpha": {"speed": 80, "size": 9}, "beta": {"speed": 80, "size": 8}})
    answers = {"large": chosen("yes")}
    outcome = recommend(catalogue, answers)
    said_so = headline(outcome, certainty(outcome, sensitivity(Ledger(catalogue), answers))).lead
    assert said_so == "Alpha scores 79.9 of 100, ahead of Beta (79.9, less than 0.1 behind)."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(), "you skipped “Is it known?”"),
        (chosen("alpha", importance=Importance.HALF), "“Is it known?” had half importance"),
        (
            chosen("beta", importance=Importance.DOUBLE),
            "you answered “Beta” to “Is it known?” and it had double importance",
        ),
        (chosen("alpha", "beta"), "you answered “Alpha, Beta” to “Is it known?”"),
        (chosen("none"), "you answered “None of these” to “Is it known?”"),
    ],
)
def test_a_changed_answer_in_words(answer, words):
    change = Change(KNOWN, answer, Kind.CHOICE)
    assert condition_of(create_catalogue(KNOWN), {"known": chosen("alpha")}, change) == words


def test_a_must_have_given_up_in_words():
    change = Change(FAST, chosen("yes", importance=Importance.DOUBLE), Kind.IMPORTANCE)
    given = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    assert (
        condition_of(create_catalogue(FAST), given, change)
        == "“Is it fast?” were no must-have but had double importance"
    )


def test_factors_in_words():
    assert [times(Fraction(number)) for number in ("1/3", "2.345", "9.96", "123.4", "1.004", "1")] == [
        "0.33 times",
        "2.3 times",
        "10 times",
        "123 times",
        "1.004 times",
        "1 times",
    ]
