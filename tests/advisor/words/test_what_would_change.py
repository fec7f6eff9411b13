"""What would change a result, word by word."""

from fractions import Fraction

import pytest

from advisor.words.what_would_change import condition_of, times
from recommender.engine.answer_changes import Change, ChangeKind
from recommender.engine.types import Familiarity, Importance
from tests.advisor.words import said as words
from tests.factories import chosen, create_catalogue, create_choice, create_question

MUST = Importance.MUST_HAVE
FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1}), create_choice("no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
NEVER = "No change of one or two preferences makes it win."
ANSWERS = {"fast": chosen("yes"), "small": chosen("yes")}


def said(ratings, answers=ANSWERS):
    return words.said(FAST, SMALL, ratings=ratings, answers=answers).what_would_change


def test_changed_answers_and_limits_in_words():
    """Weights speed 6 and size 2, leads 40 and -60: level at speed 3 or size 4."""
    found = said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": 60}})
    assert found.changes == (
        "Alpha and Beta would share the lead if “Is it fast?” had half importance.",
        "Beta would win if you answered “Answer no” to “Is it fast?”.",
        "Alpha and Beta would share the lead if “Is it small?” had double importance.",
    )
    assert found.limits == (
        "Beta catches up only if Speed matters 50 % less.",
        "Beta catches up only if Size matters 2 times as much.",
    )
    assert (found.safe, found.asked) == ((), 2)


def test_a_weight_that_has_to_change_more_than_fivefold_is_left_out():
    """Weights speed 6 and size 2, a lead of 50 on speed: with 30 behind on size level at size 10 or speed 1.2."""

    def limits(beta_size):
        return said({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 30, "size": beta_size}}).limits

    assert limits(30) == (
        "Beta catches up only if Speed matters 80 % less.",
        "Beta catches up only if Size matters 5 times as much.",
    )
    assert limits(29) == ()


def why_not(ratings, answers=ANSWERS):
    return {framework.slug: sentence for framework, sentence in said(ratings, answers).why_not}


