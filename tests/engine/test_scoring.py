"""Scores, ranks and must-haves, against numbers worked by hand or taken from print."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from recommender.engine.scoring import recommend, utility
from recommender.engine.types import Familiarity, Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question, create_rating, with_framework

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no", {"size": 1})))
SMALL = create_question("small", (create_choice("yes", {"size": 2}, {"size": 50}), create_choice("no")))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}, "gamma": {"speed": 10, "size": 10}}
CATALOGUE = create_catalogue(FAST, SMALL, ratings=RATINGS, weights={"speed": 10, "size": 5})


def scores(answers, catalogue=CATALOGUE):
    return {standing.framework.slug: standing.score for standing in recommend(catalogue, answers).standings}


def ranks(answers, catalogue=CATALOGUE):
    return {standing.framework.slug: standing.rank for standing in recommend(catalogue, answers).standings}


def test_the_score_is_the_weighted_mean_worked_by_hand():
    """fast=yes normal: speed 2·10·3 = 60. small=yes double: size 4·5·2 = 40.

    alpha (60·80 + 40·20) / 100 = 56, beta (60·40 + 40·90) / 100 = 60, gamma 10.
    """
    answers = {"fast": chosen("yes"), "small": chosen("yes", importance=Importance.DOUBLE)}
    assert scores(answers) == {"beta": 60, "alpha": 56, "gamma": 10}
    outcome = recommend(CATALOGUE, answers)
    assert outcome.weights == {"speed": 60, "size": 40}
    assert outcome.weights_by_answer == {"fast": {"speed": 60}, "small": {"size": 40}}
    assert [standing.framework.slug for standing in outcome.leaders] == ["beta"]
    assert outcome.standing_of("gamma").rank == 3
    assert [standing.framework.slug for standing in outcome.rivals] == ["alpha", "gamma"]


@pytest.mark.parametrize(
    ("importance", "weight"),
    [(Importance.HALF, 30), (Importance.NORMAL, 60), (Importance.DOUBLE, 120), (Importance.MUST_HAVE, 120)],
)
def test_importance_multiplies_the_points(importance, weight):
    assert recommend(CATALOGUE, {"fast": chosen("yes", importance=importance)}).weights == {"speed": weight}


def test_importance_changes_the_ranking():
    speed_first = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    size_first = {"fast": chosen("yes", importance=Importance.HALF), "small": chosen("yes")}
    assert ranks(speed_first)["alpha"] == 1
    assert ranks(size_first)["beta"] == 1


def test_the_editors_weight_changes_the_ranking():
    answers = {"fast": chosen("yes"), "small": chosen("yes")}
    size_counts = create_catalogue(FAST, SMALL, ratings=RATINGS, weights={"speed": 10, "size": 50})
    assert ranks(answers)["alpha"] == 1
    assert ranks(answers, size_counts)["beta"] == 1


def test_a_published_case_simple_additive_value():
    """Goodwin & Wright, Decision Analysis for Management Judgment, the office location problem: swing weights."""
    weights = {"turnover": 32, "visibility": 26, "image": 23, "size": 10, "comfort": 6, "parking": 3}
    offices = {
        "A": (100, 60, 100, 75, 0, 90),
        "B": (20, 80, 10, 30, 100, 30),
        "C": (80, 70, 0, 0, 10, 100),
        "D": (70, 50, 30, 55, 30, 90),
        "E": (40, 60, 90, 100, 60, 70),
        "F": (0, 0, 70, 0, 80, 0),
        "G": (60, 100, 20, 50, 50, 80),
    }
    found = {name: utility(weights, dict(zip(weights, values, strict=True))) / 100 for name, values in offices.items()}
    assert found == pytest.approx(
        {"A": 80.8, "B": 39.4, "C": 47.4, "D": 52.3, "E": 64.8, "F": 20.9, "G": 60.2}, abs=1e-9
    )


def test_a_published_case_with_a_tie():
    """Triantaphyllou's example (as in Wikipedia, Weighted sum model): 21.5, 22, 22; the last two share a rank."""
    weights = {"c1": 20, "c2": 15, "c3": 40, "c4": 25}
    ratings = {
        "one": dict(zip(weights, (25, 20, 15, 30), strict=True)),
        "two": dict(zip(weights, (10, 30, 20, 30), strict=True)),
        "three": dict(zip(weights, (30, 10, 30, 10), strict=True)),
    }
    question = create_question("all", (create_choice("yes", dict.fromkeys(weights, 1)), create_choice("no")))
    outcome = recommend(create_catalogue(question, ratings=ratings, weights=weights), {"all": chosen("yes")})
    assert {standing.framework.slug: (standing.rank, standing.score) for standing in outcome.standings} == {
        "one": (3, Fraction(43, 2)),
        "two": (1, Fraction(22)),
        "three": (1, Fraction(22)),
    }
    assert [standing.framework.slug for standing in outcome.leaders] == ["three", "two"]


