"""Somebody who compares frameworks without answering questions."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from recommender.editions.current import replace_catalogue
from recommender.engine.types import Catalogue


@pytest.fixture
def twelve(site: str, catalogue: Catalogue) -> None:
    """Twelve published frameworks, the catalogue's under longer and longer names."""
    frameworks = tuple(
        replace(
            catalogue.frameworks[number % 3],
            slug=f"framework-{number}",
            name=f"Framework {number} {'of very long name ' * 3}"[: 8 + 4 * number],
            position=number,
        )
        for number in range(1, 13)
    )
    replace_catalogue(replace(catalogue, frameworks=frameworks, personas=()))


def test_from_a_framework_to_the_differences_and_the_evidence(visitor: Page):
    visitor.goto("/frameworks/flask/")
    visitor.get_by_role("link", name="Compare with FastAPI").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Flask and FastAPI side by side")
    visitor.get_by_label("Show only differences").check()
    visitor.get_by_role("button", name="Compare").click()
    expect(visitor.get_by_text("Hidden, because both agree: 3 facts and 1 criterion.")).to_be_visible()
    table = visitor.get_by_role("region", name="Ratings").get_by_role("table")
    expect(table.get_by_role("link", name="GraphQL")).to_be_visible()
    evidence = table.get_by_text("; checked ")
    expect(evidence.first).not_to_be_visible()
    table.get_by_role("row", name="Ease of starting").get_by_text("2 sources").first.click()
    expect(evidence.first).to_be_visible()
    visitor.get_by_label("Django").check()
    visitor.get_by_label("Show only differences").uncheck()
    visitor.get_by_role("button", name="Compare").click()
    expect(visitor).to_have_url("/compare/?f=django&f=flask&f=fastapi")
    visitor.get_by_role("link", name="Answer the questions").click()
    expect(visitor.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_five_of_twelve_frameworks_with_the_keyboard_only(reader: Page, twelve: None):
    reader.goto("/compare/")
    reader.get_by_role("checkbox").first.focus()
    for place in range(12):
        if place < 5:
            reader.keyboard.press("Space")
        reader.keyboard.press("Tab")
    expect(reader.get_by_role("button", name="Compare")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("5 frameworks side by side")
    region = reader.get_by_role("region", name="Ratings side by side")
    region.focus()
    for key in ("ArrowRight",) * 50 + ("End",):
        reader.keyboard.press(key)
    expect(region.get_by_role("columnheader").last).to_be_in_viewport()
    expect(region.get_by_role("rowheader", name="Maturity and stability")).to_be_in_viewport()
    expect(region.get_by_role("columnheader", name="Criterion")).to_be_in_viewport()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_more_than_five_are_told_and_can_be_unticked(visitor: Page, twelve: None):
    visitor.goto("/compare/?" + "".join(f"&f=framework-{n}" for n in range(1, 8)))
    expect(visitor.get_by_role("heading", level=1)).to_have_text("5 frameworks side by side")
    expect(visitor.get_by_text("You chose seven")).to_be_visible()
    boxes = visitor.get_by_role("checkbox", name="Framework ")
    assert [box.is_checked() for box in boxes.all()] == [True] * 7 + [False] * 5
    for box in boxes.all()[:5]:
        box.uncheck()
    visitor.get_by_role("button", name="Compare").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Framework 6")
    expect(visitor.get_by_text("You chose")).not_to_be_visible()


def test_what_is_too_many_fits_a_narrow_phone(phone: Page, twelve: None):
    phone.goto(
        "/compare/?only=differences&f=nothing-of-" + "x" * 90 + "".join(f"&f=framework-{n}" for n in range(1, 13))
    )
    expect(phone.get_by_role("heading", level=1)).to_have_text("5 frameworks side by side")
    for summary in phone.locator("summary").all()[:12]:
        summary.click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    expect(phone.get_by_role("link", name="Compare", exact=True)).to_be_visible()
