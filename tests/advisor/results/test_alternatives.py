"""When another would win: the address that tries it, and whether it then does."""

import pytest
from django.test import Client

from advisor.evaluations import create_finished
from advisor.report import report_of
from advisor.results.alternatives import alternatives, ways_out
from advisor.what_if_controls import controls_of
from advisor.what_if_of_answers import percent_for, query_for
from recommender.editions.serialisation import canonical_json, digest
from recommender.engine.answer_changes import Change, ChangeKind, changes
from recommender.engine.interview import asked_questions
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Importance
from recommender.models import Edition
from tests.factories import chosen, create_catalogue


@pytest.fixture
def evaluation(visitor):
    for slug, answer in {"project": "public-api", "pages": "some", "data": "relational", "lifetime": "long"}.items():
        visitor.answer(slug, answer)
    visitor.answer("api-style", "openapi", "must-have")
    visitor.finish()
    return visitor.evaluation


def test_every_address_opens_a_what_if_in_which_the_framework_leads(visitor):
    """An API with many pages: one step of importance more or less lets Django win instead of FastAPI."""
    visitor.answer("project", "public-api")
    visitor.answer("pages", "many")
    visitor.finish()
    evaluation = visitor.evaluation
    rows = [row for row in alternatives(evaluation, report_of(evaluation)) if row.address]
    tried = [row for row in rows if "/what-if/" in row.address]
    assert tried, "at least one of them can be tried at once"
    for row in tried:
        response = Client().get(row.address)
        assert response.status_code == 200, "it is the one way to write this address"
        first = response.context_data["moves"][0].standing
        assert (first.framework.slug, first.missed) == (row.framework.slug, ())
        assert row.condition.startswith("if ")
    for row in rows:
        assert Client().get(row.address).status_code == 200


def test_each_change_of_one_answer_comes_to_the_same_as_a_what_if_or_has_none(evaluation):
    """The scores differ only by what whole percentages round off."""
    catalogue, answers = report_of(evaluation).catalogue, evaluation.answers
    count = 0
    for question in asked_questions(catalogue, answers):
        for change in changes(catalogue, question, answers.get(question.slug, SKIPPED)):
            wanted = recommend(catalogue, {**answers, question.slug: change.answer})
            if len(wanted.leaders) != 1:
                continue
            query = query_for(evaluation, controls_of(evaluation), wanted.leaders[0].framework.slug, [change])
            if not query:
                continue
            response = Client().get(f"{evaluation.result_url()}what-if/?{query}")
            for move in response.context_data["moves"]:
                expected = wanted.standing_of(move.standing.framework.slug).score
                assert abs(move.standing.score - expected) < 1, change
            count += 1
    assert count > 20


def test_a_change_of_who_is_known_has_no_what_if(evaluation):
    """It rates the frameworks themselves, which no weight does."""
    known = report_of(evaluation).catalogue.question_of["known"]
    change = Change(known, SKIPPED, chosen("flask", importance=Importance.DOUBLE), ChangeKind.SEVERAL)
    assert query_for(evaluation, controls_of(evaluation), "flask", [change]) == ""


def test_of_many_frameworks_those_that_nothing_brings_in_front_stand_together(client, edition):
    """Alpha is the best on all that is asked for, whatever is answered."""
    ratings = {"alpha": {"speed": 80}, "beta": {"speed": 40}, "gamma": {"speed": 30}, "delta": {"speed": 20}}
    told = {}
    for count in (3, 4):
        catalogue = create_catalogue(ratings=dict(list(ratings.items())[:count]))
        content = canonical_json(catalogue)
        made = Edition.objects.create(number=count, digest=digest(content), content=content)
        evaluation = create_finished(made, {"fast": chosen("yes")}, title="", note="")
        told[count] = [(row.framework, row.condition) for row in alternatives(evaluation, report_of(evaluation))]
    assert told[4] == [(None, "No small change of your answers brings Beta, Gamma or Delta in front.")]
    assert [condition for _, condition in told[3]] == ["No small change of your answers brings it in front."] * 2


def test_a_percentage_worked_by_hand():
    assert percent_for(100, 40, 40, usual=60) == 100
    assert percent_for(100, 40, 20, usual=60) == 50
    assert percent_for(150, 40, 80, usual=60) == 300
    assert percent_for(0, 0, 30, usual=60) == 50


def test_ways_out_lead_to_a_what_if_in_which_somebody_meets_every_must_have(visitor):
    for slug, choice in {"api-style": "openapi", "data": "relational"}.items():
        visitor.answer("project", "public-api")
        visitor.answer(slug, choice, "must-have")
    page = visitor.client.get(visitor.finish()).content.decode()
    found = ways_out(visitor.evaluation, report_of(visitor.evaluation))
    assert len(found) == 3
    for way in found:
        assert f'href="{way.address}"'.replace("&", "&amp;") in page
        response = Client().get(way.address)
        assert response.status_code == 200
        standing = next(
            move.standing
            for move in response.context_data["moves"]
            if move.standing.framework.slug == way.lacking.framework.slug
        )
        assert standing.missed == ()
    assert "came first in" not in page
    assert "Use " not in page
