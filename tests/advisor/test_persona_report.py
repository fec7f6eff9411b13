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


def among_others(*personas):
    """The agreement of a catalogue in which gamma leads among all, but is not one of the best known."""
    whole = create_catalogue(
        ratings={"alpha": {"speed": 80}, "beta": {"speed": 40}, "gamma": {"speed": 90}}, personas=personas
    )
    *others, gamma = whole.frameworks
    return agreement(Contributions(replace(whole, frameworks=(*others, replace(gamma, best_known=False)))))


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


def test_a_project_is_judged_among_the_best_known_and_what_all_would_change_is_told_beside():
    told = among_others(RIGHT, WRONG, replace(CONTESTED, accepted=("gamma", "alpha")))
    assert (told.all.right, told.all.right_of_all) == (2, 1)
    assert [line.is_taken_over for line in told.all.lines] == [True, False, False]
    [[leaders, group]] = told.taken_over
    assert ([item.slug for item in leaders], names(group)) == (["gamma"], ["right"])
    text = report_text(told)
    assert "- **Gamma** (1): right" in text
    assert ["right (Us)", "Alpha", "Alpha", "clear", "yes", "Gamma"] in rows(text)
    assert ["contested (Us)", "Gamma, Alpha", "Alpha", "clear", "yes", "Gamma"] in rows(text)
    assert ["all", "3", "2", "1"] in rows(text)


def test_a_project_that_accepts_only_others_is_judged_among_all_and_counted_apart():
    mine = replace(RIGHT, slug="mine", name="mine", accepted=("gamma",))
    told = among_others(WRONG, mine, replace(mine, slug="odd", answers={}, disagreement="It says nothing."))
    assert (names(told.all), names(told.others), told.others.right_of_all) == (["wrong"], ["mine", "odd"], 1)
    assert told.constant == (told.best_known[1], 1)
    assert [line.verdict.persona.slug for line in told.disagreements] == ["odd"]
    assert ["mine (Us)", "Gamma", "Gamma", "clear", "yes"] in rows(report_text(told))
    assert ["that accept only others", "2", "–", "1"] in rows(report_text(told))


def test_what_each_framework_wins_among_all_is_told():
    """Of the people who are asked whether it has to be fast, all who want it get gamma, who is best at it."""
    mine = replace(RIGHT, slug="mine", name="mine", accepted=("gamma",))
    told = among_others(mine, WRONG)
    assert [(item.framework.slug, [persona.slug for persona in item.personas]) for item in told.wins] == [
        ("alpha", []),
        ("beta", []),
        ("gamma", ["mine"]),
    ]
    shares = [item.share for item in told.wins]
    assert shares[:2] == [0, 0]
    assert 0.4 < shares[2] < 0.6
    assert ["Alpha", "0.0\xa0%", "none of these"] in rows(report_text(told))


def test_without_others_nothing_is_told_of_them():
    text = report_text(found(RIGHT, WRONG))
    assert "with all" not in text
    assert "only others" not in text


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
    others = f"with all {told.all.right_of_all} of {len(told.all.lines)}, others {told.others.right_of_all}"
    record_property(FIGURE, f"{others} of {len(told.others.lines)}")
    assert DOCS.read_text() == report_text(told), f"Run: {COMMAND}"
    assert COMMAND in DOCS.read_text()
