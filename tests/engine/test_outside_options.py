"""Outside options: named when all their conditions are met, by answers that count."""

from dataclasses import replace

from recommender.engine.outside_options import fitting
from tests.factories import chosen, create_catalogue, create_outside_option, create_question

GATED = create_question("deep", ask_if=(("fast", "yes"),))
BOTH = create_outside_option("both", ("fast", "yes"), ("deep", "no"))
ONE = create_outside_option("one", ("deep", "no"))
CATALOGUE = create_catalogue(create_question(), GATED, outside_options=(BOTH, ONE))


def named(answers):
    return [option.slug for option in fitting(CATALOGUE, answers)]


def test_all_conditions_have_to_be_met_and_the_order_is_the_catalogues():
    assert named({"deep": chosen("no"), "fast": chosen("yes")}) == ["both", "one"]
    assert named({"fast": chosen("yes")}) == []
    assert named({"fast": chosen("yes"), "deep": chosen("yes")}) == []


def test_an_answer_to_a_question_that_is_not_asked_meets_nothing():
    assert named({"fast": chosen("no"), "deep": chosen("no")}) == []


def test_nothing_is_named_without_a_condition():
    unconditional = replace(CATALOGUE, outside_options=(create_outside_option("always"),))
    assert fitting(unconditional, {"fast": chosen("yes")}) == ()
