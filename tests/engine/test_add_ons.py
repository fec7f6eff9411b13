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
    yes_or_no,
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


def test_what_takes_the_framework_s_place_is_named_and_counts_in_nothing():
    """Speed 95 instead of Beta would meet the 85 that are demanded; with “some” Beta has 60."""
    instead = replace(create_add_on("instead", {"speed": 95, "comfort": 10}), replaces=True)
    beta = replace(BETA, add_ons=(SOME, instead))
    assert beta.usual_rating_of["speed"].value == 60
    assert beta.add_ons_for("speed") == (SOME,)
    assert beta.replacements_for("speed") == (instead,)
    assert beta.replacements_for("comfort") == ()  # 10 is no better than Beta's own 20
    outcome = recommend(with_framework(CATALOGUE, beta), MUST)
    assert [miss.rating for miss in outcome.standing_of("beta").missed] == [60]
    assert [item.add_on.slug for item in mendings(outcome, beta)] == ["some"]
    assert float(recommend(with_add_ons(outcome.catalogue), YES).standing_of("beta").score) == 50  # (3·60 + 20) / 4


def test_what_a_must_have_needs_comes_first_whatever_it_gains():
    """Size weighs 2·9 = 18, speed as a must-have 4, else 2: “small” gains 18·70, “quick” 4·30 or 2·30."""
    quick, small = create_add_on("quick", {"speed": 80}), create_add_on("small", {"size": 90})
    whole = create_add_on("whole", {"speed": 75, "comfort": 75})
    questions = (
        yes_or_no("fast", "speed", 1, 75),
        yes_or_no("easy", "comfort", 1, 60),
        create_question("small", (create_choice("yes", {"size": 9}), create_choice("no"))),
    )
    ratings = {"alpha": {"speed": 50, "size": 20, "comfort": 50}, "beta": {"speed": 10, "size": 10, "comfort": 10}}

    def called_for(*add_ons, **given):
        catalogue = create_catalogue(*questions, ratings=ratings)
        alpha = replace(catalogue.framework_of["alpha"], add_ons=add_ons)
        outcome = recommend(with_framework(catalogue, alpha), given)
        return [
            (item.add_on.slug, [question.slug for question in item.must_haves]) for item in mendings(outcome, alpha)
        ]

    fast, easy = (chosen("yes", importance=Importance.MUST_HAVE) for _ in range(2))
    assert called_for(small, quick, fast=fast, small=chosen("yes")) == [("quick", ["fast"]), ("small", [])]
    assert called_for(small, quick, fast=chosen("yes"), small=chosen("yes")) == [("small", []), ("quick", [])]
    # “whole” is enough for both must-haves; then “quick” adds 4·5 = 20 only, less than one point of a weight of 26.
    both = called_for(quick, small, whole, fast=fast, easy=easy, small=chosen("yes"))
    assert both == [("whole", ["fast", "easy"]), ("small", [])]


def test_a_must_have_that_the_framework_meets_itself_or_misses_even_so_needs_no_add_on():
    """At least 85 for speed. “some” is 60; with a rating of 85 of its own nothing is missing."""
    assert mendings(recommend(CATALOGUE, MUST), BETA)[0].must_haves == (FAST,)
    short = replace(BETA, add_ons=(SOME,))
    assert [item.must_haves for item in mendings(recommend(with_framework(CATALOGUE, short), MUST), short)] == [()]
    able = replace(create_framework("beta", {"speed": 85, "comfort": 20}), add_ons=(MOST,))
    assert [item.must_haves for item in mendings(recommend(with_framework(CATALOGUE, able), MUST), able)] == [()]


def test_without_a_must_have_an_add_on_has_to_gain_a_point_of_the_score():
    """Weights 3 and 1, together 4: one point more of comfort is 1/4 of a point, four are one, and three are not."""

    def called_for(value):
        beta = replace(BETA, add_ons=(create_add_on("ease", {"comfort": value}),))
        return len(mendings(recommend(with_framework(CATALOGUE, beta), YES), beta))

    assert [called_for(value) for value in (21, 23, 24, 60)] == [0, 0, 1, 1]


def test_what_only_the_kind_of_project_gives_points_to_calls_for_no_add_on():
    kind = create_question("kind", (create_choice("shop", {"speed": 3}), create_choice("site")), describes_project=True)
    small = create_question("small", (create_choice("yes", {"comfort": 1}), create_choice("no")))
    wish = yes_or_no("quick", "speed", 1)
    catalogue = with_framework(create_catalogue(kind, small, wish, ratings=RATINGS), BETA)
    guessed = {"kind": chosen("shop"), "small": chosen("yes")}
    # “most” raises speed too, but its ten points of comfort are fewer than the forty of “ease”.
    assert [item.add_on.slug for item in mendings(recommend(catalogue, guessed), BETA)] == ["ease"]
    [first, _] = mendings(recommend(catalogue, guessed | {"quick": chosen("yes")}), BETA)
    # Asked for once, it counts with all its weight: importance doubles each, so (3 + 1)·2·40 + 2·10 = 340.
    assert (first.add_on.slug, first.gain) == ("most", 340)
