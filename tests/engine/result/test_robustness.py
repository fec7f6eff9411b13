"""Robustness: against published areas, distributions worked by hand, and what must hold in every case."""

from dataclasses import replace
from itertools import permutations
from math import isfinite, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recommender.engine.result.robustness import blocks, robustness, simulate
from recommender.engine.scoring import recommend
from recommender.engine.types import Familiarity, Importance
from tests.engine.doubts import settled
from tests.engine.strategies import cases
from tests.factories import (
    chosen,
    create_catalogue,
    create_choice,
    create_framework,
    create_question,
    create_rating,
    with_framework,
)

MANY, FEW = 100_000, 200
ERRORS = 4
"""How many standard errors a drawn figure may be off."""

normal = NormalDist()


def near(share, *, draws=MANY):
    """A drawn share, within four standard errors of a binomial one."""
    return pytest.approx(share, abs=ERRORS * sqrt(share * (1 - share) / draws))


def outcome_of(ratings, weights=None, *, ranges=None, requirements=None):
    """An outcome with these weights (1 unless given); ranges by framework and criterion make ratings uncertain."""
    weights = weights or {slug: 1 for values in ratings.values() for slug in values}
    question = create_question("only", (create_choice("yes", weights, requirements), create_choice("no")))
    catalogue = create_catalogue(question, ratings=ratings)
    for slug, of in (ranges or {}).items():
        catalogue = with_ranges(catalogue, slug, of)
    importance = Importance.MUST_HAVE if requirements else Importance.NORMAL
    return recommend(catalogue, {"only": chosen("yes", importance=importance)})


def with_ranges(catalogue, slug, ranges):
    """The catalogue with low and high of some of a framework's ratings."""
    framework = catalogue.framework_of[slug]
    none = {rating.criterion: (rating.low, rating.high) for rating in framework.ratings}
    ratings = (
        create_rating(criterion, framework.value_of[criterion], low=low, high=high)
        for criterion, (low, high) in (none | ranges).items()
    )
    return with_framework(catalogue, replace(framework, ratings=tuple(ratings)))


def positions(outcome, **how):
    return {position.framework.slug: position for position in robustness(outcome, **how).positions}


def simulated(ratings, *, weights=(1,), deviations=None, meets=None, draws=1, variation=0):
    ratings = np.array(ratings, dtype=float)
    return simulate(
        np.array(weights, dtype=float),
        ratings,
        np.zeros(ratings.shape) if deviations is None else np.array(deviations, dtype=float),
        settled(np.full(len(ratings), True) if meets is None else np.array(meets)),
        draws=draws,
        variation=variation,
    )


CORNERS = {
    "first": {"a": 100, "b": 0, "c": 0},
    "second": {"a": 0, "b": 100, "c": 0},
    "middle": {"a": 50, "b": 50, "c": 50},
}
IDENTITY = CORNERS | {"middle": {"a": 0, "b": 0, "c": 100}}


@pytest.mark.parametrize(
    ("ratings", "acceptability", "central"),
    [
        (
            CORNERS,
            {"first": (1 / 4, 1 / 4, 1 / 2), "second": (1 / 4, 1 / 4, 1 / 2), "middle": (1 / 2, 1 / 2, 0)},
            {"first": (2 / 3, 1 / 6, 1 / 6), "second": (1 / 6, 2 / 3, 1 / 6), "middle": (1 / 4, 1 / 4, 1 / 2)},
        ),
        (
            IDENTITY,
            dict.fromkeys(IDENTITY, (1 / 3, 1 / 3, 1 / 3)),
            {
                "first": (11 / 18, 7 / 36, 7 / 36),
                "second": (7 / 36, 11 / 18, 7 / 36),
                "middle": (7 / 36, 7 / 36, 11 / 18),
            },
        ),
    ],
    ids=["corners", "identity"],
)
def test_uniform_weights_give_the_areas_of_the_simplex(ratings, acceptability, central):
    """Exact areas and centres of gravity in the triangle of all weights, which normalised exponentials fill evenly.

    No weight deviates by more than the square root of 1/18 over the whole triangle.
    """
    found = positions(outcome_of(ratings), draws=MANY, variation=1)
    for slug, position in found.items():
        assert position.acceptability == tuple(near(share) for share in acceptability[slug])
        error = ERRORS * sqrt(1 / 18) / sqrt(acceptability[slug][0] * MANY)
        assert tuple(position.central_weights.values()) == pytest.approx(central[slug], abs=error)
        assert position.confidence == 1


