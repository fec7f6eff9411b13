"""Whatever is sent: a clear page or field error, no failure, nothing lost, no write through a share id."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connections, transaction
from django.test import Client

from advisor import evaluations
from advisor.models import Evaluation
from recommender.editions.current import replace_catalogue
from recommender.files.folder import SHIPPED, load_catalogue
from recommender.models import Framework
from tests.advisor.visitor import Visitor
from tests.factories import chosen


def unchanged(visitor):
    """The visitor's one answer, which nothing here may touch."""
    return visitor.evaluation.stored_answers == {"project": {"chosen": ["public-api"], "importance": "normal"}}


@pytest.fixture
def answered(visitor):
    visitor.answer("project", "public-api")
    return visitor


@pytest.fixture
def finished(answered):
    answered.finish("Mine")
    return answered


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Choose an answer, or skip the question."),
        ({"choice": ""}, "Choose an answer, or skip the question."),
        ({"choice": "forged"}, "That is not one of the answers to this question."),
        ({"choice": "<script>"}, "That is not one of the answers to this question."),
        ({"choice": "x" * 10_000}, "That is not one of the answers to this question."),
        ({"choice": "\x00"}, "That is not one of the answers to this question."),
        ({"choice": "many", "importance": "infinite"}, "That importance is not offered for this question."),
        ({"choice": "none", "importance": "must-have"}, "Only “Many pages with forms” can be a must-have."),
        ({"importance": "double"}, "Choose an answer, or skip the question."),
    ],
)
def test_a_forged_or_missing_answer_is_a_field_error_and_saves_nothing(answered, data, error):
    response = answered.client.post(answered.question("pages"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert error in page
    assert "<title>Error: " in page
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page
    assert "<script>" not in page
    assert unchanged(answered)


def test_what_was_chosen_is_still_there_after_an_error(answered):
    page = answered.answer("pages", "none", "must-have").content.decode()
    assert 'value="none" id="id_choice_0" required checked' in page
    assert 'value="must-have" id="id_importance_3" aria-invalid="true" checked' in page


def test_several_values_for_one_choice_keep_to_one(answered):
    answered.client.post(answered.question("pages"), {"choice": ["none", "many"]})
    assert len(answered.evaluation.answers["pages"].chosen) == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("slug", ["forged", "CHECK", "project%00", "-"])
def test_an_unknown_question_is_not_found(answered, method, slug):
    response = getattr(answered.client, method)(answered.question(slug), {"choice": "x"})
    assert response.status_code == 404
    assert unchanged(answered)


@pytest.mark.parametrize("address", ["", "project/", "check/"])
def test_an_unknown_key_is_not_found(answered, address):
    response = answered.client.get(f"/advise/{'x' * 32}/{address}")
    assert response.status_code == 404
    assert "There is no questionnaire at this address" in response.content.decode()


def test_a_question_may_be_answered_ahead_and_the_others_come_back(answered):
    assert answered.answer("lifetime", "long").url == answered.question("pages")
    assert set(answered.evaluation.answers) == {"project", "lifetime"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_hidden_question_says_when_it_is_asked_and_takes_no_answer(answered, method):
    response = getattr(answered.client, method)(answered.question("back-office"), {"choice": "every-day"})
    page = response.content.decode()
    assert response.status_code == 404
    assert "This question is not asked with your answers" in page
    assert "In a database of its own, with tables" in page
    assert unchanged(answered)


def test_an_answer_that_became_hidden_is_kept_but_does_not_count(answered):
    answered.answer("api-style", "openapi", "must-have")
    answered.answer("project", "online-shop")
    outcome = answered.client.get(answered.finish()).context_data["outcome"]
    assert "api-style" not in outcome.answers
    assert all(not standing.missed for standing in outcome.standings)


@pytest.mark.parametrize("target", ["/advise/", "question", "check"])
def test_a_megabyte_of_form_data_is_refused_with_a_page(answered, target):
    address = {"question": answered.question("pages"), "check": answered.check}.get(target, target)
    browser = Client(enforce_csrf_checks=True)
    browser.get(answered.check)
    response = browser.post(address, {"title": "x" * 1_000_000})
    assert response.status_code == 413
    assert "<h1>This is too large</h1>" in response.content.decode()
    assert unchanged(answered)


def test_thousands_of_fields_are_refused_with_a_page(answered):
    response = answered.client.post(answered.question("pages"), {f"field-{number}": "x" for number in range(4000)})
    assert response.status_code == 400
    assert "We could not read this request" in response.content.decode()


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("get", "/advise/", "POST"),
        ("post", "/", "GET, HEAD"),
        ("post", "/method/", "GET, HEAD"),
        ("post", "/frameworks/", "GET, HEAD"),
        ("post", "/frameworks/django/", "GET, HEAD"),
        ("delete", "/criteria/graphql/", "GET, HEAD"),
        ("put", "question", "GET, HEAD, POST"),
        ("delete", "check", "GET, HEAD, POST"),
        ("post", "result", "GET, HEAD"),
        ("delete", "result", "GET, HEAD"),
        ("delete", "change", "GET, HEAD, POST"),
    ],
)
def test_a_wrong_method_is_told_on_a_page(finished, method, address, allowed):
    result = finished.evaluation.result_url()
    named = {
        "question": finished.question("pages"),
        "check": finished.check,
        "result": result,
        "change": f"{result}change/",
    }
    response = getattr(finished.client, method)(named.get(address, address))
    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert "This address does not work that way" in response.content.decode()


@pytest.mark.parametrize("skipped", [False, True])
def test_finishing_without_an_answer_says_so_and_keeps_the_title(visitor, skipped):
    if skipped:
        visitor.skip("project")
    response = visitor.client.post(visitor.check, {"title": "My shop"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Answer at least one question first." in page
    assert 'value="My shop"' in page
    assert not visitor.evaluation.is_finished


def test_finishing_with_answers_that_favour_nobody_says_so(visitor):
    visitor.answer("known", ["none"])
    response = visitor.client.post(visitor.check, {"title": ""})
    assert response.status_code == 422
    assert "Your answers tell no framework from another yet. Answer one more question." in response.content.decode()
    assert not visitor.evaluation.is_finished


def test_finishing_twice_is_finishing_once(finished):
    before = finished.evaluation
    assert finished.finish("Another title") == before.result_url()
    assert finished.evaluation.title == "Mine"
    assert finished.evaluation.finished_at == before.finished_at


def test_back_and_resubmit_after_finishing_changes_nothing(finished):
    response = finished.answer("project", "online-shop")
    page = response.content.decode()
    assert response.status_code == 409
    assert "This questionnaire is finished" in page
    assert finished.evaluation.result_url() in page
    assert unchanged(finished)
    assert finished.client.get(finished.question("project")).status_code == 200
    assert finished.skip("project").status_code == 409
    assert unchanged(finished)


def test_an_answer_that_comes_in_just_after_finishing_changes_nothing(answered, monkeypatch):
    """The view found the evaluation open; another tab finishes it before the answer is saved."""
    record = evaluations.record

    def finish_first(evaluation, question, answer):
        evaluations.finish(evaluation.edit_key, "")
        record(evaluation, question, answer)

    monkeypatch.setattr(evaluations, "record", finish_first)
    assert answered.answer("pages", "many").status_code == 409
    assert unchanged(answered)


def test_two_tabs_with_different_answers_both_count(answered):
    """Tab B was opened before tab A saved: neither takes the other's answer back."""
    tab_b = Client()
    tab_b.get(answered.question("data"))
    answered.answer("pages", "many")
    tab_b.post(answered.question("data"), {"choice": "relational"})
    assert set(answered.evaluation.answers) == {"project", "pages", "data"}


def test_an_answer_is_kept_beside_those_that_were_recorded_since_the_row_was_read(answered):
    tab_a, tab_b = answered.evaluation, answered.evaluation
    evaluations.record(tab_a, "pages", chosen("many"))
    evaluations.record(tab_b, "data", chosen("relational"))
    assert {slug: answer.chosen for slug, answer in answered.evaluation.answers.items()} == {
        "project": ("public-api",),
        "pages": ("many",),
        "data": ("relational",),
    }


def test_an_answer_to_what_was_deleted_meanwhile_brings_nothing_back(answered):
    evaluation = answered.evaluation
    evaluations.delete(evaluation.edit_key)
    with pytest.raises(evaluations.AlreadyFinishedError):
        evaluations.record(evaluation, "pages", chosen("many"))
    assert not Evaluation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_answers_sent_at_the_same_moment_all_count():
    load_catalogue(SHIPPED)
    visitor = Visitor(Client()).start()
    sent = {
        "project": "online-shop", "interface": "pages", "sign-in": "own-accounts", "real-time": "no",
        "background": "none", "load": "quiet", "experience": "some", "freedom": "mixed",
    }  # fmt: skip

    def send(item):
        try:
            return Client().post(visitor.question(item[0]), {"choice": item[1]}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, sent.items())) == [302] * len(sent)
    assert {slug: answer.chosen[0] for slug, answer in visitor.evaluation.answers.items()} == sent


@pytest.mark.django_db(transaction=True)
def test_an_answer_waits_for_whoever_finishes_and_comes_too_late(catalogue):
    replace_catalogue(catalogue)
    evaluation = evaluations.start()
    evaluations.record(evaluation, "project", chosen("public-api"))
    begun = Event()

    def send():
        try:
            begun.set()
            return Client().post(evaluation.question_url("data"), {"choice": "relational"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            evaluations.locked(evaluation.edit_key)
            sent = pool.submit(send)
            begun.wait()
            sleep(0.3)  # by then it has read the row, which is not finished yet, and waits to write
            assert not sent.done()
            evaluations.finish(evaluation.edit_key, "")
        assert sent.result() == 409
    evaluation.refresh_from_db()
    assert set(evaluation.answers) == {"project"}


@pytest.mark.parametrize(
    "title",
    [
        "🚀 Rakete 👩‍💻",
        "متجر الكتب",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ settings.SECRET_KEY }}",
        "=cmd|' /C calc'!A0",
        "x" * 80,
    ],
)
def test_any_title_is_shown_as_text(answered, title):
    from markupsafe import escape

    page = answered.client.get(answered.finish(title)).content.decode()
    assert f"<bdi><strong>{escape(title)}</strong></bdi>" in page
    assert "<script>alert" not in page
    assert page.count("<img") == 2  # the QR code and the badge


@pytest.mark.parametrize(
    ("title", "error"),
    [("x" * 81, "Use at most 80 characters; these are 81."), ("🚀" * 81, "Use at most 80 characters")],
)
def test_a_title_that_cannot_be_kept_is_a_field_error(answered, title, error):
    response = answered.client.post(answered.check, {"title": title})
    assert response.status_code == 422
    assert error in response.content.decode()
    assert not answered.evaluation.is_finished


@pytest.mark.parametrize("title", ["a\x00b", "\u202ea\u2066b", "\u200ba\nb\x9f", "a\u2028\u2060b\u061c", " a\x1bb "])
def test_characters_that_are_not_seen_are_left_out_of_a_title(answered, title):
    answered.finish(title)
    assert answered.evaluation.title == "ab"


@pytest.mark.parametrize("address", ["", "project/", "check/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_share_id_lets_nobody_in(finished, address, method):
    share_id = finished.evaluation.share_id
    response = getattr(Client(), method)(f"/advise/{share_id}/{address}", {"choice": "online-shop", "title": "taken"})
    assert response.status_code in {404, 405}
    assert unchanged(finished)
    assert finished.evaluation.title == "Mine"


def test_the_edit_key_shows_no_result(finished):
    assert Client().get(f"/r/{finished.edit_key}/").status_code == 404


def test_a_copy_leaves_the_result_alone(finished):
    change = f"{finished.evaluation.result_url()}change/"
    assert Client().get(change).status_code == 200
    assert Evaluation.objects.count() == 1
    copy = Visitor(Client())
    copy.address = copy.client.post(change).url
    assert copy.edit_key != finished.edit_key
    copy.answer("project", "online-shop")
    copy.finish("Theirs")
    assert unchanged(finished)
    assert finished.evaluation.title == "Mine"


def test_a_copy_drops_answers_that_todays_catalogue_does_not_know(finished, loaded):
    from recommender.models import Choice

    Choice.objects.get(question__slug="project", slug="online-shop").delete()
    finished_choice = Choice.objects.get(question__slug="project", slug="public-api")
    finished_choice.conditions.all().delete()
    finished_choice.delete()
    page = Client().get(f"{finished.evaluation.result_url()}change/").content.decode()
    assert "In today’s catalogue these answers no longer count" in page
    assert "<li>What are you building?</li>" in page
    response = Client().post(f"{finished.evaluation.result_url()}change/")
    assert Evaluation.objects.get(edit_key=response.url.split("/")[2]).answers == {}


def test_a_copy_needs_something_to_compare(finished, loaded):
    Framework.objects.exclude(slug="flask").delete()
    assert Client().post(f"{finished.evaluation.result_url()}change/").url == "/"


def test_forms_need_the_token_and_say_so(answered):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(answered.question("pages"), {"choice": "many"})
    assert response.status_code == 403
    assert "This form was not accepted" in response.content.decode()
    assert unchanged(answered)


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/frameworks/cobol/", "/criteria/beauty/", "/r/nothing/", "/r/%00/", "/advise/é/"]
)
def test_what_does_not_exist_is_not_found(client, edition, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()


def test_a_failure_on_our_side_has_a_page(client, edition, monkeypatch):
    from advisor.pages import views

    client.raise_request_exception = False
    monkeypatch.setattr(views, "edition_for", lambda request: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "advisor.test.evil.example"])
def test_a_foreign_host_header_is_refused(client, edition, settings, host):
    settings.ALLOWED_HOSTS = ["advisor.test"]
    assert client.get("/", headers={"host": host}).status_code == 400
