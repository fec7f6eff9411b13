"""An analysis holds together what the parts of the engine say of the same answers."""

from fractions import Fraction

from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.certainty import Band
from recommender.engine.result.other_methods import Method
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no", {"size": 1})))
SMALL = create_question("small", (create_choice("yes", {"size": 2}), create_choice("no")))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}


def analysed(weights=None, **answers):
    return analyse(Contributions(create_catalogue(FAST, SMALL, ratings=RATINGS, weights=weights)), answers)


def test_an_analysis_worked_by_hand():
    """speed 6, size 4: alpha (480 + 80)/10 = 56, beta (240 + 360)/10 = 60. Beta's lead is 4·70 - 6·40 = 40.

    So size may fall by 40/70 to 24/7 and speed rise by 1 to 7, and the tolerance is 40/520 = 1/13, below a tenth:
    close. Alpha leads with “fast” at double (12·40 to 4·70), and is ahead of beta by
    any method that counts criteria (6 to 4).
    """
    answers = {"fast": chosen("yes"), "small": chosen("yes")}
    found = analysed(**answers)
    assert found.answers == answers
    assert [(item.framework.slug, item.score) for item in found.outcome.standings] == [("beta", 60), ("alpha", 56)]
    assert found.sensitivity.leaders == ("beta",)
    assert {flip.leaders for flip in found.sensitivity.changes} == {("alpha",)}
    assert (found.certainty.least.share, found.certainty.band) == (Fraction(1, 13), Band.CLOSE)
    assert [(item.criterion.slug, item.low, item.high) for item in found.intervals] == [
        ("speed", 0, 7),
        ("size", Fraction(24, 7), None),
    ]
    (alpha,) = found.why_not
    assert (alpha.standing.framework.slug, alpha.behind) == ("alpha", 4)
    assert [(change.question.slug, change.answer.importance.value) for change in alpha.changes] == [("fast", "double")]
    assert [item.framework.slug for item in found.robustness.positions] == ["beta", "alpha"]
    assert [opinion.method for opinion in found.opinions] == list(Method)
    usual = found.opinions[2]
    assert [(item.framework.slug, item.value) for item in usual.ranking] == [("alpha", 0.2), ("beta", -0.2)]


def test_an_analysis_looks_for_two_changes_where_one_is_not_enough():
    """speed 6, size 4, kindness 2: gamma has 120 to alpha's 560 and beta's 600. It wins only with “small” no, and
    “fast” no at half importance: size 1, so 90 for beta.
    """
    kind = create_question("kind", (create_choice("yes", {"kindness": 1}), create_choice("no")))
    catalogue = create_catalogue(FAST, SMALL, kind, ratings=RATINGS | {"gamma": {"kindness": 60}})
    found = analyse(Contributions(catalogue), {"fast": chosen("yes"), "small": chosen("yes"), "kind": chosen("yes")})
    gamma = found.why_not[-1]
    assert gamma.standing.framework.slug == "gamma"
    assert [(change.question.slug, change.answer) for change in gamma.changes] == [
        ("fast", chosen("no", importance=Importance.HALF)),
        ("small", chosen("no")),
    ]


def test_all_given_answers_are_kept_though_a_skipped_one_counts_for_nothing():
    answers = {"fast": chosen("yes"), "small": chosen()}
    found = analysed(**answers)
    assert found.answers == answers
    assert found.outcome.answers == {"fast": chosen("yes")}


def test_without_answers_there_is_nothing_to_be_sure_of():
    found = analysed()
    assert (found.certainty, found.robustness) == (None, None)
    assert (found.intervals, found.why_not, found.opinions) == ((), (), ())


def test_a_must_have_without_weight_leaves_a_leader_but_nothing_to_vary():
    found = analysed(weights={"speed": 0}, fast=chosen("yes", importance=Importance.MUST_HAVE))
    assert [item.framework.slug for item in found.outcome.leaders] == ["alpha"]
    assert found.certainty.band is Band.CLEAR
    assert (found.robustness, found.opinions) == (None, ())
