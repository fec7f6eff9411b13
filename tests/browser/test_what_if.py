"""Trying out other weights on a result, with JavaScript and without."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from advisor import evaluations
from advisor.models import Evaluation
from tests.browser.steps import expect_winner, finish, recommend_an_api, unfold


def open_what_if(page: Page, query: str = "") -> str:
    """Open the what-if of a new result, an API's, and return the result's address."""
    result = recommend_an_api(page)
    page.goto(f"{result}what-if/{query}")
    return result


def dial(page: Page, criterion: str) -> Locator:
    """The exact number of a criterion, unfolded."""
    unfold(page, "Exact percentages")
    return page.get_by_label(f"{criterion}, in percent")


def outcome(page: Page) -> Locator:
    return page.locator("#outcome")


def levels(page: Page, criterion: str) -> Locator:
    return page.get_by_role("group", name=criterion, exact=True)


def show(page: Page, form: str) -> None:
    """Press the button of a form (“exact” or “levels”) that is there without JavaScript."""
    button = page.locator(f"#panel-{form}").get_by_role("button", name="Show the ranking")
    if button.is_visible():
        button.click()


def expect_state(page: Page, query: str) -> None:
    expect(page).to_have_url(re.compile(rf"/what-if/{re.escape(query)}(#.*)?$"))


def test_from_a_result_over_a_shared_what_if_to_a_new_result(visitor: Page, browser: Browser):
    original = open_what_if(visitor)
    dial(visitor, "API tooling (OpenAPI)").fill("10")
    show(visitor, "exact")
    expect_state(visitor, "?w-api-tooling=10")
    visitor.get_by_role("button", name="25 more for API tooling (OpenAPI)").click()
    expect_state(visitor, "?w-api-tooling=35")
    visitor.get_by_role("button", name="25 less for API tooling (OpenAPI)").click()
    expect_state(visitor, "?w-api-tooling=10")
    dial(visitor, "Out-of-the-box functionality").fill("500")
    show(visitor, "exact")
    expect_state(visitor, "?w-api-tooling=10&w-batteries-included=500")
    visitor.get_by_role("checkbox", name="Flask").check()
    visitor.get_by_role("checkbox", name="Give up this must-have: JSON with an OpenAPI description").check()
    show(visitor, "levels")
    expect_state(visitor, "?w-api-tooling=10&w-batteries-included=500&drop=flask&ease=api-style")
    expect(outcome(visitor).get_by_text("FastAPI led; now Django leads")).to_be_visible()
    expect(outcome(visitor).get_by_role("row", name=re.compile("1 Django was 3rd"))).to_be_visible()
    expect(visitor.get_by_role("heading", name=re.compile("Why Django beats FastAPI"))).to_be_visible()
    headline = outcome(visitor).get_by_role("heading").inner_text()

    friend = browser.new_context().new_page()
    outcome(visitor).get_by_text("Share this what-if").click()
    friend.goto(outcome(visitor).locator(".address").inner_text())
    assert outcome(friend).get_by_role("heading").inner_text() == headline
    expect(dial(friend, "Out-of-the-box functionality")).to_have_value("500")
    assert friend.context.cookies() == []
    friend.context.close()

    visitor.get_by_role("link", name="Keep as a new result").click()
    expect(visitor.get_by_text("API tooling (OpenAPI) counts 10")).to_be_visible()
    visitor.get_by_role("button", name="Keep it").click()
    expect(visitor.get_by_text("You changed: API tooling (OpenAPI) counts 10")).to_be_visible()
    assert not finish(visitor).endswith(original)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(headline)
    visitor.get_by_text("This result was kept from a what-if on").get_by_role("link").click()
    expect(visitor).to_have_url(re.compile(f"{original}$"))
    expect_winner(visitor, "FastAPI")


def test_levels_are_the_first_control_and_follow_the_exact_numbers(visitor: Page):
    open_what_if(visitor, "?ease=api-style")
    tooling = levels(visitor, "API tooling (OpenAPI)")
    expect(tooling.get_by_label("As answered")).to_be_checked()
    tooling.get_by_label("Much more").check()
    show(visitor, "levels")
    expect_state(visitor, "?w-api-tooling=400&ease=api-style")
    expect(outcome(visitor).get_by_text("You changed: API tooling (OpenAPI) counts 400")).to_be_visible()
    expect(dial(visitor, "API tooling (OpenAPI)")).to_have_value("400")
    dial(visitor, "API tooling (OpenAPI)").fill("35")
    show(visitor, "exact")
    expect_state(visitor, "?w-api-tooling=35&ease=api-style")
    expect(levels(visitor, "API tooling (OpenAPI)").get_by_label("35")).to_be_checked()
    levels(visitor, "API tooling (OpenAPI)").get_by_label("As answered").check()
    show(visitor, "levels")
    expect_state(visitor, "?ease=api-style")


def test_the_ranking_follows_while_the_focus_stays(reader: Page):
    open_what_if(reader, "?w-batteries-included=300&ease=api-style")
    field, slider = dial(reader, "API tooling (OpenAPI)"), reader.get_by_label("API tooling (OpenAPI), slider")
    share, status = reader.locator("#note-w-api-tooling"), reader.get_by_role("status")
    before = share.inner_text()
    field.press("Control+a")
    field.press_sequentially("25", delay=250)
    expect_state(reader, "?w-api-tooling=25&w-batteries-included=300&ease=api-style")
    expect(share).not_to_have_text(before)
    expect(field).to_be_focused()
    expect(field).to_have_value("25")
    expect(slider).to_have_value("25")
    expect(status).to_have_text(outcome(reader).get_by_role("heading").inner_text())

    field.fill("501")
    expect(share).to_have_text(re.compile("Give a whole number from 0 to 500"))
    expect(status).to_have_text(re.compile("Give a whole number from 0 to 500"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    field.fill("")
    expect_state(reader, "?w-batteries-included=300&ease=api-style")
    expect(share).to_have_text(re.compile("of all weight"))
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Tab")
    expect(field).to_have_value("100")

    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect_state(reader, "?w-api-tooling=110&w-batteries-included=300&ease=api-style")
    expect(field).to_have_value("110")
    expect(slider).to_be_focused()
    slider.press("Home")
    expect_state(reader, "?w-api-tooling=0&w-batteries-included=300&ease=api-style")
    field.press("Enter")
    expect(field).to_be_focused()
    reader.get_by_role("link", name="Back to the answers as given").click()
    expect_state(reader, "")
    expect(field).to_have_value("100")


def test_on_a_narrow_phone_nothing_is_too_wide_and_the_lead_stays_in_sight(phone: Page):
    def fits() -> None:
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, phone.url

    open_what_if(phone, "?w-api-tooling=501&w-nothing=1")
    fits()
    field = dial(phone, "API tooling (OpenAPI)")
    phone.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    field.fill("0")
    expect_state(phone, "?w-api-tooling=0")
    expect(outcome(phone).get_by_text("API tooling (OpenAPI) counts for nothing")).to_be_visible()
    expect(phone.get_by_role("alert")).to_have_count(0)
    expect(phone.get_by_role("status")).to_be_in_viewport()
    expect(phone.get_by_role("status")).to_have_text(outcome(phone).get_by_role("heading").inner_text())
    fits()
    phone.goto(phone.url.replace("/what-if/", "/what-if/keep/"))
    fits()


def test_that_nothing_comes_back_or_the_result_is_deleted_meanwhile_is_told(browser: Browser, site: str):
    page = browser.new_context(base_url=site).new_page()
    open_what_if(page)
    page.context.set_offline(True)
    dial(page, "API tooling (OpenAPI)").fill("10")
    expect(outcome(page).get_by_role("heading")).to_have_text(re.compile("^No answer from the site"))
    page.context.set_offline(False)
    evaluations.delete(Evaluation.objects.get().edit_key)
    dial(page, "API tooling (OpenAPI)").fill("0")
    expect(page.get_by_role("heading", level=1, name="deleted")).to_be_visible()
    page.context.close()
