"""What takes a framework's place: named with its ratings, and counted in nothing, as files, rows and pages keep it."""

from dataclasses import replace

import pytest

from recommender.editions.current import replace_catalogue
from recommender.editions.from_rows import read_catalogue
from recommender.engine.types import Catalogue
from recommender.files.folder import read_files
from recommender.files.writing import files_of
from recommender.models import AddOn
from tests.conftest import CATALOGUE
from tests.factories import create_add_on, with_framework
from tests.pages import text_of


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The tests' catalogue, in which something takes Django's place for APIs, rated 85 there instead of 20."""
    tests = read_files(CATALOGUE)
    django = tests.framework_of["django"]
    instead = create_add_on("instead", {"api-tooling": 85})
    rated = tuple(replace(rating, evidence=(django.evidence[0].key,)) for rating in instead.ratings)
    add_ons = (*django.add_ons, replace(instead, summary="APIs", replaces=True, ratings=rated))
    return with_framework(tests, replace(django, add_ons=add_ons))


def test_rows_and_files_keep_it(db, catalogue):
    replace_catalogue(catalogue)
    assert AddOn.objects.get(slug="instead").replaces
    assert read_catalogue() == catalogue
    file = files_of(catalogue)["frameworks/django.yaml"]
    assert "  install: pip install instead\n  replaces: true\n" in file
    assert file.count("replaces") == 1


def test_a_framework_page_says_what_it_is_and_how_it_is_rated(client, edition):
    shown = text_of(client.get("/frameworks/django/"), "#add-on-instead")
    assert "It takes Django’s place, so scores and must-haves do not count it." in shown
    assert "API tooling (OpenAPI): 20 → 85" in shown


def test_no_rating_counts_it(client, edition):
    for address in ("/frameworks/django/api-tooling/", "/compare/"):
        assert "Instead" not in text_of(client.get(address), "main")


def test_what_is_given_up_names_it(visitor):
    for question, answer in {"project": "public-api", "pages": "many", "data": "relational"}.items():
        visitor.answer(question, answer)
    page = visitor.client.get(visitor.finish())
    assert text_of(page, "h1") == "Probably Django."
    assert "−21.5 People change to Instead, which takes Django’s place" in text_of(page, "#side-2")