def test_the_middle_is_first_in_half_of_all_weights():
    """Normalising uniform instead of exponential variates favours the middle of the triangle: 0.667."""
    assert positions(outcome_of(CORNERS), draws=MANY, variation=1)["middle"].acceptability[0] == near(1 / 2)


@pytest.mark.parametrize(
    ("variation", "weights", "cumulative"),
    [
        (1, {"a": 1, "b": 1}, lambda x: x),
        (sqrt(1 / 2), {"a": 1, "b": 1}, lambda x: 3 * x**2 - 2 * x**3),
        (sqrt(1 / 3), {"a": 1, "b": 1}, lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5),
        (1, {"a": 3, "b": 1}, lambda x: x / (3 - 2 * x)),
    ],
)
def test_the_variation_is_that_of_a_gamma_variate(variation, weights, cumulative):
    """The share of one of two equal weights is a Beta variate whose parameters are both 1 / variation squared.

    The weights 3 and 1 with exponentials E and F: 3E / (3E + F) <= x where E / F <= x / (3 - 3x), and P(E / F <= r) is
    r / (1 + r).
    """
    found = positions(outcome_of({"alpha": {"a": 100, "b": 0}}, weights), draws=MANY, variation=variation)["alpha"]
    assert cumulative(found.low / 100) == near(0.05)
    assert cumulative(found.high / 100) == near(0.95)


def test_uncertain_ratings_give_the_normal_probability_of_their_difference():
    """Gap 10; the deviations are the ranges 20 and 30 divided by 2 * 1.6449."""
    ratings = {"alpha": {"speed": 60}, "beta": {"speed": 50}}
    ranges = {"alpha": {"speed": (55, 75)}, "beta": {"speed": (35, 65)}}
    found = positions(outcome_of(ratings, ranges=ranges), draws=MANY)
    expected = normal.cdf(10 / (sqrt(20**2 + 30**2) / (2 * normal.inv_cdf(0.95))))
    assert found["alpha"].acceptability == (near(expected), near(1 - expected))
    assert found["alpha"].wins == {"beta": found["alpha"].acceptability[0]}
    assert found["alpha"].confidence == found["alpha"].acceptability[0]
    assert found["beta"].acceptability == found["alpha"].acceptability[::-1]


def test_the_range_of_a_score_on_one_criterion_is_that_of_its_rating():
    """The standard error of a normal variate's 5 % quantile is sqrt(0.05 * 0.95 / draws) / density(-1.645)."""
    found = positions(outcome_of({"alpha": {"speed": 50}}, ranges={"alpha": {"speed": (40, 60)}}), draws=MANY)["alpha"]
    error = ERRORS * sqrt(0.05 * 0.95 / MANY) / normal.pdf(normal.inv_cdf(0.05)) * 10 / normal.inv_cdf(0.95)
    assert found.low == pytest.approx(40, abs=error)
    assert found.high == pytest.approx(60, abs=error)


def test_the_deviation_of_a_score_adds_up_the_squares():
    """Weights 3/4 and 1/4, ranges of 20 and 80 around 60: half of the 90 % range is sqrt(7.5² + 10²) = 12.5."""
    ranges = {"alpha": {"a": (50, 70), "b": (20, 100)}}
    outcome = outcome_of({"alpha": {"a": 60, "b": 60}}, {"a": 3, "b": 1}, ranges=ranges)
    found = positions(outcome, draws=MANY, variation=0)["alpha"]
    assert (found.low, found.high) == pytest.approx((47.5, 72.5), abs=0.2)


def test_the_range_of_a_score_ends_at_0_and_100():
    ranges = {"alpha": {"speed": (70, 100)}, "beta": {"speed": (0, 30)}}
    found = positions(outcome_of({"alpha": {"speed": 98}, "beta": {"speed": 2}}, ranges=ranges))
    assert found["alpha"].high == 100
    assert found["alpha"].low == pytest.approx(83, abs=1)
    assert found["beta"].low == 0
    assert found["beta"].high == pytest.approx(17, abs=1)


