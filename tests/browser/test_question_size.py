"""Every question of the shipped catalogue is short enough, on a desktop and on a phone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from recommender.engine.types import Catalogue
from tests.browser.conftest import watched_page
from tests.browser.steps import answered
from tests.factories import chosen

EVERYTHING_IS_ASKED = {"interface": chosen("api"), "data": chosen("relational")}
DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)


@pytest.fixture(scope="session")
def catalogue(shipped: Catalogue) -> Catalogue:
    """The shipped catalogue, whose questions are measured."""
    return shipped


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def open_at(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Callable[[ViewportSize], Page]]:
    """Opens a page with a viewport; the test runs with JavaScript and without."""
    pages = []

    def open_page(viewport: ViewportSize) -> Page:
        context = browser.new_context(
            base_url=site, viewport=viewport, java_script_enabled=request.param == "with JavaScript"
        )
        pages.append(watched_page(context))
        return next(pages[-1])

    yield open_page
    for page in pages:
        next(page, None)


def ends_of_continue(page: Page) -> tuple[float, float]:
    """Where the button begins and ends, from the top of the page."""
    box = page.get_by_role("button", name="Continue").bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.slow
def test_continue_is_in_sight_for_every_question(open_at: Callable[[ViewportSize], Page], catalogue: Catalogue):
    """Wholly on the first screen of a desktop, and at most one swipe away on a phone."""
    draft = answered(EVERYTHING_IS_ASKED)
    desktop, phone = open_at(DESKTOP), open_at(PHONE)
    for question in catalogue.questions:
        for page in (desktop, phone):
            page.goto(draft.question_url(question.slug))
            expect(page.get_by_role("heading", level=1)).to_have_text(question.text)
        assert ends_of_continue(desktop)[1] <= DESKTOP["height"], question.slug
        assert ends_of_continue(phone)[0] < 2 * PHONE["height"], question.slug
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], question.slug
