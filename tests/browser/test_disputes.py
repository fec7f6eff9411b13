"""A visitor disputes a rating, a reviewer settles it, and everybody can read it; and the evidence desk in a browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from recommender.models import Evidence
from tests.browser.conftest import signed_in, watched_page
from tests.browser.test_accessibility import assert_accessible

pytestmark = pytest.mark.slow

WORDS = "Strawberry has an official Flask view, so this should be more."


@pytest.fixture
def reviewer(browser: Browser, site: str, user_in) -> Iterator[Page]:
    """The page of a reviewer who has signed in."""
    yield from watched_page(signed_in(browser, site, user_in("Reviewer")))


def test_a_rating_is_disputed_settled_and_shown(visitor: Page, reviewer: Page):
    cache.clear()
    visitor.goto("/criteria/graphql/")
    visitor.get_by_role("link", name="Dispute this rating of Flask on GraphQL").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Flask: GraphQL")
    expect(visitor.get_by_label("Leave this empty")).to_be_hidden()
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("alert")).to_contain_text("Say what is wrong with the rating.")
    visitor.get_by_label("What is wrong?").fill(WORDS)
    visitor.get_by_label("Where can it be read?").fill("strawberry.example/flask")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Thank you: we have your words")
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Thank you: we have your words")

    reviewer.goto("/admin/recommender/dispute/")
    expect(reviewer.get_by_role("row", name=WORDS)).to_have_count(1)
    reviewer.get_by_role("link", name="Flask: GraphQL").click()
    expect(reviewer.get_by_role("link", name="https://strawberry.example/flask")).to_be_visible()
    reviewer.get_by_label("Status").select_option("Accepted")
    reviewer.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.get_by_text("To settle a dispute, say in the answer what you found.")).to_be_visible()
    reviewer.get_by_label("Answer").fill("You are right: raised to 60.")
    reviewer.get_by_role("button", name="Save", exact=True).click()
    expect(reviewer.get_by_text("0 disputes")).to_be_visible()

    visitor.goto("/frameworks/flask/")
    visitor.get_by_role("link", name="Disputed and accepted on").click()
    section = visitor.get_by_role("region", name="What was said against it")
    expect(section).to_contain_text(WORDS)
    expect(section).to_contain_text("You are right: raised to 60.")


def test_the_pages_of_a_dispute_are_accessible(reader: Page):
    cache.clear()
    reader.goto("/frameworks/flask/graphql/")
    reader.get_by_label("What is wrong?").fill("no")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_be_visible()
    assert_accessible(reader)
    reader.get_by_label("What is wrong?").fill(WORDS)
    reader.get_by_role("button", name="Send").click()
    assert_accessible(reader)


def test_old_evidence_is_checked_today_for_many_at_once(reviewer: Page):
    old = [row.pk for row in Evidence.objects.filter(framework__slug="flask").order_by("pk")[:3]]
    Evidence.objects.filter(pk__in=old).update(checked=timezone.localdate() - timedelta(days=500))
    reviewer.goto("/admin/recommender/evidence/")
    reviewer.get_by_role("link", name="Old: over 12 months").click()
    expect(reviewer.get_by_text("16 months ago")).to_have_count(3)
    reviewer.get_by_role("checkbox", name="Select all").check()
    action = "Checked today: each still says what its source says"
    reviewer.get_by_role("combobox", name="Action").select_option(label=action)
    reviewer.get_by_label("Why").fill("Compared with the new documentation.")
    reviewer.get_by_role("button", name="Go").click()
    expect(reviewer.get_by_text("3 marked as checked today.")).to_be_visible()
    expect(reviewer.get_by_text("0 evidence")).to_be_visible()
