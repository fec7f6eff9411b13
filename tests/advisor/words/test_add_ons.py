"""Usual add-ons in words: scores with them, who would lead then, and which of them the answers need."""

from dataclasses import replace

from advisor.words.add_ons import must_haves_met
from advisor.words.result import ResultWords
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import AddOn, Familiarity, Importance
from tests.factories import chosen, create_add_on, create_catalogue, create_question, with_framework, yes_or_no

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


def demanding(count, least, **must_haves):
    """What is said if Alpha has an add-on with 80 for each of so many criteria, on which it is rated 50 and Beta 10.

    Each answer asks for one criterion and demands so much of it as a must-have; those named here are one.
    """
    criteria = "abcdef"[:count]
    questions = [yes_or_no(f"is-{slug}", slug, 1, least) for slug in criteria]
    catalogue = create_catalogue(
        *questions, ratings={"alpha": dict.fromkeys(criteria, 50), "beta": dict.fromkeys(criteria, 10)}
    )
    add_ons = tuple(create_add_on(f"on-{slug}", {slug: 80}) for slug in criteria)
    changed = with_framework(catalogue, replace(catalogue.framework_of["alpha"], add_ons=add_ons))
    given = {f"is-{slug}": chosen("yes", importance=must_haves.get(slug, Importance.NORMAL)) for slug in criteria}
    return ResultWords(analyse(Contributions(changed), given), changed, WhatIf())


def test_an_add_on_that_a_must_have_needs_is_named_first_and_says_so():
    (step,) = demanding(2, 60, b=Importance.MUST_HAVE).next_steps
    assert [(item.add_on.slug, item.must_haves) for item in step.add_ons] == [
        ("on-b", ("“Answer yes” (Is it is-b?)",)),
        ("on-a", ()),
    ]
    assert [[criterion.slug for criterion in item.criteria] for item in step.add_ons] == [["b"], ["a"]]


def test_of_those_that_must_haves_need_none_is_left_out():
    (step,) = demanding(6, 60, **dict.fromkeys("bcdef", Importance.MUST_HAVE)).next_steps
    assert [item.add_on.slug for item in step.add_ons] == ["on-b", "on-c", "on-d", "on-e", "on-f"]


def test_that_every_must_have_is_met_says_with_what():
    def met(least, **must_haves):
        outcome = demanding(3, least, **must_haves).analysis.outcome
        return must_haves_met(outcome, outcome.catalogue.framework_of["alpha"])

    one, all_three = {"b": Importance.MUST_HAVE}, dict.fromkeys("abc", Importance.MUST_HAVE)
    assert met(60) == ""
    assert met(50, **all_three) == "meets every must-have"
    assert met(60, **one) == "meets every must-have with On-b"
    assert met(60, **all_three) == "meets every must-have with On-a, On-b and On-c"
    assert met(81, **one) == ""


def test_that_some_must_haves_are_met_with_add_ons_says_how_many():
    """At least 60: Beta's own size is enough, its speed only with an add-on."""
    questions = (yes_or_no("fast", "speed", 1, 60), yes_or_no("small", "size", 1, 60))
    catalogue = create_catalogue(*questions, ratings=RATINGS)
    beta = replace(catalogue.framework_of["beta"], add_ons=(create_add_on("quick", {"speed": 70}),))
    both = dict.fromkeys(BOTH, chosen("yes", importance=Importance.MUST_HAVE))
    outcome = analyse(Contributions(with_framework(catalogue, beta)), both).outcome
    assert must_haves_met(outcome, beta) == "meets every must-have, one of them with Quick"
    assert must_haves_met(outcome, catalogue.framework_of["alpha"]) == "meets every must-have"


BUILT = create_question("built", familiarity=Familiarity(criterion="existing", points=1, is_built_with=True))


def staying(*built, speed, ratings=RATINGS):
    """Which add-ons are told for whoever stays with Beta, if an add-on raises its speed to this."""
    catalogue = create_catalogue(FAST, SMALL, BUILT, ratings=ratings)
    quick = replace(catalogue.framework_of["beta"], add_ons=(create_add_on("quick", {"speed": speed}),))
    changed = with_framework(catalogue, quick)
    given = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    given |= {"built": chosen(*built, importance=Importance.HALF)} if built else {}
    words = ResultWords(analyse(Contributions(changed), given), changed, WhatIf())
    return [(step.framework.slug, [item.add_on.slug for item in step.add_ons]) for step in words.ways_to_stay]


def test_staying_is_told_where_it_would_lead_with_the_usual_add_ons():
    """Weights 4, 2 and 1 for being built with it: Alpha 4·95 + 2·60 = 500 of 700, Beta 4·30 + 2·60 + 100 = 340.

    With 90 for speed Beta has 580 and with 60 it has 460.
    """
    ratings = {"alpha": {"speed": 95, "size": 60}, "beta": {"speed": 30, "size": 60}}
    assert staying("beta", speed=90, ratings=ratings) == [("beta", ["quick"])]
    assert staying("beta", speed=60, ratings=ratings) == []  # it would not lead with add-ons either
    assert staying("alpha", speed=90, ratings=ratings) == []
    assert staying(speed=90, ratings=ratings) == []


def test_who_is_to_be_tried_anyway_has_its_add_ons_there():
    """Alpha 4·75 + 2·60 = 420, Beta 4·50 + 2·60 + 100 = 420: both share the lead, and Beta would lead with add-ons."""
    ratings = {"alpha": {"speed": 75, "size": 60}, "beta": {"speed": 50, "size": 60}}
    assert staying("beta", speed=90, ratings=ratings) == []
