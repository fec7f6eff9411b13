"""Second opinions: published cases, two other libraries, edge cases by hand, and what must hold for all answers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recommender.engine.result.other_methods import (
    Finding,
    Method,
    MethodRank,
    compromise,
    opinion,
    promethee,
    second_opinions,
    topsis,
    vikor,
)
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_framework, create_question, with_framework

NINE_DECIMALS = 5.1e-10
"""How far a number rounded to nine decimals may be from the number."""


def array(*numbers):
    return np.array(numbers, dtype=float)


def agree(found, expected, within=1e-9):
    np.testing.assert_allclose(found, expected, rtol=0, atol=within)


# Published cases


TZENG_AND_HUANG = (array(0.3, 0.4, 0.3), array([5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]))


def test_topsis_as_published():
    """Tzeng and Huang 2011, to four decimals."""
    agree(topsis(*TZENG_AND_HUANG), [0.5037, 0.6581, 0.7482, 0.3340], within=5e-5)


def test_vikor_as_published():
    """Tzeng and Huang 2011. Q of the second is 0.25 above the first, which is less than DQ = 1/3: both are proposed."""
    found = vikor(*TZENG_AND_HUANG)
    agree(found.s, [0.6, 0.3, 0.15, 0.65])
    agree(found.r, [0.3, 0.2, 0.15, 0.4])
    agree(found.q, [0.75, 0.25, 0, 1])
    assert found.compromise == (2, 1)


def test_vikor_as_published_with_a_cost():
    """Opricovic and Tzeng 2004. The first criterion is a cost (less is better) and is given negated."""
    found = vikor(array(0.5, 0.5), array([-1, 3000], [-2, 3750], [-5, 4500]))
    agree(found.s, [0.5, 0.375, 0.5])
    agree(found.r, [0.5, 0.25, 0.5])
    agree(found.q, [1, 0, 1])
    assert found.compromise == (1,)


def test_promethee_as_published():
    """Zhao et al. 2013, usual preference."""
    agree(promethee(array(0.5, 0.3, 0.2), array([4, 3, 2], [3, 2, 4], [5, 1, 3])), [0.1, -0.3, 0.2])


# Other libraries; imported late, because that takes seconds which only these tests need


def random_models(count=60):
    """Weights in any unit and ratings from 0 to 100 of 2 to 8 alternatives on 1 to 10 criteria."""
    random = np.random.default_rng(2004)
    for _ in range(count):
        alternatives, criteria = random.integers(2, 9), random.integers(1, 11)
        yield random.uniform(0.1, 9, criteria), random.uniform(0, 100, (alternatives, criteria))


def ask_pymcdm(method, weights, ratings):
    """Its answer without its checks, which warn of alternatives that are the best or worst in everything."""
    return method(ratings, weights / weights.sum(), np.ones(len(weights)), validation=False)


def ask_scikit_criteria(method, weights, ratings, *scalers):
    from skcriteria import mkdm

    decision = mkdm(ratings, [max] * len(weights), weights=weights / weights.sum())
    for scaler in scalers:
        decision = scaler.transform(decision)
    return method.evaluate(decision).e_


def test_topsis_as_in_pymcdm():
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    for model in random_models():
        agree(topsis(*model), ask_pymcdm(TOPSIS(vector_normalization), *model))


def test_topsis_as_in_scikit_criteria():
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.preprocessing.scalers import VectorScaler

    for model in random_models():
        agree(topsis(*model), ask_scikit_criteria(TOPSIS(), *model, VectorScaler("matrix")).similarity)


def test_vikor_as_in_pymcdm():
    from pymcdm.methods import VIKOR

    for model in random_models():
        agree(vikor(*model).q, ask_pymcdm(VIKOR(), *model))


def test_vikor_as_in_scikit_criteria():
    """Its compromise sets are in the order of the rows. All three kinds are among them, the rare one by the last."""
    from skcriteria.agg.vikor import VIKOR

    unstable = (array(2, 3, 4, 1), array([0, 2, 2, 2], [0, 1, 5, 0], [1, 0, 10, 2], [5, 10, 1, 1]))
    kinds = set()
    for model in [*random_models(), unstable]:
        found, expected = vikor(*model), ask_scikit_criteria(VIKOR(), *model)
        agree(found.s, expected.s_k)
        agree(found.r, expected.r_k)
        agree(found.q, expected.q_k)
        assert sorted(found.compromise) == list(expected.compromise_set)
        assert found.compromise == tuple(sorted(found.compromise, key=lambda row: found.q[row]))
        kinds.add((expected.acceptable_advantage, expected.acceptable_stability))
    assert kinds >= {(True, True), (True, False), (False, True)}


def test_promethee_as_in_pymcdm():
    from pymcdm.methods import PROMETHEE_II

    for model in random_models():
        agree(promethee(*model), ask_pymcdm(PROMETHEE_II("usual"), *model))
        thresholds = [30] * len(model[0])
        agree(promethee(*model, threshold=30), ask_pymcdm(PROMETHEE_II("vshape", p=thresholds), *model))


# Edge cases of the numbers


def test_topsis_by_hand():
    """The weights are 3/4 and 1/4, the distances 1/4 from the ideal and 3/4 from the worst, and the other way round."""
    agree(topsis(array(3, 1), array([1, 0], [0, 1])), [0.75, 0.25])


def test_topsis_leaves_a_column_of_zeros():
    """The other column has the length 5: 0, 3/5 and 4/5, of which the worst is 0 and the best 4/5."""
    agree(topsis(array(1, 1), array([0, 0], [0, 3], [0, 4])), [0, 0.75, 1])


def test_vikor_ignores_a_column_without_range():
    found = vikor(array(3, 1), array([5, 0], [5, 1]))
    agree(found.s, [0.25, 0])
    agree(found.r, [0.25, 0])
    agree(found.q, [1, 0])
    assert found.compromise == (1,)


def test_vikor_ignores_the_sum_of_regrets_when_it_has_no_range():
    """S is 1/2 twice, R is 1/2 and 1/4: only R counts, and half of Q. That is less than DQ = 1."""
    found = vikor(array(2, 1, 1), array([0, 1, 1], [1, 0, 0]))
    agree(found.q, [0.5, 0])
    assert found.compromise == (1, 0)


def test_vikor_ignores_the_greatest_regret_when_it_has_no_range():
    """S is 1/3 and 2/3, R is 1/3 twice."""
    found = vikor(array(1, 1, 1), array([1, 1, 0], [0, 0, 1]))
    agree(found.q, [0, 0.5])
    assert found.compromise == (0, 1)


def test_noise_is_no_range():
    """S is 1/2 twice, but not quite in floating point; R is 1/3 and 1/2."""
    weights, ratings = array(1, 4, 6, 1), array([0, 0, 1, 0], [1, 1, 0, 1])
    agree(vikor(weights, ratings).q, [0, 0.5])


@pytest.mark.parametrize(("span", "share"), [(4e-10, 0), (6e-10, 1)])
def test_noise_ends_at_half_of_the_ninth_decimal(span, share):
    agree(vikor(array(1), array([0], [span])).s, [share, 0])


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_that_are_all_equal(rows):
    weights, ratings = array(1, 2), array(*[[5, 0]] * rows)
    agree(topsis(weights, ratings), [0.5] * rows)
    agree(promethee(weights, ratings), [0] * rows)
    agree(promethee(weights, ratings, 25), [0] * rows)
    found = vikor(weights, ratings)
    agree([found.s, found.r, found.q], np.zeros((3, rows)))
    assert found.compromise == tuple(range(rows))


def test_a_column_without_weight_changes_nothing():
    for weights, ratings in random_models(10):
        more_weights, more_ratings = np.append(weights, 0), np.column_stack((ratings, np.arange(len(ratings))))
        agree(topsis(more_weights, more_ratings), topsis(weights, ratings))
        agree(vikor(more_weights, more_ratings).q, vikor(weights, ratings).q)
        agree(promethee(more_weights, more_ratings, 25), promethee(weights, ratings, 25))


def test_promethee_by_hand():
    """A lead is preferred by lead / 25, at most 1: on the first criterion 0.4, 1 and 1, on the second 1, 0.6 and 0.4.

    Balances: 1.4, 0.6, -2 and -1.4, 1.6, -0.2; weighted by 3/4 and 1/4: 0.7, 0.85, -1.55; over two others each. With
    the usual preference: 2, 0, -2 and -2, 2, 0; weighted 1, 0.5, -1.5.
    """
    weights, ratings = array(3, 1), array([50, 0], [40, 25], [0, 10])
    agree(promethee(weights, ratings, 25), [0.35, 0.425, -0.775])
    agree(promethee(weights, ratings), [0.5, 0.25, -0.75])


# VIKOR's compromise set


def test_one_with_advantage_and_stability_is_proposed_alone():
    """Q is 0, 0.6 and 1; DQ is 1/2."""
    assert compromise(array(0, 0.6, 1), array(0, 0.6, 1)) == (0,)


def test_an_advantage_of_exactly_dq_will_do():
    """Q is 0, 1/2 and 1; DQ is 1/2. In the second case DQ is 1/49, and 49 times that is below 1 in floating point."""
    assert compromise(array(0, 0.5, 1), array(0, 0.5, 1)) == (0,)
    many = array(0, 1 / 49, *[1] * 48)
    assert 1 / 49 * 49 < 1
    assert compromise(many, many) == (0,)


def test_without_advantage_all_that_are_close_are_proposed():
    """Q is 1, 0.4, 0.2 and 0; DQ is 1/3. In the second case (0.1, 0.4, 0.5; 1/2) the first is not stable either."""
    assert compromise(array(1, 0.4, 0.2, 0), array(1, 0.4, 0.2, 0)) == (3, 2)
    assert compromise(array(0.1, 0, 1), array(0.1, 0.8, 0)) == (0, 1, 2)


@pytest.mark.parametrize(
    ("s", "r"),
    [
        (array(0, 1, 1, 1), array(0.2, 0, 1, 1)),
        (array(0.2, 0, 1, 1), array(0, 1, 1, 1)),
    ],
)
def test_to_be_best_by_one_of_s_and_r_is_stable(s, r):
    """Q is 0.1, 0.5, 1 and 1; DQ is 1/3."""
    assert compromise(s, r) == (0,)


def test_without_stability_the_first_two_are_proposed():
    """Q is 0.45, 0.5, 0.1 and 1; DQ is 1/3. The third is the best by neither S nor R."""
    assert compromise(array(0, 1, 0.1, 1), array(0.9, 0, 0.1, 1)) == (2, 0)


def test_those_that_share_the_second_place_are_proposed_together():
    """S is 9/16, 9/16, 15/32, 1/2, 7/16; R is 3/8, 1/4, 9/32, 3/8, 3/8; Q is 1, 1/2, 1/4, 3/4, 1/2; DQ is 1/4.

    The third has just enough of an advantage but is the best by neither S nor R.
    """
    ratings = array([0, 3, 0, 4], [2, 2, 4, 2], [1, 4, 2, 3], [4, 2, 4, 1], [4, 3, 4, 1])
    found = vikor(array(3, 1, 1, 3), ratings)
    agree(found.q, [1, 0.5, 0.25, 0.75, 0.5])
    assert found.compromise == (2, 1, 4)


def test_those_that_share_the_lowest_q_are_proposed_together():
    """The third and fourth have no advantage over each other, so that their stability is no matter. Q is 0.1 twice."""
    assert compromise(array(0, 1, 0.1, 0.1), array(1, 0, 0.1, 0.1)) == (2, 3)


@pytest.mark.parametrize(("s", "proposed"), [(4e-10, (0,)), (6e-10, (0, 1))])
def test_noise_does_not_cost_stability(s, proposed):
    """Q is 0.1, 0.5, 1 and 0.6; DQ is 1/3. The first is as good as the best by S, or just not."""
    assert compromise(array(s, 1, 1, 0), array(0.2, 0, 1, 1.2)) == proposed


def test_a_single_row_is_its_own_compromise():
    assert compromise(array(0), array(0)) == (0,)


# Opinions


WISHES = create_question("wishes", (create_choice("yes", {"speed": 3, "size": 1}, {"size": 10}), create_choice("no")))


def opinions_on(ratings, importance=Importance.NORMAL):
    catalogue = create_catalogue(WISHES, ratings=ratings)
    found = second_opinions(recommend(catalogue, {"wishes": chosen("yes", importance=importance)}))
    return {item.method: item for item in found}


def slugs(frameworks):
    return [framework.slug for framework in frameworks]


THREE = {
    "gamma": {"speed": 0, "size": 10},
    "beta": {"speed": 40, "size": 25},
    "alpha": {"speed": 50, "fame": 90},
}


def test_the_opinions_come_in_their_order():
    assert list(opinions_on(THREE)) == list(Method)


@pytest.mark.parametrize(
    ("method", "ranking", "proposed"),
    [
        (Method.TOPSIS, [("beta", 0.816984, 1), ("alpha", 0.716156, 2), ("gamma", 0.133626, 3)], ["beta"]),
        (Method.VIKOR, [("beta", 0, 1), ("alpha", 0.15, 2), ("gamma", 1, 3)], ["beta", "alpha"]),
        (Method.PROMETHEE_USUAL, [("alpha", 0.5, 1), ("beta", 0.25, 2), ("gamma", -0.75, 3)], ["alpha"]),
        (Method.PROMETHEE_LINEAR, [("beta", 0.425, 1), ("alpha", 0.35, 2), ("gamma", -0.775, 3)], ["beta"]),
    ],
)
def test_opinions_worked_by_hand(method, ranking, proposed):
    """The weights are 3/4 and 1/4; fame has none. Alpha is not rated on size, which counts as 0.

    TOPSIS: the columns have the lengths sqrt(4100) and sqrt(725), so that the weighted ratings are 0.585652, 0.468522,
    0 and 0, 0.232119, 0.092848; alpha is 0.585652 from the worst and 0.232119 from the ideal, and so on.
    VIKOR: S is 0.25, 0.15, 0.9, R is 0.25, 0.15, 0.75, so that alpha's Q is (0.1/0.75 + 0.1/0.6) / 2; DQ is 1/2.
    PROMETHEE: see `test_promethee_by_hand`.
    """
    found = opinions_on(THREE)[method]
    assert [(item.framework.slug, item.rank) for item in found.ranking] == [(slug, rank) for slug, _, rank in ranking]
    agree([item.value for item in found.ranking], [value for _, value, _ in ranking], within=1e-6)
    assert slugs(found.proposed) == proposed
    assert slugs(found.leaders) == proposed[:1]


def test_equal_values_share_a_rank_in_the_order_of_the_slugs():
    best, worst = {"speed": 50, "size": 50}, {"speed": 10, "size": 10}
    for found in opinions_on({"zeta": best, "worst": worst, "alpha": best}).values():
        assert [(item.framework.slug, item.rank) for item in found.ranking] == [
            ("alpha", 1),
            ("zeta", 1),
            ("worst", 3),
        ]
        assert slugs(found.proposed) == slugs(found.leaders) == ["alpha", "zeta"]


def test_noise_neither_breaks_a_tie_nor_leaves_a_negative_zero():
    """Values are rounded to nine decimals."""
    frameworks = [create_framework("alpha"), create_framework("beta"), create_framework("gamma")]
    found = opinion(Method.TOPSIS, Finding(array(-4e-10, 0, 6e-10)), frameworks)
    alpha, beta, gamma = frameworks
    assert found.ranking == (MethodRank(gamma, 1e-9, 1), MethodRank(alpha, 0.0, 2), MethodRank(beta, 0.0, 2))
    assert [str(item.value) for item in found.ranking] == ["1e-09", "0.0", "0.0"]


def test_a_framework_that_misses_a_must_have_takes_no_part_and_changes_nothing():
    """Alpha is not rated on size, and 10 is demanded; gamma just meets it. A must-have doubles both weights alike."""
    rest = {slug: values for slug, values in THREE.items() if slug != "alpha"}
    found = opinions_on(THREE, Importance.MUST_HAVE)
    assert [slugs(item.framework for item in opinion.ranking) for opinion in found.values()] == [["beta", "gamma"]] * 4
    for method, expected in opinions_on(rest).items():
        assert [item.value for item in found[method].ranking] == [item.value for item in expected.ranking]


def test_all_take_part_when_every_framework_misses_a_must_have():
    small = {slug: {**values, "size": values.get("size", 0) // 3} for slug, values in THREE.items()}
    assert all(len(item.ranking) == 3 for item in opinions_on(small, Importance.MUST_HAVE).values())


def test_without_weight_or_frameworks_there_are_no_opinions():
    catalogue = create_catalogue(WISHES, ratings=THREE)
    demanding = create_question("big", (create_choice("yes", {}, {"size": 10}), create_choice("no")))
    must = {"big": chosen("yes", importance=Importance.MUST_HAVE)}
    assert second_opinions(recommend(catalogue, {})) == ()
    assert second_opinions(recommend(create_catalogue(demanding, ratings=THREE), must)) == ()
    assert second_opinions(recommend(replace(catalogue, frameworks=()), {"wishes": chosen("yes")})) == ()


# What must hold for all answers


def ranks(found):
    return {item.framework.slug: item.rank for item in found.ranking}


def with_ratings(catalogue, framework, values):
    """The catalogue in which a framework is rated as given."""
    ratings = create_framework("any", values).ratings
    return with_framework(catalogue, replace(framework, ratings=ratings))


def drawn_outcome(case):
    """The outcome of a case in which something has weight."""
    outcome = recommend(*case)
    assume(outcome.total_weight)
    return outcome


@given(cases())
def test_values_are_on_their_scales(case):
    """No comparison with a value that is not a number would hold."""
    least = {Method.TOPSIS: 0, Method.VIKOR: 0, Method.PROMETHEE_USUAL: -1, Method.PROMETHEE_LINEAR: -1}
    for found in second_opinions(recommend(*case)):
        assert all(least[found.method] <= item.value <= 1 for item in found.ranking)


@given(cases())
def test_net_flows_sum_to_zero(case):
    for found in second_opinions(recommend(*case))[2:]:
        assert abs(sum(item.value for item in found.ranking)) <= len(found.ranking) * NINE_DECIMALS


@given(cases())
def test_ranks_follow_the_values(case):
    for found in second_opinions(recommend(*case)):
        sign = -1 if found.method is Method.VIKOR else 1
        for item in found.ranking:
            better = [other for other in found.ranking if sign * other.value > sign * item.value]
            assert item.rank == len(better) + 1
        order = [(item.rank, item.framework.slug) for item in found.ranking]
        assert order == sorted(order)


@given(cases())
def test_somebody_is_proposed_and_all_leaders_are(case):
    for found in second_opinions(recommend(*case)):
        assert found.leaders
        assert found.proposed[: len(found.leaders)] == found.leaders
        assert found.method is Method.VIKOR or found.proposed == found.leaders


@given(cases())
def test_who_takes_part(case):
    outcome = recommend(*case)
    meeting = {item.framework.slug for item in outcome.standings if not item.missed}
    for found in second_opinions(outcome):
        assert set(ranks(found)) == (meeting or set(outcome.ratings))


@given(cases(), st.integers(2, 1000))
def test_the_scale_of_the_weights_does_not_matter(case, factor):
    catalogue, answers = case
    criteria = tuple(replace(item, weight=item.weight * factor) for item in catalogue.criteria)
    before = second_opinions(recommend(catalogue, answers))
    after = second_opinions(recommend(replace(catalogue, criteria=criteria), answers))
    assert len(before) == len(after)
    for small, large in zip(before, after, strict=True):
        assert (ranks(small), slugs(small.proposed)) == (ranks(large), slugs(large.proposed))
        agree([item.value for item in small.ranking], [item.value for item in large.ranking], 2 * NINE_DECIMALS)


@settings(max_examples=30)
@given(cases(), st.data())
def test_what_is_at_least_as_good_everywhere_never_ranks_below(case, data):
    catalogue, answers = case
    lesser, better = catalogue.frameworks[:2]
    raised = {slug: data.draw(st.integers(value, 100)) for slug, value in lesser.value_of.items()}
    outcome = drawn_outcome((with_ratings(catalogue, better, raised), answers))
    low, high = outcome.ratings[lesser.slug], outcome.ratings[better.slug]
    counting = [slug for slug, weight in outcome.weights.items() if weight]
    assume(all(high[slug] >= low[slug] for slug in counting) and any(high[slug] > low[slug] for slug in counting))
    for found in second_opinions(outcome):
        rank_of = ranks(found)
        assert lesser.slug not in rank_of or rank_of[better.slug] <= rank_of[lesser.slug]


@settings(max_examples=30)
@given(cases())
def test_frameworks_that_are_alike_share_a_rank(case):
    catalogue, answers = case
    one, other = catalogue.frameworks[:2]
    outcome = drawn_outcome((with_ratings(catalogue, other, one.value_of), answers))
    assume(outcome.ratings[one.slug] == outcome.ratings[other.slug])
    for found in second_opinions(outcome):
        assert ranks(found).get(one.slug) == ranks(found).get(other.slug)
