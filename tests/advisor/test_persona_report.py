"""The report of agreement: what it counts, what it tells, and that docs/personas.md is what the command writes."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from advisor.persona_report import agreement, contributions_of_files, report_text
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Band
from recommender.files.folder import SHIPPED
from tests.conftest import CATALOGUE, FIGURE
from tests.factories import chosen, create_catalogue, create_persona

DOCS = Path(__file__).parents[2] / "docs" / "personas.md"
COMMAND = ".venv/bin/python manage.py report_personas docs/personas.md --catalogue recommender/catalogue"
YES = {"fast": chosen("yes")}
RIGHT = create_persona("right", answers=YES, accepted=("alpha",))
WRONG = create_persona("wrong", answers=YES, accepted=("beta",))
CONTESTED = create_persona("contested", answers=YES, accepted=("beta", "alpha"))
SILENT = create_persona("silent", answers={}, accepted=("alpha", "beta"))


def found(*personas, **more):
    """The agreement of a catalogue in which alpha leads for whoever says yes."""
    return agreement(Contributions(create_catalogue(personas=personas, **more)))


def names(group):
    return [line.verdict.persona.slug for line in group.lines]


def rows(text):
    """The cells of all tables, a list a row."""
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]


def test_contested_personas_are_counted_apart():
    told = found(CONTESTED, RIGHT, WRONG, SILENT)
    assert (names(told.all), told.all.right) == (["contested", "right", "wrong", "silent"], 2)
    assert (names(told.agreed), told.agreed.right) == (["right", "wrong"], 1)
    assert (names(told.contested), told.contested.right) == (["contested", "silent"], 1)


def test_they_are_counted_by_how_sure_the_lead_is():
    """Alpha is ahead by 40 of 100 on all that counts, which no disturbance of weights turns; level, it is close."""
    assert {band: group.right for band, group in found(RIGHT, CONTESTED, SILENT).by_band.items()} == {
        Band.CLEAR: 2,
        Band.LIKELY: 0,
        Band.CLOSE: 0,
    }
    level = found(CONTESTED, RIGHT, ratings={"alpha": {"speed": 50}, "beta": {"speed": 50}})
    assert (names(level.by_band[Band.CLOSE]), level.by_band[Band.CLOSE].right) == (["contested", "right"], 1)


def test_what_the_same_advice_to_everybody_is_worth():
    """Beta is accepted by three of them, alpha by two."""
    best, count = found(CONTESTED, SILENT, WRONG).constant
    assert (best.slug, count) == ("beta", 3)


def test_it_tells_who_leads_and_who_is_accepted_in_the_catalogues_names():
    lines = rows(report_text(found(CONTESTED, WRONG, SILENT)))
    assert ["contested (Us)", "Beta, Alpha", "Alpha", "clear", "yes"] in lines
    assert ["wrong (Us)", "Beta", "Alpha", "clear", "**no**"] in lines
    assert ["silent (Us)", "Alpha, Beta", "nobody", "–", "**no**"] in lines
    assert ["all", "3", "1"] in lines
    assert ["with one accepted framework", "1", "0"] in lines
    assert ["contested", "2", "1"] in lines


def test_a_shared_lead_names_all():
    lines = rows(report_text(found(CONTESTED, ratings={"alpha": {"speed": 50}, "beta": {"speed": 50}})))
    assert ["contested (Us)", "Beta, Alpha", "Alpha, Beta", "close", "yes"] in lines


def test_sources_are_links_and_texts_stay_texts():
    persona = replace(RIGHT, name="a | b", source="[x](y)", url="https://example.org/a_(b)")
    assert r"| a \| b ([\[x\](y)](https://example.org/a_%28b%29)) | Alpha |" in report_text(found(persona))


def test_a_catalogue_without_personas_or_frameworks_is_told():
    assert ["all", "0", "0"] in rows(report_text(found()))
    empty = agreement(Contributions(replace(create_catalogue(), frameworks=())))
    assert empty.constant is None
    assert "at most" not in report_text(empty)


def test_the_command_writes_what_is_found_in_a_folder(tmp_path, capsys):
    path = tmp_path / "personas.md"
    call_command("report_personas", str(path), catalogue=CATALOGUE)
    assert path.read_text() == report_text(agreement(contributions_of_files(CATALOGUE)))
    assert capsys.readouterr().out.startswith(f"Wrote {path}: ")


def test_the_command_writes_what_is_found_in_the_database(tmp_path, loaded):
    path = tmp_path / "personas.md"
    call_command("report_personas", str(path))
    assert path.read_text() == report_text(agreement(contributions_of_files(CATALOGUE)))


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was written\."):
        call_command("report_personas", str(tmp_path / "none" / "personas.md"), catalogue=CATALOGUE)


def test_without_a_catalogue_nothing_is_written(tmp_path):
    path = tmp_path / "personas.md"
    with pytest.raises(CommandError, match=r"Nothing was written\.\n.*: is no folder"):
        call_command("report_personas", str(path), catalogue=tmp_path / "none")
    assert not path.exists()


def test_the_docs_tell_how_the_shipped_catalogue_agrees(record_property):
    told = agreement(contributions_of_files(SHIPPED))
    groups = (("all", told.all), ("one accepted", told.agreed), ("contested", told.contested))
    counts = ", ".join(f"{name} {group.right} of {len(group.lines)}" for name, group in groups)
    record_property(FIGURE, f"personas about whom the catalogue is right: {counts}")
    assert DOCS.read_text() == report_text(told), f"Run: {COMMAND}"
    assert COMMAND in DOCS.read_text()
