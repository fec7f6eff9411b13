"""Transactions for whoever would rather do something else than wait for a lock."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction


class BusyError(Exception):
    """Somebody else holds what is wanted."""


@contextmanager
def atomic_at_once() -> Iterator[None]:
    """Open a transaction. Errors: BusyError at once where it would have to wait to begin.

    That is SQLite, in which transactions that write queue up; PostgreSQL's begin at once, and wait for rows if at all.
    """
    with ExitStack() as stack:
        with waiting_for_nobody():
            try:
                stack.enter_context(transaction.atomic())
            except OperationalError as error:
                raise BusyError from error
        yield


@contextmanager
def waiting_for_nobody() -> Iterator[None]:
    """On SQLite, let a query fail that would have to wait for another transaction."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
