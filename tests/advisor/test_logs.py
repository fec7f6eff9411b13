"""Lines of the log, for people and as JSON: they tell what happened, and never an edit key."""

import json
import logging
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from environ import Env

from advisor.logs import JsonLines, Lines, logging_settings, without_keys

KEY = "a-key-that-nobody-but-its-owner-may-know"


@pytest.fixture(params=[Lines("%(levelname)s %(name)s: %(message)s"), JsonLines()], ids=["lines", "json"])
def log(request):
    """What the site logs from now on, in either form."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param)
    logging.root.addHandler(handler)
    yield stream
    logging.root.removeHandler(handler)


def broken(*args, **kwargs):
    raise ValueError(f"something about /advise/{KEY}/database/ is wrong")


@pytest.mark.django_db
def test_an_error_on_an_owners_page_is_told_with_its_traceback_and_number_and_without_the_key(client, log, monkeypatch):
    monkeypatch.setattr("advisor.evaluations.owned", broken)
    client.raise_request_exception = False
    answer = client.get(reverse("owner", args=[KEY]), headers={"x-request-id": "number-of-the-proxy"})
    assert answer.status_code == 500
    written = log.getvalue()
    assert "Internal Server Error: /advise/-/" in written
    assert "ValueError: something about /advise/-/database/ is wrong" in written
    assert "number-of-the-proxy" in written
    assert KEY not in written


@pytest.mark.django_db
def test_a_refused_host_is_told_without_the_key(client, log, settings):
    settings.ALLOWED_HOSTS = ["advisor.example"]
    assert client.get(reverse("owner", args=[KEY]), headers={"host": "evil.example"}).status_code == 400
    assert "evil.example" in log.getvalue()
    assert KEY not in log.getvalue()


def test_what_the_server_logs_of_a_request_goes_without_its_key(log):
    logging.getLogger("gunicorn").error("Error handling request /advise/%s/?choice=1", KEY)
    assert "/advise/-/?choice=1" in log.getvalue()
    assert KEY not in log.getvalue()


def test_django_and_the_server_have_no_way_to_the_log_but_this_one():
    settings = logging_settings(Env())
    assert settings["loggers"]["django"]["handlers"] == []  # else errors would be mailed, addresses and all
    assert {name: settings["loggers"][name]["handlers"] for name in ("gunicorn.error", "gunicorn.access")} == {
        "gunicorn.error": ["console"],
        "gunicorn.access": ["console"],
    }
    assert settings["handlers"].keys() == {"console"}


@pytest.fixture
def requests_told(log):
    logger = logging.getLogger("advisor.requests")
    logger.setLevel(logging.INFO)
    yield log
    logger.setLevel(logging.NOTSET)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_taken"), [("0123456789abcdef", True), ("short", False), ("a" * 65, False), ("with spaces in", False)]
)
def test_an_answer_carries_the_number_of_its_request_that_of_the_proxy_if_it_is_well_formed(client, given, is_taken):
    number = client.get("/privacy/", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert (number == given) is is_taken
    assert len(number) >= 8


@pytest.mark.usefixtures("edition")
def test_a_told_request_names_the_route_and_nothing_of_the_visitor(requests_told):
    # Made anew, as its middleware asks once whether anybody wants to be told.
    Client().get(f"/advise/{KEY}/database/", {"secret": "answer"}, REMOTE_ADDR="198.51.100.7")
    Client().get("/compare/", {"f": "secret"})
    Client().get("/static/secret.css")
    lines = requests_told.getvalue().splitlines()
    assert len(lines) == 3
    if lines[0].startswith("{"):
        told = [json.loads(line) for line in lines]
        assert [line["route"] for line in told] == ["/advise/<slug:edit_key>/<slug:slug>/", "/compare/", "static"]
        assert told[0].keys() >= {"time", "level", "request_id", "method", "status", "ms"}
    for private in (KEY, "secret", "198.51.100.7"):
        assert private not in requests_told.getvalue()


def test_a_key_is_cut_from_an_address_in_other_letters_too():
    assert without_keys(f"Not Found: /ADVISE/{KEY}/database/") == "Not Found: /ADVISE/-/database/"
