"""PostgreSQL is away, frozen, full or read-only, and well again."""

import subprocess
import time

import pytest

from tests.faults.client import Client
from tests.faults.disks import filled, mounted
from tests.faults.site import Site, until

DOWN = 2.0
FROZEN = 8.0
BOUND = 3.0
"""Seconds in which a node answers for what needs no database."""
MANY = 12
"""More visitors than the threads of both nodes."""


def test_stopped_at_once(site, fault):
    with fault(f"PostgreSQL stopped at once (immediate), and started again after {DOWN:.0f} s", may={"503"}) as load:
        site.postgresql.stop_at_once()
        try:
            time.sleep(DOWN)
            load.problems += silent(site)
        finally:
            site.postgresql.start()
            load.mend()


def test_frozen(site, fault):
    with fault(f"PostgreSQL frozen (SIGSTOP) for {FROZEN:.0f} s", may={"503"}, many=MANY) as load:
        site.postgresql.freeze()
        try:
            time.sleep(FROZEN / 2)
            load.problems += silent(site)
            time.sleep(FROZEN / 2)
        finally:
            site.postgresql.thaw()
            load.mend()


def test_read_only(site, fault):
    with fault(f"the database read-only for {DOWN:.0f} s", may={"503"}) as load:
        site.postgresql.query("ALTER SYSTEM SET default_transaction_read_only = on")
        site.postgresql.query("SELECT pg_reload_conf()")
        time.sleep(DOWN)
        site.postgresql.query("ALTER SYSTEM RESET default_transaction_read_only")
        site.postgresql.query("SELECT pg_reload_conf()")
        load.mend()


@pytest.fixture
def small_disk(site):
    """A disk of 8 MB, on which the table with the answers lies."""
    with mounted(site.folder / "small", megabytes=8) as disk:
        (disk / "space").mkdir()
        subprocess.run(["chown", "postgres:postgres", disk / "space"], check=True)
        site.postgresql.query(f"CREATE TABLESPACE small LOCATION '{disk}/space'")
        site.postgresql.query("ALTER TABLE advisor_evaluation SET TABLESPACE small")
        site.postgresql.query("VACUUM FULL advisor_evaluation")  # or what was deleted left room
        yield disk
        site.postgresql.query("ALTER TABLE advisor_evaluation SET TABLESPACE pg_default")
        site.postgresql.query("DROP TABLESPACE small")


def test_full_disk(fault, small_disk):
    with fault(f"the disk below the table of the answers full for {DOWN:.0f} s", may={"503"}) as load:
        with filled(small_disk):
            until(lambda: bool(load.failures), "a full disk")
            time.sleep(DOWN)
        load.mend()


def silent(site: Site) -> list[str]:
    """Return what does not answer in time of what needs no database: static files, the sign of life."""
    asked = [(node, path) for node in site.nodes for path in ("/favicon.ico", "/healthz")]
    answers = [Client([node.way], seconds=BOUND).ask(path) for node, path in asked]
    return [f"{answer.asked}: {answer.kind}" for answer in answers if not answer.is_good]
