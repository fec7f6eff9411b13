"""What the database's columns cannot hold: told before a database is asked, the same with every database."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from recommender.engine import types
from recommender.engine.validity import Problem
from recommender.models import Choice, Claim, Criterion, Evidence, Framework, Persona, Question, Rating, Section

COLUMNS: dict[type, type[models.Model]] = {
    types.Criterion: Criterion,
    types.Framework: Framework,
    types.Facts: Framework,
    types.Evidence: Evidence,
    types.Rating: Rating,
    types.Claim: Claim,
    types.Section: Section,
    types.Question: Question,
    types.Choice: Choice,
    types.Persona: Persona,
}
OTHERWISE_NAMED = {"anchors": "anchor_0"}  # all anchors are alike
KEYS = ("slug", "key", "criterion", "text")


def column_problems(value: Any, path: tuple[str, ...] = (), longest: int | None = None) -> Iterator[Problem]:
    """The texts in a part of a catalogue that are too long (`longest`: in characters) or that no database takes."""
    if isinstance(value, str):
        yield from text_problems(value, path, longest)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from column_problems(item, (*path, str(key)), longest)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from column_problems(item, (*path, name_of(item, place)), longest)
    elif is_dataclass(value):
        kind: Any = type(value)
        for field in fields(value):
            yield from column_problems(getattr(value, field.name), (*path, field.name), longest_text(kind, field.name))


def text_problems(text: str, path: tuple[str, ...], longest: int | None) -> Iterator[Problem]:
    if "\0" in text:
        yield Problem(path, "holds the character NUL, which no database takes")
    if longest and len(text) > longest:
        yield Problem(path, f"has {len(text)} characters; at most {longest} fit")


def name_of(item: object, place: int) -> str:
    """What names an item of a list; its place, from 0, if nothing does."""
    return next((getattr(item, key) for key in KEYS if hasattr(item, key)), str(place))


@cache
def longest_text(kind: type, name: str) -> int | None:
    """How many characters a field of a kind of value may have; None if there is no limit."""
    try:
        column = COLUMNS[kind]._meta.get_field(OTHERWISE_NAMED.get(name, name)) if kind in COLUMNS else None
    except FieldDoesNotExist:
        return None
    return getattr(column, "max_length", None)
