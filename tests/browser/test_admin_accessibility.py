"""axe-core finds nothing on any page of the admin, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site_settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import get_resolver, reverse
from playwright.sync_api import Browser, Page, expect

from recommender.admin_site import PAGES
from recommender.models import Dispute, Framework
from tests.browser.conftest import signed_in, watched_page
from tests.editors_pages import FILES, MODELS, address, address_of_model, own_pages, populate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("few_respondents")]

PASSWORD = "correct horse battery staple"
MODEL_PAGES = ("changelist", "add", "change", "delete", "history")
# Tested by the first test, reached in other ways, or no pages.
SIGNING_IN = {"login", "logout", "index", "password_change", "password_change_done"}
NO_PAGES = {"jsi18n", "autocomplete", "view_on_site", *FILES}


# Axe would load Django's style sheets once more, as inline styles, which our policy forbids.
ALL_RULES = {"preload": False, "resultTypes": ["violations"]}
COLOURS = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}


def assert_accessible(page: Page, *, in_dark: bool = True) -> None:
    """In light, everything; in dark, what depends on colours."""
    for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS))[: 1 + in_dark]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, f"{page.url} ({scheme})\n{found.generate_report()}"


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row of a list is like the next."""
    for page in admin.site._registry.values():
        monkeypatch.setattr(page, "list_per_page", 3)


def test_signing_in_and_out(reader: Page):
    """Home, a refused password, a new password, the way out, and being locked out."""
    page = reader
    User.objects.create_superuser("ada", password=PASSWORD)
    page.goto(reverse("admin:index"))
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert_accessible(page)
    sign_in(page, "wrong")
    expect(page.get_by_text("Please enter the correct username and password")).to_be_visible()
    assert_accessible(page)
    sign_in(page, PASSWORD)
    expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Change password").click()
    assert_accessible(page)
    page.get_by_label("Old password").fill(PASSWORD)
    for label in ("New password:", "New password confirmation:"):
        page.get_by_label(label).fill("another long passphrase")
    page.get_by_role("button", name="Change my password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Password change successful")
    assert_accessible(page)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logged out")
    assert_accessible(page)
    page.goto(reverse("admin:login"))
    for _ in range(site_settings.LIMITS["sign-in"][0]):
        sign_in(page, "wrong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many wrong passwords")
    expect(page.get_by_text("Try again in 15 minutes.")).to_be_visible()
    assert_accessible(page)


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("part", range(3))
def test_the_pages_of_every_model(editor: Page, short_lists: None, part: int):
    """In three parts, so that both cores have something to do. Deleting and histories look the same for all models."""
    populate()
    for model in MODELS[part::3]:
        for name in MODEL_PAGES:
            answer = editor.goto(address_of_model(model, name))
            assert answer
            if answer.status != 403:  # which says that not even a superuser may do it
                assert_accessible(editor, in_dark=name in {"changelist", "change"} or model is Framework)


def test_our_own_pages(editor: Page):
    populate()
    for page in own_pages():
        editor.goto(address(page))
        assert_accessible(editor)
    for url in (reverse("admin:app_list", args=["recommender"]), reverse("admin:auth_user_password_change", args=[1])):
        editor.goto(url)
        assert_accessible(editor)
    editor.goto(address_of_model(Dispute, "changelist"))
    editor.get_by_label("Select all objects on this page for an action").check()
    editor.get_by_label("Action:").select_option("delete_selected")
    editor.get_by_role("button", name="Go").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Delete multiple objects")
    assert_accessible(editor)


def test_a_narrow_phone_scrolls_no_page_sideways(browser: Browser, site: str, admin_user: User):
    populate()
    context = signed_in(browser, site, admin_user, viewport={"width": 320, "height": 640}, has_touch=True)
    for page in watched_page(context):
        wide = {}
        for url in (
            reverse("admin:index"),
            *map(address, own_pages()),
            *(address_of_model(m, "change") for m in MODELS),
        ):
            page.goto(url)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                wide[url] = width
        assert wide == {}


def test_every_page_of_the_admin_is_in_this_test():
    names = {name for name in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(name, str)}
    models = {f"{model._meta.app_label}_{model._meta.model_name}_{page}" for model in MODELS for page in MODEL_PAGES}
    own = {page.name for page in PAGES}
    assert names == SIGNING_IN | NO_PAGES | models | own | {"app_list", "auth_user_password_change"}