def test_a_confidence_factor_by_quadrature():
    """Alpha is good at a and beta at b, alpha uncertainly so; the weight w of a is uniform from 0 to 1.

    Given w alpha leads by 200w - 100, with the deviation s * sqrt(w² + (1 - w)²). Its central weight is the mean of w
    over the draws that it wins, and its confidence the chance that it leads at just that weight.
    """
    deviation = 60

    def chance(weight):
        return normal.cdf((200 * weight - 100) / (deviation * sqrt(weight**2 + (1 - weight) ** 2)))

    grid = [(step + 0.5) / 1000 for step in range(1000)]
    central = sum(weight * chance(weight) for weight in grid) / sum(map(chance, grid))
    found = simulated(
        [[100, 0], [0, 100]],
        weights=[1, 1],
        deviations=[[deviation, deviation], [0, 0]],
        draws=MANY,
        variation=1,
    )
    assert found.acceptability[0, 0] == near(1 / 2)
    assert found.central_weights[0] == pytest.approx([central, 1 - central], abs=ERRORS * sqrt(1 / 12) / sqrt(MANY / 2))
    assert found.confidence[0] == pytest.approx(chance(central), abs=0.01)
    assert chance(central) - 1 / 2 > 0.1


def test_with_exact_weights_confidence_is_the_share_of_first_ranks():
    ratings = {"alpha": {"a": 60, "b": 40}, "beta": {"a": 40, "b": 50}, "gamma": {"a": 50, "b": 50}}
    ranges = {slug: {"a": (20, 80), "b": (30, 90)} for slug in ratings}
    for position in positions(outcome_of(ratings, ranges=ranges), variation=0).values():
        assert 0.1 < position.acceptability[0] < 0.9
        assert position.confidence == pytest.approx(position.acceptability[0], abs=1e-12)


def test_fixed_figures():
    """They were read off the first time: a change in the stream of random numbers changes every result ever shared."""
    ratings = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 40, "b": 70}, "gamma": {"a": 55, "b": 52}}
    ranges = {"alpha": {"a": (70, 85)}, "beta": {"b": (60, 75)}, "gamma": {"a": (40, 70), "b": (50, 55)}}
    found = robustness(outcome_of(ratings, {"a": 3, "b": 2}, ranges=ranges))
    assert found.draws == 10_000
    alpha, gamma, beta = found.positions
    assert [item.framework.slug for item in found.positions] == ["alpha", "gamma", "beta"]
    assert alpha.acceptability == (0.7036, 0.1837, 0.1127)
    assert gamma.acceptability == (0.1517, 0.5031, 0.3452)
    assert beta.acceptability == (0.1447, 0.3132, 0.5421)
    assert alpha.wins == {"gamma": 0.7776, "beta": 0.8133}
    assert gamma.wins == {"alpha": 0.2224, "beta": 0.5841}
    assert beta.wins == {"alpha": 0.1867, "gamma": 0.4159}
    assert alpha.central_weights == {"a": 0.635359505, "b": 0.364640495}
    assert gamma.central_weights == {"a": 0.558837491, "b": 0.441162509}
    assert beta.central_weights == {"a": 0.453571345, "b": 0.546428655}
    assert (alpha.confidence, gamma.confidence, beta.confidence) == (0.8859, 0.221, 0.6738)
    assert (alpha.low, alpha.high) == (50.650563216, 69.436715871)
    assert (gamma.low, gamma.high) == (44.81463356, 63.190963405)
    assert (beta.low, beta.high) == (46.805875052, 58.396428757)


def test_other_weights_meet_the_same_ratings():
    """With one criterion its weight is always 1, so neither it nor its variation may change a figure."""
    ratings, ranges = {"alpha": {"a": 60}, "beta": {"a": 50}}, {"alpha": {"a": (30, 90)}, "beta": {"a": (35, 65)}}
    found = robustness(outcome_of(ratings, {"a": 1}, ranges=ranges), variation=0)
    assert robustness(outcome_of(ratings, {"a": 7}, ranges=ranges), variation=1) == found


def test_the_order_of_effects_does_not_matter():
    ratings = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 40, "b": 70}}
    found = [positions(outcome_of(ratings, weights)) for weights in ({"a": 3, "b": 2}, {"b": 2, "a": 3})]
    assert found[0]["alpha"].acceptability == found[1]["alpha"].acceptability
    assert found[0]["alpha"].central_weights == found[1]["alpha"].central_weights


