"""Pages without a run: home, frameworks, criteria, method; and what every response carries."""

import pytest
from django.urls import reverse

from advisor.pages.home import examples_of
from advisor.templatetags.formats import points
from recommender.editions.current import contributions_of, count_change
from recommender.editions.figures import make_figures
from recommender.engine.scoring import recommend
from recommender.labels import label_of
from recommender.models import Criterion, Framework, Persona, Rating
from tests.pages import seen, text_of


def test_home_starts_and_shows_the_frameworks_at_a_glance(client, edition):
    page = seen(client.get("/"))
    assert "a ranking of Django, Flask and FastAPI" in page.text
    assert {"method": "post", "action": "/advise/"}.items() <= dict(page.elements)["form"].items()
    assert "Catalogue edition 1 of" in page.text
    glance = [address for _, address in page.links if address.startswith("/frameworks/")]
    assert [address for address in glance if address != "/frameworks/"][:3] == [
        "/frameworks/django/",
        "/frameworks/flask/",
        "/frameworks/fastapi/",
    ]


def test_an_empty_site_says_what_is_missing(client, db):
    assert "There is nothing to compare yet" in text_of(client.get("/"))
    assert "There is no framework in the catalogue yet" in text_of(client.get("/frameworks/"))
    assert client.get("/method/").status_code == 200
    assert client.post("/advise/").url == "/"


def test_one_framework_is_nothing_to_compare(client, loaded):
    Framework.objects.exclude(slug="flask").delete()
    assert "There is nothing to compare yet" in text_of(client.get("/"))
    assert client.post("/advise/").url == "/"


@pytest.mark.parametrize("slug", ["django", "flask", "fastapi"])
def test_a_framework_page_says_when_to_choose_it_then_ratings_then_claims_then_facts(client, edition, catalogue, slug):
    framework = catalogue.framework_of[slug]
    response = client.get(f"/frameworks/{slug}/")
    page, links = text_of(response), seen(response).links
    parts = [f"Choose it when {framework.choose_when}", f"Think twice when {framework.think_twice_when}"]
    parts += [f"{rating.phrase}. Why, and {len(rating.evidence)} source" for rating in framework.ratings]
    parts += ["Popular claims, checked", *(claim.reason for claim in framework.claims), framework.facts.install]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    addresses = [address for _, address in links]
    assert {f"/frameworks/{slug}/{rating.criterion}/" for rating in framework.ratings} <= set(addresses)
    assert {framework.facts.tutorial_url, framework.facts.docs_url, framework.facts.repo_url} <= set(addresses)
    assert len(framework.claims) == 2
    for claim in framework.claims:
        assert f"“{claim.text}” {label_of(claim.status)} " in page
        assert claim.reason in page


@pytest.mark.parametrize("slug", ["django", "flask", "fastapi"])
def test_the_page_of_a_rating_holds_its_reasons_and_sources(client, edition, catalogue, slug):
    framework = catalogue.framework_of[slug]
    for rating in framework.ratings:
        page = text_of(client.get(f"/frameworks/{slug}/{rating.criterion}/"))
        assert rating.phrase in page
        assert rating.rationale in page
        for evidence in framework.cited(rating):
            assert evidence.statement in page
            assert evidence.source in page


def test_ratings_of_before_phrases_are_listed_without_one(client, loaded):
    Rating.objects.update(phrase="")
    Framework.objects.update(choose_when="", think_twice_when="", tutorial_url="")
    count_change()
    page = text_of(client.get("/frameworks/django/"), "main")
    assert "Choose it when" not in page
    assert "Think twice when" not in page
    assert "Tutorial" not in page
    assert " . " not in page
    assert " for GraphQL" in page
    assert client.get("/criteria/graphql/").status_code == 200
    assert "A framework with a database layer" in text_of(client.get("/"))


def test_a_criterion_page_shows_scale_and_ratings(client, edition, catalogue):
    for criterion in catalogue.criteria:
        page = text_of(client.get(f"/criteria/{criterion.slug}/"))
        assert criterion.definition in page
        assert "Weight in this edition" not in page
        assert " ".join(f"{at} {text}" for at, text in criterion.scale if text) in page
        assert all(item in page for item in criterion.items)
        assert all(item.rating_of[criterion.slug].phrase in page for item in catalogue.frameworks if criterion.is_rated)


