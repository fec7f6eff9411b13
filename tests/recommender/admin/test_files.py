"""Files in the admin: what is downloaded and refused, and that nothing is stored before it is loaded."""

import json
import random
import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DataError

from recommender.editions.bases import let_wait, remember_loaded, waiting
from recommender.editions.current import current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import last_entry
from recommender.editions.serialisation import canonical_json, digest
from recommender.files import plan
from recommender.files.pending import LONGEST_WAIT, Pending
from recommender.files.plan import Load
from recommender.files.upload import GREATEST_SIZE, read_upload, zip_of
from recommender.files.writing import files_of, yaml_of
from recommender.models import Base, Criterion, Dispute, Edition, Framework, Persona, Question, Shipped
from tests.conftest import FEW
from tests.recommender.unfinished import leave_things_unfinished

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

PAGE = "/admin/files/"


def upload(client, data, name="catalogue.yaml"):
    data = data if isinstance(data, bytes) else data.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def faults_on(response):
    """The lines that a page tells of a refused file."""
    assert response.status_code == 422
    listed = response.content.decode().split('id="faults">')[1].split("</section>")[0]
    return [unescape(line) for line in re.findall(r"<li>(.*?)</li>", listed, re.S)]


def pending_on(response):
    assert response.status_code in (200, 409), text_of(response)
    return re.search(r'name="pending" value="([^"]+)"', response.content.decode())[1]


def to_load(response):
    """The fields that the button below a dry run sends."""
    number = re.search(r'name="_opened_on" value="([0-9]+)"', response.content.decode())[1]
    return {"pending": pending_on(response), "_opened_on": number}


def sealed(catalogue):
    """A catalogue as it comes out of a dry run made now."""
    return Pending(Load(catalogue, "new.yaml")).sealed()


def stored():
    """All that a dry run must leave alone."""
    return read_catalogue(include_drafts=True), Edition.objects.count(), LogEntry.objects.count()


def named(name):
    """An editor's change that no file knows of."""
    flask = Framework.objects.get(slug="flask")
    flask.name = name
    flask.save()


def weigh(slug, weight):
    criterion = Criterion.objects.get(slug=slug)
    criterion.weight = weight
    criterion.save()


def heavier(catalogue, weight=99):
    criteria = (replace(catalogue.criteria[0], weight=weight), *catalogue.criteria[1:])
    return replace(catalogue, criteria=criteria)


def without_flask(catalogue):
    """The catalogue without a framework, and without the personas that name it."""
    personas = tuple(
        persona
        for persona in catalogue.personas
        if "flask" not in persona.accepted and not any("flask" in answer.chosen for answer in persona.answers.values())
    )
    frameworks = tuple(framework for framework in catalogue.frameworks if framework.slug != "flask")
    return replace(catalogue, frameworks=frameworks, personas=personas)


