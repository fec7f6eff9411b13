"""Whole journeys: a visitor from the first question to the shared result, and an editor who changes a weight."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor import evaluations
from recommender.editions.current import current_edition, replace_catalogue
from recommender.engine.types import Answers, Catalogue
from recommender.models import Framework
from tests.advisor.twelve import with_three_best_known
from tests.browser.steps import (
    AN_API,
    answered,
    check_answers,
    choose,
    expect_winner,
    finish,
    recommend_an_api,
    settle_in_a_short_run,
    settled_short_run,
    start,
)
from tests.factories import chosen


@pytest.fixture
def twelve(site: str, catalogue: Catalogue) -> None:
    """Twelve published frameworks, three of them best known."""
    replace_catalogue(with_three_best_known(catalogue))


def result_of(given: Answers) -> str:
    return evaluations.finish(answered(given).edit_key, "").result_url()


def test_from_the_first_question_to_a_shared_result(visitor: Page, browser: Browser):
    start(visitor)
    choose(visitor, "What are you building?", "An online shop")
    choose(visitor, "Will the app show web pages", "Many pages with forms", importance="Double")
    choose(visitor, "How will the app keep its data?", "In a database of its own, with tables")
    choose(visitor, "Will staff look after records", "Every day", importance="Must-have")
    choose(visitor, "Which of these does your team know well?", "Django", "Flask")
    choose(visitor, "Do you want to choose the parts yourself?", "No, they should come together")
    choose(visitor, "How long will the project live?", "Five years or more")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Check your answers")
    address = finish(visitor, "Book shop 📚")
    expect_winner(visitor, "Django")
    expect(visitor.get_by_text("Book shop 📚")).to_be_visible()
    expect(visitor.get_by_text("FastAPI misses your must-have “Every day”")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Why Django beats Flask")).to_be_visible()

    friend = browser.new_context().new_page()
    friend.goto(address)
    expect_winner(friend, "Django")
    assert friend.context.cookies() == []


def test_an_answer_can_be_changed_from_the_check_page(visitor: Page):
    check_answers(visitor, "online-shop")
    visitor.get_by_role("button", name="Change “What are you building?”").click()
    expect(visitor.get_by_label("An online shop")).to_be_checked()
    choose(visitor, "What are you building?", "An API for others")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("What should the API speak?")
    visitor.get_by_role("button", name="Skip").click()
    finish(visitor)
    expect_winner(visitor, "FastAPI")


def test_the_browsers_back_button_keeps_what_was_answered(visitor: Page):
    start(visitor)
    choose(visitor, "What are you building?", "A small app or a prototype")
    choose(visitor, "Will the app show web pages", "Many pages with forms")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("How will the app keep its data?")
    visitor.go_back()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Will the app show web pages with forms?")
    visitor.get_by_role("button", name="Back", exact=True).click()
    expect(visitor.get_by_label("A small app or a prototype")).to_be_checked()


def test_a_forgotten_answer_is_told_in_a_summary_that_has_the_focus(visitor: Page):
    start(visitor)
    visitor.get_by_role("button", name="Continue").click()
    summary = visitor.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(visitor).to_have_title(re.compile("^Error: What are you building?"))
    message = visitor.locator(".options .field-error").bounding_box()
    choices = [choice.bounding_box() for choice in visitor.locator(".options .option").all()]
    assert message
    assert all(choice and message["y"] + message["height"] <= choice["y"] for choice in choices)
    summary.get_by_role("link", name="Choose an answer, or skip the question.").click()
    expect(visitor).to_have_url(re.compile("#id_choice_0$"))


def test_finishing_without_an_answer(visitor: Page):
    visitor.goto(answered({}).check_url())
    visitor.get_by_role("button", name="See the result").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Answer at least one question first.")


def test_a_finished_run_can_be_continued_as_a_copy(visitor: Page):
    original = recommend_an_api(visitor)
    visitor.get_by_role("link", name="Change answers").click()
    visitor.get_by_role("button", name="Make a copy").click()
    visitor.get_by_role("button", name="Change “What are you building?”").click()
    choose(visitor, "What are you building?", "An online shop")
    copy = finish(visitor)
    assert copy != original
    expect_winner(visitor, "Django")
    visitor.goto(original)
    expect_winner(visitor, "FastAPI")


def test_the_whole_run_with_the_keyboard_only(reader: Page):
    def press_enter() -> None:
        with reader.expect_navigation():
            reader.keyboard.press("Enter")

    reader.goto("/")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to the content")).to_be_focused()
    reader.get_by_role("button", name="Start", exact=True).focus()
    press_enter()
    reader.get_by_label("An online shop").focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("ArrowDown")
    expect(reader.get_by_label("An API for others")).to_be_checked()
    press_enter()
    while not reader.url.endswith("/check/"):
        reader.get_by_role("button", name="Skip").focus()
        press_enter()
    reader.get_by_label("Name of your project").focus()
    reader.keyboard.type("By hand")
    press_enter()
    expect_winner(reader, "FastAPI")


def test_the_link_can_be_copied(reader: Page):
    address = recommend_an_api(reader)
    reader.get_by_text("Share", exact=True).click()
    reader.get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status").first).to_have_text("Link copied.")
    assert reader.evaluate("navigator.clipboard.readText()") == address


def test_nothing_is_wider_than_a_narrow_phone(phone: Page):
    def fits() -> None:
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320, phone.url

    start(phone)
    fits()
    choose(phone, "What are you building?", "An API for others")
    phone.get_by_role("button", name="Continue").click()
    fits()
    draft = answered(AN_API)
    phone.goto(draft.check_url())
    fits()
    result = finish(phone, "A project with a name as long as it may be, and without a break: " + "x" * 15)
    for summary in phone.locator("summary").all():
        if summary.is_visible():
            summary.click()
    fits()
    own = (f"{result}what-if/", f"{result}change/", f"{result}today/", draft.owner_url(), f"{draft.owner_url()}delete/")
    catalogue = ("/", "/frameworks/", "/frameworks/fastapi/", "/criteria/api-tooling/", "/method/", "/nowhere/")
    for address in (*own, *catalogue, "/compare/", "/insights/", "/privacy/", "/accessibility/", "/licences/"):
        phone.goto(address)
        fits()


def test_a_long_word_in_the_footer_or_in_an_edition_makes_no_page_wider_than_a_narrow_phone(phone: Page, settings):
    settings.OPERATOR = long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant"
    phone.goto("/")
    expect(phone.get_by_text(f"Run by {long}")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    flask = Framework.objects.get(slug="flask")
    flask.name = long
    flask.save()
    current_edition()
    flask.summary = "It is small."
    flask.save()
    phone.goto(f"/editions/{current_edition().number}/")
    expect(phone.get_by_role("heading", name=long)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.usefixtures("transactional_db")
def test_an_editor_changes_a_weight_and_the_next_result_follows(
    reader: Page, browser: Browser, site: str, django_user_model
):
    django_user_model.objects.create_superuser("editor", "editor@advisor.test", "a long enough password")

    def ask(page: Page) -> str:
        check_answers(page, "public-api")
        return finish(page)

    old_link = ask(reader)
    expect_winner(reader, "FastAPI")
    before = reader.get_by_role("region", name="Verdict").inner_html()

    editor = browser.new_context(base_url=site).new_page()
    editor.goto("/admin/recommender/criterion/")
    editor.get_by_label("Username").fill("editor")
    editor.get_by_label("Password").fill("a long enough password")
    editor.get_by_role("button", name="Log in").click()
    editor.get_by_role("row", name="Lightness").get_by_role("spinbutton").first.fill("400")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("1 criterion was changed successfully.")).to_be_visible()

    new_link = ask(reader)
    expect_winner(reader, "Flask")
    expect(reader.get_by_text("edition 2", exact=True).filter(visible=True)).to_be_visible()
    reader.goto(old_link)
    expect(reader.get_by_role("heading", name="The catalogue has changed since")).to_be_visible()
    assert reader.get_by_role("region", name="Verdict").inner_html() == before
    assert new_link != old_link


def test_a_short_run_ends_when_it_is_settled(visitor: Page):
    assert settle_in_a_short_run(visitor) == 5, "what the team knows can no longer change who leads"
    expect(visitor.get_by_text("No remaining answer can change the winner.")).to_be_visible()
    finish(visitor)


def test_a_settled_question_offers_the_result_at_once(visitor: Page):
    settled_short_run(visitor)
    visitor.goto(visitor.url.replace("/check/", "/lifetime/"))
    visitor.get_by_role("button", name="See the result now").click()
    expect_winner(visitor, "FastAPI")


def test_all_frameworks_can_be_asked_at_the_start_and_afterwards(visitor: Page, twelve: None):
    visitor.goto("/")
    visitor.get_by_label("Compare all twelve frameworks, not only the three best known").check()
    visitor.get_by_role("button", name="Start", exact=True).click()
    visitor.get_by_label("An API for others").check()
    visitor.get_by_role("button", name="Continue").click()
    visitor.goto(visitor.url.rsplit("/", 2)[0] + "/check/")
    expect(visitor.get_by_text("All twelve frameworks are compared.")).to_be_visible()
    visitor.get_by_label("Name of your project").fill("Partner API")
    visitor.get_by_role("button", name="Compare only the three best known").click()
    expect(visitor.get_by_text("The three best known are compared.")).to_be_visible()
    expect(visitor.get_by_label("Name of your project")).to_have_value("Partner API")
    first = finish(visitor)
    verdict = visitor.get_by_role("region", name="Verdict")
    expect(verdict.get_by_role("row")).to_have_count(1 + 3)
    visitor.get_by_role("link", name="ask the same of all twelve").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ask the same of all twelve")
    visitor.get_by_role("button", name="Make a copy").click()
    expect(visitor.get_by_role("button", name="Change “What are you building?”")).to_be_visible()
    assert finish(visitor) != first
    expect(verdict.get_by_text("7 more")).to_be_visible()
    expect(visitor.get_by_role("link", name="ask the same of the three best known")).to_be_visible()


def test_what_may_serve_better_than_any_framework_is_said_quietly(visitor: Page):
    visitor.goto(result_of({"project": chosen("frontend-service"), "data": chosen("hardly-any")}))
    said = visitor.get_by_text("Perhaps you need none of these.")
    expect(said).to_contain_text("Plain files: if nothing is ever kept, a web server alone will do.")
    expect(said.get_by_role("link", name="Plain files")).to_have_attribute("href", "https://files.example/docs/")
    visitor.goto(result_of({"project": chosen("frontend-service"), "data": chosen("relational")}))
    expect(said).not_to_be_visible()
