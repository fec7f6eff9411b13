"""A visitor proposes a value, an editor accepts it with one press, and the next edition has rating and evidence."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from recommender.editions.current import catalogue_of, current_edition
from tests.browser.conftest import signed_in, watched_page
from tests.browser.test_accessibility import assert_accessible

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("few_respondents")]

REASON = "Strawberry keeps a view for it, which the scale puts at 60."


@pytest.fixture
def editor(browser: Browser, site: str, user_in) -> Iterator[Page]:
    """The page of an editor who has signed in."""
    yield from watched_page(signed_in(browser, site, user_in("Editor", "edda")))


def test_a_value_is_proposed_and_accepted_with_one_press(reader: Page, editor: Page):
    cache.clear()
    reader.goto("/frameworks/flask/graphql/")
    before = current_edition().number
    reader.get_by_role("link", name="Propose a value").click()
    expect(reader.get_by_label("Leave this empty")).to_be_hidden()
    reader.get_by_label("Value").first.fill("60")
    reader.get_by_label("At most").fill("70")
    reader.get_by_role("button", name="Send the proposal").click()
    expect(reader.get_by_role("alert")).to_contain_text("Say why the scale gives this value.")
    assert_accessible(reader)
    reader.get_by_label("In a few words").fill("An official view by a library")
    reader.get_by_label("Why is this its place on the scale?").fill(REASON)
    reader.get_by_label("What does your source say?").fill("Strawberry 0.250 documents a view for Flask.")
    reader.get_by_label("Title of the source").fill("Strawberry documentation")
    reader.get_by_label("Its address").fill("docs.example/flask")
    reader.get_by_label("Yes").check()
    reader.get_by_role("button", name="Send the proposal").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you: we have your proposal")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you: we have your proposal")
    assert_accessible(reader)

    editor.goto("/admin/")
    editor.get_by_role("link", name="1 proposed rating waits for a review").click()
    editor.get_by_role("link", name="Flask: GraphQL").click()
    expect(editor.get_by_role("row", name="Why")).to_contain_text(REASON)
    expect(editor.get_by_role("heading", name="What this change would do")).to_be_visible()
    editor.get_by_role("button", name="Accept").click()
    expect(editor.get_by_text("The rating of Flask: GraphQL is 60 now, with its new evidence.")).to_be_visible()

    reader.goto("/frameworks/flask/graphql/")
    expect(reader.get_by_role("heading", name="Rated 60 of 100")).to_be_visible()
    expect(reader.get_by_role("link", name="Strawberry documentation").first).to_be_visible()
    expect(reader.get_by_role("region", name="What was proposed before")).to_contain_text("Accepted on")
    edition = current_edition()
    assert edition.number == before + 1
    assert [entry["who"] for entry in edition.history] == ["edda", "edda"]
    assert "strawberry-documentation" in catalogue_of(edition).framework_of["flask"].rating_of["graphql"].evidence


def test_a_framework_is_suggested_and_becomes_a_draft(reader: Page, editor: Page):
    cache.clear()
    reader.goto("/frameworks/")
    reader.get_by_role("link", name="Suggest a framework").click()
    reader.get_by_label("What is it called?").fill("flask")
    reader.get_by_label("Where can it be found?").fill("bolt.example")
    reader.get_by_label("Why should it be here?").fill("For small APIs; ten people keep it up.")
    reader.get_by_role("button", name="Send the suggestion").click()
    expect(reader.get_by_role("link", name="here is its page")).to_be_visible()
    assert_accessible(reader)
    reader.get_by_label("What is it called?").fill("Bolt")
    reader.get_by_role("button", name="Send the suggestion").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you: we have your suggestion")

    editor.goto("/admin/recommender/frameworksuggestion/")
    editor.get_by_role("link", name="Bolt", exact=True).click()
    editor.get_by_label("Status").select_option("Accepted")
    editor.get_by_label("Answer").fill("Thank you: we rate it.")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text("“Bolt” is accepted. This is its draft")).to_be_visible()
    reader.goto("/suggest/")
    expect(reader.get_by_role("region", name="What was suggested before")).to_contain_text("Thank you: we rate it.")