@pytest.mark.parametrize(
    ("gap", "shares"),
    [(0, (1, 1, 0)), (0.9e-9, (1, 1, 0)), (1e-9, (1, 1, 0)), (1.1e-9, (1, 0, 0.5)), (-1.1e-9, (0, 1, 0.5))],
)
def test_scores_within_a_billionth_share_a_rank(gap, shares):
    """First ranks of the two, and how much one is before the other on top of a half."""
    found = simulated([[gap], [0]])
    assert tuple(found.acceptability[:, 0]) == shares[:2]
    assert abs(found.wins[0, 1] - 0.5) == shares[2]
    assert [item is not None for item in found.central_weights] == [bool(share) for share in shares[:2]]
    assert [item for item in found.confidence if item is not None] == [1] * sum(shares[:2])


def test_a_shared_rank_leaves_the_next_one_empty():
    found = simulated([[5], [7], [7], [3]], draws=3)
    assert found.acceptability.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert found.wins.tolist() == [[0.5, 0, 0, 1], [1, 0.5, 0.5, 1], [1, 0.5, 0.5, 1], [0, 0, 0, 0.5]]


def test_nothing_makes_up_for_a_missed_must_have():
    """Beta's rating is by far the better and the more uncertain, but it misses the must-have."""
    found = simulated(
        [[0], [100], [1]], deviations=[[30], [30], [0]], meets=[True, False, True], draws=1000, variation=0.3
    )
    assert found.acceptability[1].tolist() == [0, 0, 1]
    assert found.wins[1].tolist() == [0, 0.5, 0]
    assert (found.central_weights[1], found.confidence[1]) == (None, None)
    assert found.confidence[0] + found.confidence[2] == 1


def test_a_missed_must_have_in_an_outcome():
    """Alpha misses it though its score is the best; its range is still that of its own score."""
    ratings = {"alpha": {"a": 40, "b": 100}, "beta": {"a": 60, "b": 0}}
    outcome = outcome_of(ratings, {"a": 1, "b": 3}, requirements={"a": 50})
    found = robustness(outcome, draws=FEW)
    assert [item.framework.slug for item in found.positions] == ["beta", "alpha"]
    assert [item.acceptability for item in found.positions] == [(1, 0), (0, 1)]
    assert [item.wins for item in found.positions] == [{"alpha": 1}, {"beta": 0}]
    assert [item.confidence for item in found.positions] == [1, None]
    assert found.positions[1].central_weights is None
    assert 40 < found.positions[1].low < 85 < found.positions[1].high < 100


def must_have(ratings, weights=None, *, least=50, **ranges):
    """An outcome with a must-have for `a`, and the range of that rating of each framework named."""
    given = {slug: {"a": of} for slug, of in ranges.items()}
    return outcome_of(ratings, weights, ranges=given, requirements={"a": least})


def chance_to_meet(rating, low, high, least=50):
    return 1 - normal.cdf((least - rating) / ((high - low) / (2 * normal.inv_cdf(0.95))))


def test_who_misses_a_must_have_by_a_hair_comes_first_as_often_as_its_rating_would_meet_it():
    """Alpha has the better score by far and misses by 4 of a range of 30; beta meets it for certain."""
    outcome = must_have({"alpha": {"a": 46, "b": 100}, "beta": {"a": 60, "b": 0}}, alpha=(31, 61))
    found = positions(outcome, draws=MANY, variation=0)
    expected = chance_to_meet(46, 31, 61)
    assert 0.3 < expected < 0.4
    assert found["alpha"].acceptability == (near(expected), near(1 - expected))
    assert found["alpha"].confidence == found["alpha"].acceptability[0]
    assert found["beta"].wins["alpha"] == near(1 - expected)


def test_who_meets_a_must_have_by_a_hair_is_not_always_first():
    """Beta meets it by 4 of a range of 30. Where it misses it, so does alpha for certain, and alpha's score decides."""
    outcome = must_have({"alpha": {"a": 40, "b": 100}, "beta": {"a": 54, "b": 0}}, beta=(39, 69))
    assert not outcome.standing_of("beta").missed
    assert positions(outcome, draws=MANY, variation=0)["beta"].acceptability[0] == near(chance_to_meet(54, 39, 69))


def test_a_rating_whose_low_is_enough_always_meets_and_one_whose_high_is_not_never():
    """A normal variate would leave both ranges in a twentieth of the draws; both stay at the very end of theirs."""
    outcome = must_have({"alpha": {"a": 50, "b": 0}, "beta": {"a": 49, "b": 100}}, alpha=(50, 70), beta=(29, 49))
    assert positions(outcome)["alpha"].acceptability == (1, 0)
    in_doubt = must_have({"alpha": {"a": 50, "b": 0}, "beta": {"a": 49, "b": 100}}, alpha=(50, 70), beta=(29, 50))
    assert positions(in_doubt)["alpha"].acceptability[0] == pytest.approx(chance_to_miss(49, 29, 50), abs=0.02)


