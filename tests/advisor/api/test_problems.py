"""What the API says when something is wrong: a problem document that names the field, and nothing is stored."""

import pytest
from django.core.cache import cache
from django.test import Client

from advisor import report
from advisor.models import Evaluation
from tests.advisor.api.program import ANSWERS


def problem_in(response, status: int) -> dict:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert not Evaluation.objects.exists()
    told = response.json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"]
    return told


def answering(**answer):
    return {"answers": {"project": answer}}


IMPOSSIBLE = [
    ({}, "/answers", "This field is missing."),
    ([], "", "Send an object."),
    ({"answers": []}, "/answers", "Send an object."),
    ({"answers": {}, "titel": "x"}, "/titel", "There is no such field."),
    ({"answers": {"a/b~c": {}}}, "/answers/a~1b~0c", "There is no such question. Possible: project, pages,"),
    (answering(chosen="public-api"), "/answers/project/chosen", "Send an array."),
    (answering(chosen=["x"]), "/answers/project/chosen", "“x” is not among the choices of this question. Possible: on"),
    (answering(chosen=["public-api", "prototype"]), "/answers/project/chosen", "Choose one answer only. Possible: "),
    (answering(chosen=["public-api"], importance="huge"), "/answers/project/importance", "Input should be 'half', "),
    (answering(chosen=["public-api"], importance="must-have"), "/answers/project/importance", "Only answers to other"),
]
IN_WHAT_IF = [
    ({"dropped": ["rails"]}, "/what_if/dropped/rails", "“rails”: There is no such framework. Possible: django"),
    ({"dropped": ["django", "flask", "fastapi"]}, "/what_if/dropped", "Leave at least one framework."),
    ({"percents": {"beauty": 50}}, "/what_if/percents/beauty", "“beauty”: There is no such criterion. Possible: "),
    ({"percents": {"documentation": 501}}, "/what_if/percents/documentation", "Input should be less than or equal to"),
    ({"percents": {"documentation": 1.5}}, "/what_if/percents/documentation", "Send a whole number."),
    ({"eased": ["project"]}, "/what_if/eased/project", "“project”: There is no answer to it that is a must-have or"),
    ({"demanded": ["x"]}, "/what_if/demanded/x", "“x”: There is no answer to it that is a must-have or could be one."),
]
UNREADABLE = ["{", "NaN", '{"answers": {"x": NaN}}', '"\\ud800"', "[" * 100_000, b"\xff", '{"answers": 1}{']


@pytest.mark.parametrize("address", ["recommend", "results"])
def test_every_field_that_is_wrong_is_named_with_the_reason(program, address):
    for body, pointer, detail in IMPOSSIBLE:
        errors = problem_in(program.post(address, body), 422)["errors"]
        assert [error["pointer"] for error in errors] == [pointer]
        assert errors[0]["detail"].startswith(detail)
        cache.clear()


def test_what_cannot_be_tried_is_named(program):
    for what_if, pointer, detail in IN_WHAT_IF:
        errors = problem_in(program.recommend(what_if=what_if), 422)["errors"]
        assert [error["pointer"] for error in errors] == [pointer]
        assert errors[0]["detail"].startswith(detail)


def test_all_faults_are_told_at_once(program):
    errors = problem_in(program.recommend({"x": {}, "project": {"chosen": ["y"]}}), 422)["errors"]
    assert {error["pointer"] for error in errors} == {"/answers/x", "/answers/project/chosen"}


@pytest.mark.parametrize(
    ("answers", "detail"),
    [
        ({}, "Answer at least one question first. Without an answer there is no result."),
        ({"known": {"chosen": ["none"]}}, "Your answers tell no framework from another yet. Answer one more question."),
    ],
)
def test_no_result_without_a_recommendation(program, answers, detail):
    told = problem_in(program.create(answers), 422)
    assert told["detail"] == detail
    assert told["errors"] == [{"pointer": "/answers", "detail": detail}]


