"""Random people: the same each time, whatever else is asked of them."""

from dataclasses import replace

import pytest

from recommender.engine.interview import answer_problem, asked_questions
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import NONE_OF_THESE, SKIPPED, Familiarity, Importance
from tests.factories import create_catalogue, create_choice, create_framework, create_question, yes_or_no

FIRST, SECOND = yes_or_no("first", "speed", 1), yes_or_no("second", "speed", 2)
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))


def answers_to(slug, *questions, count=200, **options):
    """What each person answers to a question; None if it is not asked."""
    return [answers.get(slug) for answers in respondents(create_catalogue(*questions), count, **options)]


def test_they_are_the_same_people_each_time_and_as_many_as_asked_for():
    catalogue = create_catalogue(FIRST, KNOWN)
    people = list(respondents(catalogue))
    assert people == list(respondents(catalogue))
    assert len(people) == RESPONDENTS == 2000
    assert list(respondents(catalogue, 7)) == people[:7]
    assert len({str(answers) for answers in people}) > 20


@pytest.mark.parametrize(
    "others",
    [
        (SECOND,),
        (replace(SECOND, choices=(create_choice("maybe"), *SECOND.choices)),),
        (),
        (KNOWN, SECOND, create_question("third")),
    ],
    ids=["another", "changed", "left out", "many"],
)
def test_other_questions_leave_their_answers_alone(others):
    assert answers_to("first", FIRST, *others) == answers_to("first", FIRST)
    assert answers_to("first", *others, FIRST) == answers_to("first", FIRST)


def test_a_choice_that_changes_what_it_does_is_chosen_by_the_same_people():
    stronger = replace(FIRST, text="Other words?", choices=(create_choice("yes", {"speed": 6}), create_choice("no")))
    assert answers_to("first", stronger) == answers_to("first", FIRST)


def test_a_choice_more_changes_neither_who_skips_nor_what_is_important():
    more = replace(FIRST, choices=(*FIRST.choices, create_choice("maybe")))
    before, after = answers_to("first", FIRST), answers_to("first", more)
    assert [answer.importance for answer in before] == [answer.importance for answer in after]
    assert [answer.is_skip for answer in before] == [answer.is_skip for answer in after]
    assert before != after


def test_a_framework_more_leaves_who_knows_the_others():
    catalogue = create_catalogue(KNOWN)
    more = replace(catalogue, frameworks=(create_framework("gamma"), *catalogue.frameworks))
    for before, after in zip(respondents(catalogue, 500), respondents(more, 500), strict=True):
        assert set(before["known"].chosen) - {NONE_OF_THESE} == set(after["known"].chosen) - {NONE_OF_THESE, "gamma"}


def test_who_knows_nothing_says_so_and_frameworks_are_known_by_half():
    """By hand: of two frameworks each is known with probability 1/2, none with 1/4; of 2,000 that is 1,000 and 500."""
    given = [answer.chosen for answer in answers_to("known", KNOWN, count=2000, skips=0)]
    assert abs(sum("alpha" in chosen for chosen in given) - 1000) < 80
    assert abs(given.count((NONE_OF_THESE,)) - 500) < 80
    assert set(given) == {("alpha",), ("beta",), ("alpha", "beta"), (NONE_OF_THESE,)}


def test_a_tenth_is_skipped_and_choices_and_importances_are_equally_likely():
    """By hand: of 2,000 some 200 skip; of the others' 1,800 each of two choices has 900, each importance 600."""
    given = answers_to("first", FIRST, count=2000)
    assert abs(given.count(SKIPPED) - 200) < 45
    answered = [answer for answer in given if not answer.is_skip]
    assert abs(sum(answer.chosen == ("yes",) for answer in answered) - 900) < 90
    for importance in (Importance.HALF, Importance.NORMAL, Importance.DOUBLE):
        assert abs(sum(answer.importance is importance for answer in answered) - 600) < 75
    assert not any(answer.importance.demands for answer in answered)


@pytest.mark.parametrize(("skips", "skipped"), [(0, 0), (1, 100)])
def test_how_many_skip_can_be_chosen(skips, skipped):
    assert answers_to("first", FIRST, count=100, skips=skips).count(SKIPPED) == skipped


def test_a_question_is_asked_only_of_those_who_meet_its_condition():
    later = yes_or_no("later", "speed", 1, ask_if=(("first", "yes"),))
    catalogue = create_catalogue(FIRST, later)
    people = list(respondents(catalogue, 200))
    assert all(("later" in answers) == (answers["first"].chosen == ("yes",)) for answers in people)
    assert all(
        [question.slug for question in asked_questions(catalogue, answers)] == list(answers) for answers in people
    )
    free = answers_to("later", FIRST, yes_or_no("later", "speed", 1))
    assert [answers.get("later", answer) for answers, answer in zip(people, free, strict=True)] == free


def test_must_haves_are_given_where_they_demand_something():
    """Half of those who choose “yes” of the first question; nobody of the second, which demands nothing."""
    demanding = yes_or_no("first", "speed", 1, least=50)
    catalogue = create_catalogue(demanding, SECOND, KNOWN)
    people = list(respondents(catalogue, 1000, skips=0, must_haves=0.5))
    yes = [answers["first"].importance.demands for answers in people if answers["first"].chosen == ("yes",)]
    assert abs(sum(yes) - len(yes) / 2) < 50
    assert not any(answers["first"].importance.demands for answers in people if answers["first"].chosen == ("no",))
    assert not any(answers[slug].importance.demands for answers in people for slug in ("second", "known"))
    for answers in people:
        assert all(answer_problem(catalogue, catalogue.question_of[slug], answers[slug]) is None for slug in answers)


def test_a_question_without_choices_can_only_be_skipped():
    assert all(answer.is_skip for answer in answers_to("empty", create_question("empty", choices=())))