def chance_to_miss(rating, low, high):
    return 1 - chance_to_meet(rating, low, high)


def test_the_score_of_a_draw_is_made_of_the_rating_that_meets_its_must_have():
    """All of the score is the demanded rating, so whoever meets it in a draw has more there: 50 and up.

    Alpha is always at 55. Beta, around 50, is before it only if it is drawn above 55, and then it meets it too: as
    often as 5 in a deviation says, not half as often, as independent draws for meeting and score would have it.
    """
    outcome = must_have({"alpha": {"a": 55}, "beta": {"a": 50}}, beta=(30, 70))
    found = positions(outcome, draws=MANY, variation=0)
    assert found["beta"].acceptability[0] == near(chance_to_meet(50, 30, 70, least=55))


def test_ranges_of_scores_are_the_same_with_a_must_have_in_doubt():
    ratings, ranges = {"alpha": {"a": 46, "b": 60}, "beta": {"a": 60, "b": 0}}, {"alpha": {"a": (31, 61)}}
    strict = positions(must_have(ratings, alpha=(31, 61)), draws=MANY)["alpha"]
    free = positions(outcome_of(ratings, ranges=ranges), draws=MANY)["alpha"]
    assert (strict.low, strict.high) == pytest.approx((free.low, free.high), abs=0.2)


def test_several_must_haves_are_each_met_or_missed_on_their_own():
    """Two criteria, one without weight: alpha meets each in half of the draws, both in a quarter. Of two demands on one
    criterion the greater counts.
    """
    one = create_question("one", (create_choice("yes", {"a": 1}, {"a": 40, "free": 50}), create_choice("no")))
    two = create_question("two", (create_choice("yes", {"b": 1}, {"a": 50}), create_choice("no")))
    ratings = {"alpha": {"a": 50, "b": 100, "free": 50}, "beta": {"a": 50, "b": 0, "free": 50}}
    catalogue = create_catalogue(one, two, ratings=ratings)
    catalogue = with_ranges(catalogue, "alpha", {"a": (20, 80), "free": (20, 80)})
    must = chosen("yes", importance=Importance.MUST_HAVE)
    found = positions(recommend(catalogue, {"one": must, "two": must}), draws=MANY, variation=0)
    assert found["alpha"].acceptability[0] == near(1 / 4)


def test_a_must_have_that_no_rating_leaves_in_doubt_changes_no_figure():
    """Both meet it by far: to the last digit as without."""
    ratings = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 60, "b": 70}}
    ranges = {"alpha": {"a": (70, 85), "b": (20, 45)}, "beta": {"a": (55, 66)}}
    found = positions(outcome_of(ratings, ranges=ranges, requirements={"a": 50}))
    free = positions(outcome_of(ratings, ranges=ranges))
    assert [figures(found[slug]) for slug in found] == [figures(free[slug]) for slug in found]
    assert [found[slug].confidence for slug in found] == [free[slug].confidence for slug in found]


def test_when_all_miss_a_must_have_scores_decide():
    ratings = {"alpha": {"a": 40}, "beta": {"a": 30}}
    assert positions(outcome_of(ratings, requirements={"a": 50}), draws=FEW)["alpha"].acceptability == (1, 0)


def test_ratings_by_the_visitor_and_missing_ones_are_certain():
    """Alpha is known (100) and not rated on speed (0), beta is neither known nor uncertain: weights 5 and 5."""
    fast = create_question("fast", (create_choice("yes", {"speed": 5}), create_choice("no")))
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=5))
    catalogue = create_catalogue(fast, known, ratings={"alpha": {}, "beta": {"speed": 30}})
    found = positions(recommend(catalogue, {"fast": chosen("yes"), "known": chosen("alpha")}), draws=FEW, variation=0)
    assert (found["alpha"].low, found["alpha"].high) == (50, 50)
    assert (found["beta"].low, found["beta"].high) == (15, 15)
    assert found["alpha"].central_weights == {"speed": 0.5, "familiarity": 0.5}


