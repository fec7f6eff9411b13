"""What a preview says of an impact, in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from recommender.editions.preview_tables import move_rows, names_in, names_of_leaders, persona_rows, share_rows
from recommender.engine.result.certainty import Band
from recommender.engine.result.persona_verdicts import PersonaVerdict
from recommender.engine.simulation.impact import Impact, PersonaChange
from tests.factories import create_catalogue, create_persona

NAMES = {"django": "Django", "flask": "Flask", "fastapi": "FastAPI"}
PERSONA = create_persona("A shop", answers={}, accepted=("django",))
RIGHT = PersonaVerdict(PERSONA, ("django",), Band.CLEAR)
WRONG = PersonaVerdict(PERSONA, ("django", "flask"), Band.CLOSE)
EXPLAINED = PersonaVerdict(replace(PERSONA, disagreement="They know Flask."), ("flask",), Band.CLOSE)
NOTHING = PersonaVerdict(PERSONA, (), None)


def impact_of(*persona_changes, moves=None, before=None, after=None):
    return Impact(
        persona_changes=persona_changes,
        cases=9,
        moves=moves or {},
        respondents=2000,
        shares_before=before or {},
        shares_after=after or {},
    )


@pytest.mark.parametrize(
    ("leaders", "words"),
    [
        ((), "Nobody"),
        (("flask",), "Flask"),
        (("django", "flask"), "Django and Flask"),
        (("django", "flask", "fastapi"), "Django, Flask and FastAPI"),
    ],
)
def test_leaders_are_called_by_their_names(leaders, words):
    assert names_of_leaders(leaders, NAMES) == words


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (RIGHT, WRONG, "turns red"),
        (WRONG, RIGHT, "turns green"),
        (RIGHT, RIGHT, "stays green"),
        (WRONG, NOTHING, "stays red"),
        (None, RIGHT, "new, green"),
        (None, NOTHING, "new, red"),
        (WRONG, EXPLAINED, "becomes a known disagreement"),
        (EXPLAINED, EXPLAINED, "stays a known disagreement"),
        (EXPLAINED, WRONG, "turns red"),
        (EXPLAINED, RIGHT, "turns green"),
        (None, EXPLAINED, "new, known disagreement"),
    ],
)
def test_what_becomes_of_a_persona_is_said_in_words(before, after, turn):
    [row] = persona_rows(impact_of(PersonaChange(before, after)), NAMES)
    assert (row.name, row.turn) == ("A shop", turn)
    assert (row.before is None) == (before is None)


def test_a_persona_without_a_leader_has_no_band():
    [row] = persona_rows(impact_of(PersonaChange(WRONG, NOTHING)), NAMES)
    assert (row.before.leaders, row.before.band) == ("Django and Flask", "close")
    assert (row.after.leaders, row.after.band) == ("Nobody", "")


def test_moves_keep_their_order():
    rows = move_rows(impact_of(moves={(("django",), ("flask",)): 5, ((), ("django",)): 2}), NAMES)
    assert [(row.before, row.after, row.count) for row in rows] == [("Django", "Flask", 5), ("Nobody", "Django", 2)]


def test_shares_are_those_of_either_catalogue_and_of_nobody_the_largest_change_first():
    """A quarter gets nobody before; Flask goes and FastAPI comes."""
    before = {"django": Fraction(1, 2), "flask": Fraction(1, 4)}
    after = {"django": Fraction(1, 3), "fastapi": Fraction(2, 3)}
    rows = share_rows(impact_of(before=before, after=after), NAMES)
    assert [(row.name, row.before, row.after, row.difference) for row in rows] == [
        ("FastAPI", None, Fraction(2, 3), Fraction(2, 3)),
        ("Flask", Fraction(1, 4), None, Fraction(-1, 4)),
        ("Nobody", Fraction(1, 4), 0, Fraction(-1, 4)),
        ("Django", Fraction(1, 2), Fraction(1, 3), Fraction(-1, 6)),
    ]
    assert [row.name for row in share_rows(impact_of(before=after, after=after), NAMES)] == ["Django", "FastAPI"]


def test_names_are_those_of_the_later_catalogue():
    before, after = create_catalogue(), create_catalogue(ratings={"alpha": {"speed": 1}, "gamma": {"speed": 2}})
    assert names_in(before, after) == {"alpha": "Alpha", "beta": "Beta", "gamma": "Gamma"}


@pytest.mark.parametrize(
    ("after", "is_large"),
    [(Fraction(55, 100), False), (Fraction(551, 1000), True), (Fraction(45, 100), False), (Fraction(449, 1000), True)],
)
def test_a_share_that_changes_by_more_than_five_points_is_a_large_effect(after, is_large):
    [row, *_] = share_rows(impact_of(before={"django": Fraction(1, 2)}, after={"django": after}), NAMES)
    assert row.is_large is is_large


def test_personas_that_turn_come_first_and_red_before_green():
    changes = [
        PersonaChange(WRONG, NOTHING),
        PersonaChange(RIGHT, RIGHT),
        PersonaChange(WRONG, RIGHT),
        PersonaChange(RIGHT, WRONG),
    ]
    rows = persona_rows(impact_of(*changes), NAMES)
    assert [row.turn for row in rows] == ["turns red", "turns green", "stays red", "stays green"]
