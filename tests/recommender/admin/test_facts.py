"""Fresh facts: editors see what a package index says otherwise, and accept or decline it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import log_changes
from recommender.models import AddOn, FactProposal, Framework, ProposalStatus
from tests.editors_pages import propose
from tests.recommender.admin.forms import text

pytestmark = pytest.mark.usefixtures("loaded")

PAGE = "/admin/facts/"


@pytest.fixture
def editor(client_in):
    return client_in("Editor", "anna")


@pytest.fixture
def flask():
    return Framework.objects.get(slug="flask")


def opened(client):
    """What the browser would send back with all boxes ticked, as they come."""
    context = client.get(PAGE).context
    return {
        "fact": [proposal.pk for _, rows in context["groups"] for proposal, _ in rows],
        "_opened_on": context["editing"].number,
    }


def press(client, data=None, **changes):
    return client.post(PAGE, (opened(client) if data is None else data) | changes, follow=True)


def test_the_page_shows_what_is_now_and_what_was_found_by_release(editor, flask):
    propose(flask, "latest_version", "3.2.0", release="flask 3.2.0")
    guard = AddOn.objects.get(slug="flask-guard")
    propose(flask, "latest_release", "2026-11-06", add_on=guard, now=guard.latest_release, release="flask-guard 2.1")
    page = editor.get(PAGE)
    assert [release for release, _ in page.context["groups"]] == ["flask 3.2.0", "flask-guard 2.1"]
    told = text(page)
    assert "2 facts of the catalogue differ from what the package index says." in told
    assert "Flask Latest version 3.1 3.2.0" in told
    assert "Flask: Flask Guard Latest release 2026-10 2026-11-06" in told
    assert 'href="https://packages.example/simple/flask/"' in page.content.decode()
    assert reverse("admin:recommender_addon_change", args=[guard.pk]) in page.content.decode()


def test_one_press_accepts_all_that_is_ticked_and_makes_an_edition_with_its_reason(editor, flask):
    propose(flask, "latest_version", "3.2.0", release="flask 3.2.0")
    propose(flask, "licence", "MIT", release="flask 3.2.0")
    guard = AddOn.objects.get(slug="flask-guard")
    propose(flask, "latest_version", "2.1", add_on=guard, now="2.0", release="flask-guard 2.1")
    first = current_edition()
    page = press(editor, accept="")
    assert "3 facts accepted." in text(page)
    assert "Nothing waits." in text(page)
    flask.refresh_from_db()
    guard.refresh_from_db()
    assert (flask.latest_version, flask.licence, guard.latest_version) == ("3.2.0", "MIT", "2.1")
    after = current_edition()
    assert after.number == first.number + 1
    assert catalogue_of(after).framework_of["flask"].facts.latest_version == "3.2.0"
    assert [(item["who"], item["what"], item["why"]) for item in after.history] == [
        (
            "anna",
            "Framework “Flask”: Changed Latest version and Licence.",
            "As the package index says of flask 3.2.0",
        ),
        (
            "anna",
            "Add-on “Flask: Flask Guard”: Changed Latest version.",
            "As the package index says of flask-guard 2.1",
        ),
    ]


def test_the_button_of_a_release_is_about_that_release(editor, flask):
    django = Framework.objects.get(slug="django")
    propose(flask, "latest_version", "3.2.0", release="flask 3.2.0")
    propose(django, "latest_version", "6.0", release="django 6.0")
    assert "1 fact accepted." in text(press(editor, accept="django 6.0", _why="Read the notes."))
    assert Framework.objects.get(slug="flask").latest_version == "3.1"
    assert current_edition().history[0]["why"] == "Read the notes."
    for nonsense in ("rails 9", "\0"):
        assert "nothing was ticked that still waits" in text(press(editor, accept=nonsense))


def test_only_what_is_ticked_is_accepted(editor, flask):
    version = propose(flask, "latest_version", "3.2.0")
    propose(flask, "licence", "MIT")
    press(editor, accept="", fact=[version.pk])
    flask.refresh_from_db()
    assert (flask.latest_version, flask.licence) == ("3.2.0", "BSD-3-Clause")
    for nothing in ([], ["x"], ["-1"], ["999"], [str(10**30)], [version.pk]):
        assert "Nothing was changed" in text(press(editor, accept="", fact=nothing))


def test_what_is_declined_stays_as_it_is_and_makes_no_edition(editor, flask):
    proposal = propose(flask, "licence", "MIT")
    first = current_edition()
    page = press(editor, decline="", _why="Only its documentation.")
    assert "1 fact declined. The same is not proposed again." in text(page)
    assert "1 declined: not proposed again" in text(page)
    assert (current_edition(), Framework.objects.get(slug="flask").licence) == (first, "BSD-3-Clause")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.settled_at is None) == (ProposalStatus.DECLINED, False)
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_repr) == ("anna", "Flask: licence")
    assert "Only its documentation." in entry.change_message


def test_a_fact_that_somebody_changed_meanwhile_is_not_overwritten(editor, flask):
    propose(flask, "latest_version", "3.2.0")
    propose(flask, "licence", "MIT")
    shown = opened(editor)
    Framework.objects.filter(pk=flask.pk).update(latest_version="3.2.1")
    log_changes(User.objects.create_user("ben").pk, [flask], ["Latest version"], "")
    page = press(editor, shown, accept="")
    assert page.status_code == 409
    told = text(page)
    assert "Nothing was accepted or declined." in told
    assert "Flask: latest version was changed by ben" in told
    assert "It says “3.2.1” now" in told
    flask.refresh_from_db()
    assert (flask.latest_version, flask.licence) == ("3.2.1", "BSD-3-Clause")
    assert [proposal.field for _, rows in page.context["groups"] for proposal, _ in rows] == ["licence"]
    assert "1 fact accepted." in text(press(editor, accept=""))


def test_another_value_than_was_shown_is_not_accepted(editor, flask):
    proposal = propose(flask, "latest_version", "3.2.0")
    shown = opened(editor)
    proposal.delete()
    propose(flask, "latest_version", "3.3.0")
    assert "Nothing was changed" in text(press(editor, shown, accept=""))
    assert Framework.objects.get(slug="flask").latest_version == "3.1"


def test_what_would_break_the_rules_of_the_catalogue_is_refused(editor, flask):
    propose(flask, "latest_release", "2026-02-31")
    page = press(editor, accept="")
    assert page.status_code == 422
    assert "the catalogue would break its own rules" in text(page)
    assert Framework.objects.get(slug="flask").latest_release == "2026-10-01"
    assert FactProposal.objects.open().count() == 1


def test_who_may_only_look_sees_no_buttons_and_changes_nothing(client_in, flask):
    viewer = client_in("Viewer")
    proposal = propose(flask, "latest_version", "3.2.0")
    page = viewer.get(PAGE).content.decode()
    assert "3.2.0" in page
    assert 'name="accept"' not in page
    assert viewer.post(PAGE, {"fact": proposal.pk, "accept": ""}).status_code == 403
    half = User.objects.create_user("half", is_staff=True)
    half.user_permissions.set(Permission.objects.filter(codename__in=["view_framework", "change_framework"]))
    client = Client()
    client.force_login(half)
    assert client.post(PAGE, {"fact": proposal.pk, "accept": ""}).status_code == 403
    assert Framework.objects.get(slug="flask").latest_version == "3.1"


def test_proposals_are_no_part_of_the_catalogue(flask):
    before, edition = read_catalogue(include_drafts=True), current_edition()
    propose(flask, "latest_version", "3.2.0", status=ProposalStatus.ACCEPTED, settled_at=timezone.now())
    assert (read_catalogue(include_drafts=True), current_edition()) == (before, edition)


def test_more_proposals_cost_no_more_queries(editor, flask, django_assert_max_num_queries):
    for framework in Framework.objects.all():
        for field in ("latest_version", "latest_release", "licence", "python_versions"):
            propose(framework, field, "9")
    with django_assert_max_num_queries(8):
        editor.get(PAGE)
