"""What random people show of choices and frameworks: against trying every run, and by hand."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks.influence import influence
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import SKIPPED, Familiarity
from tests.engine import brute_force
from tests.engine.every_completion import EveryRun, tiny_catalogues
from tests.engine.strategies import catalogues
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

OPPOSED = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 20, "size": 80}}
FAST, SMALL = yes_or_no("fast", "speed", 2), yes_or_no("small", "size", 1)


def found(*people, questions=(FAST, SMALL), ratings=OPPOSED):
    return influence(Contributions(create_catalogue(*questions, ratings=ratings)), people)


@given(tiny_catalogues(st.integers(2, 3)))
def test_nothing_is_said_to_matter_that_matters_in_no_run(catalogue):
    every = EveryRun(catalogue)
    sample = influence(Contributions(catalogue), respondents(catalogue, 60))
    choices = {(question.slug, choice.slug) for question in catalogue.questions for choice in question.choices}
    assert not sample.deciding & every.idle_choices
    assert sample.deciding <= sample.chosen
    assert sample.chosen & choices <= {pick for pick in choices if pick[0] in every.ever_asked}
    assert sample.leading <= every.ever_leading


@given(catalogues())
def test_who_leads_without_each_answer_is_found_as_by_the_long_way(catalogue):
    """For each of 8 people and each of their answers, ranked anew; must-haves are tried by hand below."""

    def leaders(answers):
        first = brute_force.leaders(catalogue, answers)
        return first if len(first) < len(catalogue.frameworks) else ()

    for answers in respondents(catalogue, 8):
        sample = influence(Contributions(catalogue), [answers])
        for slug, answer in answers.items():
            if leaders(answers) != leaders(answers | {slug: SKIPPED}):
                assert {(slug, choice) for choice in answer.chosen} <= sample.deciding
        assert set(leaders(answers)) <= sample.leading


def test_an_answer_decides_if_somebody_else_leads_without_it():
    """2 x 2 x 60 to alpha against 2 x 1 x 60 to beta: without “fast” beta leads, without “small” alpha does still."""
    sample = found({"fast": chosen("yes"), "small": chosen("yes")})
    assert sample.chosen == {("fast", "yes"), ("small", "yes")}
    assert sample.deciding == {("fast", "yes")}
    assert sample.leading == {"alpha", "beta"}


def test_drawing_level_decides_too_and_a_lead_of_all_is_none():
    """2 x 1 x 60 to either: nobody leads with both, but one of the two without the other."""
    level = (yes_or_no("fast", "speed", 1), SMALL)
    sample = found({"fast": chosen("yes"), "small": chosen("yes")}, questions=level)
    assert sample.deciding == {("fast", "yes"), ("small", "yes")}
    assert found({"fast": chosen("no")}).leading == set()


def test_what_an_answer_opens_goes_with_it():
    """“No points” does nothing itself; without it nobody is asked “small”, and nobody leads."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    small = yes_or_no("small", "size", 1, ask_if=(("gate", "yes"),))
    sample = found({"gate": chosen("yes"), "small": chosen("yes")}, questions=(gate, small))
    assert sample.deciding == {("gate", "yes"), ("small", "yes")}


def test_a_choice_may_decide_as_a_must_have_only():
    """“Sturdy” gives no points; demanding a speed of 50 it shuts out beta, which leads for its size."""
    sturdy = create_question("sturdy", (create_choice("yes", {}, {"speed": 50}), create_choice("no")))
    sample = found({"small": chosen("yes"), "sturdy": chosen("yes")}, questions=(SMALL, sturdy))
    assert ("sturdy", "yes") in sample.deciding
    assert sample.leading == {"alpha", "beta"}
    vague = found({"small": chosen("yes"), "sturdy": chosen("no")}, questions=(SMALL, sturdy))
    assert vague.deciding == {("small", "yes")}


def test_a_skip_chooses_nothing_and_known_frameworks_are_what_is_chosen():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    sample = found({"small": SKIPPED, "known": chosen("beta")}, questions=(SMALL, known))
    assert (sample.chosen, sample.deciding) == ({("known", "beta")}, {("known", "beta")})


def test_who_leads_only_after_everything_is_known_to_decide_is_found_too():
    """Gamma, best at neither, leads where both count: 2 x 1 x (51 + 51) against 2 x 1 x 100 each."""
    values = {"alpha": (100, 0), "beta": (0, 100), "gamma": (51, 51)}
    ratings = {slug: {"speed": speed, "size": size} for slug, (speed, size) in values.items()}
    questions = (yes_or_no("fast", "speed", 1), SMALL)
    fast, small = {"fast": chosen("yes")}, {"small": chosen("yes")}
    assert found(fast, small, questions=questions, ratings=ratings).leading == {"alpha", "beta"}
    assert found(fast, small, fast | small, questions=questions, ratings=ratings).leading == {*ratings}


def test_few_people_are_enough_where_all_is_soon_known():
    """Each of the four choices gives points to one side only, so twenty people show that all of them decide."""
    sides = (create_choice("yes", {"speed": 2}), create_choice("no", {"size": 1}))
    catalogue = create_catalogue(create_question("a", sides), create_question("b", sides), ratings=OPPOSED)
    sample = influence(Contributions(catalogue), islice(respondents(catalogue), 20))
    assert sample.chosen == sample.deciding == {(slug, choice) for slug in "ab" for choice in ("yes", "no")}