def test_why_not_in_words():
    """Weights speed 6 and size 2: alpha 60, beta 45; gamma has nothing but what nobody asked for."""
    found = why_not({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": 60}, "gamma": {"speed": 0}})
    assert found == {
        "beta": "Beta is 15.0 points behind. It would win if you answered “Answer no” to “Is it fast?”.",
        "gamma": f"Gamma is 60.0 points behind. {NEVER}",
    }


def test_two_changes_in_words():
    found = why_not({"alpha": {"speed": 90, "size": 60}, "beta": {"speed": 40, "size": 61}, "gamma": {"speed": 0}})
    assert found["beta"] == ("Beta is 37.2 points behind. It would win if you answered “Answer no” to “Is it fast?”.")
    strong = {"alpha": {"speed": 90, "size": 50}, "beta": {"speed": 40, "size": 60}}
    only_fast = {"fast": chosen("yes", importance=Importance.DOUBLE)}
    assert why_not(strong, only_fast)["beta"] == (
        "Beta is 50.0 points behind. "
        "It would win if you answered “Answer no” to “Is it fast?” and you answered “Answer yes” to “Is it small?”."
    )


def test_a_must_have_in_the_way_in_words():
    """Double, speed 12: with size 2 alpha scores 1120/14, beta 560 or 1000 more."""
    must_have = ANSWERS | {"fast": chosen("yes", importance=MUST)}
    assert why_not({"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 74, "size": 100}}, must_have)["beta"] == (
        "Beta scores 9.1 points more, but misses a must-have. It would win if “Is it fast?” were optional."
    )
    assert why_not({"alpha": {"speed": 80, "size": 90}, "beta": {"speed": 74, "size": 100}}, must_have)["beta"] == (
        "Beta is 3.7 points behind and misses a must-have. "
        "It would win if “Is it fast?” were optional and had half importance."
    )


def test_who_shares_the_lead_or_leads_with_a_miss_in_words():
    level = why_not({"alpha": {"speed": 80, "size": 2}, "beta": {"speed": 80, "size": 2}})
    assert level["alpha"] == f"Alpha shares the lead. {NEVER}"
    must_have = {"fast": chosen("yes", importance=MUST)}
    missing = why_not({"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 40, "size": 60}}, must_have)
    assert missing["alpha"] == ("Alpha leads, but misses a must-have. It would win if “Is it fast?” were optional.")
    assert missing["beta"].startswith("Beta is 30.0 points behind. ")


def test_a_lead_for_want_of_a_framework_that_meets_all_is_no_doubt_about_a_result():
    """A must-have may be moved to another choice: beta has more size than alpha, but not the 90 that are required."""
    big = create_choice("big", {"size": 3}, {"size": 90})
    fast = create_question("fast", (*FAST.choices, big))
    ratings = {"alpha": {"speed": 80, "size": 0}}
    answers = {"fast": chosen("yes", importance=MUST)}

    def changes(beta):
        return words.said(fast, ratings={**ratings, "beta": beta}, answers=answers).what_would_change.changes

    assert changes({"speed": 60, "size": 70}) == ()
    assert changes({"speed": 60, "size": 90}) == ("Beta would win if you answered “Answer big” to “Is it fast?”.",)


def test_without_a_leader_there_is_nothing_to_change():
    assert said({"alpha": {"speed": 1, "size": 1}, "beta": {"speed": 2, "size": 1}}, {}) is None


@pytest.mark.parametrize(
    ("answer", "condition"),
    [
        (chosen("alpha", importance=Importance.HALF), "“Is it known?” had half importance"),
        (
            chosen("beta", importance=Importance.DOUBLE),
            "you answered “Beta” to “Is it known?” with double importance",
        ),
        (chosen("alpha", "beta"), "you answered “Alpha” and “Beta” to “Is it known?”"),
        (chosen("none"), "you answered “None of these” to “Is it known?”"),
    ],
)
def test_a_changed_answer_in_words(answer, condition):
    change = Change(KNOWN, chosen("alpha"), answer, ChangeKind.CHOICE)
    assert condition_of(create_catalogue(KNOWN), {"known": chosen("alpha")}, [change]) == condition


@pytest.mark.parametrize(
    ("current", "other", "with_it"),
    [
        (MUST, MUST, ""),
        (MUST, Importance.DOUBLE, ""),
        (MUST, Importance.NORMAL, " with normal importance"),
        (Importance.DOUBLE, Importance.DOUBLE, ""),
        (Importance.NORMAL, Importance.HALF, " with half importance"),
    ],
)
def test_another_choice_with_its_importance_in_words(current, other, with_it):
    change = Change(FAST, chosen("no", importance=current), chosen("yes", importance=other), ChangeKind.SEVERAL)
    found = condition_of(create_catalogue(FAST), {"fast": chosen("no", importance=current)}, [change])
    assert found == f"you answered “Answer yes” to “Is it fast?”{with_it}"


@pytest.mark.parametrize(
    ("current", "others", "condition"),
    [
        (Importance.NORMAL, [Importance.DOUBLE], "had double importance"),
        (Importance.NORMAL, [Importance.HALF, Importance.DOUBLE], "had half or double importance"),
        (MUST, [Importance.NORMAL, Importance.HALF], "were optional and had half or normal importance"),
        (MUST, [Importance.DOUBLE, Importance.HALF], "were optional"),
    ],
)
def test_other_importances_in_words(current, others, condition):
    given = chosen("yes", importance=current)
    changes = [Change(FAST, given, chosen("yes", importance=other), ChangeKind.IMPORTANCE) for other in others]
    found = condition_of(create_catalogue(FAST), {"fast": given}, changes)
    assert found == f"“Is it fast?” {condition}"


def test_other_choices_that_lead_to_the_same_are_told_together():
    some = create_question(
        "some", (create_choice("a", {"size": 5}), create_choice("b", {"size": 6}), create_choice("c"))
    )
    ratings = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}
    answers = {"fast": chosen("yes"), "some": chosen("c")}
    changes = words.said(FAST, some, ratings=ratings, answers=answers).what_would_change.changes
    assert changes == ("Beta would win if you answered “Answer a” or “Answer b” to “Is it some?”.",)


def test_a_must_have_given_up_in_words():
    given = chosen("yes", importance=Importance.MUST_HAVE)
    change = Change(FAST, given, chosen("yes", importance=Importance.DOUBLE), ChangeKind.IMPORTANCE)
    assert condition_of(create_catalogue(FAST), {"fast": given}, [change]) == "“Is it fast?” were optional"


def test_factors_in_words():
    assert [times(Fraction(number)) for number in ("1/3", "2.345", "9.96", "123.4", "1.004", "1")] == [
        "0.33 times",
        "2.3 times",
        "10 times",
        "123 times",
        "1.004 times",
        "1 times",
    ]
