"""What a result says of changes in the catalogue since, and the same answers run again on the catalogue of today."""

import pytest
from django.test import Client

from advisor import evaluations
from recommender.engine.result.what_if import WhatIf
from recommender.models import Choice, Condition, Criterion, Effect, Framework, Question, Rating

ANSWERS = {"project": "frontend-service"}


@pytest.fixture
def result(visitor, loaded):
    for slug, choice in ANSWERS.items():
        visitor.answer(slug, choice)
    return visitor.finish("Partner API")


def page_of(address):
    return Client().get(address).content.decode().replace("&#x27;", "’")


def raise_security():
    criterion = Criterion.objects.get(slug="security-features")
    criterion.weight = 100
    criterion.save()


def test_an_unchanged_catalogue_is_said_to_be_unchanged(result):
    page = page_of(result)
    assert "unchanged since" in page
    assert "The catalogue has changed since" not in page
    assert "The catalogue has not changed since this result was made" in page_of(f"{result}today/")


def test_a_change_that_matters_is_named_with_who_would_lead(result):
    raise_security()
    page = page_of(result)
    assert "<h1>Use FastAPI.</h1>" in page
    assert "The catalogue has changed since" in page
    assert "Security features counts 10 times as much." in page
    assert "With today’s catalogue, Django would lead instead of FastAPI." in page
    assert f'href="{result}today/"' in page


def test_a_change_that_does_not_matter_is_said_not_to(result):
    question = Question.objects.get(slug="lifetime")
    question.help = "Another help."
    question.save()
    page = page_of(result)
    assert "Nothing that changed matters for these answers." in page
    assert "With today’s catalogue, FastAPI would still lead." in page


def test_frameworks_ratings_and_answers_that_changed(result):
    Framework.objects.get(slug="django").delete()
    rating = Rating.objects.get(framework__slug="fastapi", criterion__slug="api-tooling")
    rating.value, rating.low = 80, 79
    rating.save()
    bounds = Rating.objects.get(framework__slug="flask", criterion__slug="api-tooling")
    bounds.low = 0
    bounds.save()
    Rating.objects.get(framework__slug="fastapi", criterion__slug="security-features").delete()
    effect = Effect.objects.filter(choice__slug="frontend-service").first()
    effect.points += 1
    effect.save()
    page = page_of(result)
    for sentence in (
        "Django is no longer in the catalogue.",
        "The answer to “What are you building?” counts in another way.",
        "FastAPI on API tooling (OpenAPI): rated 80, instead of 88.",
        "FastAPI on Security features: no longer rated, instead of 38.",
        "Flask on API tooling (OpenAPI): still rated 25, plausible from 0 to",
    ):
        assert sentence in page, sentence


def test_an_answer_that_is_lost(result):
    Condition.objects.all().delete()
    Choice.objects.get(slug="frontend-service").delete()
    page = page_of(result)
    assert "The answer to “What are you building?” no longer counts" in page
    assert page_of(f"{result}today/").count("no longer counts") == 1


def test_run_again_shows_both_side_by_side_and_stores_nothing(result, visitor, django_assert_max_num_queries):
    raise_security()
    before = visitor.evaluation.stored_answers
    browser = Client()
    browser.get(result)  # which makes the new edition
    with django_assert_max_num_queries(2):
        response = browser.get(f"{result}today/")
    page = response.content.decode()
    assert "Then, edition 1" in page
    assert "Today, edition 2" in page
    assert "Use FastAPI." in page
    assert "Use Django." in page
    assert response.cookies == {}
    assert visitor.evaluation.stored_answers == before
    assert '<meta name="robots" content="noindex">' in page


def test_nobody_left_to_lead(result):
    Criterion.objects.all().update(weight=0)
    raise_security()
    criterion = Criterion.objects.get(slug="security-features")
    criterion.weight = 0
    criterion.save()
    page = page_of(result)
    assert "With today’s catalogue, nobody would lead instead of FastAPI." in page
    assert "Security features no longer counts." in page


def test_a_kept_what_if_whose_only_framework_left_the_catalogue(visitor, loaded):
    visitor.answer("project", "public-api")
    visitor.finish()
    kept = evaluations.keep(visitor.evaluation, WhatIf(dropped=("flask", "fastapi")))
    address = evaluations.finish(kept.edit_key, "").result_url()
    Framework.objects.get(slug="django").delete()
    assert Client().get(f"{address}today/").status_code == 200
    copy = Client().post(f"{address}change/").url
    assert Client().get(copy).status_code == 200


def test_without_any_framework_there_is_nothing_to_run_again(result):
    Framework.objects.all().delete()
    response = Client().get(f"{result}today/")
    assert response.status_code == 404
    assert "Today’s catalogue has no framework" in response.content.decode()
