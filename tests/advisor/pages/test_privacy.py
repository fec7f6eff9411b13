"""The privacy page says of every field what it is, and what it says of cookies, logs and deletion is so."""

import logging

import pytest
from django.apps import apps
from django.test import Client

from advisor.models import Count, DeletedResult, Evaluation
from advisor.pages.privacy import (
    COUNTS,
    DELETED_RESULT,
    DISPUTE,
    EVALUATION,
    FRAMEWORK_SUGGESTION,
    RATING_PROPOSAL,
    SIGN_IN,
)
from recommender.models import Dispute, FrameworkSuggestion, RatingProposal
from tests.pages import seen


def fields_of(model):
    return [field.name for field in model._meta.get_fields() if field.concrete]


def cookies_after(client, *addresses):
    for address in addresses:
        assert client.get(address).status_code == 200
    return set(client.cookies)


def test_every_model_and_every_field_has_its_words():
    models = {model.__name__: fields_of(model) for model in apps.get_app_config("advisor").get_models()}
    counts = {name: models.pop(name) for name in COUNTS}
    assert models.pop("SiteKey") == ["id", "fingerprint"], "of the site, not of anybody who uses it"
    assert models == {
        "Evaluation": list(EVALUATION),
        "DeletedResult": list(DELETED_RESULT),
        "SignInTries": list(SIGN_IN),
    }
    assert counts == {
        "EditionCount": ["id", "number", "edition", "is_result"],
        "EndingCount": ["id", "number", "month", "leader", "band"],
        "QuestionCount": ["id", "number", "decisive_question"],
    }, "no more than the page says"
    assert fields_of(Dispute) == list(DISPUTE)
    assert fields_of(RatingProposal) == list(RATING_PROPOSAL)
    assert fields_of(FrameworkSuggestion) == list(FRAMEWORK_SUGGESTION)


def test_the_page_shows_all_of_the_words(client):
    page = client.get("/privacy/").content.decode()
    for words in (EVALUATION, DELETED_RESULT, DISPUTE, RATING_PROPOSAL, FRAMEWORK_SUGGESTION, SIGN_IN, COUNTS):
        assert all(f"<li>{text}</li>" in page for text in words.values())
    assert "http://advisor.test/advise/" in page


def test_what_remains_of_a_deleted_result_is_what_the_page_says(visitor):
    visitor.answer("project", "public-api")
    share_id = visitor.finish("Secret project").strip("/").split("/")[-1]
    visitor.client.post(f"/advise/{visitor.edit_key}/delete/")
    assert not Evaluation.objects.exists()
    assert not any(table.objects.exists() for table in Count.__subclasses__())
    [left] = DeletedResult.objects.values()
    assert left.keys() == DELETED_RESULT.keys()
    assert left["share_id"] == share_id


def test_nothing_remains_of_a_draft(visitor):
    visitor.client.post(f"/advise/{visitor.edit_key}/delete/")
    assert not Evaluation.objects.exists()
    assert not DeletedResult.objects.exists()
    assert not any(table.objects.exists() for table in Count.__subclasses__())


def test_pages_without_a_form_set_no_cookie(visitor):
    visitor.answer("project", "public-api")
    result = visitor.finish()
    pages = ("/", "/insights/", "/insights.csv", "/privacy/", "/method/", "/frameworks/", "/frameworks/flask/", result)
    assert cookies_after(Client(), *pages) == set()


def test_a_form_sets_the_one_cookie_that_the_page_names(client, visitor):
    assert cookies_after(client, visitor.address) == {"csrftoken"}
    cookie = client.cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["max-age"] == 52 * 7 * 86_400
    assert "csrftoken" in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("is_post", [True, False])
def test_refused_requests_leave_no_private_link_in_the_log(db, caplog, is_post):
    """A forged form, which has no token, and a private link that leads nowhere."""
    client = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.NOTSET, logger="root"):
        response = (client.post if is_post else client.get)("/advise/a-private-key/check/")
    assert response.status_code == (403 if is_post else 404)
    assert "a-private-key" not in caplog.text


def test_counts_of_requests_are_forgotten_within_ten_minutes_and_those_of_disputes_within_an_hour(settings):
    seconds = {purpose: seconds for purpose, (_, seconds) in settings.LIMITS.items()}
    assert (seconds.pop("contribute"), seconds.pop("sign-in")) == (3600, 15 * 60)
    assert max(seconds.values()) == 600


def test_other_sites_do_not_learn_where_a_visitor_came_from(client):
    assert client.get("/privacy/")["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/insights/", "/privacy/", "/method/"])
def test_every_page_links_to_statistics_and_privacy(client, edition, address):
    page = client.get(address).content.decode()
    footer = page[page.index("<footer") :]
    here = ' aria-current="page"'
    assert f'<a href="/insights/"{here if address == "/insights/" else ""}>' in footer
    assert f'<a href="/privacy/"{here if address == "/privacy/" else ""}>' in footer


def test_editors_are_told_that_everybody_can_read_their_reasons(client, edition):
    page = seen(client.get("/privacy/"), "main")
    assert "everybody can read the reasons, without a name" in page.text
    assert ("editions", "/editions/") in page.links
