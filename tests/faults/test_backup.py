"""A backup that is made while visitors finish, restored beside the site, shows every old link as it was."""

import pytest

from tests.faults.client import Client
from tests.faults.site import KEY, Node, until


@pytest.fixture
def beside(site):
    """A node with another, empty database of the same cluster."""
    site.postgresql.query("CREATE DATABASE restored", database="postgres")
    return Node(site.folder, "node-restored", {"DATABASE_URL": site.postgresql.url("restored"), "CACHE_URL": ""})


def test_backup_and_restore(site, results, beside, fault):
    file = site.folder / "backup"
    with fault("a backup while visitors finish") as load:
        load.mend()
        until(lambda: any(visitor.result for visitor in load.visitors), "somebody who has finished")
        finished = [visitor for visitor in load.visitors if visitor.result]
        site.nodes[0].run("backup", str(file))
    beside.run("restore", str(file))
    beside.run("prepare")
    reader, there = Client([beside.way]), Client(site.across)
    with beside.running():
        assert [visitor.lost(reader) for visitor in finished] == [[]] * len(finished)
        for result in results:
            document = result.rstrip("/") + ".json"
            assert reader.ask(document).text == there.ask(document).text


def test_a_node_with_another_key_is_refused(site):
    node = Node(site.folder, "node-other", {"DATABASE_URL": site.postgresql.url("advisor"), "SECRET_KEY": KEY[::-1]})
    preparing = node.manage("prepare")
    assert "SECRET_KEY" in preparing.communicate()[0]
    assert preparing.returncode == 1
