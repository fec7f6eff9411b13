"""Add-ons, first pages, readings, known users and moves, everywhere on the pages where a framework is presented.

In the catalogue of these tests every framework has an add-on that raises each of its ratings below 80 to 80.
"""

import re
from dataclasses import replace

import pytest

from recommender.engine.types import Catalogue, Familiarity
from recommender.files.folder import read_files
from tests.advisor.equipped import FIRST_PAGE, MOVING, READINGS, USERS, equipped
from tests.advisor.visitor import Visitor
from tests.conftest import CATALOGUE
from tests.factories import create_question
from tests.pages import seen, text_of

RAISED_BY = "https://add-on.example/"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The tests' catalogue with add-ons and all that; it asks, too, what an application is built with."""
    with_them = equipped(read_files(CATALOGUE))
    first, *others = with_them.sections
    built = replace(
        create_question("built-with", familiarity=Familiarity(criterion="familiarity", points=2, is_built_with=True)),
        text="What is the application built with?",
    )
    team = replace(others[-1], questions=tuple(item for item in others[-1].questions if item.slug != "known"))
    sections = (replace(first, questions=(*first.questions, built)), *others[:-1], team)
    return replace(with_them, sections=sections)


def result_of(visitor, **answers):
    for slug, answer in answers.items():
        visitor.answer(slug.replace("_", "-"), *answer if isinstance(answer, tuple) else (answer,))
    return visitor.client.get(visitor.finish())


def test_the_result_says_what_its_drawbacks_are_mended_with(visitor):
    """With many pages and a database Django is before FastAPI; it lags on API tooling, then on lightness."""
    response = result_of(visitor, project="public-api", pages="many", data="relational")
    assert text_of(response, "h1") == "Probably Django."
    lacks = seen(response, "#side-2")
    assert (
        "Django in a few words on api tooling “An API for others” −21.5 Usually mended with Api-tooling-helper "
        "Django in a few words on lightness “An API for others” −2.3 Usually mended with Lightness-helper"
    ) in lacks.text
    assert ("Api-tooling-helper", RAISED_BY) in lacks.links


def test_the_result_shows_scores_with_add_ons_beside_those_without(visitor):
    """Django 460/9, FastAPI 490/9, Flask 320/9 as they are; with add-ons each rating below 80 is 80.

    That is for Django (4·80 + 80 + 4·90)/9 = 84.4, for FastAPI (4·90 + 80 + 4·80)/9 = 84.4, for Flask 80.
    """
    response = result_of(visitor, project="public-api", pages="many")
    verdict = seen(response, "section")
    assert "FastAPI 54.4 84.4 Django 51.1 84.4 Flask 35.6 80.0" in verdict.text
    assert "With the usual add-ons counted, Django and FastAPI would share the lead, with 84.4 each." in verdict.text
    pale = [values["width"] for tag, values in verdict.elements if values.get("class") == "fill usual"]
    assert pale == ["84.4%", "84.4%", "80.0%"]


def test_what_to_do_next_has_a_first_page_add_ons_and_readings_of_each_candidate(visitor):
    response = result_of(visitor, project="public-api", pages="many")
    steps = seen(response, "#next")
    for framework in ("FastAPI", "Django"):
        assert f"{framework} First page In an empty folder" in steps.text
    for text in (*FIRST_PAGE.commands, FIRST_PAGE.file, FIRST_PAGE.serve):
        assert steps.text.count(text) >= 2
    assert (FIRST_PAGE.address, FIRST_PAGE.address) in steps.links
    assert 'from it import It app = It() @app.page("/") def hello(): return "<p>Hello</p>"' in steps.text
    assert ("Batteries-included-helper", RAISED_BY) in steps.links  # of FastAPI
    assert "For out-of-the-box functionality. pip install batteries-included-helper" in steps.text
    assert "Api-tooling-helper" not in steps.text  # of Django: only the kind of project gives points to that
    assert f"{READINGS[0].title} (Mar 2025) {READINGS[1].title} (undated)" in steps.text
    assert ("Official tutorial", "https://django.example/tutorial/") in steps.links


def test_what_a_must_have_needs_is_marked(visitor):
    """FastAPI's 20 for batteries are less than the 75 that many pages demand; with its add-on they are 80."""
    must_have, double = ("many", "must-have"), ("openapi", "double")
    response = result_of(visitor, project="public-api", pages=must_have, api_style=double)
    assert text_of(response, "h1") == "Probably FastAPI."
    marked = "Batteries-included-helper: More of it. Needed for your must-have “Many pages with forms”. pip install"
    assert marked in text_of(response, "#next")


