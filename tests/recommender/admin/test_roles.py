"""Who may do what in the admin: every page under every role, and that what a role may not do is not offered either."""

import re
from html import unescape
from importlib import import_module
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import resolve, reverse

from recommender.admin_site import PAGES
from recommender.editions.from_rows import read_catalogue
from recommender.models import Dispute, Persona
from tests.editors_pages import MODELS as EVERY_MODEL
from tests.editors_pages import address, address_of_model, populate, row_of

ROLES = ("superuser", "Editor", "Reviewer", "Viewer", "no role", "stranger")
OPEN, SHUT, SIGN_IN = 200, 403, 302

# The pages of each model: list, add, change (for who may only view it: read), delete, history. One letter for each
# that opens, in the order of ROLES but for strangers, who are always asked to sign in.
NOBODY = ""
READ = "l c h"
WHOLE = "l a c d h"
MODELS = {
    #                 superuser  Editor    Reviewer   Viewer  no role
    "framework":     (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "criterion":     (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "rating":        (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "addon":         (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "claim":         (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "evidence":      (WHOLE,     WHOLE,    "l a c h", READ,   NOBODY),
    "section":       (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "question":      (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "choice":        (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "persona":       (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "outsideoption": (WHOLE,     WHOLE,    READ,      READ,   NOBODY),
    "dispute":       ("l c d h", READ,     "l c d h", READ,   NOBODY),
    "ratingproposal": ("l c d h", "l c d h", "l c d h", READ,   NOBODY),
    "frameworksuggestion": ("l c d h", "l c d h", "l c d h", READ,   NOBODY),
    "edition":       ("l c d h", "l c d h", READ,     READ,   NOBODY),
    "user":          (WHOLE,     NOBODY,   NOBODY,    NOBODY, NOBODY),
    "group":         (WHOLE,     NOBODY,   NOBODY,    NOBODY, NOBODY),
}  # fmt: skip

ALL, EDITORS = {"superuser", "Editor", "Reviewer", "Viewer"}, {"superuser", "Editor"}

# Who may save something on a model's change page: the others read it.
SAVERS = dict.fromkeys(MODELS, EDITORS) | {
    "evidence": {"superuser", "Editor", "Reviewer"},
    "dispute": {"superuser", "Reviewer"},
    "ratingproposal": {"superuser", "Editor", "Reviewer"},
    "frameworksuggestion": {"superuser", "Editor", "Reviewer"},
    "user": {"superuser"},
    "group": {"superuser"},
}

# Who may open our own pages.
OWN = {
    "check": ALL,
    "download": ALL,
    "edition-diff": ALL,
    "edition-restore": EDITORS,
    "facts": ALL,
    "files": ALL,
    "grid": ALL,
    "personas": ALL,
    "shipped": EDITORS,
}
LETTERS = {"l": "changelist", "a": "add", "c": "change", "d": "delete", "h": "history"}


@pytest.fixture(autouse=True)
def site(loaded, roles, few_respondents):
    """With one persona only: before rows are deleted, the verdicts on all personas are worked out."""
    Persona.objects.exclude(pk=Persona.objects.earliest("pk").pk).delete()
    populate()


def signed_in(role):
    client = Client()
    if role != "stranger":
        user = User.objects.create_user(role, is_staff=True, is_superuser=role == "superuser")
        if role in {"Editor", "Reviewer", "Viewer"}:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def model_addresses():
    """The model's name, a page's letter and its address, for all pages of all models."""
    return [
        (model._meta.model_name, letter, address_of_model(model, page))
        for model in EVERY_MODEL
        for letter, page in LETTERS.items()
    ]


def expected(role, opens):
    return SIGN_IN if role == "stranger" else OPEN if opens else SHUT


def opened_by(role, addresses):
    """What each address answers a role by the tables."""
    column = ROLES.index(role)
    table = {}
    for name, letter, url in addresses:
        table[url] = expected(role, role != "stranger" and letter in MODELS[name][column].split())
    for page in PAGES:
        table[address(page)] = expected(role, role in OWN[page.name])
    return table


def test_every_page_is_in_the_tables():
    assert {model._meta.model_name for model in EVERY_MODEL} == MODELS.keys() == SAVERS.keys()
    assert {page.name for page in PAGES} == OWN.keys()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_for_whom_it_is_meant_and_offers_no_more_than_they_may_do(role):
    client, addresses = signed_in(role), model_addresses()
    table = opened_by(role, addresses)
    pages = {url: client.get(url) for url in table}
    assert {url: page.status_code for url, page in pages.items()} == table
    if role != "stranger":
        assert_all_links_open(client, pages)
    for name, letter, url in addresses:
        if pages[url].status_code == OPEN and letter in "lc" and role not in SAVERS[name]:
            assert_saves_nothing(pages[url])


def assert_all_links_open(client, pages):
    """Each page to which a link leads from the home page, from a list, from a row or from a page of our own."""
    opens = {resolve(urlsplit(url).path).view_name: page.status_code == OPEN for url, page in pages.items()}
    opened = [page for page in pages.values() if page.status_code == OPEN]
    links = {link for page in [client.get(reverse("admin:index")), *opened] for link in links_on(page)}
    assert links
    for link in sorted(links):
        name = resolve(urlsplit(link).path).view_name
        if name not in opens:
            opens[name] = client.get(link).status_code in {200, 302}
        assert opens[name], f"{link} is offered"


def links_on(page):
    """The addresses within the admin to which a page leads."""
    text = page.content.decode() if page["Content-Type"].startswith("text/html") else ""
    found = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', text)}
    return sorted(link for link in found if link.startswith(reverse("admin:index")))


def assert_saves_nothing(page):
    text = page.content.decode().partition("<main")[2].partition("</main")[0]
    assert re.findall(r'<(?:input|button)[^>]*name="_(?:save|addanother|continue|saveasnew|preview)"', text) == []
    assert 'class="addlink"' not in text


@pytest.mark.parametrize("role", ROLES)
def test_what_is_shut_takes_no_form_and_what_is_only_read_is_not_saved(role):
    client = signed_in(role)
    before, disputes = read_catalogue(include_drafts=True), list(Dispute.objects.values())
    answered = {}
    for name, letter, url in model_addresses():
        may = letter in MODELS[name][ROLES.index(role)].split() if role != "stranger" else False
        if not may or (letter == "c" and role not in SAVERS[name]):
            answered[url] = client.post(url, {"post": "yes", "_save": "Save"}).status_code
    for page in PAGES:
        if role not in OWN[page.name]:
            answered[address(page)] = client.post(address(page)).status_code
    assert set(answered.values()) <= {SIGN_IN if role == "stranger" else SHUT}
    assert (read_catalogue(include_drafts=True), list(Dispute.objects.values())) == (before, disputes)


@pytest.mark.parametrize("role", ["Reviewer", "Viewer"])
def test_a_list_saves_and_deletes_nothing_for_who_may_only_read(role):
    client = signed_in(role)
    before = read_catalogue(include_drafts=True)
    for name in ("framework", "criterion", "question", "claim", "persona", "section"):
        model = apps.get_model("recommender", name)
        url, row = address_of_model(model, "changelist"), row_of(model)
        form = {
            "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": row.pk, "form-0-position": 99,
            "form-0-weight": 999, "_save": "Save",
        }  # fmt: skip
        client.post(url, form)
        client.post(url, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert read_catalogue(include_drafts=True) == before


def test_roles_say_what_they_are_for_and_add_up():
    """An editor who is a reviewer too may do both."""
    user = User.objects.create_user("both", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=["Editor", "Reviewer"]))
    assert user.has_perms(["recommender.change_dispute", "recommender.change_rating", "recommender.replace_catalogue"])


def test_a_staff_member_without_a_role_is_told_whom_to_ask():
    page = signed_in("no role").get(reverse("admin:index")).content.decode()
    assert "can give you a role" in page
    assert "Needs attention" not in page


def historical_apps():
    loader = MigrationExecutor(connection).loader
    return loader.project_state(("recommender", "0003_roles")).apps


def test_the_migration_makes_the_roles_where_there_are_none_yet():
    """As on a fresh database, where the permissions do not exist yet either: Django makes them after all migrations."""
    Group.objects.all().delete()
    Permission.objects.filter(content_type__app_label="recommender").delete()
    import_module("recommender.migrations.0003_roles").make_roles(historical_apps(), None)
    granted = {group.name: group.permissions.count() for group in Group.objects.all()}
    assert granted == {"Viewer": 14, "Reviewer": 18, "Editor": 53}


def test_whoever_may_do_it_with_ratings_may_do_it_with_add_ons_and_what_else_stands_beside_frameworks():
    permit = import_module("recommender.migrations.0009_add_ons_for_editors").permit
    Permission.objects.filter(codename__endswith="_addon").delete()
    raters, readers = Group.objects.create(name="Raters"), Group.objects.get(name="Viewer")
    raters.permissions.set(Permission.objects.filter(codename__in=["view_rating", "change_rating"]))
    alone = User.objects.create_user("alone")
    alone.user_permissions.add(Permission.objects.get(codename="delete_rating"))
    permit(apps, None)
    kinds = ("addon", "addonrating", "knownuser", "reading")

    def held(permissions):
        return {codename for codename in permissions.values_list("codename", flat=True) if codename.endswith(kinds)}

    assert held(raters.permissions) == {f"{action}_{kind}" for action in ("view", "change") for kind in kinds}
    assert held(readers.permissions) == {f"view_{kind}" for kind in kinds}
    assert held(alone.user_permissions) == {f"delete_{kind}" for kind in kinds}
    assert held(Group.objects.get(name="Editor").permissions) == {
        f"{action}_{kind}" for action in ("view", "add", "change", "delete") for kind in kinds
    }
    assert held(Group.objects.create(name="Others").permissions) == set()


def test_whoever_keeps_disputes_or_ratings_settles_proposals():
    def held(role, kind):
        codenames = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
        return {codename.partition("_")[0] for codename in codenames if codename.endswith(f"_{kind}")}

    for kind in ("ratingproposal", "frameworksuggestion"):
        assert held("Viewer", kind) == {"view"}
        assert held("Reviewer", kind) == {"view", "change", "delete"}
        assert {"view", "change", "delete"} <= held("Editor", kind)


def test_the_migration_leaves_alone_what_is_there_and_can_be_reversed_and_applied_again():
    migration = import_module("recommender.migrations.0003_roles")
    viewer = Group.objects.get(name="Viewer")
    viewer.permissions.clear()
    member = User.objects.create_user("v")
    member.groups.add(viewer)
    [operation] = migration.Migration.operations
    assert operation.reversible
    operation.reverse_code(historical_apps(), None)
    migration.make_roles(historical_apps(), None)
    assert Group.objects.filter(name__in=migration.ROLES).count() == 3
    assert list(member.groups.all()) == [viewer]
    assert not viewer.permissions.exists()
