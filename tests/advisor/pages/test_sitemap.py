"""The sitemap lists every page that may be found, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.urls import get_resolver, resolve

from advisor.http.kept.addresses import KINDS
from recommender.editions.current import catalogue_of, current_edition
from tests.browser.test_accessibility import NO_PAGES, RUN_PAGES
from tests.pages import head_of

NAMESPACE = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "http://advisor.test"


@pytest.fixture
def listed(client, edition) -> dict[str, str | None]:
    """The paths in the sitemap, and since when each page is as it is."""
    response = client.get("/sitemap.xml", headers={"host": "elsewhere.example"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314  # it is ours
    places = [url.findtext("map:loc", "", NAMESPACE) for url in root.findall("map:url", NAMESPACE)]
    assert all(place.startswith(f"{SITE}/") for place in places)
    assert len(places) == len(set(places)) > 20
    dates = [url.findtext("map:lastmod", None, NAMESPACE) for url in root.findall("map:url", NAMESPACE)]
    return dict(zip((place.removeprefix(SITE) for place in places), dates, strict=True))


def test_every_page_for_everybody_is_in_it(listed):
    named = {pattern.name for pattern in get_resolver().url_patterns if getattr(pattern, "name", None)}
    assert {resolve(path).view_name for path in listed} == named - RUN_PAGES - NO_PAGES - {"propose"}


def test_every_criterion_framework_and_rating_is_in_it(listed, edition):
    catalogue = catalogue_of(edition)
    expected = {f"/criteria/{item.slug}/" for item in catalogue.criteria}
    for framework in catalogue.frameworks:
        expected |= {f"/frameworks/{framework.slug}/"}
        expected |= {f"/frameworks/{framework.slug}/{rating.criterion}/" for rating in framework.ratings}
    assert {path for path in listed if path.startswith(("/criteria/", "/frameworks/"))} == expected | {"/frameworks/"}


def test_pages_of_the_catalogue_are_as_old_as_the_edition(listed, edition):
    assert listed["/frameworks/django/"] == listed["/"] == edition.created_at.date().isoformat()
    assert listed["/insights/"] is None


def test_what_it_lists_is_there_under_this_address_and_may_be_found(client, listed):
    seen = {resolve(path).view_name: path for path in listed}  # one of each kind
    for path in seen.values():
        head = head_of(client.get(path))
        assert head.links["canonical"] == f"{SITE}{path}"
        assert "robots" not in head.meta


def test_an_empty_site_has_one_too(client, db):
    assert "/frameworks/" in client.get("/sitemap.xml").content.decode()


def test_it_is_kept_and_costs_one_query(client, edition, django_assert_max_num_queries):
    assert "sitemap" in KINDS
    current_edition()
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(1):
        assert client.get("/sitemap.xml").status_code == 200
