"""Nodes with different keys are told, before an editor is signed in on every other request only."""

from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from advisor.models import SiteKey
from advisor.site_key import adopt_key, require_site_key

pytestmark = pytest.mark.django_db

HERS, THEIRS = "k" * 50, "o" * 50


@pytest.fixture(autouse=True)
def several_nodes(monkeypatch, settings):
    """A site with a key, on a database that several nodes can reach."""
    monkeypatch.setattr(connections["default"], "vendor", "postgresql")
    settings.SECRET_KEY = HERS
    adopt_key()


def test_a_node_with_another_key_is_not_ready_and_says_what_to_do(settings):
    require_site_key()
    settings.SECRET_KEY = THEIRS
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert "SECRET_KEY_FALLBACKS" in answer.content.decode()


def test_while_a_key_is_changed_nodes_with_either_as_long_as_they_accept_the_sites(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = THEIRS, [HERS]
    require_site_key()
    adopt_key()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = HERS, [THEIRS]
    require_site_key()


def test_the_stored_fingerprint_does_not_hold_the_key():
    assert HERS not in SiteKey.objects.get().fingerprint


def test_a_laptop_with_a_new_key_goes_on(settings, monkeypatch):
    monkeypatch.setattr(connections["default"], "vendor", "sqlite")
    settings.SECRET_KEY = THEIRS
    require_site_key()


def test_prepare_refuses_another_key_unless_told_to_take_it(settings, monkeypatch):
    monkeypatch.setattr("advisor.management.commands.prepare.alone", nullcontext)
    monkeypatch.setattr("advisor.management.commands.prepare.call_command", lambda *args, **kwargs: None)
    monkeypatch.setattr("advisor.management.commands.prepare.make_figures", lambda *args: None)
    monkeypatch.setattr("advisor.management.commands.prepare.current_edition", lambda: None)
    settings.SECRET_KEY = THEIRS
    with pytest.raises(CommandError, match="not the one of this site"):
        call_command("prepare")
    call_command("prepare", new_key=True)
    require_site_key()
