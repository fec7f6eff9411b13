"""A node or its worker dies, is asked to stop, or is started again, while visitors answer and finish."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.faults.site import Site, until

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
DOWN = 2.0


@contextmanager
def posts_in_flight(site: Site, many: int = 4) -> Iterator[None]:
    """Hold what visitors send between its arrival and its end, until so many of them wait there."""
    with psycopg.connect(site.postgresql.url("advisor")) as connection:
        connection.execute("LOCK TABLE advisor_evaluation IN EXCLUSIVE MODE")
        until(lambda: site.postgresql.query(WAITING)[0][0] >= many, "visitors in the middle of a POST")
        yield


def test_a_worker_is_killed_in_the_middle_of_a_post(site, fault):
    with fault("a worker killed", "SIGKILL while visitors wait in a POST", may={"502", "503"}) as load:
        with posts_in_flight(site):
            [worker] = site.nodes[0].children()
            os.kill(worker, signal.SIGKILL)
        load.mend()


def test_a_node_is_killed_in_the_middle_of_a_post(site, fault):
    with fault("a node killed", "SIGKILL while visitors wait in a POST; started again", may={"502", "503"}) as load:
        with posts_in_flight(site):
            site.nodes[0].kill()
        load.mend()
        time.sleep(DOWN)
        site.nodes[0].start()


def test_nodes_are_restarted_one_after_the_other(site, fault):
    with fault("nodes restarted", "SIGTERM to one after the other, each started again") as load:
        load.mend()
        for node in site.nodes:
            node.stop()
            node.start()
            time.sleep(1)
