"""What a change of the catalogue does, on catalogues so small that it can be worked out by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.engine.contributions import Contributions
from recommender.engine.result.what_if import WhatIf, applied
from recommender.engine.scoring import recommend
from recommender.engine.simulation.impact import Case, impact, leaders_in
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import Catalogue
from tests.engine.strategies import FRAMEWORKS, cases, catalogues
from tests.factories import (
    chosen,
    create_catalogue,
    create_choice,
    create_framework,
    create_persona,
    create_question,
    with_framework,
)

FAST, EASY = {"matters": chosen("fast")}, {"matters": chosen("easy")}
FOR_ALPHA = create_persona(answers=FAST, accepted=("alpha",))


def question():
    return create_question("matters", (create_choice("fast", {"speed": 1}), create_choice("easy", {"ease": 1})))


def catalogue(**ratings):
    """Who answers “fast” gets alpha, who answers “easy” gets beta; who skips gets nobody."""
    given = {"alpha": {"speed": 80, "ease": 20}, "beta": {"speed": 40, "ease": 60}} | ratings
    return create_catalogue(question(), ratings=given, personas=(FOR_ALPHA,))


def found(after, *cases, before=None):
    return impact(Contributions(before or catalogue()), Contributions(after), cases)


def share_of(choice, frameworks=1):
    """The share of the random people who answer this, of which each of so many frameworks gets a part."""
    answers = [drawn["matters"].chosen for drawn in respondents(catalogue())]
    return Fraction(answers.count((choice,)), RESPONDENTS * frameworks)


def test_a_better_rating_moves_those_to_whom_it_matters():
    """With speed 90, beta leads wherever speed decides, and keeps the lead where ease does."""
    cases = [Case(FAST), Case(FAST), Case(EASY), Case({})]
    changed = found(catalogue(beta={"speed": 90, "ease": 60}), *cases)
    assert changed.moves == {(("alpha",), ("beta",)): 2}
    assert (changed.moved, changed.cases, changed.respondents) == (2, 4, 2000)
    assert changed.shares_before == {"alpha": share_of("fast"), "beta": share_of("easy")}
    assert changed.shares_after == {"alpha": 0, "beta": share_of("fast") + share_of("easy")}
    [change] = changed.persona_changes
    assert (change.before.leaders, change.before.is_right) == (("alpha",), True)
    assert (change.after.leaders, change.after.is_right) == (("beta",), False)


def test_a_disagreement_that_is_explained_is_told():
    """Beta would be accepted, and alpha leads."""
    (persona,) = (replace(persona, accepted=("beta",)) for persona in catalogue().personas)
    before = replace(catalogue(), personas=(persona,))
    after = replace(before, personas=(replace(persona, disagreement="It is about speed."),))
    [change] = found(after, before=before).persona_changes
    assert (change.before.is_explained, change.after.is_explained) == (False, True)
    assert found(after, before=after).persona_changes == ()


def test_a_shared_lead_counts_in_equal_parts_and_the_most_frequent_move_comes_first():
    changed = found(catalogue(beta={"speed": 80, "ease": 10}), Case(FAST), Case(EASY), Case(FAST))
    assert list(changed.moves.items()) == [((("alpha",), ("alpha", "beta")), 2), ((("beta",), ("alpha",)), 1)]
    assert changed.shares_after == {
        "alpha": share_of("fast", frameworks=2) + share_of("easy"),
        "beta": share_of("fast", frameworks=2),
    }


def test_a_framework_that_is_added_takes_what_it_wins():
    changed = found(catalogue(gamma={"speed": 99, "ease": 0}), Case(FAST), Case(EASY))
    assert changed.moves == {(("alpha",), ("gamma",)): 1}
    assert "gamma" not in changed.shares_before
    assert changed.shares_after == {"alpha": 0, "beta": share_of("easy"), "gamma": share_of("fast")}


def test_a_framework_that_is_deleted_leaves_its_wins_to_others():
    three = catalogue(gamma={"speed": 99, "ease": 0})
    changed = found(catalogue(), Case(FAST), Case(EASY), before=three)
    assert changed.moves == {(("gamma",), ("alpha",)): 1}
    assert "gamma" not in changed.shares_after


def test_another_slug_is_no_other_leader():
    before = catalogue()
    moved = replace(before.framework_of["alpha"], slug="first")
    personas = (replace(FOR_ALPHA, accepted=("first",)),)
    after = replace(before, frameworks=(moved, before.framework_of["beta"]), personas=personas)
    changed = found(after, Case(FAST), Case(EASY))
    assert changed.moves == {}
    assert changed.persona_changes == ()
    assert changed.shares_before == changed.shares_after == {"first": share_of("fast"), "beta": share_of("easy")}


def test_a_what_if_is_applied_to_either_catalogue():
    """Without alpha, beta led for “fast”; a third framework then leads by 50 to 40."""
    case = Case(FAST, WhatIf(dropped=("alpha",)))
    assert found(catalogue(gamma={"speed": 50, "ease": 0}), case).moves == {(("beta",), ("gamma",)): 1}


def test_a_question_that_is_deleted_leaves_nobody_to_lead():
    changed = found(replace(catalogue(), sections=()), Case(FAST))
    assert changed.moves == {(("alpha",), ()): 1}
    assert changed.shares_after == {"alpha": 0, "beta": 0}
    assert changed.persona_changes[0].after.leaders == ()
    assert changed.persona_changes[0].after.band is None


@pytest.mark.parametrize("slugs", [(), ("alpha",)])
def test_a_catalogue_with_one_framework_or_none_is_compared_too(slugs):
    full = catalogue()
    after = replace(full, frameworks=tuple(full.framework_of[slug] for slug in slugs))
    changed = found(after, Case(FAST), Case(FAST, WhatIf(percents={"speed": 200})))
    assert changed.moves == ({(("alpha",), ()): 2} if not slugs else {})
    assert changed.shares_after == dict.fromkeys(slugs, share_of("fast") + share_of("easy"))
    assert found(Catalogue(criteria=(), frameworks=(), sections=(), personas=())).shares_after == {}


def test_personas_are_judged_as_each_catalogue_describes_them():
    """The first answers otherwise now, the second accepts another, the third is new, the fourth stays."""
    names = ("one", "two", "three", "four")
    one, two, three, four = (create_persona(name, answers=FAST, accepted=("alpha",)) for name in names)
    before = replace(catalogue(), personas=(one, two, four))
    after = replace(before, personas=(replace(one, answers=EASY), replace(two, accepted=("beta",)), three, four))
    changed = found(after, before=before)
    leaders = [(change.before and change.before.leaders, change.after.leaders) for change in changed.persona_changes]
    assert leaders == [(("alpha",), ("beta",)), (("alpha",), ("alpha",)), (None, ("alpha",))]
    assert [change.after.is_right for change in changed.persona_changes] == [False, False, True]


def test_a_persona_shifts_when_only_its_band_does():
    """One answer decides and another turns it, but no step of its importance: clear. Level with beta, it is close."""
    after = with_framework(catalogue(), create_framework("beta", {"speed": 80, "ease": 60}))
    [change] = found(replace(after, personas=(replace(FOR_ALPHA, accepted=("alpha", "beta")),))).persona_changes
    assert (change.before.band, change.after.band) == ("clear", "close")


@settings(max_examples=5)
@given(catalogues())
def test_equal_catalogues_have_no_impact(drawn):
    changed = impact(Contributions(drawn), Contributions(drawn), [Case(answers) for answers in respondents(drawn, 20)])
    assert (changed.persona_changes, changed.moves, changed.moved) == ((), {}, 0)
    assert changed.shares_before == changed.shares_after


@settings(max_examples=5)
@given(catalogues())
def test_shares_add_up_to_the_share_of_people_for_whom_somebody_leads(drawn):
    led = sum(bool(recommend(drawn, answers).leaders) for answers in respondents(drawn))
    changed = impact(Contributions(drawn), Contributions(drawn), [])
    assert sum(changed.shares_after.values()) == Fraction(led, RESPONDENTS)


@given(cases(), st.sets(st.sampled_from(FRAMEWORKS)))
def test_who_leads_in_a_what_if_is_who_leads_in_the_catalogue_that_it_makes(case, dropped):
    drawn, answers = case
    what_if = WhatIf(percents={"c1": 300}, dropped=tuple(sorted(dropped)))
    tried, given_then = applied(drawn, answers, what_if)
    contributions = Contributions(tried)
    assert leaders_in(Contributions(drawn), Case(answers, what_if)) == contributions.leaders(
        contributions.total(given_then)
    )
