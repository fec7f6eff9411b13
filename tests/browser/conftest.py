"""A real browser on a running site. Skipped, with the reason, where there is no browser."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import QUIET, SHELL

# Playwright's synchronous API keeps an event loop in this thread; Django need not worry about it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHELL is None:
        reason = "no browser: install Debian's with “apt-get install chromium”"
        for item in items:
            if "tests/browser" in str(item.path):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": SHELL, "args": QUIET}


@pytest.fixture
def site(live_server: LiveServer, settings, loaded) -> str:
    """The address of a running site with the catalogue of the tests, which tells of itself all that it can."""
    settings.PUBLIC_URL = live_server.url
    settings.OPERATOR, settings.CONTACT = "Example Association", "help@advisor.example"
    settings.SOURCE_URL = "https://code.example/advisor"
    return live_server.url


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def visitor(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visitor's page; the test runs with JavaScript and without."""
    context = browser.new_context(base_url=site, java_script_enabled=request.param == "with JavaScript")
    yield from watched_page(context)


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Page]:
    """A page with JavaScript."""
    yield from watched_page(browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"]))


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page as narrow as the narrowest phone, 320 pixels."""
    yield from watched_page(browser.new_context(base_url=site, viewport={"width": 320, "height": 640}, has_touch=True))


@pytest.fixture
def editor(browser: Browser, site: str, admin_user: User) -> Iterator[Page]:
    """The page of an editor who has signed in and may do everything, with JavaScript."""
    yield from watched_page(signed_in(browser, site, admin_user))


def signed_in(browser: Browser, site: str, user: User, **options: Any) -> BrowserContext:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(base_url=site, **options)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context


def watched_page(context: BrowserContext) -> Iterator[Page]:
    """A page that complains when it is done if it logged an error or asked another host for anything."""
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: None if is_local(sent.url) else complaints.append(f"asked for {sent.url}"))
    yield page
    context.close()
    expected = "the server responded with a status of 4"
    assert [complaint for complaint in complaints if expected not in complaint] == []


def is_local(address: str) -> bool:
    return address.startswith(("http://localhost", "data:", "blob:"))
