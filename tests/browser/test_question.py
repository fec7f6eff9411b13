"""A question: importance in one line, the result on offer, and nothing that is typed gets lost."""

import re

from playwright.sync_api import Page, expect

from recommender.engine.types import Importance
from tests.browser.steps import answered, call_it, choose, finish, importance_line, start
from tests.factories import chosen


def test_importance_is_one_line_that_says_what_is_chosen(visitor: Page):
    start(visitor)
    line = visitor.locator("summary", has_text="Importance:")
    group = visitor.get_by_role("group", name="How much does this matter?")
    assert importance_line(visitor) == "Importance: normal · change"
    assert line.bounding_box()["height"] < 40
    expect(group).to_be_hidden()
    visitor.get_by_label("An online shop").check()
    call_it(visitor, "Double")
    assert importance_line(visitor) == "Importance: double · change"
    visitor.get_by_role("button", name="Continue").click()
    visitor.get_by_role("button", name="Back", exact=True).click()
    expect(group).to_be_hidden()
    assert importance_line(visitor) == "Importance: double · change"


def test_a_must_have_is_offered_only_with_an_answer_that_can_be_one(visitor: Page):
    visitor.goto(answered({}).question_url("pages"))
    must_have = visitor.get_by_label("Must-have")
    visitor.locator("summary", has_text="Importance:").click()
    expect(must_have).to_be_hidden()
    visitor.get_by_label("A few simple pages").check()
    expect(must_have).to_be_hidden()
    visitor.get_by_label("Many pages with forms").check()
    must_have.check()
    visitor.get_by_label("A few simple pages").check()
    expect(visitor.get_by_text("(not possible with this answer)")).to_be_visible()
    visitor.get_by_role("button", name="Continue").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Only “Many pages with forms” can be a must-have.")
    expect(visitor.get_by_label("A few simple pages")).to_be_checked()
    expect(must_have).to_be_checked()
    visitor.get_by_role("group", name="How much does this matter?").get_by_label("Normal").check()
    expect(must_have).to_be_hidden()


def test_importance_is_not_offered_with_an_answer_that_asks_for_nothing(visitor: Page):
    visitor.goto(answered({}).question_url("known"))
    line = visitor.locator("summary", has_text="Importance:")
    visitor.get_by_label("Flask").check()
    expect(line).to_be_visible()
    visitor.get_by_label("Flask").uncheck()
    visitor.get_by_label("None of these").check()
    expect(line).to_be_hidden()


def test_back_keeps_what_was_chosen(visitor: Page):
    start(visitor)
    choose(visitor, "What are you building?", "An online shop")
    visitor.get_by_label("Many pages with forms").check()
    call_it(visitor, "Must-have")
    visitor.get_by_role("button", name="Back", exact=True).click()
    expect(visitor.get_by_label("An online shop")).to_be_checked()
    visitor.get_by_role("button", name="Continue").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("How will the app keep its data?")
    visitor.get_by_role("button", name="Back", exact=True).click()
    expect(visitor.get_by_label("Many pages with forms")).to_be_checked()
    assert importance_line(visitor) == "Importance: must-have · change"


def test_back_says_what_it_cannot_keep_and_still_leads_back(visitor: Page):
    start(visitor)
    choose(visitor, "What are you building?", "An online shop")
    call_it(visitor, "Double")
    visitor.get_by_role("button", name="Back", exact=True).click()
    expect(visitor.get_by_role("alert")).to_contain_text("Nothing was saved yet.")
    assert importance_line(visitor) == "Importance: double · change"
    visitor.get_by_role("link", name="go back without saving this page").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("What are you building?")


def test_skip_says_what_it_does_with_a_chosen_answer(visitor: Page):
    start(visitor)
    warning = visitor.get_by_text("Skip drops your choice; the other buttons keep it.")
    expect(visitor.get_by_text("Skipped questions do not affect the result.")).to_be_visible()
    expect(warning).to_be_hidden()
    visitor.get_by_label("An online shop").check()
    expect(warning).to_be_visible()


def test_a_name_typed_on_the_check_page_is_kept_by_change(visitor: Page):
    visitor.goto(answered({"project": chosen("online-shop")}).check_url())
    visitor.get_by_label("Name of your project").fill("Book shop")
    visitor.get_by_role("button", name="Change “What are you building?”").click()
    choose(visitor, "What are you building?", "A small app or a prototype")
    expect(visitor.get_by_label("Name of your project")).to_have_value("Book shop")
    finish(visitor)
    expect(visitor.get_by_text("Book shop").first).to_be_visible()


def test_enter_in_the_name_finishes(visitor: Page):
    visitor.goto(answered({"project": chosen("online-shop")}).check_url())
    visitor.get_by_label("Name of your project").press("Enter")
    expect(visitor).to_have_url(re.compile("/r/"))


def test_the_offer_of_the_result_takes_along_what_is_chosen(visitor: Page):
    draft = answered({"project": chosen("public-api", importance=Importance.DOUBLE)}, is_short=True)
    visitor.goto(draft.question_url("lifetime"))
    visitor.get_by_label("Five years or more").check()
    visitor.get_by_role("button", name="See the result now").click()
    expect(visitor).to_have_url(re.compile("/r/"))
    draft.refresh_from_db()
    assert draft.answers["lifetime"] == chosen("long")


def test_the_standings_are_folded(visitor: Page):
    visitor.goto(answered({"project": chosen("public-api")}).question_url("pages"))
    table = visitor.get_by_role("table", name="Ranking")
    expect(table).to_be_hidden()
    visitor.get_by_text("Peek at the standings").click()
    expect(table).to_be_visible()
