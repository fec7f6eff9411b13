"""The editors' page of a framework: everything on it can be reached without scrolling sideways."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser

from recommender.models import Framework
from tests.browser.conftest import signed_in, watched_page
from tests.recommender.admin.forms import address

RIGHT_EDGES = "group => [...group.querySelectorAll('input, a, label, .help')].map(e => e.getBoundingClientRect().right)"
FONT = "field => getComputedStyle(field).fontFamily"


@pytest.mark.parametrize("width", [1280, 390])
def test_sources_and_known_users_fit_and_code_looks_like_code(
    browser: Browser, site: str, admin_user: User, width: int
):
    for page in watched_page(signed_in(browser, site, admin_user, viewport={"width": width, "height": 900})):
        page.goto(address(Framework.objects.get(slug="flask")))
        for group in ("further_reading", "known_users"):
            rows = page.locator(f"#{group}-group")
            box = rows.bounding_box()
            assert box
            assert max(rows.evaluate(RIGHT_EDGES)) <= box["x"] + box["width"] <= width
            for name in ("url", "position"):
                assert page.locator(f"#id_{group}-0-{name}").is_visible()
            # Room for an address of 40 letters.
            assert page.locator(f"#id_{group}-0-url").evaluate("field => field.clientWidth") >= 290
        for name in ("install", "first_page_commands", "first_page_code", "first_page_serve"):
            assert "mono" in page.locator(f"#id_{name}").evaluate(FONT).lower()