def test_a_published_case_of_ratings_divided_by_their_maximum():
    """Afshari et al. 2010, simple additive weighting, to six decimals (some of them cut off)."""
    weights = {"c1": 283, "c2": 162, "c3": 162, "c4": 70, "c5": 85, "c6": 162, "c7": 76}
    people = [
        (4, 7, 3, 2, 2, 2, 2),
        (4, 4, 6, 4, 4, 3, 7),
        (7, 6, 4, 2, 5, 5, 3),
        (3, 2, 5, 3, 3, 2, 5),
        (4, 2, 2, 5, 5, 3, 6),
    ]
    most = [max(column) for column in zip(*people, strict=True)]
    ratings = [[Fraction(value, top) for value, top in zip(person, most, strict=True)] for person in people]
    found = [utility(weights, dict(zip(weights, person, strict=True))) / 1000 for person in ratings]
    assert [float(value) for value in found] == pytest.approx(
        [0.553228, 0.713485, 0.837428, 0.514657, 0.579342], abs=1e-6
    )


@pytest.mark.parametrize("seed", range(40))
def test_two_libraries_find_the_same_scores_and_ranks(seed):
    """pymcdm's weighted sum without normalisation, and scikit-criteria's, whose ranks break ties."""
    random = Random(seed)
    slugs = [f"c{number}" for number in range(random.randint(1, 10))]
    weights = {slug: random.randint(1, 50) for slug in slugs}
    ratings = {f"f{row}": {slug: random.randint(0, 100) for slug in slugs} for row in range(random.randint(2, 8))}
    question = create_question("all", (create_choice("yes", dict.fromkeys(slugs, 1)), create_choice("no")))
    outcome = recommend(create_catalogue(question, ratings=ratings, weights=weights), {"all": chosen("yes")})
    found = [outcome.standing_of(slug) for slug in ratings]
    matrix = np.array([list(values.values()) for values in ratings.values()], dtype=float)
    shares = np.array(list(weights.values())) / sum(weights.values())
    wsm = WSM(lambda values, cost: values)
    scores = wsm(matrix, shares, np.ones(len(slugs)), validation=False)
    assert [float(item.score) for item in found] == pytest.approx(list(scores))
    model = WeightedSumModel().evaluate(mkdm(matrix, [max] * len(slugs), weights=shares))
    assert [float(item.score) for item in found] == pytest.approx(list(model.e_.score))
    if len({item.score for item in found}) == len(found):
        assert [item.rank for item in found] == list(wsm.rank(scores)) == list(model.rank_)


def test_without_answers_nobody_leads_and_every_score_is_zero():
    outcome = recommend(CATALOGUE, {})
    assert outcome.leaders == ()
    assert outcome.rivals == ()
    assert {standing.score for standing in outcome.standings} == {0}
    assert {standing.rank for standing in outcome.standings} == {1}


def test_an_answer_without_effect_leaves_nobody_in_the_lead():
    assert recommend(CATALOGUE, {"small": chosen("no")}).leaders == ()


def test_skipping_adds_nothing():
    answers = {"fast": chosen("yes")}
    assert scores(answers | {"small": chosen()}) == scores(answers)
    assert recommend(CATALOGUE, answers | {"small": chosen()}).answers == answers


def test_a_framework_that_misses_a_must_have_ranks_below_all_that_miss_none():
    answers = {
        "fast": chosen("yes", importance=Importance.MUST_HAVE),
        "small": chosen("yes", importance=Importance.DOUBLE),
    }
    size_counts = create_catalogue(FAST, SMALL, ratings=RATINGS, weights={"speed": 10, "size": 50})
    outcome = recommend(size_counts, answers)
    assert [standing.framework.slug for standing in outcome.standings] == ["alpha", "beta", "gamma"]
    assert outcome.standing_of("beta").score > outcome.standing_of("alpha").score
    (miss,) = outcome.standing_of("beta").missed
    assert (miss.question.slug, miss.criterion.slug, miss.least, miss.rating) == ("fast", "speed", 75, 40)
    assert not miss.is_borderline
    assert outcome.standing_of("alpha").missed == ()