def test_weights_are_told_once_they_differ(client, loaded):
    Criterion.objects.filter(slug="graphql").update(weight=20)
    count_change()
    assert "Weight in this edition: 20." in text_of(client.get("/criteria/graphql/"))
    assert "Weight in this edition: 10." in text_of(client.get("/criteria/documentation/"))


def test_home_shows_when_to_choose_each_framework_and_figures_of_the_catalogue(client, edition, catalogue):
    page = text_of(client.get("/"), "main")
    for framework in catalogue.frameworks:
        assert f"Choose it when {framework.choose_when} Think twice when {framework.think_twice_when}" in page
    assert f"ratings {sum(len(item.ratings) for item in catalogue.frameworks)}" in page
    assert "last check of a source 20 Nov 2026" in page
    assert "2,000" in page
    assert "This site is made with Django" in page


def test_home_shows_real_results_of_described_projects(client, edition, catalogue):
    page = text_of(client.get("/"), "main")
    shown = examples_of(contributions_of(edition))
    assert len({item.first.framework.slug for item in shown}) == len(shown) > 1
    for item in shown:
        outcome = recommend(catalogue, item.persona.answers)
        assert [standing.framework for standing in outcome.leaders] == [item.first.framework]
        assert item.first.framework.slug in item.persona.accepted
        assert (
            f"{item.persona.name} Use {item.first.framework.name} {points(outcome.standings[0].score)} of 100" in page
        )


def test_home_needs_no_examples(client, loaded):
    Persona.objects.all().delete()
    page = text_of(client.get("/"), "main")
    assert "What it says about other projects" not in page
    assert "a ranking of Django, Flask and FastAPI" in page


def test_the_method_page_lists_every_criterion(client, edition, catalogue):
    addresses = {address for _, address in seen(client.get("/method/")).links}
    assert {f"/criteria/{criterion.slug}/" for criterion in catalogue.criteria} <= addresses


def test_drafts_and_missing_ratings(client, loaded):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    Rating.objects.get(framework__slug="django", criterion__slug="graphql").delete()
    assert client.get("/frameworks/flask/").status_code == 404
    assert "Flask" not in text_of(client.get("/frameworks/"), "main")
    assert "Not rated yet: counts as 0." in text_of(client.get("/frameworks/django/"))
    assert "Not rated yet: counts as 0." in text_of(client.get("/criteria/graphql/"))


def test_browsers_find_the_icon_where_they_look_for_it(client):
    assert client.get("/favicon.ico").url == "/static/img/icon.svg"


def test_the_rows_know_their_pages(loaded):
    assert Framework.objects.get(slug="flask").get_absolute_url() == "/frameworks/flask/"
    assert Criterion.objects.get(slug="graphql").get_absolute_url() == "/criteria/graphql/"
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    assert rating.get_absolute_url() == "/frameworks/flask/#graphql"


@pytest.mark.parametrize("name", ["home", "frameworks", "compare", "method"])
def test_a_page_loads_only_from_here_and_says_so(client, edition, name):
    response = client.get(reverse(name))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_the_catalogue_pages_need_one_query_and_those_with_ratings_one_more_for_each_kind_of_words_of_visitors(
    client, edition, django_assert_num_queries
):
    make_figures(edition)
    client.get("/frameworks/flask/")  # the catalogue and its figures are in memory from now on
    for address in ("/", "/frameworks/", "/method/"):
        with django_assert_num_queries(1):
            client.get(address)
    for address in ("/frameworks/django/", "/criteria/graphql/", "/suggest/"):
        with django_assert_num_queries(2):
            client.get(address)
    with django_assert_num_queries(2):
        client.get("/frameworks/django/graphql/propose/")  # earlier proposals
    with django_assert_num_queries(3):
        client.get("/frameworks/django/graphql/")  # and disputes


def test_home_promises_figures_of_neutrality_and_no_verdict(client, edition):
    page = seen(client.get("/"))
    assert "so we publish how often it recommends Django to simulated users" in page.text
    assert ("how often it recommends Django", "/method/neutrality/") in page.links
    assert "does not favor" not in page.text
