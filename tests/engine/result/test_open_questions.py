"""What open questions can still do: by hand, and against running through every completion."""

from itertools import permutations

import pytest
from hypothesis import assume, given, settings

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.result.courses import ways_of
from recommender.engine.result.open_questions import open_questions, swing
from recommender.engine.result.widest_swing import widest_swing
from recommender.engine.types import SKIPPED, Familiarity, Importance
from tests.engine.brute_force import completions, every_answer, leaders
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

HALF, NORMAL, DOUBLE, MUST = Importance
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}, "gamma": {"speed": 30, "size": 10}}
MOST_COMPLETIONS = 3000


FAST, SMALL, TINY = yes_or_no("fast", "speed", 9), yes_or_no("small", "size", 4), yes_or_no("tiny", "size", 6)


def seen(*questions, **answers):
    return open_questions(Contributions(create_catalogue(*questions, ratings=RATINGS)), answers)


def slugs(questions):
    return [question.slug for question in questions]


def test_open_questions_that_cannot_make_up_the_gap_leave_it_settled():
    """Double, “fast” gives 36 x 40 to alpha; “small” can give 16 x 70 to beta at most: 1440 to 1120."""
    found = seen(FAST, SMALL, fast=chosen("yes", importance=DOUBLE))
    assert found.is_settled
    assert (slugs(found.open), found.live, found.most_decisive) == (["small"], (), None)


def test_open_questions_that_can_make_it_up_together_leave_it_open():
    """“tiny” adds up to 24 x 70 = 1680 by itself. Gamma is worse than alpha on all, so it cannot catch up."""
    found = seen(FAST, SMALL, TINY, fast=chosen("yes", importance=DOUBLE))
    assert not found.is_settled
    assert slugs(found.open) == ["small", "tiny"]
    assert slugs(found.live) == ["tiny", "small"]
    assert found.most_decisive == TINY


def test_drawing_level_is_a_change_too():
    """4 x 10 for alpha; size can give 4 x 10 to beta: as much, so they could share the lead."""
    level = {"alpha": {"speed": 20, "size": 10}, "beta": {"speed": 10, "size": 20}}
    one, other = yes_or_no("one", "speed", 2), yes_or_no("other", "size", 1)
    contributions = Contributions(create_catalogue(one, other, ratings=level))
    assert not open_questions(contributions, {"one": chosen("yes")}).is_settled
    assert open_questions(contributions, {"one": chosen("yes", importance=DOUBLE)}).is_settled


def test_those_who_share_the_lead_are_settled_only_if_nothing_can_part_them():
    level = {"alpha": {"speed": 50, "size": 10}, "beta": {"speed": 50, "size": 10}, "gamma": {"speed": 50, "size": 11}}
    gamma_behind = level | {"gamma": {"speed": 1, "size": 1}}
    answers = {"fast": chosen("yes")}
    assert open_questions(Contributions(create_catalogue(FAST, SMALL, ratings=gamma_behind)), answers).is_settled
    assert not open_questions(Contributions(create_catalogue(FAST, SMALL, ratings=level)), answers).is_settled
    worse = {"alpha": {"speed": 50, "size": 11}, "beta": {"speed": 50, "size": 10}}
    assert not open_questions(Contributions(create_catalogue(FAST, SMALL, ratings=worse)), answers).is_settled


@pytest.mark.parametrize(("alpha", "beta"), [(10, 11), (11, 10)])
def test_the_least_difference_parts_those_who_share_the_lead(alpha, beta):
    """Size counts 1 x 1 x 1 at half importance if “gate” brings “more” back: a lead of 1 for who has 11."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    more = yes_or_no("more", "size", 1, ask_if=(("gate", "yes"),))
    level = {"alpha": {"speed": 50, "size": alpha}, "beta": {"speed": 50, "size": beta}}
    answers = {"fast": chosen("yes"), "more": chosen("yes", importance=HALF)}
    assert not open_questions(Contributions(create_catalogue(FAST, gate, more, ratings=level)), answers).is_settled


def test_a_must_have_that_only_the_leader_misses_can_change_everything():
    strict = yes_or_no("small", "size", 1, least=50)
    found = seen(FAST, strict, fast=chosen("yes", importance=DOUBLE))
    assert slugs(found.live) == ["small"]


def test_what_can_make_somebody_miss_a_must_have_is_asked_before_what_moves_the_gap_more():
    strict = yes_or_no("strict", "size", 1, least=50)
    assert slugs(seen(FAST, TINY, strict, fast=chosen("yes")).live) == ["strict", "tiny"]


def test_a_question_that_favours_only_the_leader_is_live_but_comes_last():
    """Each can move the gap to beta, so the end may hang on it; “more” cannot bring beta nearer."""
    more = yes_or_no("more", "speed", 9)
    assert slugs(seen(FAST, more, SMALL, fast=chosen("yes", importance=HALF)).live) == ["small", "more"]


def test_what_other_answers_of_its_part_add_makes_a_question_neither_more_nor_less_decisive():
    """“fast” has put beta 18 x 40 behind; “more” and “idle” depend on it, and others on them, which add nothing.

    “more” can give beta 16 x 70, “small” 12 x 70, and “idle” nothing.
    """
    more, idle = (
        yes_or_no(slug, "size", points, ask_if=(("fast", "yes"),)) for slug, points in (("more", 4), ("idle", 0))
    )
    last = yes_or_no("last", "size", 0, ask_if=(("more", "yes"), ("idle", "yes")))
    found = seen(FAST, yes_or_no("small", "size", 3), more, idle, last, fast=chosen("yes"))
    assert (slugs(found.open), slugs(found.live)) == (["small", "more", "idle"], ["more", "small"])


def test_a_question_is_as_decisive_as_the_answer_that_it_brings_back():
    """“no” to “gate” gives beta 8 x 70; “small” can give it 4 x 70, and it is 18 x 40 behind."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    more = yes_or_no("more", "size", 4, ask_if=(("gate", "no"),))
    found = seen(FAST, yes_or_no("small", "size", 1), gate, more, fast=chosen("yes"), more=chosen("yes"))
    assert (found.is_settled, slugs(found.live)) == (False, ["gate", "small"])


