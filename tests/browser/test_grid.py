"""The rating grid as editors use it: by keyboard, against each other, and without JavaScript."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Locator, Page, expect

from recommender.models import Framework, Rating
from tests.browser.conftest import signed_in, watched_page
from tests.browser.test_accessibility import assert_accessible

pytestmark = pytest.mark.slow

GRID = "/admin/grid/"


@pytest.fixture
def anna(browser: Browser, site: str) -> Iterator[Page]:
    """The page of another editor."""
    user = User.objects.create_superuser("anna", "anna@advisor.test", "secret")
    yield from watched_page(signed_in(browser, site, user))


@pytest.fixture
def plain_editor(browser: Browser, site: str, admin_user: User) -> Iterator[Page]:
    """An editor's page without JavaScript."""
    yield from watched_page(signed_in(browser, site, admin_user, java_script_enabled=False))


def field(page: Page, framework: str, part: str = "value", criterion: str = "GraphQL") -> Locator:
    return page.get_by_role("textbox", name=f"{framework}: {criterion}, {part}", exact=True)


def rate(page: Page, framework: str, value: int, low: int, high: int) -> None:
    for part, number in {"value": value, "low": low, "high": high}.items():
        field(page, framework, part).fill(str(number))


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def stored(framework: str) -> tuple[int, int, int]:
    row = Rating.objects.get(framework__slug=framework, criterion__slug="graphql")
    return row.value, row.low, row.high


def leaves(page: Page, go: Callable[[], object]) -> bool:
    """Whether the browser leaves a page without asking; if it asks, the editor stays."""
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    go()
    page.wait_for_timeout(200)
    return not asked


def test_an_editor_moves_by_keyboard_and_mends_a_refused_cell(editor: Page):
    page = editor
    Rating.objects.get(framework__slug="fastapi", criterion__slug="graphql").delete()
    Framework.objects.filter(slug="fastapi").update(published=False)
    page.goto(GRID)
    changed = page.get_by_role("status")
    field(page, "Django").focus()
    page.keyboard.press("ControlOrMeta+Home")
    expect(field(page, "Django", criterion="Ease of starting")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")  # there is nothing above
    expect(field(page, "FastAPI", criterion="Ease of starting")).to_be_focused()
    field(page, "FastAPI", "low", "API tooling (OpenAPI)").focus()
    page.keyboard.press("Enter")
    expect(field(page, "FastAPI", "low", "Lightness")).to_be_focused()  # past the cell without a rating
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(field(page, "Flask", "low", "API tooling (OpenAPI)")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Tab")
    flask = field(page, "Flask")
    expect(flask).to_be_focused()
    page.keyboard.type("123")
    page.keyboard.press("ArrowLeft")  # within the number
    page.keyboard.press("Backspace")
    expect(flask).to_have_value("13")
    expect(changed).to_have_text("1 cell changed, not saved yet")
    page.keyboard.press("Escape")
    expect(flask).to_have_value(str(stored("flask")[0]))
    expect(changed).to_have_text("0 cells changed, not saved yet")
    rate(page, "Flask", 30, 40, 60)
    rate(page, "Django", 80, 75, 85)
    assert not leaves(page, lambda: page.get_by_role("link", name="Home").first.click())
    press(page, "Save")

    expect(page).to_have_title("Error: Rating grid | Framework Advisor")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(changed).to_have_text("2 cells changed, not saved yet")
    assert stored("django")[0] != 80
    assert_accessible(page)
    summary.get_by_role("link", name="Flask: GraphQL").click()
    expect(flask).to_be_focused()
    expect(flask).to_have_accessible_description("A rating needs 0 ≤ low ≤ value ≤ high ≤ 100, got 40, 30, 60.")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("45")
    page.get_by_label("Why").fill("Counted again")
    press(page, "Save")
    expect(page.get_by_text("2 ratings changed.")).to_be_visible()
    assert (stored("flask"), stored("django")) == ((45, 40, 60), (80, 75, 85))
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert leaves(page, lambda: page.get_by_role("link", name="add a rating for FastAPI: GraphQL").click())
    expect(page.get_by_label("Framework:")).to_have_value(str(Framework.objects.get(slug="fastapi").pk))


def test_of_two_editors_on_one_cell_the_later_one_is_told_and_saves_knowingly(editor: Page, anna: Page):
    for page in (editor, anna):
        page.goto(GRID)
    rate(anna, "Flask", 70, 65, 75)
    rate(anna, "FastAPI", 60, 55, 65)
    press(anna, "Save")
    expect(anna.get_by_text("2 ratings changed.")).to_be_visible()
    rate(editor, "Flask", 20, 10, 30)
    rate(editor, "Django", 80, 75, 85)
    press(editor, "Save")
    told = editor.get_by_role("alert")
    expect(told).to_contain_text("Flask: GraphQL: anna made it 70 (65–75)")
    expect(field(editor, "Flask")).to_have_value("20")
    expect(field(editor, "Flask")).to_have_accessible_description(re.compile("anna made it 70"))
    expect(editor.get_by_role("status")).to_have_text("3 cells changed, not saved yet")
    assert_accessible(editor)
    assert stored("flask") == (70, 65, 75)
    field(editor, "FastAPI").focus()
    editor.keyboard.press("Escape")  # keeps what is stored
    expect(field(editor, "FastAPI", "low")).to_have_value("55")
    press(editor, "Save")
    expect(editor.get_by_text("2 ratings changed.")).to_be_visible()
    assert (stored("flask"), stored("django"), stored("fastapi")) == ((20, 10, 30), (80, 75, 85), (60, 55, 65))


def test_the_grid_is_a_plain_form_without_javascript(plain_editor: Page):
    page = plain_editor
    page.goto(GRID)
    expect(page.get_by_text("Arrow keys")).to_be_hidden()
    rate(page, "Flask", 99, 98, 100)
    press(page, "Preview")
    expect(page.get_by_role("heading", name="What this change would do")).to_be_visible()
    expect(field(page, "Flask")).to_have_value("99")
    assert stored("flask") != (99, 98, 100)
    field(page, "Flask", "high").fill("")
    press(page, "Save")
    page.get_by_role("alert").get_by_role("link", name="Flask: GraphQL").click()
    expect(field(page, "Flask", "high")).to_have_attribute("aria-invalid", "true")
    field(page, "Flask", "high").fill("99")
    press(page, "Save")
    expect(page.get_by_text("1 rating changed.")).to_be_visible()
    assert stored("flask") == (99, 98, 99)
