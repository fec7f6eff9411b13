"""Tolerance and bands: by hand, and by disturbing all weights at once."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recommender.engine.answer_changes import Change, ChangeKind
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Band, band_of, certainty, tolerance
from recommender.engine.result.sensitivity import Flip, Sensitivity, sensitivity
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Importance
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1}), create_choice("no")))
STEADY = Sensitivity(("alpha",), (), (FAST, SMALL))


def shaken(given=Importance.NORMAL, other=Importance.DOUBLE, leaders=("gamma",)):
    """A sensitivity with one change of an importance after which others lead."""
    before, after = chosen("yes", importance=given), chosen("yes", importance=other)
    return Sensitivity(("alpha",), (Flip(Change(FAST, before, after, ChangeKind.IMPORTANCE), leaders, False),), (FAST,))


def turned(answer, kind, question=FAST):
    """A sensitivity with one change of a normal “yes” that is no step of importance, after which gamma leads."""
    return Sensitivity(
        ("alpha",), (Flip(Change(question, chosen("yes"), answer, kind), ("gamma",), False),), (question,)
    )


def outcome_with(beta_size, importance=Importance.NORMAL):
    """Weights speed 6 and size 2 (a must-have doubles speed); alpha leads by 40 on speed and lags on size."""
    ratings = {
        "alpha": {"speed": 80, "size": 0},
        "beta": {"speed": 40, "size": beta_size},
        "gamma": {"speed": 40, "size": 0},
    }
    answers = {"fast": chosen("yes", importance=importance), "small": chosen("yes")}
    return recommend(create_catalogue(FAST, SMALL, ratings=ratings), answers)


def test_a_tolerance_worked_by_hand():
    """d is 40 and -60, so (240 - 120) / (240 + 120) = 1/3."""
    outcome = outcome_with(60)
    found = tolerance(outcome, outcome.standing_of("alpha"), outcome.standing_of("beta"))
    assert (found.share, found.are_alike) == (Fraction(1, 3), False)


def test_the_nearest_rival_need_not_be_the_second():
    """Beta is 6·1 behind, on speed alone, so that its share is 1; gamma, 240 - 120 behind, draws level at 1/3."""
    ratings = {
        "alpha": {"speed": 80, "size": 0},
        "beta": {"speed": 79, "size": 0},
        "gamma": {"speed": 40, "size": 60},
    }
    outcome = recommend(create_catalogue(FAST, SMALL, ratings=ratings), {"fast": chosen("yes"), "small": chosen("yes")})
    found = certainty(outcome, STEADY)
    assert [(item.rival.framework.slug, item.share) for item in found.tolerances] == [
        ("beta", 1),
        ("gamma", Fraction(1, 3)),
    ]
    assert found.least is found.tolerances[1]


def test_a_rival_that_misses_a_must_have_cannot_be_helped_by_weights():
    found = certainty(outcome_with(90, Importance.MUST_HAVE), STEADY)
    assert (found.tolerances, found.least, found.band) == ((), None, Band.CLEAR)


def test_when_all_miss_a_must_have_weights_can_help_every_rival():
    slow = {"alpha": {"speed": 70, "size": 0}, "beta": {"speed": 40, "size": 60}}
    answers = {"fast": chosen("yes", importance=Importance.MUST_HAVE), "small": chosen("yes")}
    outcome = recommend(create_catalogue(FAST, SMALL, ratings=slow), answers)
    assert len(certainty(outcome, STEADY).tolerances) == 1


def test_a_framework_that_misses_a_must_have_never_stands_together_with_one_that_does_not():
    """Weights speed 12, size 2. Gamma is level with alpha and meets the must-have of 40; beta, rated 39, misses it."""
    fast = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 40}), create_choice("no")))
    ratings = {"alpha": {"speed": 40, "size": 60}, "beta": {"speed": 39, "size": 66}, "gamma": {"speed": 50, "size": 0}}
    answers = {"fast": chosen("yes", importance=Importance.MUST_HAVE), "small": chosen("yes")}
    found = certainty(recommend(create_catalogue(fast, SMALL, ratings=ratings), answers), STEADY)
    assert [item.framework.slug for item in found.together] == ["alpha", "gamma"]


def test_a_change_after_which_nobody_leads_costs_no_band():
    assert certainty(outcome_with(60), shaken(leaders=())).band is Band.CLEAR


def test_giving_up_a_must_have_may_cost_a_band():
    given_up = shaken(Importance.MUST_HAVE, Importance.DOUBLE, ("beta",))
    found = certainty(outcome_with(90, Importance.MUST_HAVE), given_up)
    assert (found.band, found.is_lowered, found.together) == (Band.LIKELY, True, ())


@pytest.mark.parametrize(
    "changed",
    [
        shaken(Importance.HALF, Importance.DOUBLE),
        shaken(Importance.DOUBLE, Importance.HALF),
        shaken(Importance.DOUBLE, Importance.MUST_HAVE),
        shaken(Importance.MUST_HAVE, Importance.NORMAL),
        turned(SKIPPED, ChangeKind.SKIP),
        turned(chosen("no"), ChangeKind.CHOICE),
        turned(chosen("no", importance=Importance.DOUBLE), ChangeKind.SEVERAL),
    ],
)
def test_what_is_no_single_step_of_importance_costs_no_band(changed):
    found = certainty(outcome_with(60), changed)
    assert (found.band, found.is_lowered) == (Band.CLEAR, False)


def test_frameworks_alike_in_all_that_counts_have_no_tolerance():
    twins = create_catalogue(FAST, ratings={"alpha": {"speed": 5}, "beta": {"speed": 5}})
    found = certainty(recommend(twins, {"fast": chosen("yes")}), STEADY)
    assert (found.least.share, found.least.are_alike) == (0, True)
    assert found.band is Band.CLOSE
    assert [item.framework.slug for item in found.together] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (Fraction(0), Band.CLOSE),
        (Fraction(999, 10_000), Band.CLOSE),
        (Fraction(10, 100), Band.LIKELY),
        (Fraction(2499, 10_000), Band.LIKELY),
        (Fraction(25, 100), Band.CLEAR),
        (Fraction(1), Band.CLEAR),
    ],
)
def test_the_bands_begin_at_their_limits(share, band):
    assert band_of(share) is band


@pytest.mark.parametrize(
    ("beta_size", "steady", "unsteady"),
    [(60, Band.CLEAR, Band.LIKELY), (95, Band.LIKELY, Band.LIKELY), (115, Band.CLOSE, Band.CLOSE)],
)
def test_a_step_of_importance_that_changes_the_lead_makes_a_clear_one_likely(beta_size, steady, unsteady):
    """Tolerances: 1/3; (240 - 190) / 430 = 0.116; (240 - 230) / 470 = 0.021."""
    outcome = outcome_with(beta_size)
    assert certainty(outcome, STEADY).band is steady
    found = certainty(outcome, shaken())
    assert (found.band, found.is_lowered) == (unsteady, steady is not unsteady)


def test_who_stands_together_when_it_is_close():
    """Gamma, whom the changed importance brings in front, is far behind as it is."""

    def together(beta_size, changed):
        return [item.framework.slug for item in certainty(outcome_with(beta_size), changed).together]

    assert together(115, STEADY) == ["alpha", "beta"]
    assert together(115, shaken()) == ["alpha", "beta"]
    assert together(95, shaken()) == []
    assert together(60, shaken()) == []


def test_who_is_ranked_before_a_close_rival_stands_together_with_it_too():
    """Weights speed 6 and size 2, alpha 480. Beta, 36 behind on speed alone, is not close by its tolerance, which is 1;
    gamma is 40 behind, and level with alpha at 40/440, below a tenth.
    """
    ratings = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 74, "size": 0}, "gamma": {"speed": 40, "size": 100}}
    outcome = recommend(create_catalogue(FAST, SMALL, ratings=ratings), {"fast": chosen("yes"), "small": chosen("yes")})
    found = certainty(outcome, STEADY)
    assert [item.share for item in found.tolerances] == [1, Fraction(1, 11)]
    assert [item.framework.slug for item in found.together] == ["alpha", "beta", "gamma"]


def test_a_single_framework_is_clear():
    alone = create_catalogue(FAST, ratings={"alpha": {"speed": 5}})
    found = certainty(recommend(alone, {"fast": chosen("yes")}), STEADY)
    assert (found.band, found.least, found.tolerances) == (Band.CLEAR, None, ())


def test_without_a_leader_there_is_no_certainty():
    with pytest.raises(ValueError, match="Without a leader"):
        certainty(recommend(create_catalogue(FAST), {}), STEADY)


def disturbed_lead(outcome, rival, factors):
    """The leader's utility minus a rival's when each weight is multiplied by its factor."""
    better = outcome.ratings[outcome.leaders[0].framework.slug]
    worse = outcome.ratings[rival.framework.slug]
    return sum(
        weight * factors[slug] * (better.get(slug, 0) - worse.get(slug, 0)) for slug, weight in outcome.weights.items()
    )


@given(cases(), st.data())
def test_within_the_tolerance_the_lead_holds_and_the_worst_case_at_it_is_a_tie(case, data):
    catalogue, answers = case
    outcome = recommend(catalogue, answers)
    assume(outcome.leaders)
    leader = outcome.ratings[outcome.leaders[0].framework.slug]
    for found in certainty(outcome, sensitivity(Contributions(catalogue), answers)).tolerances:
        assert 0 <= found.share <= 1
        within = st.sampled_from([-found.share, -found.share / 2, Fraction(0), found.share / 3, found.share])
        assert disturbed_lead(outcome, found.rival, {slug: 1 + data.draw(within) for slug in outcome.weights}) >= 0
        rival = outcome.ratings[found.rival.framework.slug]
        worst = {
            slug: 1 - found.share if leader.get(slug, 0) > rival.get(slug, 0) else 1 + found.share
            for slug in outcome.weights
        }
        assert disturbed_lead(outcome, found.rival, worst) == 0
