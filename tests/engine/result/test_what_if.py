"""A what-if against the same thing done by hand: other weights, fewer frameworks, other must-haves."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from recommender.engine.contributions import Contributions
from recommender.engine.interview import counting_answers
from recommender.engine.result.sensitivity import sensitivity
from recommender.engine.result.what_if import (
    ADDED_QUESTION,
    AS_ANSWERED,
    GREATEST_PERCENT,
    WeightControl,
    WhatIf,
    added_by,
    applied,
    possible_must_haves,
    weight_controls,
    wins_with,
)
from recommender.engine.scoring import recommend
from recommender.engine.types import NONE_OF_THESE, Familiarity, Importance
from tests.engine.strategies import CRITERIA, FRAMEWORKS, cases
from tests.factories import chosen, create_catalogue, create_question, yes_or_no

NORMAL, DOUBLE, MUST = Importance.NORMAL, Importance.DOUBLE, Importance.MUST_HAVE
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
CATALOGUE = create_catalogue(
    yes_or_no("fast", "speed", 5, 60),
    yes_or_no("easy", "ease", 2),
    KNOWN,
    ratings={
        "alpha": {"speed": 80, "ease": 10, "docs": 50},
        "beta": {"speed": 40, "ease": 90, "docs": 70},
        "gamma": {"speed": 40, "ease": 50, "docs": 0},
    },
    weights={"speed": 10, "ease": 10, "docs": 10},
)
ANSWERS = {"fast": chosen("yes"), "easy": chosen("yes", importance=DOUBLE), "known": chosen("beta")}

percents = st.dictionaries(st.sampled_from((*CRITERIA, "familiarity")), st.integers(0, GREATEST_PERCENT))


def outcome_of(case, what_if=None):
    return recommend(*applied(*case, what_if or WhatIf()))


def places(outcome):
    return {standing.framework.slug: (standing.rank, standing.score) for standing in outcome.standings}


def scores(outcome):
    return {standing.framework.slug: standing.score for standing in outcome.standings}


def as_answered(case):
    return {control.criterion.slug: control.start for control in weight_controls(*case)}


def test_weights_worked_by_hand():
    """2 x 10 x 5 = 100 on speed, 4 x 10 x 2 = 80 on ease, 2 x 1 x 2 = 4 on familiarity, each a hundredfold.

    Speed at 150 %: 15000, ease at 50 %: 4000, familiarity as it is: 400. Beta: (15000 x 40 + 4000 x 90 + 400 x 100) /
    19400.
    """
    outcome = outcome_of((CATALOGUE, ANSWERS), WhatIf(percents={"speed": 150, "ease": 50}))
    assert outcome.weights == {"speed": 15000, "ease": 4000, "familiarity": 400}
    assert outcome.standing_of("beta").score == Fraction(1_000_000, 19_400)


def test_an_added_criterion_worked_by_hand():
    """As an answer of normal importance with three points would: 2 x 10 x 3 = 60, beside 100, 80 and 4; half of it."""
    added = outcome_of((CATALOGUE, ANSWERS), WhatIf(percents={"docs": 100}))
    assert added.weights == {"speed": 10000, "ease": 8000, "familiarity": 400, "docs": 6000}
    halved = outcome_of((CATALOGUE, ANSWERS), WhatIf(percents={"docs": 50}))
    assert halved.weights["docs"] == 3000
    assert halved.weights_by_answer[ADDED_QUESTION] == {"docs": 3000}
    assert halved.catalogue.question_of[ADDED_QUESTION].choices[0].text == "Docs"
    assert list(halved.catalogue.questions)[:-1] == list(CATALOGUE.questions)


def test_several_added_criteria_are_named_in_the_order_of_the_catalogue():
    outcome = outcome_of((CATALOGUE, {"known": chosen("beta")}), WhatIf(percents={"docs": 200, "speed": 100}))
    assert outcome.catalogue.question_of[ADDED_QUESTION].choices[0].text == "Speed, Docs"
    assert outcome.weights == {"familiarity": 400, "speed": 6000, "docs": 12000}


def test_without_any_weight_left_nobody_leads():
    assert outcome_of((CATALOGUE, ANSWERS), WhatIf(percents={"speed": 0, "ease": 0, "familiarity": 0})).leaders == ()


def test_weight_controls_begin_with_what_weighs_most():
    assert as_answered((CATALOGUE, ANSWERS)) == {"speed": 100, "ease": 100, "familiarity": 100, "docs": 0}
    assert [control.criterion.slug for control in weight_controls(CATALOGUE, ANSWERS)] == [
        "speed",
        "ease",
        "familiarity",
        "docs",
    ]


def test_there_is_no_control_for_what_has_no_weight_in_the_catalogue_or_no_rating():
    criteria = tuple(replace(item, weight=0 if item.slug == "ease" else item.weight) for item in CATALOGUE.criteria)
    catalogue = replace(CATALOGUE, criteria=criteria)
    nobody_known = ANSWERS | {"known": chosen(NONE_OF_THESE)}
    speed, _, docs, _ = criteria
    assert weight_controls(catalogue, nobody_known) == (WeightControl(speed, 100), WeightControl(docs, 0))


def test_what_has_no_control_cannot_be_added():
    """Familiarity that no answer rates would only make all scores smaller."""
    unknown = ANSWERS | {"known": chosen(NONE_OF_THESE)}
    wished = WhatIf(percents={"familiarity": 300})
    assert places(outcome_of((CATALOGUE, unknown), wished)) == places(outcome_of((CATALOGUE, unknown)))
    dropped = WhatIf(percents={"familiarity": 300}, dropped=("beta",))
    assert ADDED_QUESTION not in outcome_of((CATALOGUE, ANSWERS), dropped).answers


def test_a_team_that_knew_only_a_dropped_framework_knows_none():
    outcome = outcome_of((CATALOGUE, ANSWERS), WhatIf(dropped=("beta",)))
    assert outcome.answers["known"].chosen == (NONE_OF_THESE,)
    assert set(scores(outcome)) == {"alpha", "gamma"}
    assert "familiarity" not in outcome.weights
    both = outcome_of((CATALOGUE, ANSWERS | {"known": chosen("alpha", "beta")}), WhatIf(dropped=("beta",)))
    assert both.answers["known"].chosen == ("alpha",)
    skipped = outcome_of((CATALOGUE, ANSWERS | {"known": chosen()}), WhatIf(dropped=("beta",)))
    assert "known" not in skipped.answers


def test_must_haves_worked_by_hand():
    """Speed of at least 60 is demanded by “fast”; “easy” demands nothing, so it cannot be a must-have."""
    demanded = outcome_of((CATALOGUE, ANSWERS), WhatIf(demanded=("fast", "easy")))
    assert [standing.framework.slug for standing in demanded.standings if standing.missed] == ["beta", "gamma"]
    assert demanded.answers["easy"] == ANSWERS["easy"]
    must = ANSWERS | {"fast": chosen("yes", importance=MUST)}
    eased = outcome_of((CATALOGUE, must), WhatIf(eased=("fast", "easy")))
    assert not any(standing.missed for standing in eased.standings)
    assert eased.answers["fast"].importance is DOUBLE
    assert eased.weights == outcome_of((CATALOGUE, must)).weights


def test_what_is_no_must_have_cannot_be_given_up():
    outcome = outcome_of((CATALOGUE, ANSWERS), WhatIf(eased=("fast",)))
    assert outcome.answers["fast"].importance is NORMAL


def test_which_answers_can_be_a_must_have():
    assert [question.slug for question in possible_must_haves(CATALOGUE, ANSWERS)] == ["fast"]
    assert list(possible_must_haves(CATALOGUE, ANSWERS | {"fast": chosen("no")})) == []


def test_a_what_if_is_empty_only_if_it_names_nothing():
    assert WhatIf().is_empty
    named = (WhatIf(percents={"a": 1}), WhatIf(dropped=("a",)), WhatIf(eased=("a",)), WhatIf(demanded=("a",)))
    assert not any(what_if.is_empty for what_if in named)


@given(cases())
def test_nothing_tried_out_changes_nothing(case):
    unchanged = places(recommend(*case))
    assert places(outcome_of(case)) == unchanged
    assert places(outcome_of(case, WhatIf(percents=as_answered(case)))) == unchanged


@given(cases())
def test_unknown_slugs_change_nothing(case):
    what_if = WhatIf(percents={"nothing": 300}, dropped=("nothing",), eased=("nothing",), demanded=("nothing",))
    assert places(outcome_of(case, what_if)) == places(recommend(*case))


@given(cases(), percents)
def test_weights_are_exactly_proportional(case, wished):
    before, after = recommend(*case).weights, outcome_of(case, WhatIf(percents=wished)).weights
    for slug, weight in before.items():
        if weight:
            assert after[slug] == weight * wished.get(slug, AS_ANSWERED)


@given(cases(), percents)
def test_an_added_criterion_gets_what_a_usual_answer_would_give_it(case, wished):
    """2 x 3 points x the catalogue's weight x the percentage, all weights being a hundredfold."""
    catalogue, _ = case
    before, after = recommend(*case).weights, outcome_of(case, WhatIf(percents=wished)).weights
    for criterion in catalogue.criteria:
        if criterion.is_rated and not before.get(criterion.slug):
            assert after.get(criterion.slug, 0) == 2 * 3 * criterion.weight * wished.get(criterion.slug, 0)


