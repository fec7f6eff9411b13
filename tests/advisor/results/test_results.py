"""The result page: what it says, that it is frozen, and how it may be cached."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from advisor.models import Evaluation
from advisor.number_format import tenths
from recommender.editions.current import catalogue_of
from recommender.editions.serialisation import canonical_json, digest
from recommender.models import CatalogueState, Criterion, Edition, Framework, Rating
from tests.advisor.twelve import twelve_of
from tests.advisor.visitor import Visitor
from tests.factories import create_catalogue, create_choice, create_question
from tests.pages import seen, text_of


def result_of(visitor, answers, title=""):
    for slug, answer in answers.items():
        visitor.answer(slug, *answer if isinstance(answer, tuple) else (answer,))
    return visitor.client.get(visitor.finish(title))


def unchanging(response):
    """The page without what it says of changes in the catalogue since."""
    page = response.content.decode()
    page = re.sub(r'<section class="since".*?</section>', "", page, flags=re.DOTALL)
    page = re.sub(r'<a href="#since">ratings changed since</a>|ratings up to date', "", page)
    page = re.sub(r'<a href="#since">What changed since</a>.|Nothing has changed since.', "", page)
    return re.sub(r"\s+", " ", page)


def test_the_result_answers_the_question(visitor):
    response = result_of(visitor, {"project": "public-api", "pages": "none"}, "Partner API")
    page = text_of(response)
    assert text_of(response, "h1") == "Use FastAPI."
    assert "What would change this" in page
    assert "Partner API" in page
    assert "Catalogue edition 1" in page
    assert "Why FastAPI beats" in page
    assert "All ratings" in page
    assert "An API for others" in page
    assert visitor.evaluation.edition.digest in page
    assert f"http://advisor.test{visitor.evaluation.result_url()}" in page


def test_of_more_than_five_frameworks_ratings_are_bare_figures_and_their_criterion_has_the_reasons(client, edition):
    """Twelve links and bars a row would make up a third of the page."""
    content = canonical_json(twelve_of(catalogue_of(edition)))
    twelve = Edition.objects.create(number=2, digest=digest(content), content=content)
    CatalogueState.objects.update(edition=twelve)
    visitor = Visitor(client).start()
    response = result_of(visitor, {"project": "public-api"})
    ratings = seen(response, "#ratings")
    assert "Open a criterion for its reasons and sources" in ratings.text
    assert ("API tooling (OpenAPI)", "/criteria/api-tooling/") in ratings.links
    assert not any(address.startswith("/frameworks/") for _, address in ratings.links)
    assert not any(tag == "svg" for tag, _ in ratings.elements)
    assert all(framework.name in ratings.text for framework in response.context_data["outcome"].catalogue.frameworks)


def test_every_rating_leads_to_its_own_page_and_every_weight_shows_its_share(visitor):
    """The page of a rating has its reasons and sources, which would be too long here."""
    response = result_of(visitor, {"project": "public-api"})
    outcome, words = response.context_data["outcome"], response.context_data["words"]
    page = response.content.decode()
    for framework in outcome.catalogue.frameworks:
        for rating in framework.ratings:
            assert f'<a href="/frameworks/{framework.slug}/{rating.criterion}/">{rating.value}</a>' in page
    source = visitor.client.get("/frameworks/fastapi/api-tooling/").content.decode()
    rating = outcome.catalogue.framework_of["fastapi"].rating_of["api-tooling"]
    assert all(evidence.source in source for evidence in outcome.catalogue.framework_of["fastapi"].cited(rating))
    assert sum(row.share for row in words.criteria) == 1
    assert all(row.share for row in words.criteria)
    assert not any(row.share for row in words.idle_criteria)
    assert len(words.criteria) + len(words.idle_criteria) == len(outcome.catalogue.criteria)
    assert "Not relevant to your answers" in page
    assert f"1 of {len(response.context_data['lines'])} questions" in page


def test_missed_must_haves_are_named(visitor):
    response = result_of(visitor, {"project": "public-api", "api-style": ("openapi", "must-have")})
    page = text_of(response)
    assert "Flask and Django miss your must-have “JSON with an OpenAPI description”" in page
    assert "requires at least 75 for API tooling (OpenAPI), missed by 45 points." in page
    assert "requires at least 75 for API tooling (OpenAPI), missed by 55 points." in page
    assert ("API tooling (OpenAPI)", "/criteria/api-tooling/") in seen(response).links


def test_when_everybody_misses_a_must_have_it_says_which_to_give_up(visitor):
    answers = {
        "project": "public-api",
        "api-style": ("openapi", "must-have"),
        "data": ("relational", "must-have"),
    }
    response = result_of(visitor, answers)
    page = text_of(response)
    assert text_of(response, "h1") == "No framework meets all your must-haves."
    assert "Django would win if “What should the API speak?” were optional." in page
    assert "FastAPI would win if “How will the app keep its data?” were optional." in page
    assert len(response.context_data["outcome"].standings) == 3


def test_a_borderline_miss_is_said_to_be_close(visitor, loaded):
    """A long life demands 75 on maturity: Django has 100, Flask 80, FastAPI 60 and at most 70; then at most 80."""
    criteria = {"criterion__slug": "maturity", "framework__slug": "fastapi"}
    first = result_of(visitor, {"project": "prototype", "lifetime": ("long", "must-have")})
    assert "missed by 15 points." in text_of(first)
    Rating.objects.filter(**criteria).update(high=80)
    Rating.objects.get(**criteria).save()
    second = result_of(Visitor(Client()).start(), {"project": "prototype", "lifetime": ("long", "must-have")})
    assert "missed by 15 points, within the likely range of its rating." in text_of(second)


def test_the_shown_differences_add_up_to_the_shown_gap(visitor):
    """These answers give weight to all eight criteria; six have a bar of their own, the two smallest share one."""
    answers = {
        "project": "public-api",
        "pages": "some",
        "api-style": "graphql",
        "data": "existing",
        "back-office": "every-day",
        "lifetime": "long",
        "freedom": "mixed",
    }
    comparison = result_of(visitor, answers).context_data["comparison"]
    assert len(comparison.small.bars) == 2
    assert len(comparison.by_criterion.bars) == 7
    assert comparison.by_criterion.bars[-1].label == f"{len(comparison.small.bars)} smaller differences together"
    assert comparison.by_criterion.bars[-1].tenths == comparison.small.total
    assert comparison.by_criterion.total == comparison.by_answer.total
    first, second = comparison.ahead.score, comparison.behind.score
    assert comparison.by_criterion.total == tenths(first) - tenths(second)


def test_the_old_link_stays_and_the_next_result_changes_when_an_editor_changes_a_weight(visitor, loaded):
    """FastAPI leads a tie-break by 30/9; ten times the weight of the out-of-the-box functions puts Django in front."""
    answers = {"project": "public-api", "pages": "many"}
    before = result_of(visitor, answers)
    criterion = Criterion.objects.get(slug="batteries-included")
    criterion.weight = 100
    criterion.save()
    again = visitor.client.get(visitor.evaluation.result_url())
    assert "The catalogue has changed since" in text_of(again)
    assert unchanging(again) == unchanging(before)
    after = result_of(Visitor(Client()).start(), answers)
    first_before = before.context_data["outcome"].standings[0].framework.slug
    first_after = after.context_data["outcome"].standings[0].framework.slug
    assert (first_before, first_after) == ("fastapi", "django")


def test_the_old_link_stays_when_a_framework_is_deleted(visitor, loaded):
    before = result_of(visitor, {"project": "public-api"})
    Framework.objects.all().delete()
    assert unchanging(visitor.client.get(visitor.evaluation.result_url())) == unchanging(before)


def test_a_result_is_cacheable_and_sets_no_cookie(visitor):
    result = result_of(visitor, {"project": "public-api"}).request["PATH_INFO"]
    browser = Client()
    response = browser.get(result)
    assert response.cookies == {}
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode()
    assert browser.get(result, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_an_editor_sees_the_same_result_as_everybody(visitor, admin_client):
    result = result_of(visitor, {"project": "public-api"})
    assert admin_client.get(result.request["PATH_INFO"]).content == result.content


def finished_on(catalogue, answers):
    content = canonical_json(catalogue)
    edition = Edition.objects.create(number=1, digest=digest(content), content=content)
    evaluation = Evaluation.objects.create(edition=edition, stored_answers=answers)
    evaluation.finish()
    return Client().get(evaluation.result_url())


FAST = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))


@pytest.mark.django_db
def test_a_tie_names_both():
    tied = create_catalogue(FAST, ratings={"alpha": {"speed": 7}, "beta": {"speed": 7}, "gamma": {"speed": 1}})
    response = finished_on(tied, {"fast": {"chosen": ["yes"], "importance": "normal"}})
    page = text_of(response)
    assert text_of(response, "h1") == "Alpha and Beta fit equally well."
    assert "Each scores 7.0 of 100" in page
    assert "Alpha beside Beta" in page
    assert "By your answers no criterion tells them apart." in page


@pytest.mark.django_db
def test_answers_without_any_weight_get_a_page_and_no_winner():
    response = finished_on(create_catalogue(FAST), {"fast": {"chosen": ["no"], "importance": "normal"}})
    assert text_of(response, "h1") == "Your answers do not point to a framework yet."
    assert "Why Alpha" not in text_of(response)


@pytest.mark.django_db
def test_one_framework_alone_and_twelve_with_long_names():
    alone = create_catalogue(FAST, ratings={"alpha": {"speed": 7}})
    answers = {"fast": {"chosen": ["yes"], "importance": "normal"}}
    assert text_of(finished_on(alone, answers), "h1") == "Alpha is the only one left."
    Evaluation.objects.all().delete()
    CatalogueState.objects.all().delete()
    Edition.objects.all().delete()
    many = create_catalogue(FAST, ratings={f"framework-with-a-long-name-{n}": {"speed": 5 * n} for n in range(12)})
    response = finished_on(many, answers)
    page = text_of(response)
    assert all(f"Framework-with-a-long-name-{number}" in page for number in range(12))
    assert "tone-12" in response.content.decode(), "each has a colour of its own"
    assert "7 more" in page


@pytest.mark.django_db
def test_a_rating_that_is_missing_is_said_to_count_as_zero():
    partly = create_catalogue(FAST, ratings={"alpha": {"speed": 7}, "beta": {}})
    page = text_of(finished_on(partly, {"fast": {"chosen": ["yes"], "importance": "normal"}}))
    assert "not rated: counts as 0" in page


@pytest.mark.django_db
def test_a_result_of_an_old_edition_never_drifts():
    """A result as it was computed when this edition was made: catalogue, answers and scores were stored then."""
    golden = json.loads((Path(__file__).parent / "golden_result.json").read_text())
    edition = Edition.objects.create(number=1, digest=digest(golden["edition"]), content=golden["edition"])
    evaluation = Evaluation.objects.create(edition=edition, stored_answers=golden["answers"])
    evaluation.finish()
    outcome = Client().get(evaluation.result_url()).context_data["outcome"]
    assert edition.digest == golden["digest"]
    assert [
        {"framework": item.framework.slug, "rank": item.rank, "score": str(item.score), "missed": len(item.missed)}
        for item in outcome.standings
    ] == golden["standings"]
