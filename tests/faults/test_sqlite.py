"""One node with SQLite: somebody else keeps the database locked, or its disk is full."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.disks import filled, mounted
from tests.faults.site import Node, until

LOCKED = 8.0
FULL = 2.0


@pytest.fixture(scope="module")
def disk(folder):
    with mounted(folder / "sqlite", megabytes=32) as made:
        yield made


@pytest.fixture(scope="module")
def node(folder, disk) -> Iterator[Node]:
    alone = Node(folder, "node-3", {"DATABASE_URL": f"sqlite:///{disk}/db.sqlite3", "CACHE_URL": ""})
    alone.run("prepare")
    with alone.running():
        yield alone


def test_locked(node, disk, fault):
    with fault(f"SQLite locked by another process for {LOCKED:.0f} s", may={"503"}, ways=[node.way]) as load:
        with closing(sqlite3.connect(disk / "db.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(LOCKED)
        load.mend()
    assert load.failures, "nobody had to wait for too long"


def test_full_disk(node, disk, fault):
    with fault(f"the disk of SQLite full for {FULL:.0f} s", may={"503"}, ways=[node.way]) as load:
        empty_log(disk)
        with filled(disk):
            time.sleep(FULL)
        load.mend()
    assert load.failures, "the disk was not full"


def empty_log(disk: Path) -> None:
    """Give back the room of the write-ahead log, which would take answers for some time."""
    with closing(sqlite3.connect(disk / "db.sqlite3")) as other:
        until(lambda: other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "a log that nobody reads")
