"""Frameworks that lead for no answers: against trying every run, and by hand."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks import never_leads
from recommender.engine.checks.never_leads import margin, shut_out, tried_in_vain
from recommender.engine.checks.reachability import Reach
from recommender.engine.checks.rivals import rivals_always_ahead
from recommender.engine.checks.trials import PEOPLE, all_answers
from recommender.engine.contributions import Contributions
from tests.engine.every_completion import EveryRun, tiny_catalogues
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

CORNERS = {"alpha": {"speed": 100, "size": 0}, "beta": {"speed": 0, "size": 100}}
FAST, SMALL = yes_or_no("fast", "speed", 1, 50), yes_or_no("small", "size", 1)
SIX = [yes_or_no(f"{criterion}-{points}", criterion, points) for criterion in ("speed", "size") for points in (1, 3, 5)]


def reach(*questions, **gamma):
    """What can be reached by questions about two frameworks that are good at one thing each, and a third."""
    ratings = {**CORNERS, "gamma": gamma} if gamma else CORNERS
    return Reach(Contributions(create_catalogue(*questions, ratings=ratings)))


def reasons(found):
    return [(item.framework, item.reason, item.is_proved) for item in shut_out(found)]


@given(tiny_catalogues(st.integers(2, 3)))
def test_exactly_the_frameworks_that_never_lead_are_found(catalogue):
    slugs, every = [framework.slug for framework in catalogue.frameworks], EveryRun(catalogue)
    found = {slugs[item.framework] for item in shut_out(Reach(Contributions(catalogue)))}
    assert found == set(slugs) - every.ever_leading


@given(tiny_catalogues(st.integers(2, 3)))
def test_rivals_that_are_said_to_be_always_ahead_are(catalogue):
    found, every = Reach(Contributions(catalogue)), EveryRun(catalogue)
    for at, framework in enumerate(catalogue.frameworks):
        if rivals_always_ahead(found, at):
            assert framework.slug not in every.ever_leading


def test_one_that_draws_level_with_another_leads_only_where_no_third_is_ahead():
    """Gamma is as good as alpha at speed, so they share the lead until size counts. At size they are level behind beta:
    where alpha is not ahead, beta is."""
    assert reasons(reach(FAST, SMALL, speed=100, size=0)) == []
    several = "leads for no answers: it is always behind one of Alpha, Beta"
    assert reasons(reach(yes_or_no("fast", "speed", 1), SMALL, speed=99, size=0)) == [(2, several, True)]


def test_one_who_is_always_behind_thanks_to_a_condition():
    """Who is asked for size has said that speed counts: at least 200 to alpha, against 4 x 1 for gamma. Without the
    condition, gamma would lead where size alone counts."""
    speed = create_question("first", (create_choice("yes", {"speed": 1}), create_choice("no", {"speed": 2})))
    ratings = {"alpha": {"speed": 100, "size": 0}, "gamma": {"speed": 0, "size": 1}}
    bound = yes_or_no("small", "size", 1, ask_if=(("first", "yes"),))
    for size, names in ((bound, ["gamma"]), (SMALL, [])):
        catalogue = create_catalogue(speed, size, ratings=ratings)
        found = [catalogue.frameworks[item.framework].slug for item in shut_out(Reach(Contributions(catalogue)))]
        assert found == names


def test_one_of_two_is_always_ahead_though_neither_always_is():
    """40 of both is behind the better of 100 and 0, however much each counts; 51 is ahead where both count alike."""
    always = "leads for no answers: it is always behind one of Alpha, Beta"
    assert reasons(reach(SMALL, yes_or_no("fast", "speed", 1), speed=40, size=40)) == [(2, always, True)]
    assert reasons(reach(SMALL, yes_or_no("fast", "speed", 1), speed=51, size=51)) == []


def test_a_rival_that_can_miss_a_must_have_proves_nothing():
    """A mixture of alpha and beta is ahead of gamma; but where beta misses the must-have, twice size is enough for
    gamma: 4 x 48 + 8 x 51 against 4 x 100."""
    twice = yes_or_no("small", "size", 2)
    assert reasons(reach(yes_or_no("fast", "speed", 1, 40), twice, speed=48, size=51)) == []
    several = "leads for no answers: it is always behind one of Alpha, Beta"
    assert reasons(reach(yes_or_no("fast", "speed", 1), twice, speed=48, size=51)) == [(2, several, True)]


def test_where_no_rival_meets_every_must_have_or_all_are_level_nobody_is_ahead():
    """Gamma meets what beta misses, and leads. Where no answer tells them apart, neither leads nor is behind."""
    ratings = {"beta": {"speed": 0}, "gamma": {"speed": 100}}
    found = Reach(Contributions(create_catalogue(FAST, ratings=ratings)))
    assert rivals_always_ahead(found, 1) == ()
    idle = Reach(Contributions(create_catalogue(create_question("idle", (create_choice(), create_choice("no"))))))
    assert reasons(idle) == [(at, "leads for no answers: all were tried", True) for at in (0, 1)]


def test_what_one_rival_leaves_open_no_other_may_settle():
    """Beta is behind alpha at speed, but nobody is ahead of it where size and speed of the second kind count."""
    ratings = {
        "alpha": {"speed": 100, "size": 50, "charm": 50},
        "beta": {"speed": 0, "size": 50, "charm": 50},
        "gamma": {"speed": 0, "size": 60, "charm": 40},
    }
    found = Reach(Contributions(create_catalogue(FAST, SMALL, yes_or_no("charm", "charm", 1), ratings=ratings)))
    assert rivals_always_ahead(found, 1) == ()
    assert reasons(found) == []


def test_that_was_not_proved_is_told_as_what_was_tried():
    """50 of both is level with alpha and beta where these are level, and behind one of them elsewhere; no mixture of
    the two is ahead of it. With two questions, all answers are tried; with six, not all can be."""
    assert reasons(reach(SMALL, yes_or_no("fast", "speed", 1), speed=50, size=50)) == [
        (2, "leads for no answers: all were tried", True)
    ]
    found = reach(*SIX, speed=50, size=50)
    assert all_answers(found.contributions) == []
    ((framework, reason, is_proved),) = reasons(found)
    tried = tried_in_vain(found.contributions, 2)
    assert (framework, is_proved, tried > PEOPLE) == (2, False, True)
    assert reason == f"leads for none of {tried:,} sets of answers that were tried"


def test_one_that_leads_only_where_no_random_person_comes_is_climbed_to():
    """From nothing answered: the first answer puts gamma 49 behind, the second, which weighs as much, 1 ahead."""
    found = reach(*SIX, speed=51, size=51)
    assert tried_in_vain(found.contributions, 2) == 0
    with patch.object(never_leads, "people", return_value=[{}]):
        assert reasons(found) == []


def test_the_margin_is_counted_in_points_of_the_score():
    contributions = reach(FAST, SMALL, speed=60, size=0).contributions
    fast, must = contributions.total({"fast": chosen("yes")}), contributions.entries["fast"]
    assert [margin(contributions, at, fast) for at in range(3)] == [40, -100, -40]
    demanded = next(adds for answer, adds in must.items() if answer.importance.demands)
    assert [margin(contributions, at, demanded) for at in range(3)] == [40, -101, -40]
    assert margin(contributions, 0, contributions.nothing) == -101


def test_the_margin_of_who_alone_meets_a_must_have():
    contributions = reach(FAST).contributions
    demanded = next(adds for answer, adds in contributions.entries["fast"].items() if answer.importance.demands)
    assert margin(contributions, 0, demanded) == 101
