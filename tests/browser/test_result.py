"""What people do with a result: compare any two, change one answer, manage it, run it again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from recommender.models import Criterion
from tests.browser.steps import check_answers, choose, expect_winner, finish, importance_line, recommend_an_api


def test_any_two_frameworks_can_be_compared(visitor: Page):
    recommend_an_api(visitor)
    expect(visitor.get_by_role("heading", name="Why FastAPI before Flask")).to_be_visible()
    visitor.get_by_label("Compare", exact=True).select_option("Django")
    visitor.get_by_role("button", name="Show").click()
    expect(visitor.get_by_role("heading", name="Why Flask before Django")).to_be_visible()
    visitor.get_by_label("with", exact=True).select_option("Flask")
    visitor.get_by_role("button", name="Show").click()
    expect(visitor.get_by_text("Choose two different frameworks of this result.")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Why FastAPI before Flask")).to_be_visible()


def test_one_answer_is_changed_in_a_copy(visitor: Page):
    original = recommend_an_api(visitor)
    visitor.get_by_role("link", name="Change “What should the API speak?”").click()
    expect(visitor.get_by_text("It opens at “What should the API speak?”.")).to_be_visible()
    visitor.get_by_role("button", name="Make a copy").click()
    expect(visitor.get_by_label("JSON with an OpenAPI description")).to_be_checked()
    assert importance_line(visitor) == "Importance: must-have · change"
    choose(visitor, "What should the API speak?", "GraphQL", importance="Normal")
    assert visitor.url != original
    visitor.goto(original)
    expect(visitor.get_by_text("JSON with an OpenAPI description Must-have")).to_be_visible()


def test_the_owner_names_annotates_and_deletes_a_result(visitor: Page, browser: Browser):
    check_answers(visitor, "public-api")
    private = visitor.get_by_role("link", name=re.compile("advise")).inner_text()
    result = finish(visitor)
    visitor.goto(private)
    visitor.get_by_label("Name of your project").fill("Partner API")
    visitor.get_by_label("Note", exact=True).fill("To be decided in May.\nBy us.")
    visitor.get_by_role("button", name="Save").click()
    expect(visitor.get_by_text("Saved.")).to_be_visible()
    visitor.get_by_role("link", name="See the result").click()
    expect(visitor.get_by_text("To be decided in May.")).to_be_visible()
    visitor.goto(private)
    visitor.get_by_role("link", name="Delete this result for good").click()
    expect(visitor.get_by_text("Nobody can bring it back.")).to_be_visible()
    visitor.get_by_role("button", name="Delete for good").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("This result was deleted")
    friend = browser.new_context().new_page()
    assert friend.goto(result).status == 410


def test_groups_fold_and_ratings_open_with_the_keyboard(reader: Page):
    recommend_an_api(reader)
    table = reader.get_by_role("region", name=re.compile("Ratings side by side"))
    rating = table.get_by_role("row", name=re.compile("API tooling")).locator("summary").first
    rating.focus()
    reader.keyboard.press("Enter")
    expect(table.get_by_text("Documented:").first).to_be_visible()
    group = table.locator("summary", has_text="APIs")
    group.focus()
    reader.keyboard.press("Enter")
    expect(rating).to_be_hidden()


@pytest.mark.usefixtures("transactional_db")
def test_run_again_on_todays_catalogue(visitor: Page):
    check_answers(visitor, "public-api")
    finish(visitor)
    expect(visitor.get_by_text("unchanged since")).to_be_visible()
    criterion = Criterion.objects.get(slug="lightness")
    criterion.weight = 400
    criterion.save()
    visitor.reload()
    expect_winner(visitor, "FastAPI")
    visitor.get_by_role("link", name="Run again with today’s catalogue").click()
    expect(visitor.get_by_text("Flask would lead instead of FastAPI.", exact=False)).to_be_visible()
    visitor.get_by_role("link", name="Make a copy with today’s catalogue").click()
    visitor.get_by_role("button", name="Make a copy").click()
    finish(visitor)
    expect_winner(visitor, "Flask")
