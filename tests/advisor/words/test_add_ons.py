"""Usual add-ons in words: scores with them, who would lead then, and which of them the answers need."""

from dataclasses import replace

from advisor.words.result import ResultWords
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import AddOn, Importance
from tests.factories import chosen, create_add_on, create_catalogue, with_framework, yes_or_no

FAST, SMALL = yes_or_no("fast", "speed", 1, 95), yes_or_no("small", "size", 1)
BOTH = {"fast": chosen("yes"), "small": chosen("yes")}
RATINGS = {"alpha": {"speed": 80, "size": 60}, "beta": {"speed": 50, "size": 60}}


def words_of(*add_ons: AddOn, ratings=RATINGS, answers=BOTH) -> ResultWords:
    """What is said if Beta has these add-ons. Alpha scores (80 + 60) / 2 = 70, Beta (50 + 60) / 2 = 55."""
    catalogue = create_catalogue(FAST, SMALL, ratings=ratings)
    with_them = with_framework(catalogue, replace(catalogue.framework_of["beta"], add_ons=add_ons))
    return ResultWords(analyse(Contributions(with_them), answers), with_them, WhatIf())


def test_scores_with_add_ons_stand_beside_those_without_in_the_order_of_the_ranking():
    """With “quick” Beta scores (70 + 60) / 2 = 65."""
    found = words_of(create_add_on("quick", {"speed": 70})).ranking
    scores = [(place.standing.framework.slug, place.standing.score, place.with_add_ons.score) for place in found]
    assert scores == [("alpha", 70, 70), ("beta", 55, 65)]


def test_where_no_add_on_changes_a_score_nothing_is_told_of_any():
    for add_ons in ((), (create_add_on("lower", {"speed": 10}),)):
        words = words_of(*add_ons)
        assert words.scores_with_add_ons is None
        assert [place.with_add_ons for place in words.ranking] == [None, None]
        assert words.lead_with_add_ons == ""


def test_who_would_lead_with_add_ons_is_told_only_if_it_is_another():
    """With 90 for speed Beta scores 75, with 80 it has the same 70 as Alpha, with 70 it stays behind."""

    def lead(speed):
        return words_of(create_add_on("quick", {"speed": speed})).lead_with_add_ons

    assert lead(90) == "With the usual add-ons counted, Beta would be ahead: 75.0 to 70.0."
    assert lead(80) == "With the usual add-ons counted, Alpha and Beta would share the lead, with 70.0 each."
    assert lead(70) == ""


def test_a_lead_that_cannot_be_seen_in_the_figures_is_not_told_by_them():
    """Speed weighs 2,000 to 1: Beta passes Alpha by 1/2001 of a point."""
    heavy = (yes_or_no("fast", "speed", 2000), yes_or_no("small", "size", 1))
    ratings = {"alpha": {"speed": 80, "size": 59}, "beta": {"speed": 50, "size": 60}}
    catalogue = create_catalogue(*heavy, ratings=ratings)
    quick = replace(catalogue.framework_of["beta"], add_ons=(create_add_on("quick", {"speed": 80}),))
    changed = with_framework(catalogue, quick)
    words = ResultWords(analyse(Contributions(changed), BOTH), changed, WhatIf())
    assert words.lead_with_add_ons == "With the usual add-ons counted, Beta would be ahead: by less than 0.1 points."


def test_nobody_would_be_ahead_of_nobody():
    quick = create_add_on("quick", {"speed": 90})
    assert words_of(quick, answers={}).lead_with_add_ons == ""
    demanding = {**BOTH, "fast": chosen("yes", importance=Importance.MUST_HAVE)}  # at least 95, which nobody has
    assert words_of(quick, answers=demanding).lead_with_add_ons == ""


def test_at_most_four_add_ons_are_named_what_gains_most_first():
    criteria = ("a", "b", "c", "d", "e")
    questions = [yes_or_no(f"is-{slug}", slug, place) for place, slug in enumerate(criteria, start=1)]
    ratings = {"alpha": dict.fromkeys(criteria, 50), "beta": dict.fromkeys(criteria, 10)}
    catalogue = create_catalogue(*questions, ratings=ratings)
    add_ons = tuple(create_add_on(f"on-{slug}", {slug: 80}) for slug in criteria)
    alpha = replace(catalogue.framework_of["alpha"], add_ons=add_ons)
    changed = with_framework(catalogue, alpha)
    given = {question.slug: chosen("yes") for question in questions}
    (step,) = ResultWords(analyse(Contributions(changed), given), changed, WhatIf()).next_steps
    assert [item.add_on.slug for item in step.add_ons] == ["on-e", "on-d", "on-c", "on-b"]
