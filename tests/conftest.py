"""What all tests share."""

import pytest
from hypothesis import settings

from recommender.catalogue_files import SHIPPED, read_files
from recommender.editions import count_change
from recommender.engine.types import Catalogue
from recommender.writing import write_catalogue

FIGURE = "figure"
"""The name of a recorded property that is shown when all tests are done."""

settings.register_profile("advisor", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("advisor")


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The shipped catalogue, from its files."""
    return read_files(SHIPPED)


@pytest.fixture
def loaded(db: None, shipped: Catalogue) -> None:
    """The shipped catalogue in the database."""
    write_catalogue(shipped)
    count_change()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    figures = [value for report in reports for name, value in report.user_properties if name == FIGURE]
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(dict.fromkeys(figures)))
