"""Close relatives, worked by hand, and against how often drawn ratings would turn a pair round."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import sqrt
from statistics import NormalDist

from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.scoring import recommend
from recommender.engine.simulation.close_relatives import TURNED, Relatives, close_relatives
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Catalogue, Familiarity
from tests.engine.strategies import catalogues
from tests.factories import chosen, create_catalogue, create_question, create_rating, yes_or_no

FAST, EASY = yes_or_no("fast", "speed", 1), yes_or_no("easy", "ease", 1)
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=9))
YES = {"fast": chosen("yes")}
QUANTILE = NormalDist().inv_cdf(0.95)


def with_ranges(catalogue: Catalogue, width: int) -> Catalogue:
    """The catalogue with ratings that may be off by half of this to either side."""
    return replace(
        catalogue,
        frameworks=tuple(
            replace(
                item,
                ratings=tuple(
                    create_rating(
                        rating.criterion, rating.value, low=rating.value - width // 2, high=rating.value + width // 2
                    )
                    for rating in item.ratings
                ),
            )
            for item in catalogue.frameworks
        ),
    )


def found_in(*questions, people, width=10, **ratings):
    return close_relatives(with_ranges(create_catalogue(*questions, ratings=ratings), width), people)


def test_how_near_is_too_near_by_hand():
    """A range of 10 is a deviation of 3.04, that of a difference 4.30; a fifth is 0.84 of it: 3.62."""
    assert found_in(FAST, people=[YES], alpha={"speed": 50}, beta={"speed": 53}) == (Relatives("alpha", "beta", 1),)
    assert found_in(FAST, people=[YES], alpha={"speed": 50}, beta={"speed": 54}) == ()
    assert found_in(FAST, people=[YES], width=0, alpha={"speed": 50}, beta={"speed": 51}) == ()


def test_several_answers_make_ratings_surer_together():
    """Two equal weights: a difference of 3 on both is one of 3 in the score, whose deviation is 4.30 / sqrt(2)."""
    both = {"fast": chosen("yes"), "easy": chosen("yes")}
    ratings = {"alpha": {"speed": 50, "ease": 50}, "beta": {"speed": 53, "ease": 53}}
    assert found_in(FAST, EASY, people=[both], **ratings) == ()
    assert found_in(FAST, EASY, people=[YES], **ratings) == (Relatives("alpha", "beta", 1),)


def test_only_most_people_make_relatives_and_the_closest_come_first():
    """Alpha and beta are alike in speed, beta and gamma in ease, which fewer ask for."""
    ratings = {
        "alpha": {"speed": 50, "ease": 10},
        "beta": {"speed": 51, "ease": 50},
        "gamma": {"speed": 51, "ease": 51},
    }
    easy = {"easy": chosen("yes")}
    two_of_three = found_in(FAST, EASY, people=[YES, YES, easy], **ratings)
    assert two_of_three == (
        Relatives("beta", "gamma", 1),
        Relatives("alpha", "beta", Fraction(2, 3)),
        Relatives("alpha", "gamma", Fraction(2, 3)),
    )
    assert found_in(FAST, EASY, people=[YES, easy], **ratings) == (Relatives("beta", "gamma", 1),)


def test_what_somebody_knows_tells_nobody_apart():
    ratings = {"alpha": {"speed": 50}, "beta": {"speed": 50}}
    knowing = {"fast": chosen("yes"), "known": chosen("alpha")}
    assert found_in(FAST, KNOWN, people=[knowing], **ratings) == (Relatives("alpha", "beta", 1),)


def test_who_gives_no_weight_to_anything_rated_is_not_counted():
    ratings = {"alpha": {"speed": 50}, "beta": {"speed": 90}}
    nobody = [{}, {"fast": chosen("no")}, {"known": chosen("alpha")}]
    assert found_in(FAST, KNOWN, people=nobody, **ratings) == ()
    assert found_in(FAST, KNOWN, people=[*nobody, YES], alpha={"speed": 50}, beta={"speed": 51}) == (
        Relatives("alpha", "beta", 1),
    )


@given(catalogues(), st.integers(0, 40))
def test_they_are_those_whom_drawn_ratings_turn_often_enough(catalogue, width):
    """The oracle: each one's score as a normal variate, for one person at a time, so that a share is 0 or 1."""
    catalogue = with_ranges(replace(catalogue, sections=sections_without_familiarity(catalogue)), 2 * width)
    for answers in respondents(catalogue, 3):
        outcome = recommend(catalogue, answers)
        if not outcome.total_weight:
            continue
        expected = set()
        for one, other in combinations(sorted(catalogue.framework_of), 2):
            gap = abs(outcome.standing_of(one).score - outcome.standing_of(other).score)
            squares = sum(weight**2 for weight in outcome.weights.values())
            deviation = sqrt(2 * squares) * width / QUANTILE / outcome.total_weight
            turned = NormalDist().cdf(-float(gap) / deviation) if deviation else 0.5 * (not gap)
            if turned >= TURNED:
                expected.add(frozenset({one, other}))
        assert {frozenset({item.first, item.second}) for item in close_relatives(catalogue, [answers])} == expected


def sections_without_familiarity(catalogue):
    return tuple(
        replace(section, questions=tuple(item for item in section.questions if item.familiarity is None))
        for section in catalogue.sections
    )