@pytest.mark.parametrize(("field", "length"), [("title", 81), ("note", 1001)])
def test_texts_have_a_limit(program, field, length):
    errors = problem_in(program.create(**{field: "x" * length}), 422)["errors"]
    assert errors == [{"pointer": f"/{field}", "detail": f"String should have at most {length - 1} characters."}]


def test_what_is_not_json_is_refused(program):
    for body in UNREADABLE:
        assert problem_in(program.post("results", body), 400)["detail"].startswith("The body is not JSON: ")


def test_an_empty_body_is_refused(program):
    problem_in(program.post("results", ""), 422)


def test_what_the_form_of_another_site_could_send_is_refused(program):
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        told = problem_in(program.post("results", '{"answers": {}}', media_type=media_type), 415)
        assert told["detail"] == "Send the body as application/json."


def test_what_is_too_large_is_refused(program):
    problem_in(program.post("results", {"answers": ANSWERS, "note": "x" * 500_000}), 413)


@pytest.mark.parametrize(
    "address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v1/catalogue/", "/api/v1/results/%00"]
)
def test_an_unknown_address_is_a_problem(client, db, address):
    assert problem_in(client.get(address), 404)["detail"].endswith("All addresses are listed at /api/docs.")


def test_an_unknown_result_and_an_unknown_format_are_problems(program):
    told = problem_in(program.get("results/AAAAAAAAAAAAAAAA"), 404)
    assert told["detail"] == "There is no result at this address. Check that the link is complete."
    program.create()
    share_id = Evaluation.objects.get().share_id
    response = program.get(f"results/{share_id}/exports/pdf")
    assert response.status_code == 404
    assert response.json()["detail"].startswith("There is no such format. Possible: csv, json")


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("post", "/api/v1/catalogue", "GET, HEAD, OPTIONS"),
        ("get", "/api/v1/recommend", "OPTIONS, POST"),
        ("delete", "/api/v1/results", "OPTIONS, POST"),
        ("post", "/api/v1/openapi.json", "GET, HEAD, OPTIONS"),
        ("post", "/api/docs", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_a_problem_that_lists_the_right_ones(client, db, method, address, allowed):
    response = getattr(client, method)(address)
    problem_in(response, 405)
    assert response["Allow"] == allowed


def test_an_error_of_ours_tells_nothing_about_itself(edition, monkeypatch, caplog):
    def fail(*args):
        raise RuntimeError("a secret")

    monkeypatch.setattr(report, "analyse", fail)
    browser = Client(raise_request_exception=False)
    response = browser.post("/api/v1/recommend", {"answers": ANSWERS}, content_type="application/json")
    assert "secret" not in response.content.decode()
    assert problem_in(response, 500)["detail"].startswith("Something went wrong on our side.")
    assert "a secret" in caplog.text


def test_pages_outside_the_api_stay_pages(client, db):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_of_very_many_faults_the_first_twenty_are_told(program):
    for address in ("recommend", "results"):
        for body in (
            {"answers": {}} | {f"key-{number}": 1 for number in range(5_000)},
            {"answers": {f"key-{number}": {} for number in range(5_000)}},
        ):
            response = program.post(address, body)
            told = problem_in(response, 422)
            assert len(told["errors"]) == 20
            assert told["detail"].endswith(" 4980 faults more are not listed.")
            assert len(response.content) < 20_000
            cache.clear()


def test_a_name_that_is_as_long_as_a_body_is_not_sent_back(program):
    long = "x" * 400_000
    for body in ({long: 1, "answers": {}}, {"answers": {long: {}}}, {"answers": {}, "what_if": {"dropped": [long]}}):
        assert len(program.post("recommend", body).content) < 2_000
    told = problem_in(program.recommend({"project": {"chosen": [long]}}), 422)
    assert told["errors"][0]["detail"].startswith(f"“{'x' * 40}…” is not among the choices of this question.")
