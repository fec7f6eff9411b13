"""An editor describes a project, picks its answers, and sees whether the catalogue is right about it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import assert_accessible

pytestmark = pytest.mark.slow


def pick(page: Page, question: str, answer: str, importance: str | None = None) -> None:
    page.get_by_role("combobox", name=question, exact=True).select_option(label=answer)
    if importance:
        page.get_by_role("combobox", name=f"Importance: {question}").select_option(label=importance)


def accept(page: Page, *names: str) -> None:
    accepted = page.get_by_role("group", name="Accepted")
    for name in ("Django", "Flask", "FastAPI"):
        accepted.get_by_role("checkbox", name=name).set_checked(name in names)


def test_a_persona_is_described_previewed_and_saved_green_and_turns_red(editor: Page):
    page = editor
    page.goto("/admin/personas/")
    expect(page.get_by_text("4 of 4 right.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Add a persona").click()
    page.get_by_role("textbox", name="Name:").fill("Chess club")
    page.get_by_role("textbox", name="Description:").fill("A club keeps its members and games.")
    page.get_by_role("textbox", name="Source:").fill("Our judgement")
    accept(page, "Django")
    pick(page, "What are you building?", "An online shop", "Must-have")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("can be a must-have")).to_be_visible()
    pick(page, "What are you building?", "An online shop", "Double")
    page.get_by_role("group", name="Which of these does your team know well?").get_by_label("Django").check()
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="What this change would do")
    expect(preview.get_by_role("row", name="Chess club").first).to_contain_text("new, green")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    row = page.get_by_role("row", name="Chess club")
    expect(row).to_contain_text("Green Django")

    row.get_by_role("link", name="Chess club").click()
    expect(page.get_by_role("combobox", name="What are you building?", exact=True)).to_have_value("online-shop")
    accept(page, "Flask")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/admin/personas/")
    expect(page.get_by_text("4 of 5 right.")).to_be_visible()
    first = page.get_by_role("main").get_by_role("row").nth(1)
    expect(first).to_contain_text("Chess club")
    expect(first).to_contain_text("Red")
    assert_accessible(page)
    first.get_by_role("link", name="Mend Chess club").click()
    expect(page.get_by_role("textbox", name="Name:")).to_have_value("Chess club")
