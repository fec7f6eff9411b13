"""What would be deleted: found by what identifies it, told by its name."""

from dataclasses import replace

from recommender.engine.types import Familiarity
from recommender.engine.versions.removals import Loss, losses
from tests.factories import chosen, create_catalogue, create_claim, create_persona, create_question, with_framework

KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
PERSONA = create_persona(answers={"fast": chosen("yes")}, accepted=("alpha",))
FULL = create_catalogue(create_question("fast"), KNOWN, personas=(PERSONA,))
ALPHA = replace(FULL.framework_of["alpha"], claims=(create_claim("Very fast"),))
BEFORE = with_framework(FULL, ALPHA)


def test_nothing_is_lost_to_an_equal_or_a_larger_catalogue():
    assert list(losses(BEFORE, BEFORE)) == []
    assert list(losses(FULL, BEFORE)) == []


def test_with_a_framework_goes_all_that_is_its_own():
    after = replace(BEFORE, frameworks=BEFORE.frameworks[1:])
    assert list(losses(BEFORE, after)) == [
        Loss("framework", ("Alpha",)),
        Loss("rating", ("Alpha on Speed",)),
        Loss("piece of evidence", ("Alpha: docs",)),
        Loss("claim", ("Alpha: Very fast",)),
    ]


def test_several_of_a_kind_are_told_together():
    after = replace(BEFORE, sections=(), personas=(), criteria=(), frameworks=())
    assert {loss.kind: len(loss.names) for loss in losses(BEFORE, after)} == {
        "frameworks": 2,
        "criteria": 2,
        "section": 1,
        "questions": 2,
        "persona": 1,
        "ratings": 2,
        "pieces of evidence": 2,
        "claim": 1,
        "choices": 2,
    }


def test_what_is_only_renamed_is_not_lost():
    after = with_framework(BEFORE, replace(ALPHA, name="Omega"))
    assert list(losses(BEFORE, after)) == []