def test_an_importance_or_choice_without_effect_is_never_live():
    idle = create_question("idle", (create_choice("yes"), create_choice("no")))
    found = seen(idle, FAST)
    assert (slugs(found.open), slugs(found.live)) == (["idle", "fast"], ["fast"])
    assert seen(idle).is_settled


def test_skipped_questions_are_not_open():
    found = seen(FAST, SMALL, fast=chosen("yes"), small=SKIPPED)
    assert (found.is_settled, found.open) == (True, ())


def test_a_question_that_may_yet_be_asked_counts_through_the_one_that_it_depends_on():
    """“gate” itself gives nothing, but “yes” brings “more”, which can give beta 24 x 70 to alpha's 18 x 40."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    more = yes_or_no("more", "size", 6, ask_if=(("gate", "yes"),))
    assert slugs(seen(FAST, gate, more, fast=chosen("yes")).live) == ["gate"]
    assert seen(FAST, gate, more, fast=chosen("yes"), gate=chosen("no")).is_settled


def test_choices_that_exclude_each_other_are_not_added_up():
    """“no” gives beta 12 x 70 = 840; “yes” nothing, but brings “more” with 840; alpha is 18 x 40 + 6 x 40 before it.

    Added up, 1680 would make up the gap of 960. One course alone cannot.
    """
    gate = create_question("gate", (create_choice("yes"), create_choice("no", {"size": 3})))
    more = yes_or_no("more", "size", 3, ask_if=(("gate", "yes"),))
    third = yes_or_no("third", "speed", 3)
    found = seen(FAST, third, gate, more, fast=chosen("yes"), third=chosen("yes"))
    assert found.is_settled


def test_a_hidden_answer_counts_where_its_question_comes_back():
    """It gives beta 8 x 70 to alpha's 18 x 40; counting double, 16 x 70."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    more = yes_or_no("more", "size", 4, ask_if=(("gate", "yes"),))
    assert seen(FAST, gate, more, fast=chosen("yes"), more=chosen("yes")).is_settled
    assert not seen(FAST, gate, more, fast=chosen("yes"), more=chosen("yes", importance=DOUBLE)).is_settled


def test_what_the_team_knows_can_move_the_lead():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=4))
    assert slugs(seen(FAST, known, fast=chosen("yes")).live) == ["known"]
    assert seen(FAST, known, fast=chosen("yes", importance=DOUBLE), known=chosen("none")).is_settled


def test_weight_without_any_difference_still_makes_all_of_them_leaders():
    alike = {"alpha": {"speed": 50}, "beta": {"speed": 50}}
    found = open_questions(Contributions(create_catalogue(FAST, ratings=alike)), {})
    assert not found.is_settled
    assert (found.live, found.most_decisive) == ((), FAST)


def test_nobody_can_lead_where_one_choice_demands_nothing_and_the_other_brings_a_demand_that_nobody_meets():
    """“yes” to “gate” is a must-have that beta alone misses, but it brings “strict” back, which both miss."""
    gate = create_question("gate", (create_choice("yes", {}, {"speed": 75}), create_choice("no")))
    strict = yes_or_no("strict", "speed", 0, least=99, ask_if=(("gate", "yes"),))
    two = {slug: RATINGS[slug] for slug in ("alpha", "beta")}
    found = open_questions(
        Contributions(create_catalogue(gate, strict, ratings=two)), {"strict": chosen("yes", importance=MUST)}
    )
    assert (found.is_settled, slugs(found.open)) == (True, ["gate"])


