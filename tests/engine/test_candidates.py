"""The candidates of a run: the best-known frameworks of a catalogue, or all of them."""

from dataclasses import replace

import pytest

from recommender.engine.candidates import answers_among, best_known
from recommender.engine.contributions import Contributions
from recommender.engine.scoring import recommend
from recommender.engine.types import NONE_OF_THESE, SKIPPED, Catalogue, Familiarity
from tests.factories import chosen, create_catalogue, create_persona, create_question

KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
RATINGS = {"alpha": {"speed": 80}, "beta": {"speed": 40}, "gamma": {"speed": 90}, "delta": {"speed": 10}}
ALL = create_catalogue(create_question(), KNOWN, ratings=RATINGS)


def knowing(*slugs: str) -> Catalogue:
    """The catalogue of which only these frameworks are best known."""
    frameworks = tuple(replace(item, best_known=item.slug in slugs) for item in ALL.frameworks)
    return replace(ALL, frameworks=frameworks)


def test_only_the_best_known_are_left_in_their_order():
    assert list(best_known(knowing("beta", "alpha")).framework_of) == ["alpha", "beta"]


@pytest.mark.parametrize("slugs", [(), ("gamma",), ("alpha", "beta", "gamma", "delta")], ids=["none", "one", "all"])
def test_a_catalogue_with_nothing_to_leave_out_or_to_compare_stays_itself(slugs):
    catalogue = knowing(*slugs)
    assert best_known(catalogue) is catalogue
    contributions = Contributions(catalogue)
    assert contributions.of_best_known is contributions


def test_a_framework_that_does_not_say_so_is_best_known():
    assert best_known(ALL) is ALL


def test_a_candidate_that_is_left_out_leads_nobody():
    catalogue = knowing("alpha", "beta")
    answers = {"fast": chosen("yes")}
    assert [item.framework.slug for item in recommend(catalogue, answers).leaders] == ["gamma"]
    narrow = Contributions(catalogue).of_best_known
    assert [item.framework.slug for item in recommend(narrow.catalogue, answers).leaders] == ["alpha"]
    assert narrow.leaders(narrow.total(answers)) == ("alpha",)


def test_personas_accept_and_know_candidates_only():
    answers = {"fast": chosen("yes"), "known": chosen("alpha", "gamma")}
    mixed = create_persona("mixed", answers=answers, accepted=("gamma", "alpha"))
    others = create_persona("others", answers={}, accepted=("gamma", "delta"))
    [left] = best_known(replace(knowing("alpha", "beta"), personas=(mixed, others))).personas
    assert (left.slug, left.accepted) == ("mixed", ("alpha",))
    assert left.answers == {"fast": chosen("yes"), "known": chosen("alpha")}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (chosen("beta", "alpha"), chosen("beta", "alpha")),
        (chosen("gamma", "alpha"), chosen("alpha")),
        (chosen("gamma"), chosen(NONE_OF_THESE)),
        (chosen(NONE_OF_THESE), chosen(NONE_OF_THESE)),
        (SKIPPED, SKIPPED),
    ],
)
def test_whoever_knows_only_others_knows_none_of_the_candidates(given, left):
    assert answers_among(best_known(knowing("alpha", "beta")), {"known": given}) == {"known": left}


def test_an_answer_to_a_question_that_is_gone_stays_as_it_is():
    assert answers_among(ALL, {"gone": chosen("gamma")}) == {"gone": chosen("gamma")}
