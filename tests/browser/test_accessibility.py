"""axe-core finds nothing on any page, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from playwright.sync_api import Page, expect

from tests.browser.steps import choose, finish, recommend_an_api, settle_in_a_short_run, start

CATALOGUE_PAGES = {
    "home": "/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/fastapi/",
    "criterion": "/criteria/security-features/",
    "method": "/method/",
    "404": "/nowhere/",
}
RUN_PAGES = {"question", "check", "result", "change"}
NO_PAGES = {"start", "owner", "favicon"}


def assert_accessible(page: Page) -> None:
    for summary in page.locator("summary").all()[:12]:
        summary.click()
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


@pytest.fixture(params=["light", "dark"])
def page_in_scheme(reader: Page, request: pytest.FixtureRequest) -> Page:
    reader.emulate_media(color_scheme=request.param)
    return reader


@pytest.mark.parametrize("address", CATALOGUE_PAGES.values(), ids=CATALOGUE_PAGES)
def test_catalogue_pages(page_in_scheme: Page, address: str):
    page_in_scheme.goto(address)
    assert_accessible(page_in_scheme)


def test_the_pages_of_a_run(page_in_scheme: Page):
    page = page_in_scheme
    start(page)
    project = page.url
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    choose(page, "What are you building?", "An API for others")
    page.get_by_label("None or hardly any").check()
    page.get_by_label("Must-have").check()
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    owner = page.url.rsplit("/", 2)[0]
    for name in ("known", "check", "back-office"):
        page.goto(f"{owner}/{name}/")
        assert_accessible(page)
    page.goto(f"{owner}/check/")
    finish(page)
    page.goto(project)
    expect(page.get_by_role("heading", level=1)).to_have_text("This questionnaire is finished")
    assert_accessible(page)


def test_the_result_and_what_follows(page_in_scheme: Page):
    page = page_in_scheme
    result = recommend_an_api(page)
    assert_accessible(page)
    page.goto(f"{result}change/")
    assert_accessible(page)


def test_every_page_is_in_this_test():
    named = {pattern.name for pattern in get_resolver().url_patterns if getattr(pattern, "name", None)}
    assert named == (CATALOGUE_PAGES.keys() | RUN_PAGES | NO_PAGES) - {"404"}


def test_a_settled_question_of_a_short_run(page_in_scheme: Page):
    page = page_in_scheme
    settle_in_a_short_run(page)
    assert_accessible(page)
    page.goto(page.url.replace("/check/", "/lifetime/"))
    expect(page.get_by_role("button", name="See the result now")).to_be_visible()
    assert_accessible(page)
