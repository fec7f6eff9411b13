"""Editions as an editor meets them: change, see the edition with who and why, compare, go back."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import assert_accessible

pytestmark = pytest.mark.slow


def test_a_weight_is_raised_seen_in_an_edition_compared_and_taken_back(editor: Page, site: str):
    page = editor
    page.goto("/admin/recommender/criterion/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="GraphQL", exact=True))
    weight = row.locator("input[name$='-weight']")
    weight.fill("40")
    page.get_by_label("Why").fill("GraphQL is asked for more often.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="What this change would do")).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("GraphQL is asked for more often.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("1 criterion was changed successfully.")).to_be_visible()
    with urlopen(f"{site}/frameworks/") as visited:  # noqa: S310  the first visitor after the change
        assert visited.status == 200

    page.get_by_role("link", name="Editions", exact=True).first.click()
    row = page.get_by_role("row").filter(has_text="Edition 2")
    expect(row).to_contain_text("current")
    expect(row).to_contain_text("admin")
    expect(row).to_contain_text("GraphQL is asked for more often.")
    assert_accessible(page)
    row.get_by_role("link", name="Edition 2").click()
    change = page.get_by_role("table", name="GraphQL").get_by_role("row", name=re.compile("^Weight changed"))
    expect(change.locator("del")).to_have_text("10")
    expect(change.locator("ins")).to_have_text("40")
    page.get_by_label("Note").fill("After the survey.")
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Edition 2")).to_contain_text("After the survey.")

    page.get_by_role("link", name="Compare two editions").click()
    page.get_by_label("From edition").fill("2")
    page.get_by_label("to edition", exact=True).fill("1")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From edition 2 to edition 1")
    expect(page.locator("ins")).to_have_text("10")
    assert_accessible(page)

    page.get_by_role("link", name="edition 1", exact=True).click()
    page.get_by_role("link", name="Restore", exact=True).click()
    expect(page.get_by_text("Nothing is restored yet.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Why").fill("The survey was wrong.")
    page.get_by_role("button", name="Restore edition 1").click()
    expect(page.get_by_text("Edition 3 holds again what edition 1 held.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edition 3")
    expect(page.get_by_role("row").filter(has_text="Restored edition 1")).to_contain_text("The survey was wrong.")
    page.goto("/admin/recommender/criterion/")
    expect(weight).to_have_value("10")


def test_differences_can_be_read_on_a_narrow_phone(editor: Page):
    editor.set_viewport_size({"width": 320, "height": 640})
    editor.goto("/admin/editions/diff/?from=1&to=x")
    expect(editor.get_by_text("“x” is not the number of an edition.")).to_be_visible()
    assert_accessible(editor)
    assert editor.evaluate("document.documentElement.scrollWidth") <= 320
