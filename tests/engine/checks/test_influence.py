"""Questions that change nothing, and choices that change who leads for nobody: against trying every run."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks import reachability
from recommender.engine.checks.conditions import askable
from recommender.engine.checks.influence import idle_choices, idle_questions
from recommender.engine.checks.reachability import Reach
from recommender.engine.contributions import Contributions
from tests.engine.every_completion import EveryRun, tiny_catalogues
from tests.factories import create_catalogue, create_choice, create_question


@given(tiny_catalogues(st.integers(2, 3)))
def test_exactly_the_idle_questions_are_found(catalogue):
    assert idle_questions(Reach(Contributions(catalogue)), askable(catalogue)) == EveryRun(catalogue).idle_questions


@given(tiny_catalogues(st.just(2)))
def test_between_two_frameworks_what_is_reached_says_exactly_which_choices_are_idle(catalogue):
    reach, every = Reach(Contributions(catalogue)), EveryRun(catalogue)
    found = {
        (question.slug, choice.slug)
        for question in catalogue.questions
        if question.slug in askable(catalogue)
        for choice in question.choices
        if not reach.can_change_the_lead(question.slug, choice.slug, {0, 1})
    }
    assert found == every.idle_choices


@given(tiny_catalogues(st.just(3)))
def test_among_three_frameworks_no_choice_that_matters_is_proved_idle_and_none_that_is_idle_is_missed(catalogue):
    reach, every = Reach(Contributions(catalogue)), EveryRun(catalogue)
    questions = [question for question in catalogue.questions if question.slug in every.ever_asked]
    offered = [(question.slug, choice.slug) for question in questions for choice in question.choices]
    proved = {pick for pick in offered if not reach.can_change_the_lead(*pick, {0, 1, 2})}
    assert proved <= every.idle_choices
    assert set(idle_choices(reach, questions, {0, 1, 2})) == every.idle_choices


@given(tiny_catalogues(st.integers(2, 3)))
def test_with_more_conditions_than_are_followed_nothing_false_is_told(catalogue):
    with patch.object(reachability, "MOST_COURSES", 1):
        reach, every = Reach(Contributions(catalogue)), EveryRun(catalogue)
        everybody = set(range(reach.contributions.size))
        assert idle_questions(reach, every.ever_asked) <= every.idle_questions
        for question in catalogue.questions:
            for choice in question.choices:
                pick = (question.slug, choice.slug)
                if question.slug in every.ever_asked and not reach.can_change_the_lead(*pick, everybody):
                    assert pick in every.idle_choices


def test_a_must_have_that_all_miss_may_draw_level_those_whom_another_has_parted():
    """Beta alone misses “fast”; all miss “vain”, and no answer gives any points: then nobody is ahead."""
    ratings = {"alpha": {"speed": 80}, "beta": {"speed": 20}}
    fast = create_question("fast", (create_choice("yes", {}, {"speed": 50}), create_choice("no")))
    vain = create_question("vain", (create_choice("yes", {}, {"speed": 90}), create_choice("no")))
    reach = Reach(Contributions(create_catalogue(fast, vain, ratings=ratings)))
    assert reach.can_change_the_lead("vain", "yes", {0, 1})
    assert not reach.can_change_the_lead("vain", "no", {0, 1})
