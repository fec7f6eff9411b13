"""The server as `make run`, systemd and the container start it: `gunicorn.conf.py`."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.audit import server
from tests.audit.server import ROOT, environment_in, free_port, wait_for

pytestmark = pytest.mark.slow

KEY = "a-key-that-nobody-but-its-owner-may-know"


@contextmanager
def serving(folder: Path, **variables: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """The server's first process and the address of the site, with a database that `prepare` has not seen."""
    address = f"127.0.0.1:{free_port()}"
    own = {"BIND": address, "WEB_CONCURRENCY": "1", **variables}
    with (
        (folder / "log").open("w") as log,
        server.serving(environment_in(folder, f"http://{address}") | own, log) as process,
    ):
        yield process, f"http://{address}"


def status(address: str) -> int:
    try:
        return urlopen(address).status
    except HTTPError as error:
        return error.code


def answer_to(site: str, head: str, *, most: int = 0) -> tuple[str, int]:
    """The first line that comes back, and how many bytes of a body were sent, of `most`, until the server hung up."""
    host, _, port = site.removeprefix("http://").partition(":")
    sent = 0
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"{head}Host: {host}:{port}\r\n\r\n".encode())
        try:
            while sent < most:
                sent += connection.send(b"x" * 65_536)
        except OSError:
            pass
        return connection.recv(100).decode().partition("\r\n")[0], sent


def test_a_body_is_refused_by_its_length_and_the_connection_closed(tmp_path):
    with serving(tmp_path) as (process, site):
        wait_for(f"{site}/healthz", process)
        form = "POST /advise/ HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        for more, told in (("Content-Length: 1500000000", "413"), ("Transfer-Encoding: chunked", "411")):
            line, sent = answer_to(site, f"{form}{more}\r\n", most=1_500_000_000)
            assert line.startswith(f"HTTP/1.1 {told} ")
            assert sent < 50_000_000  # what fits into the buffers of both sides


def test_what_is_no_request_is_not_quoted_in_the_log_nor_is_who_sent_it(tmp_path):
    with serving(tmp_path) as (process, site):
        wait_for(f"{site}/healthz", process)
        for head in (f"GET /advise/{KEY}/ HTTP/9.1\r\n", f"GET / HTTP/1.1\r\nCookie sessionid={KEY}\r\n", "{\r\n"):
            assert answer_to(site, head)[0] == "HTTP/1.1 400 Bad Request"
    assert (tmp_path / "log").read_text() == ""


def test_who_asks_for_headers_only_fills_no_log(tmp_path):
    with serving(tmp_path) as (process, site):
        wait_for(f"{site}/healthz", process)
        assert answer_to(site, "HEAD /healthz HTTP/1.1\r\n")[0] == "HTTP/1.1 200 OK"
    assert (tmp_path / "log").read_text() == ""


def test_no_header_says_below_which_path_the_site_is(tmp_path):
    with serving(tmp_path) as (process, site):
        wait_for(f"{site}/healthz", process)
        for header in ("SCRIPT_NAME: /x", "SCRIPT_NAME: /healthz", "PATH_INFO: /nothing/"):
            assert answer_to(site, f"GET /healthz HTTP/1.1\r\n{header}\r\n")[0] == "HTTP/1.1 200 OK"


def test_a_node_that_is_asked_to_stop_says_so_and_serves_until_others_have_had_time_to_turn_away(tmp_path):
    with serving(tmp_path, DRAIN_SECONDS="2") as (process, site):
        wait_for(f"{site}/healthz", process)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert (status(f"{site}/readyz"), status(f"{site}/healthz")) == (503, 200)
        assert process.wait(timeout=10) == 0


def test_metrics_count_by_route_at_an_address_of_their_own_and_no_line_of_the_log_has_a_key(tmp_path):
    metrics = f"127.0.0.1:{free_port()}"
    with serving(tmp_path, METRICS=metrics, LOG_FORMAT="json", LOG_REQUESTS="true") as (process, site):
        wait_for(f"{site}/healthz", process)
        # Without its tables the database answers with an error, which is logged with all that led there.
        assert {status(f"{site}/advise/{KEY}/"), status(f"{site}/nothing/")} <= {404, 500, 503}
        assert status(f"{site}/metrics") == 404
        told = urlopen(f"http://{metrics}/metrics").read().decode()
    assert re.search(r'advisor_requests_total\{method="GET",route="/advise/<slug:edit_key>/",status="50[03]"\} 1', told)
    lines = (tmp_path / "log").read_text().splitlines()
    assert any(json.loads(line).get("route") == "/advise/<slug:edit_key>/" for line in lines)
    assert KEY not in "".join([told, *lines])


def test_a_request_that_cannot_be_counted_is_answered_all_the_same(tmp_path):
    metrics = f"127.0.0.1:{free_port()}"
    with serving(tmp_path, METRICS=metrics, TMPDIR=str(tmp_path)) as (process, site):
        wait_for(f"{site}/healthz", process)
        [folder] = tmp_path.glob("advisor-metrics-*")
        rmtree(folder)
        assert status(f"{site}/nothing/") == 404
    assert "A request was not counted (FileNotFoundError)." in (tmp_path / "log").read_text()


def test_without_collected_static_files_the_server_says_what_to_do_instead_of_starting(tmp_path):
    started = "import advisor.settings as s; s.STATIC_ROOT = 'nowhere'; import advisor.wsgi"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "advisor.settings", "DEBUG": "false"}
    done = subprocess.run([sys.executable, "-c", started], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode
    assert "manage.py collectstatic" in done.stderr.splitlines()[-1]


def test_an_address_of_the_site_without_https_is_refused_instead_of_answering_400_to_everybody():
    environment = os.environ | {"PUBLIC_URL": "advisor.example"}
    command = [sys.executable, "-c", "import advisor.settings"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "PUBLIC_URL must be an address such as https://advisor.example" in done.stderr.splitlines()[-1]
