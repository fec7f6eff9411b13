"""What a result says of changes in the catalogue since, and the same answers run again on the catalogue of today."""

import pytest
from django.test import Client

from advisor import evaluations
from recommender.engine.result.what_if import WhatIf
from recommender.models import Choice, Condition, Criterion, Effect, Framework, Question, Rating


@pytest.fixture
def result(visitor, loaded):
    """An API: api-tooling 4, lightness 1. FastAPI (4·90 + 50)/5 = 82, Flask (4·30 + 80)/5 = 40, Django 20."""
    visitor.answer("project", "public-api")
    return visitor.finish("Partner API")


def page_of(address):
    return Client().get(address).content.decode().replace("&#39;", "’")


def raise_lightness():
    """To 100: Flask (40·30 + 100·80)/140 = 460/7, FastAPI (40·90 + 100·50)/140 = 430/7."""
    criterion = Criterion.objects.get(slug="lightness")
    criterion.weight = 100
    criterion.save()


def test_an_unchanged_catalogue_is_said_to_be_unchanged(result):
    page = page_of(result)
    assert "ratings up to date" in page
    assert "The catalogue has changed since" not in page
    assert "The catalogue has not changed since this result was made" in page_of(f"{result}today/")


def test_a_change_that_matters_is_named_with_who_would_lead(result):
    raise_lightness()
    page = page_of(result)
    assert "<h1>Use FastAPI" in page
    assert "The catalogue has changed since" in page
    assert "Lightness counts 10 times as much." in page
    assert "With today’s catalogue, Flask would lead instead of FastAPI." in page
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
    Rating.objects.get(framework__slug="fastapi", criterion__slug="lightness").delete()
    effect = Effect.objects.filter(choice__slug="public-api").first()
    effect.points += 1
    effect.save()
    page = page_of(result)
    for sentence in (
        "Django is no longer in the catalogue.",
        "The answer to “What are you building?” counts in another way.",
        "FastAPI on API tooling (OpenAPI): rated 80, instead of 90.",
        "FastAPI on Lightness: no longer rated, instead of 50.",
        "Flask on API tooling (OpenAPI): still rated 30, likely range 0–40 instead of 20–40.",
    ):
        assert sentence in page, sentence


def test_an_answer_that_is_lost(result):
    Condition.objects.all().delete()
    Choice.objects.get(slug="public-api").delete()
    page = page_of(result)
    assert "The answer to “What are you building?” no longer counts" in page
    assert page_of(f"{result}today/").count("no longer counts") == 1


def test_run_again_shows_both_side_by_side_and_stores_nothing(result, visitor, django_assert_max_num_queries):
    raise_lightness()
    before = visitor.evaluation.stored_answers
    browser = Client()
    browser.get(result)  # which makes the new edition
    browser.get(result)  # and this process reads it
    with django_assert_max_num_queries(2):
        response = browser.get(f"{result}today/")
    page = response.content.decode()
    assert "Then, edition 1" in page
    assert "Today, edition 2" in page
    assert "Use FastAPI" in page
    assert "Probably Flask." in page
    assert response.cookies == {}
    assert visitor.evaluation.stored_answers == before
    assert '<meta name="robots" content="noindex">' in page


def test_nobody_left_to_lead(result):
    Criterion.objects.all().update(weight=0)
    raise_lightness()
    criterion = Criterion.objects.get(slug="lightness")
    criterion.weight = 0
    criterion.save()
    page = page_of(result)
    assert "With today’s catalogue, nobody would lead instead of FastAPI." in page
    assert "Lightness no longer counts." in page


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
