"""axe-core finds nothing on any page, in light and in dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from playwright.sync_api import Page, expect

from advisor.editions import views
from recommender.editions.current import current_edition
from recommender.editions.figures import make_figures
from recommender.models import Criterion, Framework
from tests.browser.steps import call_it, choose, finish, recommend_an_api, settled_short_run, start

pytestmark = pytest.mark.slow  # every page, in light and in dark, and each with its states

CATALOGUE_PAGES = {
    "home": "/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/fastapi/",
    "criterion": "/criteria/security-features/",
    "rating": "/frameworks/flask/graphql/",
    "propose": "/frameworks/flask/graphql/propose/",
    "suggest": "/suggest/",
    "compare": "/compare/",
    "method": "/method/",
    "neutrality": "/method/neutrality/",
    "editions": "/editions/",
    "edition": "/editions/1/",
    "insights": "/insights/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "licences": "/licences/",
    "api-docs": "/api/docs",
    "404": "/nowhere/",
}
RUN_PAGES = {"question", "check", "owner", "delete", "result", "change", "today", "verify", "what-if", "keep"}
FILES = {
    "card",
    "site-card",
    "qr",
    "badge",
    "badge-endpoint",
    "insights-csv",
    "export",
    "decision-record",
    "edition-json",
    "edition-zip",
    "edition-feed",
    "sitemap",
    "robots",
    "security",
}
NO_PAGES = FILES | {"start", "favicon", "touch-icon"}


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The API's page follows the scheme by a script, which a busy machine may run a moment later.
FOLLOWED = """() => !document.getElementById("swagger-ui")
    || document.documentElement.classList.contains("dark-mode")
    === matchMedia("(prefers-color-scheme: dark)").matches"""
# Without styles being loaded a second time, into the page itself, which its policy forbids.
AXE = {"resultTypes": ["violations"], "preload": False}


def assert_accessible(page: Page) -> None:
    for summary in page.locator("summary").all()[:12]:
        if summary.is_visible():  # some stand in a fold that another one closed
            summary.click()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(FOLLOWED)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{page.url} ({scheme})\n{found.generate_report()}"


@pytest.mark.parametrize("address", CATALOGUE_PAGES.values(), ids=CATALOGUE_PAGES)
def test_catalogue_pages(reader: Page, address: str):
    make_figures(current_edition())
    reader.goto(address)
    assert_accessible(reader)


def test_the_page_for_who_asks_too_often(reader: Page, settings):
    settings.LIMITS = settings.LIMITS | {"make": (0, 600)}
    reader.goto("/")
    reader.get_by_role("button", name="Start").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Too many requests at once")
    assert_accessible(reader)


def test_the_pages_of_a_run(reader: Page):
    page = reader
    start(page)
    project = page.url
    assert_accessible(page)
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    choose(page, "What are you building?", "An API for others")
    page.get_by_label("Many pages with forms").check()
    call_it(page, "Must-have")
    page.get_by_label("None or hardly any").check()
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
    for address in (f"{owner}/", f"{owner}/delete/"):
        page.goto(address)
        assert_accessible(page)


def test_the_result_and_what_follows(reader: Page):
    page = reader
    result = recommend_an_api(page)
    assert_accessible(page)
    criterion = Criterion.objects.get(slug="api-tooling")
    criterion.weight = 5
    criterion.save()
    for address in (
        "",
        "today/",
        "verify/",
        "change/?question=project",
        "what-if/?w-graphql=501&drop=flask",
        "what-if/keep/?w-graphql=100",
    ):
        page.goto(f"{result}{address}")
        assert_accessible(page)


def test_the_differences_of_an_edition_folded_on_screen_and_not_on_paper(reader: Page, monkeypatch):
    monkeypatch.setattr(views, "UNFOLDED", 0)
    framework = Framework.objects.get(slug="flask")
    framework.summary = "A small framework, now in other words."
    framework.save()
    reader.goto(f"/editions/{current_edition().number}/")
    was = reader.locator("main del").first
    expect(was).to_be_hidden()
    reader.emulate_media(media="print")
    expect(was).to_be_visible()
    reader.emulate_media(media="screen")
    assert_accessible(reader)


def test_every_page_is_in_this_test():
    named = {pattern.name for pattern in get_resolver().url_patterns if getattr(pattern, "name", None)}
    assert named == (CATALOGUE_PAGES.keys() | RUN_PAGES | NO_PAGES) - {"404"}


def test_a_settled_question_of_a_short_run(reader: Page):
    page = reader
    settled_short_run(page)
    assert_accessible(page)
    page.goto(page.url.replace("/check/", "/lifetime/"))
    expect(page.get_by_role("button", name="See the result now")).to_be_visible()
    assert_accessible(page)
