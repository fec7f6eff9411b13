"""Ratings with the usual add-ons, and the add-ons that answers call for; all figures worked by hand."""

from dataclasses import replace

from recommender.engine.add_ons import mendings, with_add_ons
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_framework,
    create_question,
    with_framework,
)

# Alpha has it all; Beta has nothing by itself, and “some” and “most” raise its speed, “most” and “ease” its comfort.
SOME = create_add_on("some", {"speed": 60})
MOST = create_add_on("most", {"speed": 90, "comfort": 30})
EASE = create_add_on("ease", {"comfort": 60})
RATINGS = {"alpha": {"speed": 80, "comfort": 70}, "beta": {"speed": 50, "comfort": 20}}
BETA = replace(create_framework("beta", RATINGS["beta"]), add_ons=(SOME, MOST, EASE))
FAST = create_question("fast", (create_choice("yes", {"speed": 3, "comfort": 1}, {"speed": 85}), create_choice("no")))
CATALOGUE = with_framework(create_catalogue(FAST, ratings=RATINGS), BETA)
ALPHA = CATALOGUE.framework_of["alpha"]
YES = {"fast": chosen("yes")}
MUST = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}


def test_the_best_rating_counts_on_each_criterion():
    assert {slug: rating.value for slug, rating in BETA.usual_rating_of.items()} == {"speed": 90, "comfort": 60}
    assert ALPHA.usual_rating_of == ALPHA.rating_of


def test_the_add_ons_for_a_criterion_come_best_first():
    assert BETA.add_ons_for("speed") == (MOST, SOME)
    assert BETA.add_ons_for("comfort") == (EASE, MOST)
    assert BETA.add_ons_for("other") == ALPHA.add_ons_for("speed") == ()


def test_an_add_on_that_raises_nothing_is_not_named():
    lower = replace(BETA, add_ons=(create_add_on("lower", {"speed": 50}),))
    assert lower.usual_rating_of == BETA.rating_of
    assert lower.add_ons_for("speed") == ()


def test_scores_as_they_are_and_with_add_ons():
    """With weights 3 to 1: Alpha (3·80 + 70) / 4 = 77.5; Beta (3·50 + 20) / 4 = 42.5, and (3·90 + 60) / 4 = 82.5."""
    as_is, with_them = recommend(CATALOGUE, YES), recommend(with_add_ons(CATALOGUE), YES)
    assert [float(as_is.standing_of(slug).score) for slug in ("alpha", "beta")] == [77.5, 42.5]
    assert [float(with_them.standing_of(slug).score) for slug in ("alpha", "beta")] == [77.5, 82.5]


def test_a_must_have_asks_what_can_be_had_with_add_ons():
    """At least 85 for speed: Alpha's 80 misses it, Beta's 50 does not, as it is 90 with an add-on."""
    outcome = recommend(CATALOGUE, MUST)
    assert [item.framework.slug for item in outcome.standings] == ["beta", "alpha"]
    [miss] = outcome.standing_of("alpha").missed
    assert (miss.least, miss.rating) == (85, 80)
    assert float(outcome.standing_of("beta").score) == 42.5  # the score counts no add-on


def test_the_add_ons_that_answers_call_for():
    """Weights 3 and 1: “most” gains 3·40 + 10, then “ease” 30 more of comfort, and “some” nothing any more."""
    found = mendings(recommend(CATALOGUE, YES), BETA)
    assert [item.add_on.slug for item in found] == ["most", "ease"]
    assert [[criterion.slug for criterion, _ in item.ratings] for item in found] == [["speed", "comfort"], ["comfort"]]
    assert found[0].gain / found[1].gain == 130 / 30


def test_without_a_need_there_is_nothing_to_mend():
    assert mendings(recommend(CATALOGUE, {}), BETA) == ()
    assert mendings(recommend(CATALOGUE, YES), ALPHA) == ()
