"""That the judge finds what it is there for; `make fuzz` itself finds nothing as long as all is well."""

import pytest

from recommender.models import Framework
from tests.forms import forms_of
from tests.fuzz.asking import Request
from tests.fuzz.judge import faults_of_answer, faults_of_writing
from tests.fuzz.routes import routes
from tests.fuzz.site import NOBODY, Site
from tests.raw import Answer

POLICY = {"content-security-policy": "x"}
PAGE = POLICY | {"content-type": "text/html; charset=utf-8"}
PROBLEM = {"content-type": "application/problem+json"}


@pytest.fixture
def site(roles, catalogue):
    return Site(catalogue, NOBODY)


def test_what_may_be_answered(site):
    for path, answer in (
        ("/", Answer(200, PAGE, b"<h1>")),
        ("/", Answer(404, PAGE, b"<h1>")),
        ("/", Answer(302, {"location": "/advise/"}, b"")),
        ("/api/v1/x", Answer(404, PROBLEM, b"{}")),
        (f"/advise/{site.open[0].edit_key}/", Answer(200, PAGE, site.open[0].edit_key.encode())),
    ):
        assert not list(faults_of_answer(site, Request("GET", path), answer, 0.1))


def test_what_may_not_be_answered(site):
    key = site.sealed[0].edit_key
    for path, answer, seconds in (
        ("/", Answer(500, PAGE, b"<h1>"), 0.1),
        ("/", Answer(404, PAGE, b""), 0.1),
        ("/", Answer(404, PROBLEM | POLICY, b"<h1>"), 0.1),
        ("/api/v1/x", Answer(404, PAGE, b"<h1>"), 0.1),
        ("/", Answer(200, {"content-type": "text/html"}, b"<h1>"), 0.1),
        ("/", Answer(200, PAGE, b"x" * 2_000_001), 0.1),
        ("/", Answer(200, PAGE, b"<h1>"), 11),
        ("/", Answer(302, {"location": "//evil.example/"}, b""), 0.1),
        ("/", Answer(302, {"location": "https://evil.example/"}, b""), 0.1),
        ("/", Answer(200, PAGE, key.encode()), 0.1),
        (f"/r/{site.sealed[0].share_id}/", Answer(302, {"location": f"/advise/{key}/"}, b""), 0.1),
    ):
        assert len(list(faults_of_answer(site, Request("GET", path), answer, seconds))) == 1


def test_what_is_written_is_noticed(site):
    assert not list(faults_of_writing(site))
    site.sealed[0].note = "Another."
    site.sealed[0].save()
    framework = Framework.objects.get(slug="flask")
    framework.summary = "Another."
    framework.save()
    assert len(list(faults_of_writing(site))) == 2


def test_every_kind_of_address_is_known():
    known = routes()
    for route in (
        "",
        "advise/<slug:edit_key>/<slug:slug>/",
        "api/v1/results/<slug:share_id>",
        "admin/recommender/framework/<path:object_id>/change/",
        "admin/<rest>",
    ):
        assert route in known


def test_a_form_is_read_as_a_browser_sends_it():
    [link, form] = forms_of("""
        <a href="/x/?q=a&o=1">sort</a><a href="/y/">none</a>
        <form action="/send/" method="post" enctype="multipart/form-data">
          <input type="hidden" name="a" value="1"><input type="checkbox" name="b" checked><input type="radio" name="c">
          <input type="file" name="f"><textarea name="t">\nsome text</textarea><button name="go" value="yes">Go</button>
          <select name="s"><option value="1">one<option value="2" selected>two</select>
          <select name="e"><option value="9"></select>
        </form>""")
    assert (link.action, link.method, link.fields) == ("/x/", "GET", [("q", "a"), ("o", "1")])
    assert (form.action, form.method, form.is_multipart) == ("/send/", "POST", True)
    assert form.fields == [("a", "1"), ("b", "on"), ("t", "some text"), ("s", "2"), ("e", "9")]
    assert (form.buttons, form.files) == ([("c", "on"), ("go", "yes")], ["f"])