def test_results_are_plain_numbers():
    for position in robustness(outcome_of(CORNERS), draws=FEW).positions:
        assert type(position.wins) is dict
        shares = [*position.acceptability, *position.wins.values(), *position.central_weights.values()]
        assert {type(figure) for figure in [*shares, position.confidence, position.low, position.high]} == {float}


def test_without_any_weight_there_is_nothing_to_vary():
    with pytest.raises(ValueError, match="Without any weight"):
        robustness(recommend(create_catalogue(), {}))


@pytest.mark.parametrize("draws", [0, -1])
def test_at_least_one_draw_is_needed(draws):
    with pytest.raises(ValueError, match="one draw"):
        robustness(outcome_of(CORNERS), draws=draws)


@pytest.mark.parametrize("variation", [-1e-12, 1.001, float("nan"), float("inf")])
def test_the_variation_has_limits(variation):
    with pytest.raises(ValueError, match="between 0 and 1"):
        robustness(outcome_of(CORNERS), variation=variation)


def test_a_single_draw_is_a_result():
    found = robustness(outcome_of(CORNERS), draws=1)
    assert found.draws == 1
    assert all(item.low == item.high and sorted(item.acceptability) == [0, 0, 1] for item in found.positions)


@st.composite
def outcomes(draw, *, uncertain):
    """Outcomes of random cases in which something counts; uncertain ones have ratings with a range."""
    catalogue, answers = draw(cases())
    for framework in catalogue.frameworks if uncertain else ():
        below, above = draw(st.integers(0, 30)), draw(st.integers(0, 30))
        values = framework.value_of.items()
        ranges = {criterion: (max(0, value - below), min(100, value + above)) for criterion, value in values}
        catalogue = with_ranges(catalogue, framework.slug, ranges)
    outcome = recommend(catalogue, answers)
    assume(outcome.total_weight)
    return outcome


variations = st.sampled_from([0, 0.3, 1])
briefly = settings(max_examples=25)


def figures(position):
    central = position.central_weights or {}
    return [*position.acceptability, *position.wins.values(), *central.values(), position.low, position.high]


@briefly
@given(outcomes(uncertain=True), variations)
def test_shares_add_up(outcome, variation):
    found = robustness(outcome, draws=FEW, variation=variation)
    assert tuple(item.framework for item in found.positions) == tuple(item.framework for item in outcome.standings)
    by_slug = {item.framework.slug: item for item in found.positions}
    counting = {slug for slug, weight in outcome.weights.items() if weight}
    for slug, position in by_slug.items():
        assert all(isfinite(figure) and figure >= 0 for figure in figures(position))
        assert len(position.acceptability) == len(by_slug)
        assert sum(position.acceptability) == pytest.approx(1)
        assert position.wins.keys() == by_slug.keys() - {slug}
        assert all(share + by_slug[other].wins[slug] == pytest.approx(1) for other, share in position.wins.items())
        assert 0 <= position.low <= position.high <= 100
        assert (position.central_weights is None) == (position.confidence is None) == (position.acceptability[0] == 0)
        if position.central_weights is not None:
            assert position.central_weights.keys() == counting
            assert sum(position.central_weights.values()) == pytest.approx(1)
            assert 0 <= position.confidence <= 1
    assert sum(item.acceptability[0] for item in found.positions) >= 1 - 1e-9


@briefly
@given(outcomes(uncertain=True), variations)
def test_the_same_outcome_gives_the_same_figures(outcome, variation):
    found = robustness(outcome, draws=FEW, variation=variation)
    np.random.seed(1)
    assert robustness(outcome, draws=FEW, variation=variation) == found


@briefly
@given(outcomes(uncertain=True), variations)
def test_whoever_misses_a_must_have_beyond_doubt_is_never_before_one_that_meets_all_beyond_doubt(outcome, variation):
    """Beyond doubt: also with the least, or the greatest, that each rating may be."""
    lowest, highest = (
        recommend(at_an_end(outcome.catalogue, end), outcome.answers).standings for end in ("low", "high")
    )
    meeting = {item.framework.slug for item in lowest if not item.missed}
    missing = {item.framework.slug for item in highest if item.missed}
    found = robustness(outcome, draws=FEW, variation=variation)
    for position in found.positions:
        if position.framework.slug in missing:
            assert not any(position.wins[slug] for slug in meeting)
            assert not any(position.acceptability[: len(meeting)])
        elif position.framework.slug in meeting:
            assert not any(position.acceptability[len(found.positions) - len(missing) :])


