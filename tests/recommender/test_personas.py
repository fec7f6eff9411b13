"""The shipped personas: public sources, answers that somebody is asked for, and enough of those that are contested."""

from pathlib import Path

import yaml
from pydantic import TypeAdapter

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.result.persona_verdicts import persona_verdict
from recommender.engine.types import Persona
from tests.conftest import FIGURE

HELD_OUT = TypeAdapter(tuple[Persona, ...]).validate_python(
    yaml.safe_load((Path(__file__).parent / "held_out_projects.yaml").read_text())
)
VIDEO = "The 2021 video behind this project: "
OF_THE_VIDEO = 6


def test_every_persona_has_a_source_that_anybody_can_read(whole_shipped):
    """But those of the video, which came to us as a text."""
    without = [persona.source for persona in whole_shipped.personas if not persona.url]
    assert len(without) == OF_THE_VIDEO
    assert all(source.startswith(VIDEO) for source in without)


def test_there_are_enough_of_them_also_of_those_about_whom_experts_disagree(shipped):
    assert len(shipped.personas) >= 26
    assert sum(len(persona.accepted) > 1 for persona in shipped.personas) >= 8
    # All three frameworks, each also as the only one that is accepted.
    assert {persona.accepted for persona in shipped.personas if len(persona.accepted) == 1} >= {
        ("django",),
        ("flask",),
        ("fastapi",),
    }


def test_there_are_some_of_each_framework_also_of_those_that_are_less_known(shipped, whole_shipped):
    """At least ten accept only these."""
    accepted = {slug for persona in whole_shipped.personas for slug in persona.accepted}
    assert accepted == whole_shipped.framework_of.keys()
    assert len(whole_shipped.personas) >= len(shipped.personas) + 10


def test_personas_answer_only_what_they_are_asked(whole_shipped):
    """Else what they say of it would count for nothing."""
    for persona in whole_shipped.personas:
        asked = {question.slug for question in asked_questions(whole_shipped, persona.answers)}
        assert persona.answers.keys() <= asked, persona.slug


def test_of_projects_that_the_points_were_not_set_by_most_come_out_right(shipped, record_property):
    """More often than by telling everybody the same."""
    contributions = Contributions(shipped)
    right = sum(persona_verdict(contributions, project).is_right for project in HELD_OUT)
    record_property(FIGURE, f"held-out projects about which the catalogue is right: {right} of {len(HELD_OUT)}")
    assert not {project.slug for project in HELD_OUT} & {persona.slug for persona in shipped.personas}
    constant = max(sum(slug in project.accepted for project in HELD_OUT) for slug in shipped.framework_of)
    assert right > constant
