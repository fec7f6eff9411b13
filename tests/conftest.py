"""What all tests share."""

from collections.abc import Iterator

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

from recommender.catalogue_files import SHIPPED, read_files
from recommender.editions import count_change
from recommender.engine.types import Catalogue
from recommender.writing import write_catalogue

FIGURE = "figure"
"""The name of a recorded property that is shown when all tests are done."""

settings.register_profile("advisor", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("advisor")
# For `make mutants`, which runs the tests of the engine thousands of times: fewer examples, none of them made smaller.
settings.register_profile(
    "mutants", settings.get_profile("advisor"), max_examples=15, phases=[Phase.explicit, Phase.generate]
)


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The shipped catalogue, from its files."""
    return read_files(SHIPPED)


@pytest.fixture
def loaded(db: None, shipped: Catalogue) -> None:
    """The shipped catalogue in the database."""
    write_catalogue(shipped)
    count_change()


@pytest.fixture
def without_coverage() -> Iterator[None]:
    """Coverage is not measured meanwhile, which makes long computations four times as fast."""
    measured = Coverage.current()
    if measured:
        measured.stop()
    yield
    if measured:
        measured.start()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    figures = [value for report in reports for name, value in report.user_properties if name == FIGURE]
    if figures:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(dict.fromkeys(figures)))
