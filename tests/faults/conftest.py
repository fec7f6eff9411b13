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
from tests.faults.report import Row
from tests.faults.site import Site
from tests.faults.visitor import Visitor

ROWS = pytest.StashKey[list[Row]]()
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
    for row in config.stash[ROWS]:
        terminalreporter.write_line(" | ".join(row.cells()))


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
def fault(site: Site, results: list[str], request: pytest.FixtureRequest) -> Fault:
    """Begins with visitors at work, during which the fault is made and mended, and then looks at what became of all."""

    @contextmanager
    def under_load(
        name: str, done: str, *, may: Collection[str] = (), ways: Sequence[Way] = (), many: int = 6, shown: str = "/"
    ) -> Iterator[Load]:
        pages = read(site, results, shown)
        with Load(ways or site.through, many) as load:
            time.sleep(BEFORE)
            yield load
            time.sleep(AFTER)
        lost = load.lost(ways or site.across)
        request.config.stash[ROWS].append(row_of(name, done, load, lost))
        print(load.kinds())
        assert not load.problems, "\n".join(load.problems)
        assert lost == 0
        assert not [visitor.contradicted for visitor in load.visitors if visitor.contradicted]
        assert set(load.kinds()) <= set(may), sorted({f"{answer.kind}: {answer.asked}" for answer in load.failures})
        assert told_keys(site, load) == []
        assert read(site, results, shown) == pages
        assert [counted for counted in site.postgresql.query(COUNTED) if counted[2] != counted[3]] == []

    return under_load


def read(site: Site, results: list[str], shown: str) -> list[str]:
    """Return the pages of results, or their documents, as each node shows them."""
    return [Client([way]).ask(result.rstrip("/") + shown).text for way in site.across for result in results]


def told_keys(site: Site, load: Load) -> list[str]:
    """Return the names of the nodes' and the proxy's logs that hold somebody's edit key."""
    keys = [visitor.edit_key for visitor in load.visitors]
    return [name for name, text in site.logs() if any(key in text for key in keys)]


def row_of(name: str, done: str, load: Load, lost: int) -> Row:
    slowest = max(answer.seconds for answer in load.answers)
    return Row(name, done, len(load.answers), load.kinds(), slowest, load.confirmed, lost, load.seconds_until_well)
