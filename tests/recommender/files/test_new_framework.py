"""The file of a new framework: it asks for all that reading asks for, and nothing else."""

import json
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from recommender import places
from recommender.files.folder import FRAMEWORK, CatalogueFileError, read_files
from recommender.files.new_framework import IF_ANY, new_framework
from recommender.files.schema import schema_of
from recommender.files.writing import write_files

EMPTY = re.compile(r": (is empty|Input should be 'measured', .*)$")
SCHEMA = schema_of(FRAMEWORK)


@pytest.fixture
def folder(tmp_path, catalogue):
    write_files(catalogue, tmp_path)
    return tmp_path


def asked(folder, slug="masonite"):
    """The text that the command writes."""
    call_command("new_framework", slug, str(folder), verbosity=0)
    return (folder / "frameworks" / f"{slug}.yaml").read_text()


def keys_in(text):
    return set(re.findall(r"^[# -]*([a-z_]+):(?= |$)", text, re.MULTILINE))


def filled(kind, data, key=""):
    """The data with something possible in place of what is empty."""
    kind = SCHEMA["$defs"][kind["$ref"].rpartition("/")[2]] if "$ref" in kind else kind
    match data:
        case dict():
            return {name: filled(kind["properties"][name], value, name) for name, value in data.items()}
        case list():
            return [filled(kind["items"], value, key) for value in data]
        case None:
            by_name = {"address": "http://127.0.0.1:8000/", "checked": "2026-11-27", "latest_release": "2026-11"}
            options = {"integer": 50, "string": "https://docs.example/" if key.endswith("url") else "masonite"}
            return by_name.get(key) or kind.get("enum", [None])[0] or options[kind["type"]]
    return data


def test_all_that_is_wrong_with_it_is_that_it_is_empty(folder):
    text = asked(folder)
    with pytest.raises(CatalogueFileError) as error:
        read_files(folder)
    assert len(error.value.faults) == json.dumps(yaml.safe_load(text)).count("null") > 40
    assert all(EMPTY.search(line) and line.startswith("frameworks/masonite.yaml: ") for line in error.value.faults)


def test_it_explains_every_key_that_there_is(folder):
    text = asked(folder)
    kinds = (SCHEMA, *(kind for kind in SCHEMA["$defs"].values() if "properties" in kind))
    fields = {key: field for kind in kinds for key, field in kind["properties"].items()}
    assert fields.keys() <= keys_in(text)
    told = re.sub(r"\s*\n *# *# *|\s*\n *# *", " ", text)
    assert all(field["description"] in told for kind in kinds for field in kind["properties"].values())
    assert "One of: measured, documented, survey, opinion." in told


def test_it_asks_for_a_rating_on_each_criterion_that_editors_rate_and_tells_its_scale(catalogue):
    text = new_framework("masonite", catalogue)
    rated = [criterion for criterion in catalogue.criteria if criterion.is_rated]
    assert re.findall(r"^- criterion: (.+)$", text, re.MULTILINE) == [criterion.slug for criterion in rated]
    assert len(rated) < len(catalogue.criteria)
    for criterion in rated:
        assert all(f"# {at}: {meaning}\n" in text for at, meaning in criterion.scale)


def test_once_filled_in_it_is_a_draft_that_comes_last(folder):
    data = filled(SCHEMA, yaml.safe_load(asked(folder)))
    (folder / "frameworks" / "masonite.yaml").write_text(json.dumps(data))
    new = read_files(folder).frameworks[-1]
    assert (new.slug, new.published, new.best_known, len(new.evidence)) == ("masonite", False, False, 1)


def test_what_it_may_be_without_stands_there_as_comments_that_can_be_used(folder):
    text = asked(folder)
    plain = yaml.safe_load(text)
    assert not plain.keys() & set(IF_ANY)
    begun = text.index("# claims:")
    uncommented = re.sub(r"^# (?=[a-z_]+:|- |  | *#)", "", text[begun:], flags=re.MULTILINE)
    data = filled(SCHEMA, yaml.safe_load(text[:begun] + uncommented))
    (folder / "frameworks" / "masonite.yaml").write_text(json.dumps(data))
    with pytest.raises(CatalogueFileError) as error:
        read_files(folder)
    assert {line.rpartition(": ")[2] for line in error.value.faults} == {"“masonite” is not a criterion"}


@pytest.mark.parametrize("slug", ["Masonite", "none", "../masonite", ""])
def test_a_name_that_no_file_can_have_is_refused(folder, slug):
    with pytest.raises(CommandError, match=r"Nothing was written\.\n“.*” cannot be the name of its file"):
        call_command("new_framework", slug, str(folder))


def test_a_framework_that_is_there_stays_as_it_is(folder):
    path = folder / "frameworks" / "flask.yaml"
    before = path.read_text()
    with pytest.raises(CommandError, match=r"frameworks/flask\.yaml: is there already"):
        call_command("new_framework", "flask", str(folder))
    assert path.read_text() == before


def test_without_a_catalogue_there_is_nothing_to_ask(tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was written\.\ncriteria\.yaml: is missing"):
        call_command("new_framework", "masonite", str(tmp_path))


@pytest.mark.parametrize("words", [("new_framework", "masonite"), ("format_catalogue",)])
def test_an_installed_program_does_not_change_its_own_files(monkeypatch, words):
    """What is begun there would keep the site from starting, and the next upgrade would throw it away."""
    monkeypatch.setattr(places, "IS_INSTALLED", True)
    with pytest.raises(CommandError, match=r"the following arguments are required: folder"):
        call_command(*words)


@pytest.mark.parametrize("words", [("new_framework", "masonite"), ("format_catalogue",)])
def test_what_cannot_be_written_is_told(folder, monkeypatch, words):
    def refuse(path, *args, **kwargs):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(CommandError, match=r"^Not all was written: .*No space left on device: '.*\.yaml'$"):
        call_command(*words, str(folder))
