"""Who wins over random people and why: small catalogues worked by hand, and everything by sums done the long way."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from recommender.engine.contributions import Contributions
from recommender.engine.simulation import neutrality as module
from recommender.engine.simulation.neutrality import by_question, lead_shares, neutrality, respondent
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import SKIPPED, Familiarity
from tests.engine.brute_force import leaders
from tests.engine.strategies import catalogues
from tests.factories import create_catalogue, create_choice, create_question, yes_or_no

FAST, EASY = yes_or_no("fast", "speed", 1), yes_or_no("easy", "ease", 1)
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=3))
OPPOSED = {"alpha": {"speed": 80, "ease": 10}, "beta": {"speed": 20, "ease": 70}}
HALF = Fraction(1, 2)


PEOPLE = 300


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """People and draws, enough for what is told by hand here; the shipped catalogue's test has them all."""
    monkeypatch.setattr(module, "respondents", lambda catalogue: respondents(catalogue, PEOPLE))
    monkeypatch.setattr(module, "DRAWS", 500)


def found_in(*questions, ratings=None):
    return neutrality(Contributions(create_catalogue(*questions, ratings=ratings)))


def test_one_question_by_hand():
    """Who says yes gives weight to speed, on which alpha is better. Nobody leads for the others."""
    found = found_in(FAST)
    answers = [answers["fast"].chosen for answers in respondents(create_catalogue(FAST), PEOPLE)]
    yes, no = answers.count(("yes",)), answers.count(("no",))
    assert (found.everyone.people, found.everyone.leaderless) == (PEOPLE, PEOPLE - yes)
    assert found.everyone.shares == {"alpha": Fraction(yes, PEOPLE), "beta": 0}
    [item] = found.questions
    assert (item.question, item.asked) == (FAST, PEOPLE)
    assert [(option.slug, group.people, group.leaderless, group.shares) for option, group in item.groups] == [
        ("yes", yes, 0, {"alpha": 1, "beta": 0}),
        ("no", no, no, {"alpha": 0, "beta": 0}),
    ]
    assert (item.without.people, item.without.leaderless, item.without.shares) == (
        PEOPLE,
        PEOPLE,
        {"alpha": 0, "beta": 0},
    )


def test_the_parts_by_hand():
    """Rated better on all there is, alpha wins by the ratings alone; a question that many skip takes from that."""
    found = found_in(FAST)
    alpha, beta = found.parts["alpha"], found.parts["beta"]
    assert (alpha.even, alpha.ratings, alpha.questions) == (HALF, HALF, found.everyone.shares["alpha"] - 1)
    assert (beta.even, beta.ratings, beta.questions) == (HALF, -HALF, 0)
    assert {slug: parts.total for slug, parts in found.parts.items()} == found.everyone.shares


def test_ratings_alone_by_hand(monkeypatch):
    """One criterion against two others: exponential variates give x > y + z with probability 1/4."""
    monkeypatch.setattr(module, "DRAWS", 10_000)
    ratings = {"alpha": {"a": 100, "b": 0, "c": 0}, "beta": {"a": 0, "b": 100, "c": 100}}
    shares = module.shares_by_ratings_alone(create_catalogue(KNOWN, ratings=ratings))
    assert abs(shares["alpha"] - Fraction(1, 4)) < Fraction(1, 100)
    assert sum(shares.values()) == 1


def test_a_criterion_more_leaves_the_weights_of_the_others():
    ratings = {"alpha": {"a": 90, "b": 10}, "beta": {"a": 20, "b": 75}}
    level = {slug: values | {"c": 50} for slug, values in ratings.items()}
    assert module.shares_by_ratings_alone(create_catalogue(ratings=level)) == module.shares_by_ratings_alone(
        create_catalogue(ratings=ratings)
    )


def test_rating_summaries_by_hand():
    """What is not rated counts as 0 in the mean and is never the best; familiarity is rated by no editor."""
    ratings = {"alpha": {"a": 90, "b": 50, "c": 0}, "beta": {"a": 20, "b": 50, "c": 0}, "gamma": {"a": 100}}
    summaries = module.rating_summaries(create_catalogue(KNOWN, ratings=ratings))
    assert {slug: (summary.mean, summary.best) for slug, summary in summaries.items()} == {
        "alpha": (Fraction(140, 3), 2),
        "beta": (Fraction(70, 3), 2),
        "gamma": (Fraction(100, 3), 1),
    }


