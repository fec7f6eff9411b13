"""A database that cannot work is told as such, to people and programs; nothing is half saved."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client

from advisor.models import Evaluation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("edition")]

IS_SQLITE = connection.vendor == "sqlite"
BODY = {"answers": {"project": {"chosen": ["public-api"]}}}


@contextmanager
def told(before: str, after: str):
    """Tell the database something, and after that the opposite."""
    with connection.cursor() as cursor:
        cursor.execute(before)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(after)


@contextmanager
def locked():
    """Another process writes, and does not end."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def read_only():
    if IS_SQLITE:
        return told("PRAGMA query_only = 1", "PRAGMA query_only = 0")
    return told("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")


FAULTS = [locked, read_only] if IS_SQLITE else [read_only]


@pytest.mark.parametrize("fault", FAULTS)
def test_who_starts_is_told_to_come_back_and_nothing_is_saved_until_the_database_works_again(fault):
    client = Client(raise_request_exception=False)
    with fault():
        page = client.post("/advise/")
    with fault():  # once more: an error makes Django take another connection
        problem = client.post("/api/v1/results", BODY, content_type="application/json")
    assert (page.status_code, page.headers["Retry-After"], page.headers["Cache-Control"]) == (503, "5", "no-store")
    assert "was not saved" in page.content.decode()
    assert (problem.status_code, problem.headers.get("Retry-After")) == (503, "5"), problem.content
    assert problem.json()["detail"].startswith("The database cannot be reached")
    assert not Evaluation.objects.exists()
    assert client.post("/advise/").status_code == 302


@pytest.mark.skipif(not IS_SQLITE, reason="on PostgreSQL `make test-faults` fills a disk")
def test_on_a_full_disk_all_that_was_confirmed_is_there_and_nothing_else():
    client = Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # else pages that other tests have left could be written on
        [pages] = cursor.execute("PRAGMA page_count").fetchone()
    with told(f"PRAGMA max_page_count = {pages}", "PRAGMA max_page_count = 1000000"):
        statuses = [client.post("/advise/").status_code for _ in range(200)]
    assert set(statuses) == {302, 503}
    assert Evaluation.objects.count() == statuses.count(302)
    assert client.post("/advise/").status_code == 302


@pytest.mark.parametrize(
    "query", ["SELECT nothing FROM nowhere", "INSERT INTO recommender_edition (number) VALUES (NULL)"]
)
def test_a_fault_of_ours_is_no_database_that_is_away(monkeypatch, query):
    def wrong(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute(query)

    monkeypatch.setattr("advisor.evaluations.start", wrong)
    assert Client(raise_request_exception=False).post("/advise/").status_code == 500


def broken(*args, **kwargs):
    """As when PostgreSQL ends a connection, or does not answer in time, after a statement was sent."""

    class EndedError(Exception):
        sqlstate = "57P01"

    raise OperationalError("terminating connection") from EndedError()


def test_after_a_connection_broke_nobody_says_that_nothing_was_saved(monkeypatch):
    monkeypatch.setattr("advisor.evaluations.begin", broken)
    monkeypatch.setattr("advisor.evaluations.create_finished", broken)
    client = Client(raise_request_exception=False)
    assert "may not have been saved" in client.post("/advise/").content.decode()
    problem = client.post("/api/v1/results", BODY, content_type="application/json")
    assert "may have been saved, or not" in problem.json()["detail"]


def test_who_only_reads_is_asked_to_load_the_page_again(monkeypatch):
    monkeypatch.setattr("advisor.evaluations.owned", broken)
    page = Client(raise_request_exception=False).get("/advise/nobody/").content.decode()
    assert "load this page again" in page
    assert "sent" not in page.partition("<main")[2].partition("</main>")[0]