@pytest.mark.parametrize(("kind", "type_"), [("zip", "application/zip"), ("yaml", "application/yaml")])
def test_a_download_is_the_catalogue_with_its_drafts(admin_client, kind, type_):
    leave_things_unfinished()
    response = admin_client.get(f"{PAGE}catalogue.{kind}")
    assert response["Content-Type"] == type_
    assert re.fullmatch(rf'attachment; filename="catalogue-\d{{4}}-\d\d-\d\d\.{kind}"', response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert read_upload(f"c.{kind}", response.content).catalogue == read_catalogue(include_drafts=True)


def test_there_are_two_kinds_of_downloads_and_no_other(admin_client):
    page = admin_client.get(PAGE).content.decode()
    assert re.findall(r'href="/admin/files/(catalogue\.\w+)"', page) == ["catalogue.zip", "catalogue.yaml"]
    assert admin_client.get(f"{PAGE}catalogue.exe").status_code == 404
    assert admin_client.post(f"{PAGE}catalogue.zip").status_code == 405


@pytest.mark.parametrize(("role", "may_load"), [("Viewer", False), ("Reviewer", False), ("Editor", True)])
def test_who_may_look_may_download_and_only_editors_load(client_in, catalogue, role, may_load):
    client = client_in(role)
    page = client.get(PAGE).content.decode()
    assert "catalogue.zip" in page
    assert ("Show what it would do" in page) is may_load
    assert client.get(f"{PAGE}catalogue.zip").status_code == 200
    before = stored()
    assert upload(client, yaml_of(heavier(catalogue))).status_code == (200 if may_load else 403)
    if not may_load:
        assert client.post(PAGE, {"pending": sealed(heavier(catalogue))}).status_code == 403
    assert stored() == before


def test_strangers_get_nothing(client):
    for address in (PAGE, f"{PAGE}catalogue.zip"):
        assert client.get(address).url.startswith("/admin/login/")


@pytest.mark.parametrize("kind", ["zip", "yaml"])
def test_a_dry_run_shows_the_differences_and_stores_nothing(admin_client, catalogue, kind):
    current_edition()
    before = stored()
    changed = heavier(without_flask(catalogue))
    data = zip_of(changed) if kind == "zip" else yaml_of(changed).encode()
    page = text_of(upload(admin_client, data, f"new.{kind}"))
    assert "Nothing is loaded yet" in page
    assert "1 framework : Flask" in page
    assert "8 ratings" in page
    assert "personas" in page
    assert "Ease of starting" in page
    assert "99" in page
    assert f"over {FEW} random respondents" in page
    assert stored() == before


def test_disputes_that_would_be_deleted_with_a_framework_are_told(admin_client, catalogue):
    flask, criterion = Framework.objects.get(slug="flask"), Criterion.objects.get(slug="graphql")
    Dispute.objects.create(framework=flask, criterion=criterion, rating=1, statement="It is better.")
    page = text_of(upload(admin_client, yaml_of(without_flask(catalogue))))
    assert "1 dispute : Flask: GraphQL" in page
    assert Dispute.objects.exists()


def test_loading_replaces_everything_and_its_edition_tells_who_and_why(admin_client, catalogue):
    changed = heavier(without_flask(catalogue))
    fields = to_load(upload(admin_client, zip_of(changed), "new.zip"))
    page = admin_client.post(PAGE, fields | {"_why": "Flask is out"}, follow=True)
    assert "Loaded new.zip: 2 frameworks, 9 criteria" in text_of(page)
    assert read_catalogue(include_drafts=True) == changed
    edition = current_edition()
    assert f"Visitors get edition {edition.number}" in text_of(page)
    (entry,) = edition.history
    assert (entry["who"], entry["what"], entry["why"]) == ("admin", "Loaded new.zip", "Flask is out")


def test_what_visitors_saw_until_now_is_kept_as_an_edition_first(admin_client, catalogue):
    first = current_edition()
    row = Criterion.objects.get(slug="graphql")
    row.weight = 77
    row.save()
    admin_client.post(PAGE, {"pending": sealed(heavier(catalogue)), "_opened_on": last_entry()})
    kept = Edition.objects.get(number=first.number + 1)
    assert next(item for item in json.loads(kept.content)["criteria"] if item["slug"] == "graphql")["weight"] == 77
    assert current_edition().number == first.number + 2


def test_what_is_already_there_is_not_loaded(admin_client, catalogue):
    changes = stored()
    page = admin_client.post(PAGE, {"file": SimpleUploadedFile("same.zip", zip_of(catalogue))}, follow=True)
    assert "The catalogue says already what same.zip says: there is nothing to load" in text_of(page)
    assert stored() == changes


def test_drafts_come_back_and_one_that_changes_reaches_no_visitor(admin_client):
    leave_things_unfinished()
    rows = read_catalogue(include_drafts=True)
    again = admin_client.get(f"{PAGE}catalogue.zip").content
    assert "nothing to load" in text_of(
        admin_client.post(PAGE, {"file": SimpleUploadedFile("a.zip", again)}, follow=True)
    )
    bare = replace(rows.framework_of["bare"], summary="Still none.")
    frameworks = tuple(bare if item.slug == "bare" else item for item in rows.frameworks)
    response = upload(admin_client, yaml_of(replace(rows, frameworks=frameworks)))
    assert "it changes drafts only" in text_of(response)
    edition = current_edition()
    admin_client.post(PAGE, to_load(response))
    assert current_edition() == edition
    assert Framework.objects.get(slug="bare").summary == "Still none."
    assert Question.objects.filter(slug="bare", choices=None).exists()


def test_a_change_meanwhile_shows_the_dry_run_anew_and_loads_nothing(admin_client, admin_user, catalogue):
    pending = sealed(heavier(catalogue))
    persona = Persona.objects.first()
    persona.name = "Somebody else"
    persona.save()
    number = last_entry()
    LogEntry.objects.log_actions(admin_user.pk, [persona], CHANGE, "By hand")
    before = stored()
    response = admin_client.post(PAGE, {"pending": pending, "_opened_on": number, "_why": "Because"})
    assert response.status_code == 409
    page = text_of(response)
    assert "Nothing was loaded: admin changed the catalogue on " in page
    assert "Somebody else" in page
    assert 'value="Because"' in response.content.decode()
    assert stored() == before
    admin_client.post(PAGE, to_load(response))
    assert read_catalogue(include_drafts=True) == heavier(catalogue)


def test_a_form_without_its_number_shows_the_dry_run_anew(admin_client, catalogue):
    before = stored()
    for number in ({}, {"_opened_on": "x"}):
        response = admin_client.post(PAGE, {"pending": sealed(heavier(catalogue))} | number)
        assert response.status_code == 409
        assert stored() == before


@pytest.mark.parametrize("pending", ["", "x", "a:b:c", lambda whole: whole[:-1], lambda whole: f"A{whole}"])
def test_what_was_changed_on_its_way_is_not_loaded(admin_client, catalogue, pending):
    before, whole = stored(), sealed(heavier(catalogue))
    response = admin_client.post(PAGE, {"pending": pending(whole) if callable(pending) else pending})
    assert faults_on(response) == [
        "What came back with this form is not what the dry run put into it. Upload the file again."
    ]
    assert stored() == before


def test_what_was_sealed_for_something_else_is_not_loaded(admin_client):
    response = admin_client.post(PAGE, {"pending": signing.dumps({"catalogue": {}}, salt="another")})
    assert "Upload the file again" in faults_on(response)[0]


def test_what_was_looked_at_long_ago_is_not_loaded(admin_client, catalogue, monkeypatch):
    pending = sealed(heavier(catalogue))
    before = stored()
    later = signing.time.time() + LONGEST_WAIT + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert "over four hours" in faults_on(admin_client.post(PAGE, {"pending": pending}))[0]
    assert stored() == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("frameworks/flask.yaml", "value: 100", "value: 1000"),
        ("frameworks/flask.yaml", "value: 100", "value: <b>ninety</b>"),
        ("frameworks/flask.yaml", "name: Flask", "name: [Flask"),
        ("frameworks/flask.yaml", "name: Flask", "name: Flask\nname: Flask"),
        ("frameworks/flask.yaml", "name: Flask", f"name: {'Flask' * 20}"),
        ("frameworks/flask.yaml", "name: Flask", 'name: "Fl\\0sk"'),
        ("frameworks/flask.yaml", "slug: flask", "slug: flaskk"),
        ("criteria.yaml", "weight: 10", "weight: -1"),
        ("questions.yaml", "choice: public-api", "choice: gone"),
        ("personas.yaml", "- online-shop\n", "- offline-shop\n"),
    ],
)
def test_the_page_and_the_command_tell_the_same_faults(admin_client, catalogue, tmp_path, name, old, new):
    texts = files_of(catalogue)
    assert old in texts[name]
    texts[name] = texts[name].replace(old, new, 1)
    packed = BytesIO()
    (tmp_path / "frameworks").mkdir()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, text in texts.items():
            archive.writestr(path, text)
            (tmp_path / path).write_text(text)
    before = stored()
    with pytest.raises(CommandError) as error:
        call_command("load_catalogue", tmp_path)
    assert faults_on(upload(admin_client, packed.getvalue(), "c.zip")) == str(error.value).splitlines()[1:]
    assert stored() == before


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("c.yaml", b"", "c.yaml: is empty"),
        ("c.zip", b"PK", "c.zip: cannot be read as a zip"),
        (
            "c.yaml",
            b"\xff\xfe",
            "c.yaml: cannot be read: this file is not UTF-8 text: line 1 holds bytes",
        ),
        ("c.yaml", b" " * (GREATEST_SIZE + 1), "c.yaml: is larger than 2 MB"),
        ("c.yaml", b"- a\n" * 5, "c.yaml: Input should be an object"),
        (f"{'c' * 150}.yaml", b"a: 1", "Ensure this filename has at most 100 characters"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_the_reason(admin_client, name, data, fault):
    before = stored()
    assert faults_on(upload(admin_client, data, name))[0].startswith(fault)
    assert stored() == before


def test_without_a_file_the_page_asks_for_one(admin_client):
    assert faults_on(admin_client.post(PAGE)) == ["This field is required."]


def test_of_very_many_faults_the_first_twenty_are_told(admin_client):
    lines = faults_on(upload(admin_client, "".join(f"k{at}: 1\n" for at in range(300))))
    assert len(lines) == 21
    assert re.fullmatch(r"and 28\d more", lines[-1])


def test_what_only_the_database_refuses_is_told_at_the_dry_run(admin_client, catalogue, monkeypatch):
    before = stored()

    def refuse(catalogue):
        Framework.objects.all().delete()
        raise DataError("no room")

    monkeypatch.setattr(plan, "replace_catalogue", refuse)
    response = upload(admin_client, yaml_of(heavier(catalogue)), "new.yaml")
    assert faults_on(response) == ["new.yaml: the database refuses the catalogue: no room"]
    assert stored() == before


def shuffled(draw, text):
    """The same words in another order, which pack no better than a new text."""
    words = text.split()
    return " ".join(draw.sample(words, len(words)))


def twelve_frameworks(catalogue):
    """The catalogue with nine more frameworks, whose texts are as long and as hard to pack as those of the three."""
    draw, frameworks = random.Random(12), list(catalogue.frameworks)
    for number in range(9):
        model = catalogue.frameworks[number % 3]
        frameworks.append(
            replace(
                model,
                slug=f"framework-{number}",
                name=f"Framework {number}",
                position=10 + number,
                evidence=tuple(replace(item, statement=shuffled(draw, item.statement)) for item in model.evidence),
                ratings=tuple(replace(item, rationale=shuffled(draw, item.rationale)) for item in model.ratings),
                claims=tuple(replace(item, reason=shuffled(draw, item.reason)) for item in model.claims),
            )
        )
    return replace(catalogue, frameworks=tuple(frameworks))


def test_twelve_frameworks_travel_in_the_form_well_below_its_limit(admin_client, catalogue, settings):
    response = upload(admin_client, zip_of(twelve_frameworks(catalogue)), "twelve.zip")
    assert len(pending_on(response)) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2
    admin_client.post(PAGE, to_load(response))
    assert Framework.objects.count() == 12


def test_what_does_not_fit_into_the_form_is_told(admin_client, catalogue, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    response = upload(admin_client, yaml_of(heavier(catalogue)), "new.yaml")
    assert faults_on(response) == ["new.yaml: is too large to be loaded here; use “manage.py load_catalogue”"]


@pytest.mark.parametrize("kind", ["zip", "yaml"])
def test_what_comes_back_is_merged_with_what_editors_changed_since_the_download(admin_client, catalogue, kind):
    files = read_upload(f"c.{kind}", admin_client.get(f"{PAGE}catalogue.{kind}").content)
    changed = heavier(files.catalogue)
    data = zip_of(changed, files.origin) if kind == "zip" else yaml_of(changed, files.origin)
    named("Flasque")
    response = upload(admin_client, data, f"new.{kind}")
    page = text_of(response)
    assert "The file was written from edition 1 of " in page
    assert "What editors changed here since then stays" in page
    assert "1 difference: 1 changed, 0 added, 0 removed" in page
    assert "What both changed" not in page
    admin_client.post(PAGE, to_load(response))
    assert Framework.objects.get(slug="flask").name == "Flasque"
    assert Criterion.objects.get(slug=catalogue.criteria[0].slug).weight == 99


@pytest.mark.parametrize(
    ("way", "weight", "settled"),
    [("editors", 5, "what stands here stays"), ("files", 99, "what new.zip says will hold")],
)
def test_conflicts_are_asked_about_before_anything_is_shown_or_loaded(admin_client, catalogue, way, weight, settled):
    files = read_upload("c.zip", admin_client.get(f"{PAGE}catalogue.zip").content)
    slug = catalogue.criteria[0].slug
    new = heavier(files.catalogue)
    new = replace(new, frameworks=tuple(replace(item, summary="New.") for item in new.frameworks))
    weigh(slug, 5)
    before = stored()
    response = upload(admin_client, zip_of(new, files.origin), "new.zip")
    page = text_of(response)
    assert f"Criteria › {catalogue.criteria[0].name} › weight Where both began 10 Here 5 In the file 99" in page
    assert "Say which shall hold in this place" in page
    assert "a piece of evidence holds as a whole" in page
    assert "Load it" not in page
    assert stored() == before
    response = admin_client.post(PAGE, {"pending": pending_on(response), "way": way})
    assert settled in text_of(response)
    assert stored() == before
    admin_client.post(PAGE, to_load(response))
    assert Criterion.objects.get(slug=slug).weight == weight
    assert Framework.objects.get(slug="flask").summary == "New."


def test_conflicts_that_nobody_settled_are_not_loaded(admin_client, catalogue):
    files = read_upload("c.zip", admin_client.get(f"{PAGE}catalogue.zip").content)
    weigh(catalogue.criteria[0].slug, 5)
    before = stored()
    response = upload(admin_client, zip_of(heavier(files.catalogue), files.origin), "new.zip")
    fields = {"pending": pending_on(response), "_opened_on": last_entry()}
    assert "was 10; is 5 here, 99 in the files" in faults_on(admin_client.post(PAGE, fields))[0]
    assert "Upload the file again" in faults_on(admin_client.post(PAGE, fields | {"way": "mine"}))[0]
    assert stored() == before


def test_a_conflict_that_came_meanwhile_is_asked_about(admin_client, admin_user, catalogue):
    files = read_upload("c.zip", admin_client.get(f"{PAGE}catalogue.zip").content)
    fields = to_load(upload(admin_client, zip_of(heavier(files.catalogue), files.origin), "new.zip"))
    weigh(catalogue.criteria[0].slug, 5)
    LogEntry.objects.log_actions(admin_user.pk, [Criterion.objects.first()], CHANGE, "By hand")
    response = admin_client.post(PAGE, fields)
    assert response.status_code == 409
    assert "Nothing was loaded: admin changed the catalogue on " in text_of(response)
    assert "Keep what stands here" in text_of(response)


def test_a_file_of_unknown_origin_says_that_it_undoes_what_editors_changed(admin_client, catalogue):
    named("Flasque")
    page = text_of(upload(admin_client, zip_of(catalogue), "old.zip"))
    assert "This database does not know what old.zip was written from" in page
    assert "what editors changed is undone" in page
    assert "Flasque" in page


def test_what_breaks_a_rule_once_it_is_merged_is_told(admin_client, catalogue):
    free = without_flask(catalogue).personas
    fewer = replace(catalogue, personas=free)
    remember_loaded(fewer, is_shipped=False)
    Persona.objects.get(slug=free[0].slug).accepted.add(Framework.objects.get(slug="flask"))
    Persona.objects.exclude(slug__in=[item.slug for item in free]).delete()
    response = upload(admin_client, zip_of(without_flask(catalogue)), "c.zip")
    assert faults_on(response) == [
        f"personas.yaml: {free[0].slug} › accepted: “flask” is not a framework",
        "So it would be once both are merged.",
    ]


SHIPPED_PAGE = f"{PAGE}shipped/"


@pytest.fixture
def newer(catalogue):
    """A newer catalogue of the program that changes two weights, one of which an editor changed too."""
    remember_loaded(catalogue, is_shipped=True)
    first, second, *rest = catalogue.criteria
    newer = replace(catalogue, criteria=(replace(first, weight=98), replace(second, weight=99), *rest))
    weigh(first.slug, 5)
    let_wait(newer)
    return newer


def test_a_shipped_catalogue_that_waits_is_told_on_the_home_page_to_who_may_load(client_in, newer):
    words = "The program brings a newer catalogue, which could not be merged with yours by itself"
    assert words in text_of(client_in("Editor").get("/admin/"))
    viewer = client_in("Viewer", "somebody")
    assert words not in text_of(viewer.get("/admin/"))
    assert viewer.get(SHIPPED_PAGE).status_code == 403


def test_a_shipped_catalogue_is_merged_once_its_conflicts_are_settled(admin_client, newer):
    response = admin_client.get(SHIPPED_PAGE)
    assert "Editors changed here what the newer catalogue of the program changes too" in text_of(response)
    response = admin_client.post(PAGE, {"pending": pending_on(response), "way": "editors"})
    admin_client.post(PAGE, to_load(response))
    assert list(Criterion.objects.order_by("position").values_list("weight", flat=True)[:2]) == [5, 99]
    assert waiting() is None
    assert Base.objects.get(digest=digest(canonical_json(newer))).shipped == Shipped.TAKEN
    assert "the last one is decided" in text_of(admin_client.get(SHIPPED_PAGE, follow=True))


def test_a_shipped_catalogue_can_be_left_aside(admin_client, newer):
    before = read_catalogue()
    page = admin_client.post(SHIPPED_PAGE, follow=True)
    assert "The catalogue stays as it is" in text_of(page)
    assert waiting() is None
    assert read_catalogue() == before


def test_a_shipped_catalogue_of_which_nothing_is_left_to_load_is_decided(admin_client, catalogue, newer):
    weigh(catalogue.criteria[1].slug, 99)
    response = admin_client.get(SHIPPED_PAGE)
    page = admin_client.post(PAGE, {"pending": pending_on(response), "way": "editors"}, follow=True)
    assert "there is nothing to load" in text_of(page)
    assert waiting() is None


def test_a_shipped_catalogue_that_cannot_be_read_is_told(admin_client, newer):
    Base.objects.filter(pk=waiting().pk).update(content="{}")
    assert "is damaged" in faults_on(admin_client.get(SHIPPED_PAGE))[0]
