"""A backup holds every confirmed answer, and a restored one shows every old link as before."""

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from advisor.models import Evaluation
from tests.advisor.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("edition")]


def finish_one() -> str:
    visitor = Visitor(Client()).start()
    visitor.answer("project", "public-api")
    return visitor.finish("Shop")


def shown(address: str) -> bytes:
    return Client().get(f"{address.rstrip('/')}.json").content


def test_every_old_link_shows_the_same_after_a_restore(tmp_path):
    results = [finish_one() for _ in range(3)]
    before = [shown(address) for address in results]
    call_command("backup", tmp_path / "backup")
    Evaluation.objects.all().delete()
    assert Client().get(results[0]).status_code == 404
    call_command("restore", tmp_path / "backup")
    assert [shown(address) for address in results] == before


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there the whole file is replaced")
def test_nothing_is_left_of_a_later_release(tmp_path):
    address = finish_one()
    before = shown(address)
    call_command("backup", tmp_path / "backup")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id integer, evaluation bigint REFERENCES advisor_evaluation)")
    call_command("restore", tmp_path / "backup", replace=True)
    assert "later" not in connection.introspection.table_names()
    assert shown(address) == before


def test_a_backup_under_load_misses_no_answer_that_was_confirmed_before_it(tmp_path):
    confirmed, is_over = [], Event()

    def visit():
        while not is_over.is_set():
            confirmed.append(Visitor(Client()).start().edit_key)
        connection.close()

    visitors = [Thread(target=visit) for _ in range(2)]
    for thread in visitors:
        thread.start()
    while len(confirmed) < 20:
        pass
    before = list(confirmed)
    call_command("backup", tmp_path / "backup")
    is_over.set()
    for thread in visitors:
        thread.join()
    call_command("restore", tmp_path / "backup", replace=True)
    assert set(before) <= set(Evaluation.objects.values_list("edit_key", flat=True))


def test_nothing_is_overwritten_unless_told(tmp_path):
    address = finish_one()
    call_command("backup", tmp_path / "backup")
    assert [(file.name, file.stat().st_mode & 0o777) for file in tmp_path.iterdir()] == [("backup", 0o600)]
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "backup")
    with pytest.raises(CommandError, match="holds results already"):
        call_command("restore", tmp_path / "backup")
    call_command("restore", tmp_path / "backup", replace=True)
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("content", [b"", b"no backup at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_backup_is_refused_and_changes_nothing(tmp_path, content):
    address = finish_one()
    (tmp_path / "backup").write_bytes(content)
    with pytest.raises(CommandError):
        call_command("restore", tmp_path / "backup", replace=True)
    assert Client().get(address).status_code == 200


def test_a_missing_file_or_program_is_told(tmp_path, monkeypatch):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "nothing")
    if connection.vendor == "postgresql":
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(CommandError, match="client programs"):
            call_command("backup", tmp_path / "backup")
        assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_two_nodes_can_prepare_a_new_database_at_once(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("`make test-faults` does it on PostgreSQL")
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3", "PATH": "", "SECRET_KEY": "k" * 50}
    command = [sys.executable, "manage.py", "prepare"]
    root = Path(__file__).parents[2]
    nodes = [subprocess.Popen(command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603
    assert [node.communicate()[1] for node in nodes] == ["", ""]
    assert [node.returncode for node in nodes] == [0, 0]
