"""A first page of a framework, where it is shown: it can be copied, and nothing of it is in the way."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from advisor import evaluations
from recommender.engine.types import Catalogue
from recommender.files.folder import read_files
from tests import answers
from tests.advisor.equipped import FIRST_PAGE, equipped
from tests.browser.steps import answered
from tests.browser.test_accessibility import assert_accessible
from tests.conftest import CATALOGUE


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The tests' catalogue with add-ons and first pages, without personas, whose results nobody looks at here."""
    return replace(equipped(read_files(CATALOGUE)), personas=())


def result_of(given) -> str:
    return evaluations.finish(answered(given).edit_key, "").result_url()


def test_a_command_and_a_file_are_copied_as_they_are(reader: Page):
    reader.goto(result_of(answers.FASTAPI_LEADS))
    steps = reader.get_by_role("region", name="What to do next")
    expect(steps.get_by_text(FIRST_PAGE.serve)).to_be_hidden()
    steps.get_by_text("First page").click()
    item = steps.get_by_role("listitem").filter(has_text="Write app.py")
    item.get_by_role("button", name="Copy").click()
    expect(item.get_by_role("button")).to_have_text("Copied")
    assert reader.evaluate("navigator.clipboard.readText()") == FIRST_PAGE.code


def test_it_is_there_without_javascript_too(visitor: Page):
    visitor.goto("/frameworks/django/")
    start = visitor.get_by_role("region", name="A first page")
    for text in (*FIRST_PAGE.commands, FIRST_PAGE.serve):
        expect(start.get_by_text(text)).to_be_visible()


def test_it_fits_on_the_narrowest_phone(phone: Page):
    for address in (result_of(answers.TOSS_UP), "/frameworks/django/"):
        phone.goto(address)
        phone.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        assert phone.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.slow
def test_pages_with_add_ons_are_accessible(reader: Page):
    for address in (
        result_of(answers.TOSS_UP),
        result_of(answers.DJANGO_LEADS),
        "/frameworks/django/",
        "/criteria/api-tooling/",
        "/frameworks/django/api-tooling/",
        "/compare/",
    ):
        reader.goto(address)
        assert_accessible(reader)
