"""`framework-advisor`, as far as it can be told without an installation; the rest is in `tests/package/`."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from advisor import command_line, server
from advisor.command_line import main
from tests.audit.server import ROOT


@pytest.fixture
def begun(monkeypatch):
    """What is begun by a command line: the words of commands, and where it is served."""
    begun = []
    monkeypatch.setattr(command_line, "make_data_folder", lambda: begun.append("folder"))
    monkeypatch.setattr(command_line, "manage", begun.append)
    monkeypatch.setattr(server, "serve", lambda host, port: begun.append((host, port)))
    return begun


@pytest.fixture
def say(monkeypatch):
    """Runs a command line."""

    def say(*words):
        monkeypatch.setattr(sys, "argv", ["framework-advisor", *words])
        main()

    return say


def test_it_serves_where_it_is_told(say, begun):
    say("serve", "--host", "localhost", "--port", "8080")
    say("serve")
    assert begun == ["folder", ("localhost", 8080), "folder", (None, None)]


def test_a_command_gets_its_words_as_they_are(say, begun):
    say("manage", "check", "--deploy", "--help")
    assert begun == ["folder", ["framework-advisor manage", "check", "--deploy", "--help"]]


def test_to_recommend_it_prepares_first_but_not_to_tell_how(say, begun):
    say("recommend", "answers.yaml", "--json")
    say("recommend", "--help")
    name = "framework-advisor"
    assert begun[:3] == ["folder", [name, "prepare"], [name, "recommend", "answers.yaml", "--json"]]
    assert begun[3:] == ["folder", [name, "recommend", "--help"]]


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_it_tells_what_it_can_do(say, begun, capsys, words):
    with pytest.raises(SystemExit) as ended:
        say(*words)
    assert ended.value.code == 0
    assert "framework-advisor recommend answers.yaml" in capsys.readouterr().out
    assert begun == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_what_is_no_port_is_refused(say, begun, capsys, port):
    with pytest.raises(SystemExit):
        say("serve", f"--port={port}")
    assert f"invalid port value: '{port}'" in capsys.readouterr().err
    assert begun == []


def test_on_windows_it_says_what_serves_and_what_does_not(say, begun, monkeypatch):
    monkeypatch.setattr(command_line.os, "name", "nt")
    with pytest.raises(SystemExit, match="does not run on Windows"):
        say("serve")
    say("manage", "check")
    assert begun == ["folder", ["framework-advisor manage", "check"]]


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (ImproperlyConfigured("Say where."), "Say where.")]
)
def test_what_is_nobodys_fault_ends_without_a_traceback(say, begun, monkeypatch, error, code):
    def fail(words):
        raise error

    monkeypatch.setattr(command_line, "manage", fail)
    with pytest.raises(SystemExit) as ended:
        say("manage", "check")
    assert ended.value.code == code


def test_what_it_can_do_is_told_to_who_asks_for_something_else(say, begun, capsys):
    with pytest.raises(SystemExit):
        say("serv")
    assert "invalid choice: 'serv' (choose from" in (told := capsys.readouterr().err)
    assert all(name in told for name in ("serve", "recommend", "manage"))
    assert begun == []


def test_a_reader_that_wants_no_more_is_no_error():
    lines = "from advisor.commands import calmly\nwith calmly():\n    for _ in range(100_000): print('a fault')"
    head = subprocess.Popen([sys.executable, "-c", lines], stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    with head:
        assert head.stdout.readline() == b"a fault\n"
        head.stdout.close()
        assert (head.stderr.read(), head.wait()) == (b"", 1)


def test_a_database_that_was_never_prepared_is_told_as_that(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3", "SECRET_KEY": 50 * "x"}
    command = [sys.executable, "manage.py", "check_catalogue"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (1, "The database is empty yet: run “manage.py prepare” first.\n")
