"""Whoever chooses nodes is told which live and which are ready, by plain HTTP and under any name."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from advisor.http import health
from advisor.http.draining import draining


@pytest.fixture(autouse=True)
def nothing_known_yet():
    health.require_migrations.cache_clear()
    yield
    draining.clear()


@pytest.fixture
def public(settings):
    """As on a public site: HTTPS, and one name only."""
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["advisor.example"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.usefixtures("public", "db")
def test_a_node_that_is_well_says_so_to_everybody_and_is_not_kept(client, path):
    answer = client.get(path, headers={"host": "10.0.0.11:8000"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def refuse(*args, **kwargs):
    raise OperationalError("connection refused")


@pytest.mark.django_db
def test_a_node_without_a_database_lives_but_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert b"database does not answer" in answer.content


@pytest.mark.django_db
def test_a_node_whose_database_lacks_a_migration_is_not_ready_until_it_has_run(client):
    [(app, name)] = MigrationLoader(connection).graph.leaf_nodes("advisor")
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(app, name)
    assert b"manage.py prepare" in client.get("/readyz").content
    recorder.record_applied(app, name)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_migrations_are_looked_at_until_they_are_there_and_then_no_more(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
def test_a_node_that_is_stopping_serves_but_is_not_ready(client):
    draining.set()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/privacy/").status_code == 200
