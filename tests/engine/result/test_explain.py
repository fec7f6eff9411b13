"""Exact differences and what stands in everyone's way."""

from dataclasses import replace
from fractions import Fraction

from recommender.engine.result.explain import contrast_by_answer, contrast_by_criterion, relaxations, strengths
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no")))
SMALL = create_question("small", (create_choice("yes", {"size": 1, "speed": 0}, {"size": 95}), create_choice("no")))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}
CATALOGUE = create_catalogue(FAST, SMALL, ratings=RATINGS)
MUST = Importance.MUST_HAVE


def test_contrasts_worked_by_hand():
    """Weights speed 6, size 2: alpha leads by 6·40/8 = 30 points on speed and lags 2·70/8 = 17.5 on size."""
    outcome = recommend(CATALOGUE, {"fast": chosen("yes"), "small": chosen("yes")})
    by_criterion = contrast_by_criterion(outcome, "alpha", "beta")
    assert [(item.criterion.slug, item.points) for item in by_criterion] == [("speed", 30), ("size", Fraction(-35, 2))]
    by_answer = contrast_by_answer(outcome, "alpha", "beta")
    assert [(item.question.slug, item.points) for item in by_answer] == [("fast", 30), ("small", Fraction(-35, 2))]
    gap = outcome.standing_of("alpha").score - outcome.standing_of("beta").score
    assert sum(item.points for item in by_criterion) == gap == Fraction(25, 2)


def test_criteria_without_weight_are_left_out_and_answers_without_effect_are_not():
    outcome = recommend(CATALOGUE, {"fast": chosen("yes"), "small": chosen("no")})
    assert [item.criterion.slug for item in contrast_by_criterion(outcome, "alpha", "beta")] == ["speed"]
    assert [(item.question.slug, item.points) for item in contrast_by_answer(outcome, "beta", "alpha")] == [
        ("small", 0),
        ("fast", -40),
    ]


def test_the_greatest_strength_of_each_of_two_is_its_largest_contrast():
    outcome = recommend(CATALOGUE, {"fast": chosen("yes"), "small": chosen("yes")})
    found = [(item.framework.slug, item.criterion.slug, item.points) for item in strengths(outcome, outcome.standings)]
    assert found == [("alpha", "speed", 30), ("beta", "size", Fraction(35, 2))]


def test_a_strength_is_a_lead_over_all_the_others():
    """Weights speed 6, size 2. Gamma leads alpha on size by 60 and beta on speed by 30, but nobody leads both there."""
    catalogue = create_catalogue(FAST, SMALL, ratings=RATINGS | {"gamma": {"speed": 70, "size": 80}})
    outcome = recommend(catalogue, {"fast": chosen("yes"), "small": chosen("yes")})
    found = {item.framework.slug: (item.criterion.slug, item.points) for item in strengths(outcome, outcome.standings)}
    assert found == {"alpha": ("speed", Fraction(6 * 10, 8)), "beta": ("size", Fraction(2 * 10, 8))}


def test_who_is_alike_in_all_that_counts_has_no_strength():
    alike = create_catalogue(FAST, ratings={"alpha": {"speed": 5}, "beta": {"speed": 5}})
    outcome = recommend(alike, {"fast": chosen("yes")})
    assert strengths(outcome, outcome.standings) == ()


def test_without_weight_nobody_has_a_strength():
    outcome = recommend(CATALOGUE, {"small": chosen("no")})
    assert strengths(outcome, outcome.standings) == ()


def test_what_nobody_rated_counts_as_zero_on_either_side():
    """Weights speed 6, size 2: alpha leads by 6·(80 - 0)/8 = 60 points on speed and lags 2·(90 - 0)/8 = 22.5."""
    partly = create_catalogue(FAST, SMALL, ratings={"alpha": {"speed": 80}, "beta": {"size": 90}})
    outcome = recommend(partly, {"fast": chosen("yes"), "small": chosen("yes")})
    found = contrast_by_criterion(outcome, "alpha", "beta")
    assert [(item.criterion.slug, item.points) for item in found] == [("speed", 60), ("size", Fraction(-45, 2))]


def test_without_weight_there_is_no_difference():
    outcome = recommend(CATALOGUE, {"fast": chosen("no")})
    assert contrast_by_criterion(outcome, "alpha", "beta") == ()
    assert [item.points for item in contrast_by_answer(outcome, "alpha", "beta")] == [0]


def test_the_fewest_must_haves_to_give_up():
    answers = {"fast": chosen("yes", importance=MUST), "small": chosen("yes", importance=MUST)}
    (relaxation,) = relaxations(recommend(CATALOGUE, answers))
    assert [question.slug for question in relaxation.questions] == ["small"]
    assert [standing.framework.slug for standing in relaxation.leaders] == ["alpha"]


def test_a_must_have_with_two_requirements_is_given_up_once():
    both = create_question("both", (create_choice("yes", {"speed": 1}, {"speed": 99, "size": 99}), create_choice("no")))
    (found,) = relaxations(recommend(create_catalogue(both, ratings=RATINGS), {"both": chosen("yes", importance=MUST)}))
    assert [question.slug for question in found.questions] == ["both"]
    assert [standing.framework.slug for standing in found.leaders] == ["alpha"]


def test_each_smallest_set_names_its_own_leader():
    """Without “fast” gamma meets what is left, without “small” alpha does; beta would need both."""
    ratings = {"alpha": {"speed": 80, "size": 1}, "beta": {"speed": 1, "size": 1}, "gamma": {"speed": 1, "size": 99}}
    answers = {"fast": chosen("yes", importance=MUST), "small": chosen("yes", importance=MUST)}
    found = relaxations(recommend(create_catalogue(FAST, SMALL, ratings=ratings), answers))
    assert [
        ([question.slug for question in item.questions], [standing.framework.slug for standing in item.leaders])
        for item in found
    ] == [(["fast"], ["gamma"]), (["small"], ["alpha"])]


def test_giving_a_must_have_up_keeps_the_weights():
    """Both meet nothing else; with “fast” eased to double its weight stays 4·3, so alpha leads by its speed."""
    answers = {"fast": chosen("yes", importance=MUST)}
    slow = {"alpha": {"speed": 70, "size": 1}, "beta": {"speed": 40, "size": 1}}
    (found,) = relaxations(recommend(create_catalogue(FAST, SMALL, ratings=slow), answers))
    assert [(standing.framework.slug, standing.score) for standing in found.leaders] == [("alpha", 70)]


def test_nothing_to_give_up_when_somebody_meets_everything():
    assert relaxations(recommend(CATALOGUE, {"fast": chosen("yes", importance=MUST)})) == ()


def test_nothing_to_give_up_without_frameworks():
    empty = replace(CATALOGUE, frameworks=())
    assert relaxations(recommend(empty, {"fast": chosen("yes", importance=MUST)})) == ()
