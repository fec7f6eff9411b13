"""A node or its worker dies, is asked to stop, or is started again, while visitors answer and finish."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGKILL

import psycopg

from tests.faults.site import Node, Site, until

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = '{}'"
DOWN = 2.0


@contextmanager
def posts_in_flight(site: Site, node: Node, many: int = 2) -> Iterator[None]:
    """Hold what visitors have sent to a node, so that so many of them wait in the middle of a POST."""
    with psycopg.connect(site.postgresql.url("advisor")) as connection:
        connection.execute("LOCK TABLE advisor_evaluation IN EXCLUSIVE MODE")
        waiting = WAITING.format(node.name)
        until(lambda: site.postgresql.query(waiting)[0][0] >= many, "visitors in the middle of a POST")
        yield


def test_a_worker_is_killed_in_the_middle_of_a_post(site, fault):
    node = site.nodes[0]
    with fault("a worker killed (SIGKILL) in the middle of POSTs", may={"503"}) as load:
        with posts_in_flight(site, node):
            [worker] = node.children()
            os.kill(worker, SIGKILL)
        load.mend()


def test_nodes_are_restarted_one_after_the_other(site, fault):
    with fault("both nodes stopped (SIGTERM) and started again, one after the other") as load:
        load.mend()
        for node in site.nodes:
            node.stop()
            node.start()


def test_a_node_is_killed_in_the_middle_of_a_post(site, fault):
    node = site.nodes[1]
    name = f"a node killed (SIGKILL) in the middle of POSTs, and started again after {DOWN:.0f} s"
    with fault(name, may={"503"}) as load:
        with posts_in_flight(site, node):
            node.kill()
        load.mend()
        time.sleep(DOWN)
        node.start()