@given(cases(), st.sets(st.sampled_from(FRAMEWORKS), min_size=1))
def test_the_scores_of_those_that_stay_are_the_same(case, dropped):
    """Unless the team knew only frameworks that are left out: then familiarity counts for nothing, for everybody."""
    catalogue, answers = case
    left = {item.slug for item in catalogue.frameworks} - dropped
    known = set(counting_answers(catalogue, answers).get("known", chosen()).chosen)
    assume(left and (not known or known & (left | {NONE_OF_THESE})))
    after = outcome_of(case, WhatIf(dropped=tuple(dropped)))
    assert scores(after) == {slug: score for slug, score in scores(recommend(*case)).items() if slug in left}
    order = [item.framework.slug for item in recommend(*case).standings if item.framework.slug in left]
    assert [item.framework.slug for item in after.standings] == order


@given(cases(), st.data())
def test_other_must_haves_are_the_same_answers_given_by_hand(case, data):
    catalogue, answers = case
    possible = [question.slug for question in possible_must_haves(*case)]
    demanded = data.draw(st.sets(st.sampled_from(possible))) if possible else set()
    eased = {slug for slug in possible if slug not in demanded and answers[slug].importance.demands}
    by_hand = answers | {
        slug: replace(answers[slug], importance=MUST if slug in demanded else DOUBLE) for slug in demanded | eased
    }
    after = outcome_of(case, WhatIf(eased=tuple(eased), demanded=tuple(demanded)))
    assert places(after) == places(recommend(catalogue, by_hand))
    assert after.answers == recommend(catalogue, by_hand).answers