@settings(max_examples=80)
@given(cases())
def test_it_is_settled_exactly_when_no_completion_changes_who_leads(case):
    """Brute force over every answer, importance and skip of every question that is or may be asked."""
    catalogue, answers = case
    assume(number_of_completions(catalogue, answers) <= MOST_COMPLETIONS)
    found = open_questions(Contributions(catalogue), answers)
    ends = {leaders(catalogue, completed) for completed in completions(catalogue, answers)}
    assert found.is_settled is (ends == {leaders(catalogue, answers)})
    assert found.open == tuple(item for item in asked_questions(catalogue, answers) if item.slug not in answers)


@settings(max_examples=40)
@given(cases())
def test_questions_that_are_not_live_change_nothing_about_who_can_lead(case):
    """With them skipped, the same ends are possible."""
    catalogue, answers = case
    assume(leaders(catalogue, answers) and number_of_completions(catalogue, answers) <= MOST_COMPLETIONS)
    found = open_questions(Contributions(catalogue), answers)
    skipped = {question.slug: SKIPPED for question in found.open if question not in found.live}
    without = {leaders(catalogue, completed) for completed in completions(catalogue, {**answers, **skipped})}
    assert without == {leaders(catalogue, completed) for completed in completions(catalogue, answers)}
    assert found.is_settled is (not found.live)


def settled_without_emphasis(*questions, **answers):
    return seen(*questions, **answers).is_settled_without_emphasis


def test_a_gap_that_only_a_double_answer_makes_up_is_settled_without_emphasis():
    """“fast” gives 18 x 40 = 720 to alpha; “small” can give 8 x 70 = 560 to beta, and 1120 only if it counts double."""
    assert not seen(FAST, SMALL, fast=chosen("yes")).is_settled
    assert settled_without_emphasis(FAST, SMALL, fast=chosen("yes"))
    assert not settled_without_emphasis(FAST, TINY, fast=chosen("yes"))


def test_a_must_have_that_shuts_the_leader_out_is_an_emphasis():
    """“small” can give 2 x 70 to beta; as a must-have it shuts alpha out."""
    strict = yes_or_no("small", "size", 1, least=50)
    assert not seen(FAST, strict, fast=chosen("yes", importance=DOUBLE)).is_settled
    assert settled_without_emphasis(FAST, strict, fast=chosen("yes", importance=DOUBLE))


def test_answers_that_are_given_keep_their_emphasis():
    """“tiny” gives 24 x 70 to beta as it counts double; alpha, 36 x 40 before it, has lost its lead already."""
    double = {"fast": chosen("yes", importance=DOUBLE), "tiny": chosen("yes", importance=DOUBLE)}
    assert settled_without_emphasis(FAST, TINY, yes_or_no("last", "speed", 1), **double)
    assert not settled_without_emphasis(FAST, TINY, yes_or_no("last", "speed", 4), **double)


def test_without_a_leader_nothing_is_settled_without_emphasis():
    assert not settled_without_emphasis(FAST)


@settings(max_examples=80)
@given(cases())
def test_it_is_settled_without_emphasis_exactly_when_no_completion_without_it_changes_who_leads(case):
    """Brute force over every choice and skip with half or normal importance of every question that may be asked."""
    catalogue, answers = case
    assume(leaders(catalogue, answers) and number_of_completions(catalogue, answers) <= MOST_COMPLETIONS)
    plain = [
        completed
        for completed in completions(catalogue, answers)
        if all(completed[slug].importance in (HALF, NORMAL) for slug in completed.keys() - answers.keys())
    ]
    ends = {leaders(catalogue, completed) for completed in plain}
    found = open_questions(Contributions(catalogue), answers).is_settled_without_emphasis
    assert found is (ends == {leaders(catalogue, answers)})


def number_of_completions(catalogue, answers):
    """At most so many."""
    product = 1
    for question in catalogue.questions:
        if question.slug not in answers:
            product *= len(list(every_answer(catalogue, question)))
    return product


@given(cases())
def test_over_all_pairs_at_once_a_question_swings_as_far_as_over_each_of_them(case):
    catalogue, answers = case
    contributions = Contributions(catalogue)
    for question in asked_questions(catalogue, answers):
        ways = ways_of(contributions, answers, question.slug)
        each = [swing(contributions, ways, [contest]) for contest in permutations(range(contributions.size), 2)]
        assert widest_swing(contributions, ways) == max(each)


def test_what_is_the_same_for_everybody_is_found_once(monkeypatch):
    """Nobody leads before the first answer that gives weight, with whatever else is skipped."""
    contributions = Contributions(create_catalogue(FAST, SMALL, ratings=RATINGS))
    first = open_questions(contributions, {})
    assert slugs(first.live) == ["fast", "small"]
    monkeypatch.setattr("recommender.engine.result.widest_swing.widest_swing", None)
    assert open_questions(contributions, {}).live == first.live
    assert slugs(open_questions(contributions, {"fast": chosen("no")}).live) == ["small"]


def test_a_single_framework_has_no_open_question():
    alone = Contributions(create_catalogue(FAST, ratings={"alpha": {"speed": 80}}))
    assert (open_questions(alone, {}).is_settled, open_questions(alone, {}).live) == (True, ())
