"""Where `framework-advisor serve` listens, by which address people come, and what it does when that is taken."""

import os
import socket

import pytest

from advisor.server import require_free, settle_address
from recommender import places


@pytest.fixture
def settled(monkeypatch, tmp_path):
    """Settles an address, and returns where the server listens and by which address people come."""
    monkeypatch.setattr(places, "VARIABLES", tmp_path / "none")  # whoever runs the tests may have some of their own

    def settled(host=None, port=None, **variables):
        monkeypatch.setattr(os, "environ", dict(variables))
        settle_address(host, port)
        return os.environ["BIND"], os.environ["PUBLIC_URL"]

    return settled


def test_unless_told_otherwise_only_this_machine_reaches_it(settled):
    assert settled() == ("127.0.0.1:8000", "http://127.0.0.1:8000")
    assert settled(PORT="8080") == ("127.0.0.1:8080", "http://127.0.0.1:8080")
    assert settled(BIND="localhost:9000", PORT="8080") == ("localhost:9000", "http://localhost:9000")


def test_the_command_line_goes_before_variables(settled):
    assert settled(port=81, PORT="82", BIND="localhost:83") == ("127.0.0.1:81", "http://127.0.0.1:81")
    assert settled("localhost", PORT="82") == ("localhost:82", "http://localhost:82")
    assert settled("::1", 81) == ("[::1]:81", "http://[::1]:81")


def test_the_sites_own_address_stays_what_it_is(settled):
    assert settled(port=81, PUBLIC_URL="https://a.example") == ("127.0.0.1:81", "https://a.example")


@pytest.mark.parametrize(("host", "bind"), [("0.0.0.0", "0.0.0.0:81"), ("::", "[::]:81")])  # noqa: S104
def test_at_all_addresses_it_says_what_others_need(settled, capsys, host, bind):
    assert settled(host, 81) == (bind, "http://127.0.0.1:81")
    assert "only if PUBLIC_URL says by which one they come" in capsys.readouterr().out
    assert settled(host, 81, PUBLIC_URL="http://me:81") == (bind, "http://me:81")
    assert capsys.readouterr().out == ""


def test_a_port_that_is_taken_is_told_with_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} is in use\. .*serve --port {port % 65535 + 1}"):
            require_free(f"127.0.0.1:{port}")
    require_free(f"127.0.0.1:{port}")
    require_free("unix:/run/advisor.sock")


@pytest.mark.parametrize("bind", ["192.0.2.1:8000", "127.0.0.1:http"])
def test_where_nothing_can_listen_is_told(bind):
    with pytest.raises(SystemExit, match=f"Nothing can listen at {bind}: "):
        require_free(bind)
