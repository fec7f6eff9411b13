"""Drafts reach no visitor, on no page, in no file and in no answer of the API."""

import json

import pytest
from django.urls import get_resolver

from recommender.editions.current import catalogue_of, current_edition
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    Requirement,
)
from tests.advisor.visitor import Visitor

SECRET = "Zzyzx"
"""Stands in every text of every draft."""


@pytest.fixture
def drafts(loaded):
    """A draft of each kind, each with all that can hang on it."""
    framework = Framework.objects.create(
        slug="zzyzx", name=SECRET, position=9, summary=SECRET, latest_version="1", latest_release="2026",
        first_release=2020, licence=SECRET, python_versions=SECRET, support=SECRET, concurrency=SECRET,
        docs_url="https://zzyzx.example/", repo_url="https://zzyzx.example/", install=SECRET,
    )  # fmt: skip
    criterion = Criterion.objects.create(
        slug="zzyzx-speed", name=f"{SECRET} speed", group=SECRET, definition=SECRET, method="rubric", unit=SECRET,
        weight=1000,
    )  # fmt: skip
    for row in Framework.objects.all():
        evidence = Evidence.objects.create(
            framework=row, key="zzyzx", statement=SECRET, kind="opinion", source=SECRET, checked="2026-11-22"
        )
        rating = Rating.objects.create(
            framework=row, criterion=criterion, value=row.position, low=0, high=100, rationale=SECRET
        )
        claim = Claim.objects.create(framework=row, criterion=criterion, text=SECRET, status="holds", reason=SECRET)
        for item in (rating, claim):
            item.evidence.add(evidence)
    Claim.objects.create(
        framework=Framework.objects.get(slug="flask"), criterion=Criterion.objects.get(slug="graphql"),
        text=f"{SECRET} unproven", status="holds", reason=SECRET,
    )  # fmt: skip
    add_question(criterion)
    magazine = Persona.objects.first()
    magazine.accepted.add(framework)
    magazine.answers["zzyzx"] = {"chosen": ["zzyzx-yes"], "importance": "normal"}
    magazine.save()


def add_question(criterion: Criterion) -> None:
    """A draft that is asked after a published question, and after which a published question is asked too."""
    project = Question.objects.get(slug="project")
    question = Question.objects.create(section=project.section, slug="zzyzx", text=SECRET, help=SECRET, why=SECRET)
    for slug in ("zzyzx-yes", "zzyzx-no"):
        choice = Choice.objects.create(question=question, slug=slug, text=f"{SECRET} {slug}")
        Effect.objects.create(choice=choice, criterion=Criterion.objects.get(slug="graphql"), points=9)
    shop = project.choices.get(slug="online-shop")
    Condition.objects.create(question=question, choice=shop)
    gated = Condition.objects.exclude(question=question).first().question
    Condition.objects.create(question=gated, choice=question.choices.first())
    Effect.objects.create(choice=shop, criterion=criterion, points=9)
    Requirement.objects.create(choice=shop, criterion=criterion, least=99)


def texts_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode(errors="replace").lower()


@pytest.mark.usefixtures("drafts")
def test_the_current_edition_is_what_it_was_without_drafts(catalogue):
    edition = current_edition()
    assert edition.number == 1
    assert catalogue_of(edition) == catalogue


PAGES = (
    "/", "/frameworks/", "/frameworks/flask/", "/criteria/graphql/", "/compare/",
    "/compare/?f=flask&f=django&f=fastapi", "/method/", "/method/neutrality/", "/insights/", "/insights.csv",
    "/editions/", "/editions/1/", "/editions/1.json", "/editions/feed.atom", "/api/v1/editions", "/api/v1/editions/1",
    "/privacy/", "/accessibility/", "/licences/", "/sitemap.xml", "/robots.txt", "/card.png", "/suggest/",
    "/frameworks/flask/graphql/propose/", "/api/docs", "/api/v1/catalogue", "/api/v1/openapi.json",
)  # fmt: skip


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_a_draft(client, address):
    assert SECRET.lower() not in texts_of(client.get(address))


def test_every_page_without_an_argument_is_in_this_test():
    patterns = get_resolver().url_patterns
    plain = {f"/{item.pattern}" for item in patterns if getattr(item, "name", None) and "<" not in str(item.pattern)}
    assert plain - {"/advise/", "/favicon.ico", "/apple-touch-icon.png", "/.well-known/security.txt"} <= set(PAGES)


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize(
    "address",
    [
        "/frameworks/zzyzx/",
        "/criteria/zzyzx-speed/",
        "/frameworks/flask/zzyzx-speed/",
        "/frameworks/zzyzx/graphql/",
        "/frameworks/flask/zzyzx-speed/propose/",
        "/frameworks/zzyzx/graphql/propose/",
    ],
)
def test_drafts_have_no_page(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("drafts")
def test_a_draft_is_not_compared(client):
    compared = client.get("/compare/?f=flask&f=zzyzx", follow=True).content.decode()
    assert "https://zzyzx.example/" not in compared
    assert f">{SECRET}" not in compared


@pytest.mark.usefixtures("drafts")
def test_a_run_neither_asks_nor_counts_a_draft_and_no_file_of_its_result_names_one(client):
    visitor = Visitor(client).start()
    for slug in catalogue_of(visitor.evaluation.edition).question_of:
        shown = client.get(visitor.question(slug))
        assert shown.status_code in {200, 404}, "404 for one that is not asked yet"
        assert SECRET not in shown.content.decode()
    assert visitor.client.get(visitor.question("zzyzx")).status_code == 404
    refused = visitor.answer("project", "online-shop", "must-have")
    assert refused.status_code == 422, "the least rating that it would demand is on a draft"
    assert SECRET not in refused.content.decode()
    visitor.answer("project", "online-shop")
    assert SECRET.lower() not in texts_of(client.get(visitor.check))
    result = visitor.finish()
    addresses = [result, *(result.rstrip("/") + ending for ending in (".json", ".csv", ".md"))]
    addresses += [result + ending for ending in ("adr/", "today/", "change/?question=project", "what-if/")]
    for address in addresses:
        assert SECRET.lower() not in texts_of(client.get(address)), address


@pytest.mark.usefixtures("drafts")
def test_the_api_knows_no_draft(client):
    def send(answers):
        body = json.dumps({"answers": answers})
        return client.post("/api/v1/recommend", body, content_type="application/json")

    assert SECRET.lower() not in texts_of(send({"project": {"chosen": ["online-shop"]}}))
    assert send({"zzyzx": {"chosen": ["zzyzx-yes"]}}).status_code == 422
    assert send({"known": {"chosen": ["zzyzx"]}}).status_code == 422
