"""Whether a catalogue is right about its personas."""

from dataclasses import replace

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Band
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdict, persona_verdicts, verdict_among
from recommender.engine.types import Familiarity
from tests.factories import chosen, create_catalogue, create_persona, create_question

YES = {"fast": chosen("yes")}


@pytest.mark.parametrize(
    ("accepted", "is_right"), [(("alpha",), True), (("alpha", "beta"), True), (("beta",), False), ((), False)]
)
def test_it_is_right_if_an_expert_accepts_who_leads(accepted, is_right):
    """Alpha is rated 80 on the only criterion that counts, beta 40."""
    found = persona_verdict(Contributions(create_catalogue()), create_persona(answers=YES, accepted=accepted))
    assert found.leaders == ("alpha",)
    assert found.is_right is is_right


def test_it_is_explained_if_it_is_not_right_and_somebody_said_why():
    for accepted, disagreement, is_explained in (
        (("beta",), "It is about size.", True),
        (("beta",), "", False),
        (("alpha",), "It is about size.", False),
    ):
        persona = create_persona(answers={}, accepted=accepted)
        verdict = PersonaVerdict(replace(persona, disagreement=disagreement), ("alpha",), None)
        assert verdict.is_explained is is_explained


@pytest.mark.parametrize(("accepted", "is_right"), [(("alpha",), False), (("alpha", "beta"), True)])
def test_of_a_shared_lead_all_must_be_accepted(accepted, is_right):
    level = create_catalogue(ratings={"beta": {"speed": 50}, "alpha": {"speed": 50}})
    found = persona_verdict(Contributions(level), create_persona(answers=YES, accepted=accepted))
    assert found.leaders == ("alpha", "beta")
    assert found.band is Band.CLOSE
    assert found.is_right is is_right


@pytest.mark.parametrize("answers", [{}, {"fast": chosen("no")}, {"gone": chosen("yes")}, {"fast": chosen("gone")}])
def test_without_a_leader_it_is_wrong_whoever_is_accepted(answers):
    found = persona_verdict(
        Contributions(create_catalogue()), create_persona(answers=answers, accepted=("alpha", "beta"))
    )
    assert (found.leaders, found.band, found.is_right) == ((), None, False)


@pytest.mark.parametrize(("accepted", "is_contested"), [(("alpha",), False), (("beta", "alpha"), True), ((), False)])
def test_it_is_contested_if_experts_accept_several(accepted, is_contested):
    found = persona_verdict(Contributions(create_catalogue()), create_persona(answers=YES, accepted=accepted))
    assert found.is_contested is is_contested


def test_all_personas_are_judged_in_their_order():
    personas = tuple(create_persona(name, answers=YES, accepted=("alpha",)) for name in ("second", "first"))
    found = persona_verdicts(Contributions(create_catalogue(personas=personas)))
    assert [item.persona.slug for item in found] == ["second", "first"]
    assert all(item.is_right for item in found)


def with_another(*questions, personas=()):
    """Gamma is rated best of all on what counts, but is not one of the best known."""
    found = create_catalogue(
        *questions,
        ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}, "gamma": {"speed": 90}},
        personas=personas,
    )
    *others, gamma = found.frameworks
    return Contributions(replace(found, frameworks=(*others, replace(gamma, best_known=False))))


@pytest.mark.parametrize(
    ("accepted", "leader"),
    [(("alpha",), "alpha"), (("gamma", "alpha"), "alpha"), (("gamma",), "gamma"), ((), "gamma")],
)
def test_it_is_judged_among_the_best_known_if_it_accepts_one_of_them(accepted, leader):
    """Gamma leads among all, alpha among the best known."""
    persona = create_persona(answers=YES, accepted=accepted)
    found = persona_verdict(with_another(), persona)
    assert found.leaders == (leader,)
    assert found.is_right is bool(accepted)
    assert verdict_among(with_another(), persona).leaders == ("gamma",)


def test_who_knows_only_others_knows_none_of_the_best_known():
    """With gamma known beside alpha, alpha still gets the points for it."""
    known = create_question("known", familiarity=Familiarity(criterion="known", points=1))
    contributions = with_another(known)
    for chose, leaders in (("gamma",), ()), (("gamma", "alpha"), ("alpha",)):
        persona = create_persona(answers={"known": chosen(*chose)}, accepted=("alpha",))
        assert persona_verdict(contributions, persona).leaders == leaders
        assert set(verdict_among(contributions, persona).leaders) == set(chose)
