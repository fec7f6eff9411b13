"""One site for all faults: `make test-faults` starts it, breaks it in one way after the other, and tells how it did."""

import shutil
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.faults.client import Client, Way
from tests.faults.load import Load
from tests.faults.report import PAGE, Row, lines, write
from tests.faults.site import Site, versions
from tests.faults.visitor import Visitor

ROWS = pytest.StashKey[list[Row]]()
ALL = ["tests/faults"]
BEFORE, AFTER = 1.0, 1.5
"""Seconds of load before a fault, and after it is over."""
COUNTED = """
    SELECT counts.edition_id, counts.is_result, counts.number, count(evaluations.id)
    FROM advisor_editioncount AS counts LEFT JOIN advisor_evaluation AS evaluations
    ON evaluations.edition_id = counts.edition_id AND counts.is_result = (evaluations.finished_at IS NOT NULL)
    GROUP BY counts.edition_id, counts.is_result, counts.number
"""
Fault = Callable[..., AbstractContextManager[Load]]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config) -> None:
    """Print the table; write it down too if all faults were made and the site stood them."""
    if not (rows := config.stash[ROWS]):
        return
    section = lines(rows, *versions())
    terminalreporter.write_line("\n".join(section))
    if config.args == ALL and not (exitstatus or config.getoption("keyword")):
        write("make test-faults", section)
        terminalreporter.write_line(f"Written to {PAGE}.")


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[Row], None]:
    """Puts a row into the table."""
    return request.config.stash[ROWS].append


@pytest.fixture(scope="session")
def folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder that other users can look into: PostgreSQL runs as one. It is kept, with all logs, if a test fails."""
    made = Path(mkdtemp(prefix="advisor-faults-"))
    made.chmod(0o755)
    yield made
    if request.session.testsfailed:
        print(f"All logs are in {made}.")
    else:
        shutil.rmtree(made)


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[Site]:
    with Site(folder).running() as running:
        yield running


@pytest.fixture(scope="session")
def results(site: Site) -> list[str]:
    """The addresses of results that were there before any fault."""
    visitors = [Visitor(Client(site.across)) for _ in range(3)]
    for visitor in visitors:
        visitor.journey()
    return [visitor.result for visitor in visitors]


@pytest.fixture
def fault(site: Site, results: list[str], tell: Callable[[Row], None]) -> Fault:
    """Begins with visitors at work, during which the fault is made and mended, and then looks at what became of all."""

    @contextmanager
    def under_load(
        name: str, *, may: Collection[str] = (), ways: Sequence[Way] = (), many: int = 6, shown: str = "/"
    ) -> Iterator[Load]:
        pages = read(site, results, shown)
        with Load(ways or site.through, many) as load:
            time.sleep(BEFORE)
            yield load
            time.sleep(AFTER)
        lost = load.lost(ways or site.across)
        tell(Row(name, load.answers, load.confirmed, lost, load.seconds_until_well))
        assert not load.problems, "\n".join(load.problems)
        assert lost == 0
        assert not [visitor.contradicted for visitor in load.visitors if visitor.contradicted]
        assert [answer for answer in load.failures if answer.kind not in may] == []
        assert told_keys(site, load) == []
        assert read(site, results, shown) == pages
        assert [counted for counted in site.postgresql.query(COUNTED) if counted[2] != counted[3]] == []

    return under_load


def read(site: Site, results: list[str], shown: str) -> list[str]:
    """Return the pages of results, or their documents, as each node shows them."""
    return [Client([way]).ask(result.rstrip("/") + shown).text for way in site.across for result in results]


def told_keys(site: Site, load: Load) -> list[str]:
    """Return the names of logs that hold somebody's edit key."""
    keys = [visitor.edit_key for visitor in load.visitors]
    return [name for name, text in site.logs() if any(key in text for key in keys)]