@given(cases())
def test_every_control_changes_a_score_unless_all_are_rated_the_same_on_it(case):
    """It moves every framework away from, or nearer to, its rating there; whoever is not already at it moves."""
    before = outcome_of(case)
    for control in weight_controls(*case):
        slug = control.criterion.slug
        after = outcome_of(case, WhatIf(percents={slug: control.start + 100}))
        alone = after.total_weight == after.weights[slug] and control.start
        at_its_rating = all(
            standing.score == before.ratings[standing.framework.slug].get(slug, 0) for standing in before.standings
        )
        assert (scores(after) == scores(before)) == bool(alone or at_its_rating), slug


def test_a_kept_what_if_says_what_really_happens_when_an_answer_changes():
    """What gets weight by hand is decided when it is kept; else another answer would undo or add to it unseen."""
    catalogue = create_catalogue(
        yes_or_no("fast", "speed", 1),
        yes_or_no("easy", "ease", 2),
        ratings={"alpha": {"speed": 90, "ease": 10}, "beta": {"speed": 20, "ease": 60}},
    )
    answers = {"fast": chosen("yes")}
    tried = WhatIf(percents={"ease": 200})
    kept = replace(tried, added=added_by(catalogue, answers, tried))
    assert kept.added == ("ease",)
    changed, given = applied(catalogue, answers, kept)
    for flip in sensitivity(Contributions(changed), given).flips:
        if flip.change.question.slug != ADDED_QUESTION:
            other = {**answers, flip.change.question.slug: flip.change.answer}
            leaders = recommend(*applied(catalogue, other, kept)).leaders
            assert tuple(item.framework.slug for item in leaders) == flip.leaders


def test_leaving_out_every_framework_leaves_out_none():
    catalogue = create_catalogue(yes_or_no("fast", "speed", 1))
    changed, _ = applied(catalogue, {"fast": chosen("yes")}, WhatIf(dropped=("alpha", "beta")))
    assert changed.frameworks == catalogue.frameworks


@given(cases(), percents, st.data())
def test_who_wins_is_found_without_making_the_catalogue(case, wished, data):
    catalogue, answers = case
    dropped, *must_haves = (
        tuple(data.draw(st.sets(st.sampled_from(slugs))))
        for slugs in (FRAMEWORKS, sorted(catalogue.question_of), sorted(catalogue.question_of))
    )
    added = data.draw(st.none() | st.sets(st.sampled_from(CRITERIA)).map(tuple))
    what_if = WhatIf(percents=wished, dropped=dropped, eased=must_haves[0], demanded=must_haves[1], added=added)
    leaders = recommend(*applied(catalogue, answers, what_if)).leaders
    winners = [item.framework.slug for item in leaders if len(leaders) == 1 and not item.missed]
    assert [slug for slug in FRAMEWORKS if wins_with(catalogue, answers, what_if, slug)] == winners
