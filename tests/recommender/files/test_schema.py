"""The schema of catalogue files: what is committed is made of the types, and it tells what reading tells of a file."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from django.core.management import CommandError, call_command

from recommender.files.folder import SHIPPED, CatalogueFileError, read_files, read_texts
from recommender.files.writing import schema_files, schema_line, write_files
from tests.conftest import CATALOGUE

SCHEMAS = {name: json.loads(text) for name, text in schema_files().items()}
FILES = [path.relative_to(SHIPPED).as_posix() for path in sorted(SHIPPED.rglob("*.yaml"))]
COMMAND = "manage.py format_catalogue recommender/catalogue"


def mistakes(name, text):
    """What an editor marks in a file: each place, as a path, with the reason."""
    schema = SCHEMAS[f"schema/{'framework' if name.startswith('frameworks/') else Path(name).stem}.json"]
    # To editors, which read YAML 1.2, days are texts, and by way of JSON all keys are.
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in validator.iter_errors(data)]


def test_the_committed_schemas_are_made_of_the_types():
    committed = {f"schema/{path.name}": path.read_text() for path in (SHIPPED / "schema").iterdir()}
    assert committed == schema_files(), f"Run: .venv/bin/python {COMMAND}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_explains_every_key(name):
    jsonschema_rs.meta.validate(SCHEMAS[name])
    kinds = [SCHEMAS[name], *SCHEMAS[name]["$defs"].values()]
    assert all("description" in kind for kind in kinds if kind["type"] != "array")
    for kind in (kind for kind in kinds if "properties" in kind):
        assert kind["additionalProperties"] is False
        for key, field in kind["properties"].items():
            assert field["title"][0].isupper(), key
            assert field["description"].endswith((".", ".”", "/")), key


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_names_its_schema_and_is_valid_by_it(name):
    text = (SHIPPED / name).read_text()
    first, _, rest = text.partition("\n")
    line, _, path = first.partition("=")
    assert line == "# yaml-language-server: $schema"
    assert (SHIPPED / name).parent.joinpath(path).resolve().relative_to(SHIPPED).as_posix() in SCHEMAS
    assert not rest.startswith("#")
    assert mistakes(name, text) == []


def test_every_file_of_the_tests_is_valid(catalogue):
    """It has drafts, add-ons and everything else that the shipped one may lack."""
    for path in CATALOGUE.rglob("*.yaml"):
        assert mistakes(path.relative_to(CATALOGUE).as_posix(), path.read_text()) == [], path


@pytest.mark.parametrize(
    ("name", "old", "new", "mistake"),
    [
        ("frameworks/flask.yaml", "name: Flask\n", "", '"name" is a required property'),
        ("frameworks/flask.yaml", "name: Flask", "nmae: Flask", "'nmae' was unexpected"),
        ("frameworks/flask.yaml", "value: 100", "value: 101", "ratings/0/value: 101 is greater than"),
        ("frameworks/flask.yaml", "value: 100", "value: ninety", 'ratings/0/value: "ninety" is not of type "integer"'),
        ("frameworks/flask.yaml", "value: 100", "value:", 'ratings/0/value: null is not of type "integer"'),
        ("frameworks/flask.yaml", "low: ", "low: -", "ratings/0/low: -"),
        ("frameworks/flask.yaml", "kind: opinion", "kind: rumour", '/kind: "rumour" is not one of'),
        ("frameworks/flask.yaml", "slug: flask", "slug: none", "slug: "),
        ("frameworks/flask.yaml", "slug: flask", "slug: The Flask", "slug: "),
        ("frameworks/flask.yaml", "phrase: Flask", f"phrase: {60 * 'x'}", "/phrase: "),
        ("frameworks/flask.yaml", "docs_url: https://", "docs_url: ftp://", "facts/docs_url: "),
        ("frameworks/flask.yaml", "  address: http://127.0.0.1", "  address: http://10.0.0.1", "first_page/address: "),
        ("criteria.yaml", "weight: 10", "weight: 1001", "0/weight: 1001 is greater than"),
        ("criteria.yaml", "    25: ", "    26: ", "0/anchors: "),
        ("questions.yaml", "learning-ease: 3", "learning-ease: -3", "effects/learning-ease: -3 is less than"),
        ("questions.yaml", "learning-ease: 3", "learning-ease: many", "effects/learning-ease: "),
        ("personas.yaml", "  source: ", "  sauce: ", "'sauce' was unexpected"),
        ("outside_options.yaml", "  when:\n", "  when: []\n  then:\n", "0/when: "),
    ],
)
def test_what_reading_refuses_in_a_file_an_editor_marks(name, old, new, mistake):
    files = {path.relative_to(CATALOGUE).as_posix(): path.read_text() for path in CATALOGUE.rglob("*.yaml")}
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    found = mistakes(name, files[name])
    assert any(mistake in line for line in found), found
    with pytest.raises(CatalogueFileError, match=name):
        read_texts({name: text.encode() for name, text in files.items()})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("criteria.yaml", "weight: 10", "weight: 1000"),
        ("criteria.yaml", "weight: 10", "weight: 0"),
        ("questions.yaml", "learning-ease: 3", "learning-ease: 32767"),
        ("frameworks/flask.yaml", "position: ", "position: 3276"),
        ("frameworks/flask.yaml", "name: Flask", f"name: {60 * 'é'}"),
        ("frameworks/flask.yaml", "  low: ", "  low: 0  # "),
    ],
)
def test_the_utmost_that_reading_takes_an_editor_leaves_alone(name, old, new):
    files = {path.relative_to(CATALOGUE).as_posix(): path.read_text() for path in CATALOGUE.rglob("*.yaml")}
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    assert mistakes(name, files[name]) == []
    read_texts({name: text.encode() for name, text in files.items()})


def test_days_are_texts_with_or_without_quotes():
    text = (CATALOGUE / "frameworks" / "flask.yaml").read_text()
    day = text[text.index("checked: ") :].splitlines()[0]
    assert mistakes("frameworks/flask.yaml", text.replace(day, day.replace("'", ""))) == []
    assert any("checked" in line for line in mistakes("frameworks/flask.yaml", text.replace(day, "checked: soon")))


def test_writing_files_brings_their_schemas_and_reading_passes_them_over(tmp_path, catalogue):
    write_files(catalogue, tmp_path)
    written = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*.*")}
    assert {name: written[name] for name in SCHEMAS} == schema_files()
    assert all(text.startswith(schema_line(name)) for name, text in written.items() if name not in SCHEMAS)
    assert read_texts({name: text.encode() for name, text in written.items()}) == read_files(tmp_path) == catalogue


def test_a_folder_is_written_anew_in_the_one_form(tmp_path, catalogue, capsys):
    write_files(catalogue, tmp_path)
    path = tmp_path / "frameworks" / "flask.yaml"
    formed = path.read_text()
    path.write_text("# A comment.\n" + formed.partition("\n")[2].replace("name: Flask", 'name:   "Flask"', 1))
    call_command("format_catalogue", str(tmp_path))
    assert path.read_text() == formed
    assert capsys.readouterr().out == f"Wrote 12 files to {tmp_path}.\n"
    path.write_text("slug: [flask")
    with pytest.raises(CommandError, match=r"Nothing was written\.\nframeworks/flask.yaml: not valid YAML"):
        call_command("format_catalogue", str(tmp_path))
