"""One site for all audits, as it runs in production. `make audit` installs the tools; here nothing is skipped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.server import running_site
from tests.browser.chromium import QUIET, SHELL
from tests.browser.conftest import watched_page


@pytest.fixture(scope="session")
def pages() -> Iterator[dict[str, str]]:
    """The addresses of the site's pages, by name."""
    with running_site() as addresses:
        yield addresses


@pytest.fixture(scope="session")
def editors_pages() -> Iterator[dict[str, str]]:
    """The addresses of the editors' pages, by name."""
    with running_site(story="desk") as addresses:
        yield addresses


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": SHELL, "args": QUIET}


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """A page of somebody who was never here before."""
    yield from watched_page(browser.new_context())
