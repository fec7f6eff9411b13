"""Sharing a result, and managing it from the browser that finished it."""

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from advisor.evaluations import create_finished
from recommender.editions.current import current_edition
from tests.answers import DJANGO_LEADS
from tests.browser.steps import check_answers, finish

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
STORE = "framework-advisor.results"
HUNDRED = [[f"r{number}", "key"] for number in range(100)]


def box(page: Page) -> Locator:
    """The part about sharing, opened."""
    if not page.get_by_role("region", name="Share this result").is_visible():
        page.get_by_text("Share", exact=True).click()
    return page.get_by_role("region", name="Share this result")


def manage(page: Page) -> Locator:
    return page.get_by_role("link", name="Manage this result")


def finish_at_once(page: Page) -> str:
    """Finish a run of one answer; returns the result's address."""
    check_answers(page, "public-api")
    return finish(page, "Partner API")


def come_back(page: Page, result: str) -> None:
    """As from a bookmark: no referrer tells where from."""
    page.goto("/")
    page.goto(result)


def test_the_browser_that_finished_a_result_may_manage_it_and_no_other(reader: Page, browser: Browser):
    result = finish_at_once(reader)
    other = finish_at_once(reader)
    come_back(reader, result)
    owner = manage(reader).get_attribute("href")
    manage(reader).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Your result: Partner API")
    expect(reader.get_by_role("link", name=result)).to_be_visible()
    assert other not in reader.content()

    stranger = browser.new_context(base_url="/".join(result.split("/")[:3])).new_page()
    stranger.goto(result)
    expect(box(stranger)).to_be_visible()
    expect(manage(stranger)).to_be_hidden()
    stranger.goto(owner)  # unless they were given the private link
    stranger.get_by_role("link", name="See the result").click()
    expect(manage(stranger)).to_have_attribute("href", owner)
    stranger.context.close()


@pytest.mark.parametrize("trouble", [NO_STORAGE, FULL_STORAGE], ids=["no storage", "full storage"])
def test_without_storage_a_result_can_be_managed_just_after_finishing(reader: Page, trouble: str):
    reader.add_init_script(trouble)
    result = finish_at_once(reader)
    expect(manage(reader)).to_be_visible()
    come_back(reader, result)
    expect(box(reader).get_by_role("button", name="Copy link")).to_be_visible()
    expect(manage(reader)).to_be_hidden()


def test_what_is_stored_is_kept_short_and_put_right(reader: Page):
    result = finish_at_once(reader)
    owner = manage(reader).get_attribute("href")
    own = [result.split("/")[-2], owner.split("/")[-2]]
    stored_before = {"{": [own], "null": [own], '{"a": 1}': [own], "[null]": [own]}
    for before, after in (stored_before | {json.dumps(HUNDRED): [*HUNDRED[1:], own]}).items():
        reader.evaluate("([name, text]) => localStorage.setItem(name, text)", [STORE, before])
        reader.goto(owner)
        reader.get_by_role("link", name="See the result").click()
        expect(manage(reader)).to_be_visible()
        assert json.loads(reader.evaluate("name => localStorage.getItem(name)", STORE)) == after


def test_the_devices_own_share_sheet_is_used_where_there_is_one(reader: Page):
    result = finish_at_once(reader)
    expect(box(reader).get_by_role("button", name="Share…")).to_be_hidden()
    reader.add_init_script(
        "navigator.share = async (what) => { if (window.error) throw window.error; window.shared = what; }"
    )
    reader.reload()
    button, told = box(reader).get_by_role("button", name="Share…"), box(reader).get_by_role("status")
    button.click()
    assert reader.evaluate("window.shared") == {"title": reader.title(), "url": result}
    reader.evaluate("window.error = new DOMException('', 'AbortError')")  # somebody thought better of it
    button.click()
    expect(told).to_have_text("")
    reader.evaluate("window.error = new DOMException('', 'DataError')")
    button.click()
    expect(told).to_have_text(re.compile("^Your device did not share it."))


def test_the_address_its_qr_code_and_its_badge_need_no_script(visitor: Page):
    result = finish_at_once(visitor)
    expect(box(visitor).get_by_role("link", name=result)).to_be_visible()
    box(visitor).get_by_text("QR code", exact=True).click()
    code = box(visitor).get_by_role("img", name="QR code of this result’s address")
    expect(code).to_have_js_property("complete", True)
    expect(code).not_to_have_js_property("naturalWidth", 0)
    assert code.bounding_box()["width"] == code.bounding_box()["height"] == 240
    box(visitor).get_by_text("Badge for a README", exact=True).click()
    badge = box(visitor).get_by_role("img", name="framework: FastAPI · clear")
    expect(badge).to_have_js_property("complete", True)
    assert badge.bounding_box()["height"] == 20
    expect(box(visitor).get_by_text(markdown_of(result), exact=True)).to_be_visible()


def test_the_markdown_of_the_badge_is_copied(reader: Page):
    reader.goto(create_finished(current_edition(), DJANGO_LEADS, title="", note="").result_url())
    result = reader.url
    box(reader).get_by_text("Badge for a README", exact=True).click()
    box(reader).get_by_role("button", name="Copy", exact=True).click()
    assert reader.evaluate("navigator.clipboard.readText()") == markdown_of(result)


def markdown_of(result: str) -> str:
    return f"[![Framework Advisor result]({result}badge.svg)]({result})"
