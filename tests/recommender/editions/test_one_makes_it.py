"""After an edit one visitor makes the next edition; all others get the edition before at once, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from django.db import connection, connections, transaction

from recommender.editions import current
from recommender.editions.current import (
    changing_alone,
    contributions_of,
    current_edition,
    renew_edition,
    replace_catalogue,
)
from recommender.editions.transactions import BusyError, atomic_at_once, waiting_for_nobody
from recommender.models import Criterion, Edition

pytestmark = pytest.mark.django_db(transaction=True)

VISITORS = 4
PATIENCE = 10
"""For how many seconds a test waits for what takes a moment."""


@pytest.fixture(autouse=True)
def rows(transactional_db, catalogue):
    replace_catalogue(catalogue)


@pytest.fixture
def read(monkeypatch) -> list[None]:
    """As many as there were readings of the rows."""
    readings: list[None] = []

    def read_catalogue():
        readings.append(None)
        return from_rows()

    from_rows = current.read_catalogue
    monkeypatch.setattr(current, "read_catalogue", read_catalogue)
    return readings


def edit() -> None:
    criterion = Criterion.objects.get(slug="graphql")
    criterion.weight += 1
    criterion.save()


def at_once(what: Callable[[], object]) -> list[object]:
    """Return what each of several threads gets that begin at the same moment."""
    begin = Barrier(VISITORS)

    def visit(_):
        begin.wait()
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(VISITORS) as pool:
        return list(pool.map(visit, range(VISITORS)))


@contextmanager
def somebody(doing: Callable[[], object]) -> Iterator[None]:
    """Have somebody else in the midst of what opens a transaction; then let them finish it."""
    begun, finish = Event(), Event()

    def work():
        try:
            with doing():
                begun.set()
                assert finish.wait(PATIENCE)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        assert begun.wait(PATIENCE)
        try:
            yield
        finally:
            finish.set()
            done.result()


def test_while_somebody_makes_the_next_edition_others_get_the_one_before(read):
    first = current_edition()
    edit()
    with somebody(changing_alone):
        assert current_edition() == first
        assert len(read) == 1
    assert current_edition().number == 2


def test_while_an_editor_changes_rows_visitors_get_what_was_there_before():
    first = current_edition()

    @contextmanager
    def editing():
        with changing_alone():
            edit()
            yield

    with somebody(editing):
        assert current_edition() == first
    edit()
    with somebody(editing):
        assert current_edition() == first
    assert current_edition().number == 2


def test_many_at_once_after_an_edit_read_the_rows_once(read):
    first = current_edition()
    edit()
    found = set(at_once(current_edition))
    assert len(read) == 2, "once for the first edition, once for the second"
    assert found <= {first, Edition.objects.get(number=2)}
    assert current_edition().number == 2


def test_for_the_very_first_edition_all_wait_and_one_makes_it(read):
    found = at_once(current_edition)
    assert len(read) == 1
    assert set(found) == {Edition.objects.get()}


def test_whoever_must_have_the_rows_as_they_are_waits(read):
    current_edition()
    edit()
    found = at_once(renew_edition)
    assert {edition.number for edition in found} == {2}
    assert len(read) == 2


def test_whoever_fails_or_is_gone_holds_nothing():
    first = current_edition()
    edit()

    @contextmanager
    def killed():
        with changing_alone():
            yield
            connection.close()  # as the system does it

    with somebody(killed):
        assert current_edition() == first
    assert current_edition().number == 2


def test_a_reading_that_fails_leaves_the_edition_to_the_next_visitor(monkeypatch):
    current_edition()
    edit()
    with monkeypatch.context() as patched:
        patched.setattr(current, "read_catalogue", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            current_edition()
    assert current_edition().number == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only in SQLite do all writers wait for each other")
def test_afterwards_a_connection_waits_for_writers_again():
    def patience():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]

    usual = patience()
    with waiting_for_nobody():
        assert patience() == 0
    assert patience() == usual > 0
    with somebody(transaction.atomic), pytest.raises(BusyError), atomic_at_once():
        pass
    assert patience() == usual


def test_threads_that_want_an_edition_at_once_read_its_content_once(monkeypatch):
    edition, readings = current_edition(), []
    whole = current.stored_catalogue
    monkeypatch.setattr(current, "stored_catalogue", lambda found: readings.append(found) or whole(found))
    current._contributions_by_digest.forget()
    [one] = set(at_once(lambda: contributions_of(edition)))
    assert readings == [edition]
    assert one is contributions_of(edition)
