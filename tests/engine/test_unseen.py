"""Characters that nobody sees: which they are, and which texts may hold line breaks."""

from dataclasses import fields

import pytest
from django.db.models import CharField, TextField

from recommender.editions.column_limits import column_of
from recommender.engine import types
from recommender.engine.unseen import SEVERAL_LINES, reason_against

CHARACTERS = ["\x00", "\t", "\x1b", "\x7f", "\x85", "\xad", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff"]
LINES_OF_THEIR_OWN = {"items", "commands"}
"""Lists of texts, each of which is one line; a column holds them together."""


@pytest.mark.parametrize("character", CHARACTERS)
def test_one_line_holds_no_character_that_nobody_sees(character):
    assert f"U+{ord(character):04X}" in reason_against(f"Fla{character}sk", "name")


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\n"])
def test_one_line_holds_no_line_break(text):
    assert reason_against(text, "install") == "is one line of text, but holds a line break"


@pytest.mark.parametrize("text", ["", "Flask", "8\u00a0% “more” – naïve", "\u0646\u200c\u0627", "👩\u200d💻"])
def test_what_people_write_is_no_such_character(text):
    assert reason_against(text, "name") == reason_against(text, "rationale") == ""


@pytest.mark.parametrize("mark", ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_code_and_prose_are_written_in_one_direction(mark):
    assert f"U+{ord(mark):04X}" in reason_against(f"a\n{mark}b", "code")
    assert "direction" in reason_against(f"a{mark}b", "statement")


def test_texts_have_several_lines_where_their_column_is_a_large_one():
    """So that a form with one line never gets back what it cannot show."""
    kinds = [kind for kind in vars(types).values() if isinstance(kind, type) and issubclass(kind, types.Value)]
    columns = {
        (field.name, type(column))
        for kind in kinds
        if kind is not types.Value
        for field in fields(kind)
        if isinstance(column := column_of(kind.__name__, field.name), CharField | TextField)
    }
    large = {name for name, column in columns if column is TextField}
    assert large - LINES_OF_THEIR_OWN == SEVERAL_LINES
    assert SEVERAL_LINES.isdisjoint(name for name, column in columns if issubclass(column, CharField))
