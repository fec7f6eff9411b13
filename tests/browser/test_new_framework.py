"""An editor adds a fourth framework from nothing until it leads for a described project."""

import pytest
from playwright.sync_api import Page, expect

from recommender.editions.current import catalogue_of, current_edition
from recommender.models import Criterion, Persona

pytestmark = pytest.mark.slow

FACTS = {
    "Name": "Bottle",
    "Summary": "One file that answers requests.",
    "Choose when": "one file is enough.",
    "Think twice when": "you need more than one file.",
    "Moving here": "its files become one.",
    "Latest version": "0.13.4",
    "Latest release": "2025-06",
    "First release": "2009",
    "Python versions": "3.8 and newer",
    "Support": "The newest version only.",
    "Licence": "MIT",
    "Concurrency": "Synchronous.",
    "Install": "pip install bottle",
    "Documentation": "https://docs.example/",
    "Repository": "https://code.example/",
}
RATING = {
    "value": "97",
    "low": "95",
    "high": "99",
    "phrase": "Has it all",
    "rationale": "Every item of the list is there.",
}


def save_and_continue(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("successfully. You may edit it again below.")).to_be_visible()


def add_framework(page: Page) -> None:
    """The framework as a draft, with two pieces of evidence in the same step."""
    page.goto("/admin/recommender/framework/add/")
    for label, text in FACTS.items():
        page.get_by_label(label, exact=False).first.fill(text)
    for number, kind in enumerate(("Documented", "Measured")):
        page.locator(f"#id_evidence-{number}-key").fill(f"fact-{number}")
        page.locator(f"#id_evidence-{number}-kind").select_option(kind)
        page.locator(f"#id_evidence-{number}-statement").fill(f"Fact {number} about it.")
        page.locator(f"#id_evidence-{number}-source").fill("Bottle 0.13.4 documentation")
    save_and_continue(page)


def rate_on_everything(page: Page) -> None:
    """Fill the row that waits for each criterion, naming evidence in each."""
    criteria = Criterion.objects.filter(published=True).exclude(method="answer")
    for criterion in criteria:
        for field, text in RATING.items():
            page.get_by_label(f"{field.capitalize()}: {criterion.name}", exact=True).fill(text)
        evidence = page.get_by_label(f"Evidence: {criterion.name}", exact=True)
        evidence.select_option(label=["fact-0: Fact 0 about it.", "fact-1: Fact 1 about it."])
    save_and_continue(page)


def test_a_fourth_framework_from_nothing_until_it_leads(editor: Page):
    page = editor
    add_framework(page)
    page.get_by_label("Published").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(
        page.get_by_text("Before it is published, rate it, with a phrase and evidence, on: Ease of starting")
    ).to_be_visible()
    page.get_by_label("Published").first.uncheck()
    rate_on_everything(page)
    assert "bottle" not in catalogue_of(current_edition()).framework_of, "still a draft"
    page.get_by_role("checkbox", name="Published").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    persona = Persona.objects.get(slug="shop")
    page.goto(f"/admin/recommender/persona/{persona.pk}/change/")
    page.get_by_role("group", name="Accepted").get_by_label("Bottle").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/admin/personas/")
    told = page.get_by_role("row", name=persona.name).get_by_role("cell")
    expect(told.nth(0)).to_have_text("Green")
    expect(told.nth(1)).to_have_text("Bottle")

    page.goto("/frameworks/bottle/graphql/")
    expect(page.get_by_role("heading", name="Rated 97 of 100")).to_be_visible()