def test_a_rating_equal_to_the_requirement_meets_it():
    exact = create_catalogue(FAST, SMALL, ratings={"alpha": {"speed": 75, "size": 1}, "beta": {"speed": 74, "size": 1}})
    outcome = recommend(exact, {"fast": chosen("yes", importance=Importance.MUST_HAVE)})
    assert outcome.standing_of("alpha").missed == ()
    assert outcome.standing_of("beta").missed != ()


def test_a_miss_within_the_plausible_range_is_borderline():
    near = replace(CATALOGUE.framework_of["beta"], ratings=(create_rating("speed", 40, high=75),))
    outcome = recommend(with_framework(CATALOGUE, near), {"fast": chosen("yes", importance=Importance.MUST_HAVE)})
    (miss,) = outcome.standing_of("beta").missed
    assert (miss.rating, miss.high, miss.is_borderline) == (40, 75, True)


def test_only_must_haves_demand_anything():
    outcome = recommend(CATALOGUE, {"fast": chosen("yes", importance=Importance.DOUBLE)})
    assert all(not standing.missed for standing in outcome.standings)


def test_a_must_have_can_decide_without_any_weight():
    """A must-have whose criterion is switched off still tells frameworks apart, so there is a leader."""
    off = create_catalogue(FAST, SMALL, ratings=RATINGS, weights={"speed": 0, "size": 0})
    outcome = recommend(off, {"fast": chosen("yes", importance=Importance.MUST_HAVE)})
    assert outcome.total_weight == 0
    assert [standing.framework.slug for standing in outcome.leaders] == ["alpha"]


def test_what_nobody_rated_counts_as_zero_and_misses_must_haves():
    partly = create_catalogue(FAST, SMALL, ratings={"alpha": {"speed": 1, "size": 1}, "beta": {"size": 1}})
    outcome = recommend(partly, {"fast": chosen("yes", importance=Importance.MUST_HAVE)})
    assert outcome.standing_of("beta").score < outcome.standing_of("alpha").score
    (miss,) = outcome.standing_of("beta").missed
    assert (miss.rating, miss.high) == (0, 0)


class TestFamiliarity:
    KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=3))
    CATALOGUE = create_catalogue(FAST, KNOWN, ratings=RATINGS)

    def test_known_frameworks_are_rated_100_and_the_others_0(self):
        outcome = recommend(self.CATALOGUE, {"known": chosen("beta", "gamma")})
        assert {slug: values["familiarity"] for slug, values in outcome.ratings.items()} == {
            "alpha": 0,
            "beta": 100,
            "gamma": 100,
        }
        assert outcome.weights == {"familiarity": 6}

    def test_it_weighs_beside_the_other_answers(self):
        """speed 2·3 = 6 and familiarity 2·3 = 6: alpha (80 + 0)/2, beta (40 + 100)/2, gamma (10 + 0)/2."""
        answers = {"fast": chosen("yes"), "known": chosen("beta")}
        assert scores(answers, self.CATALOGUE) == {"beta": 70, "alpha": 40, "gamma": 5}

    def test_knowing_none_of_them_counts_for_nothing(self):
        answers = {"fast": chosen("yes")}
        assert scores(answers | {"known": chosen("none")}, self.CATALOGUE) == scores(answers, self.CATALOGUE)

    def test_a_must_have_of_it_demands_nothing(self):
        outcome = recommend(self.CATALOGUE, {"known": chosen("beta", importance=Importance.MUST_HAVE)})
        assert all(not standing.missed for standing in outcome.standings)


def test_hidden_answers_count_for_nothing():
    details = create_question(
        "details", (create_choice("yes", {"size": 9}), create_choice("no")), ask_if=(("fast", "yes"),)
    )
    catalogue = create_catalogue(FAST, details, ratings=RATINGS)
    assert recommend(catalogue, {"fast": chosen("no"), "details": chosen("yes")}).weights == {"size": 2}
    assert recommend(catalogue, {"fast": chosen("yes"), "details": chosen("yes")}).weights == {"speed": 6, "size": 18}


def test_unknown_choices_and_questions_count_for_nothing():
    assert recommend(CATALOGUE, {"fast": chosen("forged"), "nonsense": chosen("yes")}).leaders == ()


def test_an_empty_catalogue_ranks_nobody():
    empty = replace(CATALOGUE, frameworks=())
    outcome = recommend(empty, {"fast": chosen("yes")})
    assert (outcome.standings, outcome.leaders) == ((), ())
