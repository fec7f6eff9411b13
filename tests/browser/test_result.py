"""What people do with a result: compare any two, change one answer, manage it, run it again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor import evaluations
from recommender.engine.types import Importance
from recommender.models import Criterion
from tests.browser.steps import (
    AN_API,
    answered,
    check_answers,
    choose,
    expect_winner,
    finish,
    importance_line,
    recommend_an_api,
    unfold,
)
from tests.factories import chosen


def test_any_two_frameworks_can_be_compared(visitor: Page):
    recommend_an_api(visitor)
    expect(visitor.get_by_role("heading", name="Why FastAPI beats Flask")).to_be_visible()
    unfold(visitor, "Why FastAPI beats Flask")
    visitor.get_by_label("Compare", exact=True).select_option("Django")
    visitor.get_by_role("button", name="Show").click()
    expect(visitor.get_by_role("heading", name="Why Flask beats Django")).to_be_visible()
    visitor.get_by_label("with", exact=True).select_option("Flask")
    visitor.get_by_role("button", name="Show").click()
    expect(visitor.get_by_text("Choose two different frameworks of this result.")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Why FastAPI beats Flask")).to_be_visible()


def test_one_answer_is_changed_in_a_copy(visitor: Page):
    original = recommend_an_api(visitor)
    unfold(visitor, "Your answers")
    visitor.get_by_role("link", name="Change “What should the API speak?”").click()
    expect(visitor.get_by_text("It opens at “What should the API speak?”.")).to_be_visible()
    visitor.get_by_role("button", name="Make a copy").click()
    expect(visitor.get_by_label("JSON with an OpenAPI description")).to_be_checked()
    assert importance_line(visitor) == "Importance: must-have · change"
    choose(visitor, "What should the API speak?", "GraphQL", importance="Normal")
    assert visitor.url != original
    visitor.goto(original)
    unfold(visitor, "Your answers")
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


def test_ratings_fold_and_lead_to_their_pages_with_the_keyboard(reader: Page):
    recommend_an_api(reader)
    ratings = reader.get_by_role("region", name=re.compile("All ratings"))
    rating = ratings.get_by_role("row", name=re.compile("API tooling")).get_by_role("link", name="90")
    expect(rating).to_be_hidden()
    fold = reader.locator("summary", has_text="All ratings")
    fold.focus()
    reader.keyboard.press("Enter")
    rating.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("FastAPI: API tooling (OpenAPI)")
    expect(reader.get_by_text("Documented:").first).to_be_visible()
    reader.go_back()
    unfold(reader, "All ratings")
    fold.focus()
    reader.keyboard.press("Enter")
    expect(rating).to_be_hidden()


def test_what_would_let_another_win_can_be_tried_at_once(visitor: Page):
    recommend_an_api(visitor)
    others = visitor.get_by_role("region", name="When would another win?")
    others.get_by_role("link", name=re.compile("^Try it for ")).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(re.compile("What if|Change an answer"))


def test_a_must_have_that_nobody_meets_is_relaxed_with_one_button(visitor: Page):
    impossible = AN_API | {"pages": chosen("many", importance=Importance.MUST_HAVE)}
    visitor.goto(evaluations.finish(answered(impossible).edit_key, "").result_url())
    expect(visitor.get_by_role("heading", level=1)).to_have_text("No framework meets all your must-haves.")
    expect(visitor.get_by_text("came first in")).to_have_count(0)
    visitor.get_by_role("link", name="Relax this for Django").click()
    expect(visitor.locator("#outcome").get_by_role("heading")).to_have_text(re.compile("^(Use|Probably) Django"))
    expect(visitor.get_by_text("Nobody meets every must-have; now Django leads.")).to_be_visible()


@pytest.mark.usefixtures("transactional_db")
def test_run_again_on_todays_catalogue(visitor: Page):
    check_answers(visitor, "public-api")
    finish(visitor)
    expect(visitor.get_by_text("ratings up to date")).to_be_visible()
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
