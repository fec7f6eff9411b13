"""Answers that are tried: all of them, random ones, and better ones step by step."""

from itertools import islice

from recommender.engine.checks.trials import PEOPLE, all_answers, climb, neighbours, people, who_leads
from recommender.engine.contributions import Contributions
from recommender.engine.types import Familiarity, Importance
from tests.engine.brute_force import every_answer
from tests.factories import chosen, create_catalogue, create_question, yes_or_no

RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 20, "size": 80}}
FAST, SMALL = yes_or_no("fast", "speed", 1, 50), yes_or_no("small", "size", 1)
TINY = yes_or_no("tiny", "size", 2, ask_if=(("small", "yes"),))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))


def contributions(*questions):
    return Contributions(create_catalogue(*questions, ratings=RATINGS))


def test_nobody_leads_where_all_are_level():
    """Weight that all share alike makes no leader: 1 x 60 to alpha and to beta."""
    found = contributions(FAST, SMALL)
    assert who_leads(found, {}) == ()
    assert who_leads(found, {"fast": chosen("yes"), "small": chosen("yes")}) == ()
    assert who_leads(found, {"fast": chosen("yes")}) == ("alpha",)


def test_all_answers_are_every_answer_to_every_question():
    """Four importances of yes, three of no, and a skip; every set of two frameworks, but that of none, and a skip."""
    found = all_answers(contributions(FAST, KNOWN))
    assert len(found) == 8 * 10
    fast = {answers["fast"] for answers in found}
    assert fast == set(every_answer(contributions(FAST).catalogue, FAST))
    assert {answers["known"].chosen for answers in found} == {("alpha",), ("beta",), ("alpha", "beta"), ()}


def test_more_answers_than_are_to_be_tried_are_none():
    assert len(all_answers(contributions(FAST, SMALL), 56)) == 8 * 7
    assert all_answers(contributions(FAST, SMALL), 55) == []
    assert all_answers(contributions(KNOWN), 11) == []


def test_random_people_are_the_same_each_time_and_answer_little_or_much():
    catalogue = contributions(FAST, SMALL, TINY).catalogue
    drawn = list(people(catalogue, 50))
    assert drawn == list(people(catalogue, 50))
    assert len(drawn) == 4 * 50
    skipped = [
        sum(answer.is_skip for answers in group for answer in answers.values()) for group in (drawn[:50], drawn[150:])
    ]
    assert skipped[0] > 3 * skipped[1]
    demanded = {answer.importance for answers in drawn[150:] for answer in answers.values()}
    assert Importance.MUST_HAVE in demanded
    assert sum(1 for _ in people(catalogue)) == PEOPLE


def test_neighbours_differ_in_one_answer_and_bring_what_they_add_up_to():
    found = contributions(FAST, SMALL, TINY)
    for answers in islice(people(found.catalogue, 20), 0, None, 4):
        for changed, total in neighbours(found, answers):
            assert total == found.total(changed)
            assert len([slug for slug in changed if changed[slug] != answers.get(slug)]) == 1


def test_climbing_goes_on_to_where_no_single_change_is_better():
    """The most that size can weigh is 4 x 1 and, once that is answered, 4 x 2."""
    found = contributions(FAST, SMALL, TINY)
    best, tried = climb(found, {}, lambda total: total[1] - total[0])
    assert best == (4 + 8) * 60
    assert tried > 20