def at_an_end(catalogue, end):
    """The catalogue with each rating at its low or high."""
    for framework in catalogue.frameworks:
        ratings = tuple(replace(rating, value=getattr(rating, end)) for rating in framework.ratings)
        catalogue = with_framework(catalogue, replace(framework, ratings=ratings))
    return catalogue


@briefly
@given(outcomes(uncertain=False), st.sampled_from([0.3, 1]))
def test_whoever_is_worse_in_all_that_counts_is_never_first(outcome, variation):
    found = positions(outcome, draws=FEW, variation=variation)
    counting = [slug for slug, weight in outcome.weights.items() if weight]

    def rated(standing):
        return [outcome.ratings[standing.framework.slug].get(slug, 0) for slug in counting]

    for worse, better in permutations(outcome.standings, 2):
        above = all(high >= low for high, low in zip(rated(better), rated(worse), strict=True))
        if above and rated(better) != rated(worse) and (worse.missed or not better.missed):
            assert found[worse.framework.slug].acceptability[0] == 0
            assert found[better.framework.slug].wins[worse.framework.slug] == 1


@briefly
@given(outcomes(uncertain=False))
def test_without_variation_the_ranks_are_those_of_the_outcome(outcome):
    for standing, position in zip(outcome.standings, robustness(outcome, draws=3, variation=0).positions, strict=True):
        assert position.acceptability.index(1) == standing.rank - 1
        assert (position.low, position.high) == (pytest.approx(float(standing.score), abs=1e-8),) * 2
        for other, share in position.wins.items():
            rank = outcome.standing_of(other).rank
            assert share == (1 if standing.rank < rank else 0 if standing.rank > rank else 0.5)


@briefly
@given(outcomes(uncertain=False), st.sampled_from([1e-200, 1e-9, 1e-6]))
def test_a_variation_close_to_none_changes_no_rank_but_the_closest(outcome, variation):
    found = positions(outcome, draws=FEW, variation=variation)
    for standing, other in permutations(outcome.standings, 2):
        by_must_have = other.missed and not standing.missed
        if standing.rank < other.rank and (by_must_have or standing.score - other.score > 0.01):
            assert found[standing.framework.slug].wins[other.framework.slug] == 1


@briefly
@given(outcomes(uncertain=False), variations)
def test_twins_share_every_rank(outcome, variation):
    """A framework with all the ratings of the first, and as well known, is beside it in every draw."""
    first = outcome.standings[0].framework
    known = {
        slug: replace(answer, chosen=(*answer.chosen, "twin"))
        for slug, answer in outcome.answers.items()
        if outcome.catalogue.question_of[slug].familiarity and first.slug in answer.chosen
    }
    twin = replace(create_framework("twin"), ratings=first.ratings)
    catalogue = replace(outcome.catalogue, frameworks=(*outcome.catalogue.frameworks, twin))
    found = positions(recommend(catalogue, {**outcome.answers, **known}), draws=FEW, variation=variation)
    one, other = found[first.slug], found["twin"]
    assert one.wins["twin"] == other.wins[first.slug] == 0.5
    assert one.acceptability == other.acceptability
    assert one.central_weights == other.central_weights
    assert (one.confidence, one.low, one.high) == (other.confidence, other.low, other.high)


@pytest.mark.parametrize(
    ("draws", "size", "widths"), [(5, 100_000, [2, 2, 1]), (4, 60_000, [3, 1]), (2, 200_001, [1, 1])]
)
def test_large_products_are_computed_in_parts(draws, size, widths):
    assert [len(range(draws)[block]) for block in blocks(draws, size)] == widths


def test_mean_weights_are_those_of_all_draws():
    """Exact without variation. With it the smaller weight gains a little, since shares of a sum are not symmetric."""
    question = create_question("all", (create_choice("yes", {"speed": 4, "size": 1}), create_choice("no")))
    catalogue = create_catalogue(
        question, ratings={"alpha": {"speed": 80, "size": 80}, "beta": {"speed": 1, "size": 1}}
    )
    outcome = recommend(catalogue, {"all": chosen("yes")})
    assert robustness(outcome, variation=0).mean_weights == {"speed": 0.8, "size": 0.2}
    drawn = robustness(outcome)
    assert drawn.mean_weights == drawn.positions[0].central_weights
    assert sum(drawn.mean_weights.values()) == pytest.approx(1)
    assert 0.2 < drawn.mean_weights["size"] < 0.22
