"""Files to rows and back: the same bytes, all or nothing, and faults told by file, key and reason."""

import shutil

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import DataError

from recommender.editions.from_rows import read_catalogue
from recommender.files import plan
from recommender.files.exchange import dump_catalogue, load_catalogue
from recommender.files.folder import ORIGIN_FILE, SHIPPED, CatalogueFileError, read_document, read_files, read_texts
from recommender.files.plan import Way
from recommender.files.writing import files_of, yaml_of
from recommender.models import (
    AddOn,
    Criterion,
    Effect,
    Evidence,
    Framework,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Section,
)
from tests.conftest import CATALOGUE
from tests.recommender.unfinished import leave_things_unfinished


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogue to spoil."""
    shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    return tmp_path / "catalogue"


@pytest.fixture
def drafted(loaded):
    """The catalogue with everything that can be unfinished."""
    leave_things_unfinished()
    return read_catalogue(include_drafts=True)


def spoil(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def faults(folder):
    with pytest.raises(CatalogueFileError) as error:
        read_files(folder)
    return error.value.faults


def bytes_of(folder=CATALOGUE):
    """The files of a catalogue by name, without that of their origin."""
    paths = (path for path in sorted(folder.rglob("*.yaml")) if path.name != ORIGIN_FILE)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_shipped_files_are_in_the_one_form(whole_shipped):
    told = "Run: .venv/bin/python manage.py format_catalogue recommender/catalogue"
    assert {name: text.encode() for name, text in files_of(whole_shipped).items()} == bytes_of(SHIPPED), told


@pytest.mark.django_db
def test_shipped_files_are_as_a_dump_writes_them(tmp_path):
    """So that whoever dumps the shipped catalogue and commits it sees what was changed, and nothing else."""
    load_catalogue(SHIPPED)
    dump_catalogue(tmp_path)
    assert bytes_of(tmp_path) == bytes_of(SHIPPED)


@pytest.mark.django_db
def test_load_and_dump_round_trip_to_the_same_bytes(tmp_path, catalogue):
    assert load_catalogue(CATALOGUE).done == "Loaded the catalogue: 3 frameworks, 9 criteria, 8 questions, 4 personas."
    assert read_catalogue() == catalogue
    assert dump_catalogue(tmp_path) == f"Wrote 13 files to {tmp_path}."
    assert bytes_of(tmp_path) == bytes_of()


@pytest.mark.django_db
def test_loading_twice_changes_nothing(django_assert_max_num_queries):
    load_catalogue(CATALOGUE)
    keys = list(Rating.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(37):
        assert load_catalogue(CATALOGUE).done.startswith("The catalogue is already equal to the files")
    assert list(Rating.objects.values_list("pk", flat=True)) == keys


@pytest.mark.django_db
def test_replacing_puts_back_what_was_changed_and_keeps_the_rows(catalogue):
    load_catalogue(CATALOGUE)
    key = Framework.objects.get(slug="flask").pk
    Framework.objects.filter(slug="flask").update(name="Flasque")
    Framework.objects.get(slug="django").delete()
    Effect.objects.all().delete()
    Criterion.objects.create(slug="stray", name="Stray", group="X", definition="?", method="rubric", unit="level")
    Evidence.objects.filter(framework__slug="flask").first().delete()
    load_catalogue(CATALOGUE, way=Way.REPLACE)
    assert read_catalogue() == catalogue
    assert Framework.objects.get(slug="flask").pk == key


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_faulty_folder(folder):
    load_catalogue(CATALOGUE)
    before = read_catalogue()
    spoil(folder / "criteria.yaml", "weight: 10", "weight: 99")
    spoil(folder / "frameworks" / "flask.yaml", "value: 100", "value: 1000")
    with pytest.raises(CommandError, match=r"Nothing was loaded.\nframeworks/flask.yaml: ratings › learning-ease"):
        call_command("load_catalogue", folder)
    assert read_catalogue() == before


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("frameworks/flask.yaml", "value: 100", "value: 1000", "ratings › learning-ease: needs 0 ≤ low ≤ value"),
        ("frameworks/flask.yaml", "value: 100", "value: ninety", "ratings › learning-ease › value: Input should be"),
        ("frameworks/flask.yaml", "value: 100", "value: 100.5", "ratings › learning-ease › value: Input should be"),
        (
            "frameworks/flask.yaml",
            "value: 100",
            "valeu: 100",
            "ratings › learning-ease › valeu: is not a key that is known here",
        ),
        ("frameworks/flask.yaml", "name: Flask\n", "", "name: Field required"),
        ("frameworks/flask.yaml", "  phrase: Flask in a few words on learning ease\n", "", "phrase: Field required"),
        ("frameworks/flask.yaml", "phrase: Flask", f"phrase: {60 * 'x'}", "learning-ease › phrase: has "),
        ("frameworks/flask.yaml", "moving_here: some work.\n", "", "moving_here: Field required"),
        ("frameworks/flask.yaml", "  serve: flask run\n", "", "first_page › serve: Field required"),
        ("frameworks/flask.yaml", "  serve: flask run", "  server: flask run", "first_page › server: is not a key"),
        ("frameworks/flask.yaml", "what: its website", "why: its website", "known_users › Flask House › why: is not"),
        ("frameworks/flask.yaml", "- title: Flask by", "- name: Flask by", "further_reading › Flask by example › name"),
        ("frameworks/flask.yaml", "add_ons:\n- slug: flask-guard", "add_ons:\n- slug: Guard", "a slug has only a-z"),
        (
            "frameworks/flask.yaml",
            "    value: 80\n    low: 75",
            "    value: 180\n    low: 75",
            "add_ons › flask-guard › ratings › security-features: needs 0 ≤ low ≤ value",
        ),
        ("frameworks/flask.yaml", "slug: flask", "slug: flaskk", "slug: is “flaskk”, but the file's name says “flask”"),
        ("frameworks/flask.yaml", "name: Flask", "name: [Flask", "not valid YAML"),
        ("frameworks/flask.yaml", "name: Flask", "name: Flask\nname: Flask", "the key “name” stands twice"),
        ("frameworks/flask.yaml", "name: Flask", "name: &a Flask", "line 3: “&” and “*” let one place stand for"),
        ("frameworks/flask.yaml", "name: Flask", "name: !!str Flask", "line 3: “!” makes something special"),
        ("frameworks/flask.yaml", "name: Flask", "name: " + 30 * "[", "more than 20 levels"),
        ("frameworks/flask.yaml", "name: Flask", f"name: F{60 * 'l'}", "name: has 61 characters; at most 60 fit"),
        (
            "frameworks/flask.yaml",
            "docs_url: https://flask.example/",
            "docs_url: http://intranet/x",
            "facts › docs_url: is not a whole address of a page on the web",
        ),
        ("frameworks/flask.yaml", "name: Flask", 'name: "Fl\\0sk"', "name: holds the character NUL"),
        (
            "frameworks/flask.yaml",
            "name: Flask",
            'name: "\\ud800"',
            "not valid YAML: while parsing a quoted scalar at line",
        ),
        ("frameworks/flask.yaml", "name: Flask", f"name: {30 * '1:'}1", "name: has 61 characters; at most 60 fit"),
        (
            "frameworks/flask.yaml",
            "name: Flask",
            "2026-11-22: x\nname: Flask",
            "“2026-11-22” is not a key of a framework file. Its keys are: slug, name, ",
        ),
        (
            "frameworks/flask.yaml",
            "first_release: 2010",
            "first_release: 99999",
            "first_release: must be from 0 to 32767",
        ),
        (
            "frameworks/flask.yaml",
            "checked: '2026-11-20'",
            "checked: 2026-13-45",
            "checked: Input should be a valid date",
        ),
        ("criteria.yaml", "    100: ", f"    100: {200 * 'x'}", "anchors › 100: has"),
        ("frameworks/flask.yaml", "kind: opinion", "kind: rumour", "evidence › users-view › kind: Input should be"),
        ("criteria.yaml", "weight: 10", "weight: -1", "learning-ease › weight: must be from 0 to 1000"),
        ("criteria.yaml", "    25: ", "    26: ", "learning-ease › anchors: needs exactly the anchors"),
        ("questions.yaml", "learning-ease: 3", "learning-eaze: 3", "“learning-eaze” is not a criterion"),
        ("questions.yaml", "learning-ease: 3", "learning-ease: many", "project › questions › project › choices"),
        ("questions.yaml", "choice: public-api", "choice: gone", "“project: gone” is not a choice of a question"),
        ("personas.yaml", "- online-shop\n", "- offline-shop\n", "answers › project: “offline-shop” is not among"),
        ("personas.yaml", "- slug: shop", "- slug: The Shop", "a slug has only a-z"),
    ],
)
def test_a_fault_names_file_key_and_reason(folder, name, old, new, fault):
    spoil(folder / name, old, new)
    found = faults(folder)
    assert any(line.startswith(f"{name}: ") and fault in line for line in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- a\n" * 120_000, "line 99999: more than 100000 values"),
        ("[" * 1_000_000, "line 1: more than 20 levels inside each other"),
        ("a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30)), "line 1: “&” and “*” let one place"),
        ("a: " + "9" * 1_000_000, "a: is not a key that is known here"),
        ("a: 0x" + 300_000 * "f", "a: is not a key that is known here"),
        ("? [a]\n: b", "not valid YAML"),
        ("a: =", "not valid YAML"),
        ("a: 1\n---\nb: 2", "not valid YAML"),
        ("", "is empty"),
    ],
)
def test_yaml_that_makes_no_sense_is_told_and_takes_no_time(text, fault):
    with pytest.raises(CatalogueFileError) as error:
        read_document("catalogue.yaml", text.encode())
    assert any(line.startswith("catalogue.yaml: ") and fault in line for line in error.value.faults), error.value


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert faults(tmp_path / "gone") == (f"{tmp_path / 'gone'}: is no folder",)


def test_a_file_that_the_system_does_not_give_is_told(folder):
    (folder / "criteria.yaml").unlink()
    (folder / "criteria.yaml").mkdir()
    assert faults(folder)[0].startswith(f"{folder / 'criteria.yaml'}: cannot be read: ")


def test_other_files_in_a_folder_are_left_alone(folder, catalogue):
    (folder / "README.md").write_text("About it.")
    assert read_files(folder) == catalogue


def test_a_framework_whose_file_has_another_ending_is_not_passed_over(folder):
    (folder / "frameworks" / "masonite.yml").write_text("slug: masonite\n")
    assert faults(folder)[0].startswith("frameworks/masonite.yml: is no file of a catalogue: these are criteria.yaml, ")


def test_one_document_holds_the_whole_catalogue(catalogue):
    text = yaml_of(catalogue)
    assert read_document("catalogue.yaml", text.encode()).catalogue == catalogue
    assert yaml_of(read_document("catalogue.yaml", text.encode()).catalogue) == text


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("value: 100", "value: ninety", "frameworks › django › ratings › documentation › value: Input should be"),
        ("value: 100", "value: 1000", "frameworks › django › ratings › documentation: needs 0 ≤ low"),
        ("weight: 10", "weight: -1", "criteria › learning-ease › weight: must be from 0 to 1000"),
        ("security-features: 1", "security: 1", "questions › project › choices › online-shop › effects: “security”"),
        ("security-features: 1", "security-features: x", "sections › project › questions › project › choices › online"),
        ("criteria:\n", "criterions:\n", "criterions: is not a key that is known here"),
    ],
)
def test_a_fault_in_one_document_names_all_keys_to_it(catalogue, old, new, fault):
    text = yaml_of(catalogue)
    assert old in text
    with pytest.raises(CatalogueFileError) as error:
        read_document("catalogue.yaml", text.replace(old, new, 1).encode())
    assert any(line.startswith(f"catalogue.yaml: {fault}") for line in error.value.faults), error.value.faults


@pytest.mark.django_db
def test_everything_unfinished_comes_back_from_files(tmp_path, drafted):
    assert read_texts({name: text.encode() for name, text in files_of(drafted).items()}) == drafted
    assert read_document("catalogue.yaml", yaml_of(drafted).encode()).catalogue == drafted
    dump_catalogue(tmp_path)
    for model in (OutsideOption, Framework, Question, Section, Criterion, Persona):
        model.objects.all().delete()
    load_catalogue(tmp_path)
    assert read_catalogue(include_drafts=True) == drafted


def test_a_rating_must_say_that_it_has_no_evidence_yet(folder):
    """To leave it empty is a decision, to forget it is a fault."""
    path = folder / "frameworks" / "flask.yaml"
    text = path.read_text()
    cited = text[text.index("  evidence:\n", text.index("\nratings:")) :].split("\n- ", 1)[0]
    path.write_text(text.replace(cited, "  evidence: []", 1))
    assert read_files(folder).framework_of["flask"].ratings[0].evidence == ()
    path.write_text(text.replace(cited, "", 1))
    assert "frameworks/flask.yaml: ratings › learning-ease › evidence: Field required" in faults(folder)


def test_a_missing_file_and_one_that_is_not_text_are_told(folder):
    (folder / "personas.yaml").unlink()
    (folder / "criteria.yaml").write_bytes(b"\xff\xfe\x00")
    assert [line.split(":")[0] for line in faults(folder)] == ["criteria.yaml", "personas.yaml"]


def test_a_catalogue_of_before_outside_options_needs_no_file_of_them(folder, tmp_path):
    (folder / "outside_options.yaml").unlink()
    catalogue = read_files(folder)
    assert catalogue.outside_options == ()
    text = files_of(catalogue)["outside_options.yaml"]
    assert text.endswith("\n[]\n"), "so that loading it takes away those that are there"


def test_which_frameworks_are_best_known_comes_back(folder):
    spoil(folder / "frameworks" / "flask.yaml", "published: true\n", "published: true\nbest_known: false\n")
    catalogue = read_files(folder)
    assert [framework.best_known for framework in catalogue.frameworks] == [True, False, True]
    assert "published: true\nbest_known: false\n" in files_of(catalogue)["frameworks/flask.yaml"]
    assert "best_known" not in files_of(catalogue)["frameworks/django.yaml"], "as files of before have it"


def test_all_files_are_checked_at_once(folder):
    spoil(folder / "frameworks" / "flask.yaml", "value: 100", "value: x")
    spoil(folder / "frameworks" / "django.yaml", "value: 100", "value: x")
    spoil(folder / "criteria.yaml", "weight: 10", "weight: x")
    assert {line.split(":")[0] for line in faults(folder)} == {
        "criteria.yaml",
        "frameworks/django.yaml",
        "frameworks/flask.yaml",
    }


def test_a_file_that_refers_to_itself_is_told(folder):
    (folder / "criteria.yaml").write_text("&a\n- *a\n")
    assert faults(folder)[0].startswith("criteria.yaml: cannot be read")


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_a_framework_file_with_something_else_in_it(folder, data):
    (folder / "frameworks" / "flask.yaml").write_text(yaml.safe_dump(data))
    assert faults(folder)[0].startswith("frameworks/flask.yaml: ")


@pytest.mark.django_db
def test_a_dump_does_not_leave_a_stranger_among_its_files(folder, capsys):
    load_catalogue(CATALOGUE)
    call_command("dump_catalogue", folder)
    assert "Wrote 13 files" in capsys.readouterr().out
    (folder / "frameworks" / "bottle.yaml").write_text("slug: bottle\n")
    with pytest.raises(CommandError, match=r"frameworks/bottle.yaml: the catalogue has no such framework"):
        call_command("dump_catalogue", folder)


@pytest.mark.django_db
def test_drafts_are_dumped_and_stay_drafts(tmp_path):
    load_catalogue(CATALOGUE)
    Framework.objects.filter(slug="flask").update(published=False)
    dump_catalogue(tmp_path)
    OutsideOption.objects.all().delete()
    Framework.objects.all().delete()
    Question.objects.all().delete()
    load_catalogue(tmp_path, way=Way.REPLACE)
    assert not Framework.objects.get(slug="flask").published


@pytest.mark.django_db
def test_familiarity_may_move_to_another_question(folder):
    load_catalogue(CATALOGUE)
    spoil(folder / "questions.yaml", "slug: known", "slug: familiar")
    text = (folder / "personas.yaml").read_text()
    (folder / "personas.yaml").write_text(text.replace("    known:\n", "    familiar:\n"))
    assert load_catalogue(folder).done.startswith("Loaded the catalogue")
    assert Question.objects.get(familiarity_criterion__isnull=False).slug == "familiar"


@pytest.mark.django_db
def test_what_a_question_about_frameworks_asks_comes_back(folder, tmp_path):
    spoil(folder / "questions.yaml", "      points: 2\n", "      points: 2\n      is_built_with: true\n")
    load_catalogue(folder)
    assert read_catalogue().question_of["known"].familiarity.is_built_with
    dump_catalogue(tmp_path / "dump")
    assert bytes_of(tmp_path / "dump") == bytes_of(folder)
    load_catalogue(CATALOGUE)
    assert not Question.objects.filter(familiarity_is_built_with=True).exists()


@pytest.mark.django_db
def test_what_stands_beside_a_framework_keeps_its_rows_its_order_and_goes_with_its_file(folder):
    load_catalogue(CATALOGUE)
    guard = AddOn.objects.get(slug="flask-guard").pk
    flask = yaml.safe_load((folder / "frameworks" / "flask.yaml").read_text())
    flask["add_ons"].reverse()
    flask["known_users"].pop()
    del flask["first_page"], flask["further_reading"]
    flask["add_ons"][0]["ratings"] = []
    (folder / "frameworks" / "flask.yaml").write_text(yaml.safe_dump(flask, sort_keys=False, allow_unicode=True))
    load_catalogue(folder)
    read = read_catalogue(include_drafts=True).framework_of["flask"]
    assert [(item.slug, len(item.ratings)) for item in read.add_ons] == [("flask-graph", 0), ("flask-guard", 1)]
    assert AddOn.objects.get(slug="flask-guard").pk == guard
    assert (read.first_page, read.further_reading, len(read.known_users)) == (None, (), 2)
    assert read_catalogue(include_drafts=True) == read_files(folder)


def test_texts_of_several_lines_are_written_line_by_line(catalogue):
    text = files_of(catalogue)["frameworks/flask.yaml"]
    assert "  code: |\n    import flask\n\n    app = flask.App()\n  serve: flask run\n" in text


@pytest.mark.django_db
def test_what_only_the_database_refuses_is_told_too(folder, monkeypatch):
    """PostgreSQL refuses a name that is too long, SQLite does not; so the refusal is played here."""
    load_catalogue(CATALOGUE)
    before = read_catalogue()
    spoil(folder / "criteria.yaml", "weight: 10", "weight: 99")

    def refuse(catalogue):
        Framework.objects.all().delete()
        raise DataError("value too long for type character varying(60)")

    monkeypatch.setattr(plan, "replace_catalogue", refuse)
    with pytest.raises(CatalogueFileError, match="the database refuses the catalogue: value too long"):
        load_catalogue(folder)
    assert read_catalogue() == before


@pytest.mark.django_db
def test_an_empty_catalogue_can_be_loaded_too(tmp_path):
    load_catalogue(CATALOGUE)
    for name in ("criteria", "questions", "personas"):
        (tmp_path / f"{name}.yaml").write_text("[]\n")
    assert load_catalogue(tmp_path).done.startswith("Loaded the catalogue: 0 frameworks")
    assert not Framework.objects.exists()
    dump_catalogue(tmp_path / "dump")
    assert (tmp_path / "dump" / "criteria.yaml").read_text().endswith("\n[]\n")


@pytest.mark.django_db
def test_prepare_sets_up_and_changes_nothing_later(capsys):
    call_command("prepare")
    Criterion.objects.filter(slug="graphql").update(weight=77)
    call_command("prepare")
    assert Criterion.objects.get(slug="graphql").weight == 77
    assert "stays as it is" in capsys.readouterr().out
