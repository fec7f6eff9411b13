"""What changed between two catalogues, as far as it can matter to some answers."""

from dataclasses import replace

import pytest

from recommender.engine.result.catalogue_changes import catalogue_changes
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.factories import (
    chosen,
    create_catalogue,
    create_choice,
    create_criterion,
    create_framework,
    create_question,
    create_rating,
    with_framework,
    yes_or_no,
)

FAST, SAFE = yes_or_no("fast", "speed", 1), yes_or_no("safe", "safety", 2, 50)
RATINGS = {"alpha": {"speed": 80, "safety": 60, "ease": 10}, "beta": {"speed": 40, "safety": 90, "ease": 20}}
THEN = create_catalogue(FAST, SAFE, ratings=RATINGS)
ANSWERS = {"fast": chosen("yes"), "safe": chosen("yes", importance=Importance.MUST_HAVE)}


def found(today, answers=ANSWERS):
    return catalogue_changes(recommend(THEN, answers), recommend(today, answers), answers)


def with_question(question):
    kept = (question if item.slug == question.slug else item for item in (FAST, SAFE))
    return create_catalogue(*kept, ratings=RATINGS)


def rated(criterion, value, **bounds):
    alpha = THEN.framework_of["alpha"]
    ratings = tuple(
        create_rating(criterion, value, **bounds) if item.criterion == criterion else item for item in alpha.ratings
    )
    return with_framework(THEN, replace(alpha, ratings=ratings))


def test_the_same_catalogue_has_no_differences():
    assert found(THEN).is_empty


def test_texts_reasons_and_what_does_not_count_are_no_differences():
    alpha = THEN.framework_of["alpha"]
    ratings = tuple(replace(item, rationale="So.") for item in alpha.ratings)
    assert found(with_framework(THEN, replace(alpha, summary="Another.", ratings=ratings))).is_empty
    assert found(rated("ease", 99)).is_empty


def test_frameworks_come_and_go():
    one = create_catalogue(FAST, SAFE, ratings={"beta": RATINGS["beta"], "gamma": RATINGS["alpha"]})
    changes = found(one)
    assert [item.slug for item in changes.added] == ["gamma"]
    assert [item.slug for item in changes.removed] == ["alpha"]
    assert changes.ratings == ()


@pytest.mark.parametrize("bounds", [{}, {"low": 10}, {"high": 90}])
def test_a_rating_or_one_of_its_bounds_changes(bounds):
    (change,) = found(rated("speed", 80 if bounds else 70, **bounds)).ratings
    assert (change.framework.slug, change.criterion.slug, change.before.value) == ("alpha", "speed", 80)
    assert (change.now.value, change.now.low, change.now.high) == (
        (80, bounds.get("low", 80), bounds.get("high", 80)) if bounds else (70, 70, 70)
    )


def test_a_rating_is_taken_away():
    alpha = create_framework("alpha", {"speed": 80, "ease": 10})
    (change,) = found(with_framework(THEN, alpha)).ratings
    assert (change.criterion.slug, change.before.value, change.now) == ("safety", 60, None)


def test_a_weight_changes_also_to_nothing_and_only_where_it_counts():
    heavier = replace(THEN, criteria=tuple(replace(item, weight=7) for item in THEN.criteria))
    changes = found(heavier, {"fast": chosen("yes")}).weights
    assert [(item.criterion.slug, item.before, item.now) for item in changes] == [("speed", 1, 7)]
    off = replace(THEN, criteria=tuple(replace(item, weight=0) for item in THEN.criteria))
    assert [item.now for item in found(off).weights] == [0, 0]


def test_a_criterion_that_is_gone_has_no_weight_to_compare():
    slower = create_question("fast", (create_choice("yes", {"ease": 1}), create_choice("no")))
    without = replace(with_question(slower), criteria=(create_criterion("safety"), create_criterion("ease")))
    changes = found(without)
    assert changes.weights == ()
    assert [question.slug for question in changes.recounted] == ["fast"]


def test_an_answer_counts_for_something_else_or_demands_something_else():
    assert [item.slug for item in found(with_question(yes_or_no("fast", "speed", 3))).recounted] == ["fast"]
    assert [item.slug for item in found(with_question(yes_or_no("safe", "safety", 2, 70))).recounted] == ["safe"]


def test_an_answer_is_lost_and_a_question_is_new():
    new = create_question("new")
    changes = found(create_catalogue(FAST, new, ratings=RATINGS))
    assert [item.slug for item in changes.lost] == ["safe"]
    assert [item.slug for item in changes.opened] == ["new"]
    assert not changes.is_empty


def test_an_answer_that_counts_only_now_is_not_said_to_count_in_another_way():
    hidden = create_catalogue(FAST, yes_or_no("safe", "safety", 2, 50, ask_if=(("fast", "no"),)), ratings=RATINGS)
    answers = {**ANSWERS}
    changes = catalogue_changes(recommend(hidden, answers), recommend(THEN, answers), answers)
    assert changes.recounted == changes.opened == ()
    assert [item.slug for item in changes.regained] == ["safe"]


def test_a_rating_that_only_a_must_have_asks_for():
    needed = create_question("needed", (create_choice("yes", {"speed": 1}, {"ease": 5}), create_choice("no")))
    then = create_catalogue(needed, ratings=RATINGS)
    alpha = replace(then.framework_of["alpha"], ratings=(create_rating("speed", 80), create_rating("ease", 0)))
    answers = {"needed": chosen("yes", importance=Importance.MUST_HAVE)}
    changes = catalogue_changes(recommend(then, answers), recommend(with_framework(then, alpha), answers), answers)
    assert [(item.criterion.slug, item.now.value) for item in changes.ratings] == [("ease", 0)]