def test_what_staying_needs_is_told_though_another_framework_is_recommended(visitor):
    """FastAPI 1700 before Flask 1380 of 24; with add-ons 1880 and 2080, where api-tooling 12 brings 12·50."""
    openapi, flask = ("openapi", "half"), (["flask"], "half")
    response = result_of(visitor, project="public-api", pages="some", api_style=openapi, built_with=flask)
    assert text_of(response, "h1") == "Use FastAPI."
    steps = text_of(response, "#next")
    assert re.search(r"If you stay with Flask: add-ons \(2\) Api-tooling-helper: More of it\. For API tooling", steps)
    moved = result_of(Visitor(visitor.client).start(), project="public-api", pages="some", api_style=openapi)
    assert "If you stay" not in text_of(moved, "#next")


def test_what_a_move_means_stands_with_what_to_do_next(visitor):
    response = result_of(visitor, project="public-api", built_with=["flask"])
    move = f"Your application is built with Flask. Moving an application to FastAPI means {MOVING} stays."
    assert move in text_of(response, "#next")


def test_whoever_can_stay_needs_no_first_page(visitor):
    steps = text_of(result_of(visitor, project="public-api", built_with=["fastapi"]), "#next")
    assert "Your application is built with FastAPI already. That it can stay is counted in the score." in steps
    assert "First page" not in steps
    assert "pip install it" not in steps
    assert "Further reading" in steps


def test_in_a_close_call_a_move_is_folded(visitor):
    response = result_of(visitor, project="public-api", pages="many", built_with=(["flask"], "half"))
    assert text_of(response, "h1") == "A close call: FastAPI or Django."
    steps = text_of(response, "#next")
    assert "If you move Your application is built with Flask. Moving an application to Django means" in steps


def test_in_a_close_call_with_what_it_is_built_with_staying_is_folded_too(visitor):
    response = result_of(visitor, project="public-api", pages="many", built_with=["fastapi", "django"])
    assert text_of(response, "h1") == "A close call: FastAPI or Django."
    assert "If you stay Your application is built with Django already." in text_of(response, "#next")


def test_the_ratings_of_a_result_stand_beside_those_with_add_ons(visitor):
    ratings = text_of(result_of(visitor, project="public-api"), "#ratings")
    assert "Behind an arrow: with a usual add-on." in ratings
    assert re.search(r"API tooling \(OpenAPI\) 80.0 % 90 30 → 80 20 → 80", ratings)


def test_a_framework_page_has_add_ons_with_what_they_raise_and_their_evidence(client, edition, catalogue):
    page = seen(client.get("/frameworks/django/"), "main")
    django = catalogue.framework_of["django"]
    assert f"Moving an application here means {MOVING} stays." in page.text
    assert "for API tooling (OpenAPI) · 80 with Api-tooling-helper" in page.text
    assert ("Api-tooling-helper", "#add-on-api-tooling-helper") in page.links
    add_on = text_of(client.get("/frameworks/django/"), "#add-on-api-tooling-helper")
    assert "Api-tooling-helper More of it. Version 1.0, Nov 2026 (" in add_on
    assert "· MIT · pip install api-tooling-helper" in add_on
    assert "API tooling (OpenAPI): 20 → 80 Rated 80 for api-tooling. Because. Likely range 72–90." in add_on
    assert django.evidence[0].statement in add_on


def test_a_framework_page_has_a_first_page_readings_and_known_users(client, edition):
    response = client.get("/frameworks/django/")
    start, users = seen(response, "#start"), seen(response, "#users")
    assert "It in practice (Mar 2025) It from scratch (undated)" in start.text
    assert "Write app.py" in start.text
    for user in USERS:
        assert f"{user.name}: {user.what}. {user.source}, 2024 (" in users.text
        assert (user.source, user.url) in users.links


@pytest.mark.parametrize("address", ["/criteria/api-tooling/", "/frameworks/django/api-tooling/", "/compare/"])
def test_ratings_elsewhere_name_the_add_on_too(client, edition, address):
    page = seen(client.get(address), "main")
    assert "With Api-tooling-helper: 80." in page.text
    assert ("Api-tooling-helper", "/frameworks/django/#add-on-api-tooling-helper") in page.links
    assert any(values.get("class") == "fill usual" for tag, values in page.elements if tag == "rect")
