"""Two databases that are thrown away: one with few results, and its copy, to be filled with many."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

NAMES = ("bench_few", "bench_many")


@dataclass(frozen=True, slots=True)
class Databases:
    """The addresses of both, and what makes the second one a copy of the first. `kind` is what they are called."""

    kind: str
    few: str
    many: str
    copy: Callable[[], None]


@contextmanager
def databases() -> Iterator[Databases]:
    """Give two databases: on the PostgreSQL server that DATABASE_URL names, else files of SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    with on_postgresql(server) if server.startswith("postgres") else in_files() as made:
        yield made


@contextmanager
def in_files() -> Iterator[Databases]:
    with TemporaryDirectory() as folder:
        few, many = (Path(folder) / f"{name}.sqlite3" for name in NAMES)

        def copy() -> None:
            with closing(sqlite3.connect(few)) as source, closing(sqlite3.connect(many)) as target:
                source.backup(target)

        yield Databases(f"SQLite {sqlite3.sqlite_version}", f"sqlite:///{few}", f"sqlite:///{many}", copy)


@contextmanager
def on_postgresql(server: str) -> Iterator[Databases]:
    few, many = map(Identifier, NAMES)
    with closing(psycopg.connect(server, autocommit=True)) as connection:

        def drop() -> None:
            for name in (few, many):
                connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(name))

        drop()
        connection.execute(SQL("CREATE DATABASE {}").format(few))
        version = connection.info.parameter_status("server_version")
        urls = [urlsplit(server)._replace(path=f"/{name}").geturl() for name in NAMES]
        try:
            yield Databases(
                f"PostgreSQL {version}",
                *urls,
                lambda: connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(many, few)),
            )
        finally:
            drop()
