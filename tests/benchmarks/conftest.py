"""Reports what the benchmarks measured when they are done: `make bench`."""

import pytest

from recommender.engine.types import Catalogue


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config) -> None:
    """Print the table; write it down too if all benchmarks ran and none failed."""
    if not (benchmarks := config._benchmarksession.benchmarks):
        return
    from tests.benchmarks import report  # matplotlib: only where something was measured

    terminalreporter.section("speed")
    terminalreporter.write_line("\n".join(report.as_text(benchmarks)))
    if not (exitstatus or config.getoption("keyword")):
        report.write(benchmarks)
        terminalreporter.write_line("Written to docs/speed.md and docs/speed-growth.svg.")


@pytest.fixture(scope="session")
def catalogue(shipped: Catalogue) -> Catalogue:
    """The shipped catalogue, as long as the tests of this folder state its figures."""
    return shipped
