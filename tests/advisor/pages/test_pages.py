"""Pages without a run: home, frameworks, criteria, method; and what every response carries."""

import pytest
from django.urls import reverse

from recommender.labels import label_of
from recommender.models import Criterion, Framework, Rating
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
def test_a_framework_page_shows_facts_claims_and_every_rating_with_its_reasons(client, edition, catalogue, slug):
    page = text_of(client.get(f"/frameworks/{slug}/"))
    framework = catalogue.framework_of[slug]
    assert framework.facts.install in page
    assert len(framework.claims) == 2
    for claim in framework.claims:
        assert f"“{claim.text}” {label_of(claim.status)} " in page
        assert claim.reason in page
    for rating in framework.ratings:
        assert rating.rationale in page
    for evidence in framework.evidence:
        assert evidence.statement in page
        assert evidence.source in page


def test_a_criterion_page_shows_scale_weight_and_ratings(client, edition, catalogue):
    for criterion in catalogue.criteria:
        page = text_of(client.get(f"/criteria/{criterion.slug}/"))
        assert criterion.definition in page
        assert "Weight in this edition: 10." in page
        assert " ".join(f"{at} {text}" for at, text in criterion.scale if text) in page
        assert all(item in page for item in criterion.items)


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


def test_the_catalogue_pages_need_one_query_and_those_with_ratings_one_more_for_disputes(
    client, edition, django_assert_num_queries
):
    client.get("/")
    for address in ("/frameworks/", "/method/"):
        with django_assert_num_queries(1):
            client.get(address)
    for address in ("/frameworks/django/", "/criteria/graphql/", "/frameworks/django/graphql/"):
        with django_assert_num_queries(2):
            client.get(address)
