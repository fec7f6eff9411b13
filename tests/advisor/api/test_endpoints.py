"""The API: what it answers, what it stores, and that it says the same as the pages."""

import json
import re
from html import unescape

from django.test import Client

from advisor import evaluations
from advisor.exports import EXPORTS
from advisor.exports.document import render_json
from advisor.models import Evaluation
from advisor.report import report_of
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.serialisation import CATALOGUE, plain
from tests.advisor.api.program import ANSWERS


def test_the_catalogue_is_the_whole_current_edition(program):
    response = program.get("catalogue")
    edition = current_edition()
    assert response.status_code == 200
    assert response.json()["edition"]["digest"] == edition.digest
    assert response.json()["catalogue"] == json.loads(json.dumps(plain(CATALOGUE, catalogue_of(edition))))


def test_the_schema_of_each_version_stays_at_its_address(program):
    versions = [program.get(f"schema/{version}").json() for version in (1, 2)]
    assert [found["properties"]["schema_version"]["const"] for found in versions] == [1, 2]
    assert program.get("schema").json() == versions[-1]
    assert program.get("schema/3").status_code == 404


def test_recommending_stores_nothing(program):
    document = program.recommend().json()
    assert document["leaders"] == ["fastapi"]
    assert document["url"] is None
    assert not Evaluation.objects.exists()


def test_answers_that_are_left_out_stay_open_and_an_empty_choice_is_a_skip(program):
    document = program.recommend({**ANSWERS, "data": {"chosen": []}}).json()
    states = {answer["question"]: answer["state"] for answer in document["answers"]}
    assert (states["project"], states["data"], states["freedom"]) == ("answered", "skipped", "open")


def test_without_answers_there_is_a_ranking_but_no_leader(program):
    document = program.recommend({}).json()
    assert len(document["standings"]) == 3
    assert document["leaders"] == []
    assert document["certainty"] is None


def test_what_is_chosen_counts_in_whatever_order_and_once(program):
    named = program.recommend({**ANSWERS, "known": {"chosen": ["flask", "django", "flask"]}}).json()
    sorted_ones = program.recommend({**ANSWERS, "known": {"chosen": ["django", "flask"]}}).json()
    assert named == sorted_ones


def test_a_what_if_is_tried_on_the_answers(program):
    document = program.recommend(what_if={"dropped": ["fastapi"], "percents": {"documentation": 0}}).json()
    assert [standing["framework"] for standing in document["standings"]] == ["flask", "django"]
    assert document["what_if"]["dropped"] == ["fastapi"]
    assert document["what_if"]["percents"] == {"documentation": 0}


def test_a_must_have_can_be_tried(program):
    answers = {**ANSWERS, "api-style": {"chosen": ["openapi"]}}
    document = program.recommend(answers, what_if={"demanded": ["api-style"]}).json()
    assert [bool(standing["missed"]) for standing in document["standings"]] == [False, True, True]


def test_with_one_framework_left_there_is_nobody_to_compare_it_with(program):
    document = program.recommend(what_if={"dropped": ["fastapi", "flask"]}).json()
    assert document["leaders"] == ["django"]
    assert document["contrasts"] is None
    assert document["second_opinions"]["opinions"] == []


def test_creating_keeps_a_result_under_an_address_of_its_own(program):
    response = program.create(title="Partner API", note="Decided in May.\nBy us.")
    created, kept = response.json(), Evaluation.objects.get()
    assert response.status_code == 201
    assert created["share_url"] == f"http://advisor.test/r/{kept.share_id}/"
    assert created["badge_url"] == f"http://advisor.test/r/{kept.share_id}/badge.svg"
    assert created["owner_url"] == f"http://advisor.test/advise/{kept.edit_key}/"
    assert response["Location"] == f"http://advisor.test/api/v1/results/{kept.share_id}"
    assert (kept.title, kept.note) == ("Partner API", "Decided in May.\nBy us.")
    assert (kept.leader, kept.band) == ("fastapi", "clear")
    again = program.client.get(response["Location"].removeprefix("http://advisor.test"))
    assert again.json() == created["result"]
    assert kept.edit_key not in again.content.decode()


def test_the_result_is_the_same_as_its_file_and_its_page(program):
    response = program.create()
    kept = Evaluation.objects.get()
    assert response.json()["result"] == json.loads(render_json(report_of(kept)))
    assert response.json()["result"]["headline"] in program.client.get(kept.result_url()).content.decode()


def test_characters_that_nobody_sees_are_left_out_of_names(program):
    result = program.create(title="  Part\u202ener\x00\nAPI ", note="one\r\ntwo\u200b").json()["result"]
    assert (result["title"], result["note"]) == ("PartnerAPI", "one\ntwo")


def test_what_its_owner_deleted_is_gone(program):
    program.create()
    kept = Evaluation.objects.get()
    evaluations.delete(kept.edit_key)
    response = program.get(f"results/{kept.share_id}")
    assert response.status_code == 410
    assert response.json()["detail"] == "The owner of this result has deleted it for good."


def test_a_catalogue_with_nothing_to_ask_cannot_recommend(client, db):
    response = client.post("/api/v1/recommend", {"answers": {}}, content_type="application/json")
    assert response.status_code == 503
    assert response.json()["detail"] == "There is nothing to recommend yet."


def test_each_request_takes_few_queries(program, django_assert_num_queries):
    current_edition()  # which a process reads once
    program.create()  # the first one of its kind makes the rows in which the next is counted
    for address, body, queries in (("recommend", {"answers": ANSWERS}, 1), ("results", {"answers": ANSWERS}, 7)):
        with django_assert_num_queries(queries):
            program.post(address, body)
    share_id = Evaluation.objects.last().share_id
    for address, first in (("catalogue", 1), (f"results/{share_id}", 2)):
        for queries in (first, 1):
            with django_assert_num_queries(queries):
                program.get(address)


def test_nothing_sets_a_cookie_and_no_token_is_needed(edition):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/api/v1/results", json.dumps({"answers": ANSWERS}), content_type="application/json")
    assert response.status_code == 201
    assert browser.get("/api/docs").status_code == 200
    assert browser.cookies == {}


def test_the_reference_begins_with_a_command_that_works(client, edition):
    page = client.get("/api/docs").content.decode()
    command = unescape(re.search(r"<pre.*?<code>(.*?)</code>", page, re.DOTALL)[1])
    address, body = re.fullmatch(r"curl (\S+) .*-d '(.*)'", command, re.DOTALL).groups()
    assert address == "http://advisor.test/api/v1/recommend"
    response = client.post(address.removeprefix("http://advisor.test"), body, content_type="application/json")
    assert response.json()["leaders"] == ["fastapi"]
    assert page.index("curl ") < page.index("All addresses")


def test_a_result_can_be_had_in_every_format(program):
    program.create(title="Partner API")
    share_id = Evaluation.objects.get().share_id
    for name, form in EXPORTS.items():
        response = program.get(f"results/{share_id}/exports/{name}")
        assert response["Content-Type"] == f"{form.media_type}; charset=utf-8"
        assert response.content.decode() == form.render(report_of(Evaluation.objects.get()))
