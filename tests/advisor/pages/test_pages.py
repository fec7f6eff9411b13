"""Pages without a run: home, frameworks, criteria, method; and what every response carries."""

import pytest
from django.urls import reverse

from recommender.models import Criterion, Framework, Rating


def test_home_starts_and_shows_the_frameworks_at_a_glance(client, edition):
    page = client.get("/").content.decode()
    assert "a ranking of Django, Flask and FastAPI" in page
    assert page.index("Django") < page.index("Flask") < page.index("FastAPI")
    assert '<form method="post" action="/advise/">' in page
    assert "Catalogue edition 1 of" in page


def test_an_empty_site_says_what_is_missing(client, db):
    assert "There is nothing to compare yet" in client.get("/").content.decode()
    assert "There is no framework in the catalogue yet" in client.get("/frameworks/").content.decode()
    assert client.get("/method/").status_code == 200
    assert client.post("/advise/").url == "/"


def test_one_framework_is_nothing_to_compare(client, loaded):
    Framework.objects.exclude(slug="flask").delete()
    assert "There is nothing to compare yet" in client.get("/").content.decode()
    assert client.post("/advise/").url == "/"


@pytest.mark.parametrize("slug", ["django", "flask", "fastapi"])
def test_a_framework_page_shows_facts_claims_and_every_rating_with_its_reasons(client, edition, shipped, slug):
    page = client.get(f"/frameworks/{slug}/").content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    framework = shipped.framework_of[slug]
    assert framework.facts.install in page
    for claim in framework.claims:
        assert f"“{claim.text}”" in page
        assert claim.reason in page
    assert page.count('class="badge-note status"') == len(framework.claims)
    for rating in framework.ratings:
        assert rating.rationale in page
    for evidence in framework.evidence:
        assert evidence.statement in page
        assert evidence.source in page


def test_a_criterion_page_shows_scale_weight_and_ratings(client, edition, shipped):
    for criterion in shipped.criteria:
        page = client.get(f"/criteria/{criterion.slug}/").content.decode().replace("&#x27;", "'")
        assert criterion.definition in page
        assert "Weight in this edition: 10." in page
        shown = [page.index(f'<th scope="row">{at}</th><td>{text}</td>') for at, text in criterion.scale if text]
        assert shown == sorted(shown)
        assert all(item in page for item in criterion.items)


def test_the_method_page_lists_every_criterion(client, edition, shipped):
    page = client.get("/method/").content.decode()
    assert all(f'href="/criteria/{criterion.slug}/"' in page for criterion in shipped.criteria)


def test_drafts_and_missing_ratings(client, loaded):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    Rating.objects.get(framework__slug="django", criterion__slug="graphql").delete()
    assert client.get("/frameworks/flask/").status_code == 404
    assert "Flask" not in client.get("/frameworks/").content.decode().replace("Flask-", "")
    assert "Not rated yet: counts as 0." in client.get("/frameworks/django/").content.decode()
    assert "Not rated yet: counts as 0." in client.get("/criteria/graphql/").content.decode()


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
