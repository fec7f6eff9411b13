"""An editor looks before saving: what a change would do, and what somebody else did meanwhile."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from recommender.editions.current import current_edition
from recommender.models import Criterion, Framework, Rating
from tests.browser.conftest import signed_in
from tests.browser.steps import recommend_an_api
from tests.browser.test_admin_accessibility import assert_accessible

pytestmark = pytest.mark.slow


def weight_field(page: Page, criterion: str):
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=criterion, exact=True))
    return row.locator("input[name$='-weight']")


def test_a_weight_is_raised_previewed_and_saved_with_a_reason(editor: Page):
    page = editor
    page.goto("/admin/recommender/criterion/")
    weight_field(page, "Ease of starting").fill("80")
    page.get_by_label("Why").fill("Beginners first")
    page.get_by_role("button", name="Preview").click()
    panel = page.get_by_role("region", name="What this change would do")
    expect(panel).to_be_focused()
    expect(panel.get_by_text("Nothing is saved yet.")).to_be_visible()
    expect(panel.get_by_role("row", name="Online shop with a back office").get_by_text("turns red")).to_be_visible()
    expect(panel.get_by_role("row", name=re.compile("^Flask"))).to_contain_text("+")
    expect(panel.get_by_text("There are no finished results yet.")).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(weight_field(page, "Ease of starting")).to_have_value("80")
    assert Criterion.objects.get(slug="learning-ease").weight == 10
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 criterion was changed successfully.")).to_be_visible()
    assert current_edition().history[-1]["why"] == "Beginners first"


def test_two_editors_on_one_page(editor: Page, browser: Browser, site: str, django_user_model):
    """The first works without JavaScript and comes too late: sees both texts, takes one over and keeps the other."""
    ann = signed_in(browser, site, django_user_model.objects.create_superuser("ann"), java_script_enabled=False)
    page, other = ann.new_page(), editor
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    address = f"/admin/recommender/rating/{rating.pk}/change/"
    page.goto(address)
    other.goto(address)
    other.get_by_label("Value").fill("45")
    other.get_by_label("Rationale").fill("There are two libraries now.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("was changed successfully")).to_be_visible()

    page.get_by_label("Value").fill("42")
    page.get_by_role("button", name="Save", exact=True).click()
    clash = page.get_by_role("region", name="Error: somebody else saved meanwhile")
    expect(clash.get_by_text("Flask: GraphQL was changed by admin")).to_be_visible()
    expect(page.get_by_text("Stored now: 45")).to_be_visible()
    expect(page.get_by_text("Stored now: There are two libraries now.")).to_be_visible()
    expect(page.get_by_label("Value")).to_have_value("42")
    expect(page.get_by_label("Rationale")).not_to_have_value("There are two libraries now.")
    page.get_by_label("Rationale").fill("There are two libraries now.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="What this change would do")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    ann.close()
    rating.refresh_from_db()
    assert (rating.value, rating.rationale) == (42, "There are two libraries now.")


def test_deleting_shows_first_whom_it_would_move(editor: Page):
    page = editor
    recommend_an_api(page)
    page.goto(f"/admin/recommender/framework/{Framework.objects.get(slug='fastapi').pk}/delete/")
    panel = page.get_by_role("region", name="What this change would do")
    expect(panel.get_by_text("Nothing is deleted yet.")).to_be_visible()
    expect(panel.get_by_text("1 would change who leads")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Why").fill("No longer kept up")
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_text("was deleted successfully")).to_be_visible()
    assert current_edition().history[-1]["why"] == "No longer kept up"
