"""Every framework's commands, run in an empty environment up to the first page: `make starters`."""

import socket
import time
from operator import attrgetter

import pytest

from recommender.engine.types import FirstPage
from recommender.files.folder import SHIPPED, read_files
from tests.audit.server import free_port
from tests.conftest import FIGURE
from tests.starters.first_page import FirstPageError, is_taken, status_of_first_page

PUBLISHED = [framework for framework in read_files(SHIPPED).frameworks if framework.published]
# Its child is the server, as with servers that load themselves anew when a file changes.
PARENT = """\
import subprocess, sys
subprocess.run([sys.executable, "-m", "http.server", "--bind", "127.0.0.1", sys.argv[1]])
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """The downloads of all frameworks, so that what several need is downloaded once."""
    return tmp_path_factory.mktemp("pip")


@pytest.fixture
def lead(tmp_path, cache):
    """Leads from an empty folder to the first page, and returns the status of its answer."""
    return lambda page: status_of_first_page(page, tmp_path / "project", cache)


@pytest.mark.parametrize("framework", PUBLISHED, ids=attrgetter("slug"))
def test_the_commands_lead_to_a_page(framework, lead, record_property):
    start = time.monotonic()
    status = lead(framework.first_page)
    record_property(FIGURE, f"{framework.name}: {status} after {time.monotonic() - start:.0f} s")
    assert status == 200


def test_a_command_that_fails_is_told_with_its_output(lead):
    page = FirstPage(commands=("python -c \"exit('out of paper')\"",), serve="", address="")
    with pytest.raises(FirstPageError, match=r"python.*non-zero exit status 1.*\nout of paper"):
        lead(page)


def test_a_server_that_ends_is_told_with_its_output(lead):
    serve = "python -c \"exit('out of paper')\""
    with pytest.raises(FirstPageError, match=r"the server ended with exit code 1\nout of paper"):
        lead(FirstPage(commands=(), serve=serve, address=f"http://127.0.0.1:{free_port()}/"))


def test_a_program_is_found_in_the_environment_only(lead):
    with pytest.raises(FirstPageError, match="ls"):
        lead(FirstPage(commands=("ls",), serve="", address=""))


def test_a_server_stops_with_its_children_and_so_does_one_that_answers_with_an_error(lead):
    port = free_port()
    page = FirstPage(
        commands=(),
        file="parent.py",
        code=PARENT,
        serve=f"python parent.py {port}",
        address=f"http://127.0.0.1:{port}/no-such-page",
    )
    with pytest.raises(FirstPageError, match="no-such-page answers with 404"):
        lead(page)
    assert not is_taken(page.address)


def test_a_port_that_is_taken_is_told(lead):
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"http://127.0.0.1:{other.getsockname()[1]}/"
        with pytest.raises(FirstPageError, match="another program uses this port"):
            lead(FirstPage(commands=(), serve="python", address=address))
