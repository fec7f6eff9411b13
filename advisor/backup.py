"""Backups: the whole database in a file, of one moment, while people go on."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.db import connection

from advisor.models import DeletedResult, Evaluation


class BackupError(Exception):
    """A backup could not be made or restored; the message says why, and that nothing was changed."""


def back_up(file: Path) -> None:
    """Write a backup. Errors: BackupError, also if there is such a file."""
    if file.exists():
        raise BackupError(f"{file} is there already, and is not overwritten.")
    part = file.with_name(f"{file.name}.part")  # renamed when it is whole: what has the name can be relied on
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)  # it holds every private link
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(part)) as copy:
                connection.connection.backup(copy)
        else:
            run_on_database("pg_dump", "--format=custom", f"--file={part}", "--dbname")
        part.rename(file)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"The backup could not be written: {error}.") from error
    finally:
        part.unlink(missing_ok=True)


def restore(file: Path, *, replace: bool = False) -> None:
    """Put a backup in the place of the whole database. Errors: BackupError, also if that has results, unless told."""
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    if not replace and has_results():
        raise BackupError("The database holds results already. To delete them all and restore, add --replace.")
    if connection.vendor == "sqlite":
        restore_sqlite(file)
    else:
        restore_postgresql(file)


def has_results() -> bool:
    tables = connection.introspection.table_names()
    kinds: tuple[Any, ...] = (Evaluation, DeletedResult)
    return any(kind._meta.db_table in tables and kind.objects.exists() for kind in kinds)


def restore_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as backup:
            [found] = backup.execute("PRAGMA integrity_check").fetchone()
            if found != "ok" or not backup.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise BackupError(f"{file} is damaged or no backup: nothing was restored.")
            connection.ensure_connection()
            backup.backup(connection.connection)
    except sqlite3.Error as error:
        raise BackupError(f"{file} could not be restored: {error}.") from error


# Also those that the backup lacks: a later release made them, and `prepare` would fail to make them again.
DROP_ALL_TABLES = """
DO $$
DECLARE found regclass;
BEGIN
  FOR found IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace LOOP
    EXECUTE 'DROP TABLE ' || found || ' CASCADE';
  END LOOP;
END $$
"""


def restore_postgresql(file: Path) -> None:
    # First into a file, readable by nobody else: a damaged backup is found before anything is dropped.
    with NamedTemporaryFile(suffix=".sql") as script:
        # Whoever restores owns it all, whatever the account was called where the backup was made.
        run("pg_restore", "--no-owner", "--no-privileges", f"--file={script.name}", str(file))
        quietly = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
        steps = (f"--command={DROP_ALL_TABLES}", f"--file={script.name}")
        run_on_database("psql", *quietly, "--single-transaction", *steps, "--dbname")


def run_on_database(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on this database, whose name comes last. Errors: BackupError."""
    [_, *reach, name], environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    run(program, *reach, *arguments, name, environment=environment)


def run(program: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
    """Run a program of PostgreSQL's. Errors: BackupError."""
    command = [program, *arguments]
    try:
        subprocess.run(  # noqa: S603  no shell, and nothing in it comes from visitors
            command, env=os.environ | (environment or {}), check=True, capture_output=True, text=True
        )
    except FileNotFoundError as error:
        raise BackupError(f"{program} is missing: install PostgreSQL’s client programs.") from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} failed, and nothing was changed: {error.stderr.strip()}") from error