def test_close_relatives_are_found_among_the_same_people_and_by_either_name():
    found = found_in(FAST, ratings={"alpha": {"speed": 60}, "beta": {"speed": 60}, "gamma": {"speed": 10}})
    assert found.relatives_of("alpha") == ("beta",)
    assert found.relatives_of("beta") == ("alpha",)
    assert found.relatives_of("gamma") == ()


def test_equal_ratings_give_even_shares():
    same = {"speed": 60, "ease": 60}
    found = found_in(FAST, EASY, ratings={"alpha": same, "beta": same, "gamma": same})
    with_leaders = Fraction(PEOPLE - found.everyone.leaderless, PEOPLE)
    assert set(found.everyone.shares.values()) == {with_leaders / 3}
    assert {parts.ratings for parts in found.parts.values()} == {0}


def test_one_framework_wins_whatever_is_answered():
    found = found_in(FAST, ratings={"alpha": {"speed": 1}})
    assert found.everyone.shares["alpha"] == 1 - Fraction(found.everyone.leaderless, PEOPLE)
    assert (found.parts["alpha"].even, found.parts["alpha"].ratings) == (1, 0)


def test_without_questions_nobody_leads():
    found = neutrality(Contributions(replace(create_catalogue(), sections=())))
    assert (found.everyone.leaderless, found.everyone.shares) == (PEOPLE, {"alpha": 0, "beta": 0})
    assert found.questions == ()


def test_without_frameworks_it_says_so():
    with pytest.raises(ValueError, match="without frameworks"):
        neutrality(Contributions(replace(create_catalogue(), frameworks=())))


def test_without_a_question_what_depends_on_it_is_not_asked_either():
    """By hand: alpha is ahead on speed. Without “fast” nobody is asked “easy” after it, so nobody leads."""
    easy = yes_or_no("easy", "ease", 9, ask_if=(("fast", "yes"),))
    fast, easy = found_in(FAST, easy, ratings=OPPOSED).questions
    assert 0 < easy.asked < PEOPLE
    assert fast.without.leaderless == PEOPLE
    assert easy.without.shares["beta"] == 0
    assert easy.without.shares["alpha"] == Fraction(easy.asked, PEOPLE)


def test_a_choice_that_nobody_made_has_no_shares():
    never = yes_or_no("never", "ease", 1, ask_if=(("fast", "gone"),))
    item = found_in(FAST, never, ratings=OPPOSED).questions[1]
    assert item.asked == 0
    assert [(group.people, group.shares["alpha"]) for _, group in item.groups] == [(0, 0), (0, 0)]


@given(catalogues())
def test_sums_find_what_the_long_way_finds(catalogue):
    """For 8 people: who leads, and who leads without each question."""
    contributions, everybody = Contributions(catalogue), list(respondents(catalogue, 8))
    people = [respondent(contributions, answers) for answers in everybody]
    assert [item.leaders for item in people] == [leaders(catalogue, answers) for answers in everybody]
    for question in catalogue.questions:
        without = [leaders(catalogue, answers | {question.slug: SKIPPED}) for answers in everybody]
        assert by_question(contributions, question, people).without == lead_shares(catalogue, without)


def test_who_knows_several_frameworks_is_in_several_groups():
    [known] = found_in(KNOWN).questions
    people = {option.slug: group.people for option, group in known.groups}
    assert list(people) == ["alpha", "beta", "none"]
    assert sum(people.values()) > 0.8 * known.asked  # a tenth of them skipped
    assert dict(known.groups[2][1].shares) == {"alpha": 0, "beta": 0}


def test_a_question_with_choices_that_share_the_lead_counts_them_in_equal_parts():
    ratings = {"alpha": {"speed": 70}, "beta": {"speed": 70}, "gamma": {"speed": 10}}
    question = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("also", {"speed": 2})))
    [item] = found_in(question, ratings=ratings).questions
    assert [dict(group.shares) for _, group in item.groups] == [{"alpha": HALF, "beta": HALF, "gamma": 0}] * 2
