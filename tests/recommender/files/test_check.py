"""One verdict on the catalogue: from the command, for rows and for files, and on the editors' page."""

import shutil
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.html import strip_tags

from recommender.admin.checks import HEADING_AND_ADVICE
from recommender.engine.checks.report import FaultKind
from recommender.engine.types import Catalogue
from recommender.files.check import check, report_lines
from recommender.files.folder import read_files
from recommender.models import (
    AddOn,
    AddOnRating,
    Choice,
    Claim,
    Criterion,
    Effect,
    Evidence,
    Framework,
    KnownUser,
    Persona,
    Question,
    Rating,
    Requirement,
)
from tests.conftest import CATALOGUE

IN_ORDER = "The catalogue is in order."


def told(*arguments):
    """The lines on standard output, and the message of a failure; none if there is none."""
    out = StringIO()
    try:
        call_command("check_catalogue", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), None


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_files(CATALOGUE)


def spoil():
    """A fault of most kinds, and drafts, which are none."""
    Criterion.objects.filter(slug="graphql").update(weight=0)
    Criterion.objects.filter(slug="lightness").update(anchor_50=" ")
    Rating.objects.get(framework__slug="flask", criterion__slug="documentation").delete()
    Rating.objects.get(framework__slug="flask", criterion__slug="maturity").evidence.clear()
    Claim.objects.get(framework__slug="django", text="Fast to learn").evidence.clear()
    AddOnRating.objects.filter(add_on__slug="fastapi-guard").update(value=40, low=30)
    KnownUser.objects.filter(name="Flask Mill").delete()
    Requirement.objects.filter(choice__slug="short").delete()
    Evidence.objects.filter(pk=Evidence.objects.first().pk).update(url="https://docs .example/")
    mixed = Choice.objects.get(question__slug="freedom", slug="mixed")
    mixed.effects.all().delete()
    Effect.objects.create(
        choice=mixed, criterion=Criterion.objects.get(slug="graphql"), points=1
    )  # which has no weight
    Question.objects.filter(slug="project").update(published=False)
    Persona.objects.get(slug="own-parts").accepted.set([Framework.objects.get(slug="django")])
    Persona.objects.get(slug="shop").accepted.clear()
    Criterion.objects.create(slug="charm", name="Charm", group="X", definition="?", method="rubric", unit="level")


@pytest.mark.django_db
def test_a_catalogue_in_order(loaded):
    assert told() == ([IN_ORDER], None)
    assert told(str(CATALOGUE)) == ([IN_ORDER], None)


@pytest.mark.django_db
def test_each_fault_is_one_line_and_the_command_fails(loaded):
    spoil()
    found, failure = told()
    assert failure == f"The catalogue is not in order (faults: {len(found)})."
    assert found == report_lines(check())
    assert "criteria: graphql › weight: is 0, so no answer can raise the criterion" in found
    assert "criteria: lightness › anchors: nothing is said at 50" in found
    assert "frameworks: flask › ratings › documentation: is missing, so it counts as 0" in found
    assert "questions: api-style: is never asked, because none of its conditions can be met" in found
    assert "personas: own-parts: Flask leads, but accepted is only Django" in found
    assert "frameworks: flask › known_users: names 2, and should name 3" in found
    assert [line for line in found if line.startswith("questions: 5 of the 6 choices that can be a must-have leave a")]
    assert not [line for line in found if "charm" in line]
    kinds = ("persona", "evidence", "text", "anchor", "choice", "must-have", "criterion", "condition", "address")
    assert set(map(FaultKind, kinds)) <= set(check())


def test_files_are_checked_without_the_database(tmp_path):
    shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    personas = tmp_path / "catalogue" / "personas.yaml"
    personas.write_text(personas.read_text().replace("accepted:\n  - fastapi", "accepted:\n  - flask", 1))
    found, failure = told(str(tmp_path / "catalogue"))
    assert found == ["personas: partner-api: FastAPI leads, but accepted is only Flask"]
    assert failure == "The catalogue is not in order (faults: 1)."


def test_files_that_cannot_be_read_are_told_in_the_same_way(tmp_path):
    shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    (tmp_path / "catalogue" / "personas.yaml").write_text("- [")
    (tmp_path / "catalogue" / "criteria.yaml").unlink()
    found, failure = told(str(tmp_path / "catalogue"))
    assert [line.split(":")[0] for line in found] == ["criteria.yaml", "personas.yaml"]
    assert failure == "The catalogue is not in order (faults: 2)."


def test_every_kind_of_fault_has_its_advice():
    assert set(HEADING_AND_ADVICE) == set(FaultKind)


@pytest.mark.django_db
def test_the_page_says_that_all_is_in_order(loaded, admin_client):
    page = admin_client.get("/admin/check/").content.decode()
    assert "All in order." in page
    assert "every persona comes out right or says why not." in page
    assert "Not in order" not in page


def shown(response):
    """The faults on a page, as text."""
    items = response.content.decode().split('class="check-kind"')[1:]
    texts = [item.split("</li>")[:-1] for item in items]
    return [" ".join(unescape(strip_tags(text.split("<li>")[-1])).split()) for group in texts for text in group]


@pytest.mark.django_db
def test_the_page_has_the_same_lines_each_with_the_page_on_which_it_is_mended(loaded, admin_client):
    spoil()
    response = admin_client.get("/admin/check/")
    assert shown(response) == told()[0]
    page = response.content.decode()
    flask = Framework.objects.get(slug="flask")
    mended = {
        "criterion": Criterion.objects.get(slug="graphql"),
        "framework": flask,
        "rating": Rating.objects.get(framework=flask, criterion__slug="maturity"),
        "addon": AddOn.objects.get(slug="fastapi-guard"),
        "claim": Claim.objects.get(text="Fast to learn"),
        "evidence": Evidence.objects.get(url="https://docs .example/"),
        "choice": Choice.objects.get(question__slug="freedom", slug="mixed"),
        "question": Question.objects.get(slug="api-style"),
        "persona": Persona.objects.get(slug="own-parts"),
    }
    for name, row in mended.items():
        assert f'href="{reverse(f"admin:recommender_{name}_change", args=[row.pk])}"' in page, name


@pytest.mark.django_db
def test_the_page_is_made_anew_each_time_in_few_queries(loaded, admin_client, django_assert_max_num_queries):
    spoil()
    with django_assert_max_num_queries(47):
        assert "Not in order" in admin_client.get("/admin/check/").content.decode()
    Framework.objects.filter(slug="flask").update(published=False)
    assert not [line for line in shown(admin_client.get("/admin/check/")) if line.startswith("frameworks: flask")]


@pytest.mark.django_db
def test_an_empty_catalogue_is_not_in_order_and_names_no_page(admin_client):
    assert told()[0] == [
        "frameworks: at least two must be published",
        "questions: none is asked: at least one must be published, with choices that do something",
    ]
    assert shown(admin_client.get("/admin/check/")) == told()[0]


@pytest.mark.django_db
def test_only_who_may_see_the_catalogue_sees_the_page(client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get("/admin/check/").status_code == 403
    client.logout()
    assert client.get("/admin/check/").status_code == 302
