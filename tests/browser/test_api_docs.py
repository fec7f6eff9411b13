"""The page that describes the API: somebody tries an address; without JavaScript it says where the description is."""

import json

import pytest
from playwright.sync_api import Page, expect


def test_an_address_can_be_tried(phone: Page):
    phone.goto("/api/docs")
    phone.get_by_role("button", name="Try answers").click()
    phone.get_by_role("button", name="Try it out").click()
    with phone.expect_response("**/api/v1/recommend") as answered:
        phone.get_by_role("button", name="Execute").click()
    assert answered.value.status == 200
    assert json.loads(answered.value.text())["leaders"] == ["fastapi"]
    expect(phone.get_by_text("Use FastAPI")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("visitor", ["without JavaScript"], indirect=True)
def test_without_javascript_it_says_what_to_do(visitor: Page):
    visitor.goto("/api/docs")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The API")
    visitor.get_by_role("link", name="openapi.json").first.click()
    expect(visitor.locator("body")).to_contain_text("/api/v1/results/{share_id}")
