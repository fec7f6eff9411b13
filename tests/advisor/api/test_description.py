"""The OpenAPI description is true: schemathesis sends what it allows and what it does not, and checks each answer."""

import json
from http import HTTPStatus

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from advisor import evaluations
from advisor.api.bodies import EXAMPLE, GivenAnswers
from advisor.api.endpoints import api
from advisor.models import Evaluation
from advisor.wsgi import application
from recommender.editions.current import catalogue_of
from recommender.engine.interview import counting_answers, options, problem_at
from recommender.engine.types import Answer

OPERATIONS = [operation for path in api.get_openapi_schema()["paths"].values() for operation in path.values()]
POSITIVE = [(operation["operationId"], GenerationMode.POSITIVE) for operation in OPERATIONS]
NEGATIVE = [
    (operation["operationId"], GenerationMode.NEGATIVE)
    for operation in OPERATIONS
    if operation["parameters"] or "requestBody" in operation
]
PLAIN = {"Accept-Encoding": "identity"}
OF_THE_CATALOGUE = [positive_data_acceptance]
"""Not made: which answers are possible is for the catalogue to say, so what fits the description may still be a 422."""


def answers_schema(catalogue) -> dict:
    """What the answers to a catalogue's questions may look like."""
    importance = {"$ref": "#/components/schemas/Importance"}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            question.slug: {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "chosen": {
                        "type": "array",
                        "items": {"enum": [option.slug for option in options(catalogue, question)]},
                        "maxItems": 3 if question.familiarity else 1,
                    },
                    "importance": importance,
                },
            }
            for question in catalogue.questions
        },
    }


def create(edition, share_id: str) -> str:
    """A result with this share id, so that what is sent is the same every time."""
    answers = {"project": Answer(chosen=("public-api",))}
    evaluation = evaluations.create_finished(edition, answers, title=share_id, note="")
    Evaluation.objects.filter(pk=evaluation.pk).update(share_id=share_id)
    return share_id


@pytest.fixture
def one_connection(db):
    """The site keeps the test's database connection, as it does for Django's own test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def description(one_connection, edition, settings):
    """The description, with the questions of the shipped catalogue, and two results of which one is deleted."""
    settings.LIMITS_ARE_ON = False
    kept, deleted = create(edition, "kept"), create(edition, "deleted")
    evaluations.delete(evaluations.shared(deleted).edit_key)
    raw = json.loads(json.dumps(api.get_openapi_schema()))
    for body in ("RecommendBody", "CreateBody"):
        raw["components"]["schemas"][body]["properties"]["answers"] = answers_schema(catalogue_of(edition))
    for path in raw["paths"].values():
        for parameter in path.get("get", {}).get("parameters", []):
            if parameter["name"] == "share_id":
                parameter["schema"] = {"enum": [kept, deleted]}
    schema = schemathesis.openapi.from_dict(raw)
    schema.app = application
    return schema


@pytest.mark.parametrize(("operation", "mode"), POSITIVE + NEGATIVE)
def test_every_answer_is_one_that_the_description_promises(description, operation, mode):
    @settings(max_examples=40, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=description.find_operation_by_id(operation).as_strategy(generation_mode=mode))
    def send(case):
        statuses.add(case.call_and_validate(headers=PLAIN, excluded_checks=OF_THE_CATALOGUE).status_code)

    statuses: set[int] = set()
    send()
    successes = statuses & {HTTPStatus.OK, HTTPStatus.CREATED}
    assert bool(successes) is mode.is_positive


def test_the_example_counts_whole_on_the_shipped_catalogue(shipped):
    """Else whoever copies it sees an answer to a question that is not asked, which counts for nothing."""
    given = GivenAnswers.model_validate({"answers": EXAMPLE}).given()
    assert counting_answers(shipped, given) == given
    assert not [slug for slug, answer in given.items() if problem_at(shipped, slug, answer)]
