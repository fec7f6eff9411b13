"""The limits of the database's columns, told before a database is asked and so alike with every database.

These are the lengths and addresses that the models state; all other rules of a sound catalogue are `validity.problems`.
Stored editions are never measured by them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, URLValidator

from recommender.engine.types import IDENTITIES
from recommender.engine.validity import Problem
from recommender.models import Framework, catalogue_models

IN_COLUMN = {"anchors": "anchor_0"}  # all anchors are alike
IN_FRAMEWORK = {"Facts": "", "FirstPage": "first_page_"}
"""The kinds of values that are columns of their framework, by what the names of these begin with."""
NO_NULL = ProhibitNullCharactersValidator("holds the character NUL, which no database takes")
REASONS = {
    "max_length": "has %(show_value)d characters; at most %(limit_value)d fit",
    "invalid": "is not a whole address of a page on the web, such as https://docs.example.org/page",
}


def column_problems(value: Any, path: tuple[str, ...] = (), column: Any = None) -> Iterator[Problem]:
    """Yield what is wrong with the texts in a part of a catalogue; `column` is the model's field that keeps it."""
    if isinstance(value, str):
        yield from text_problems(value, path, column)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from column_problems(item, (*path, str(key)), column)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            # Told by name, as the problems of `validity` are.
            named = is_dataclass(item)  # a plain text has no name, although str has a method “title”
            name = next((getattr(item, key) for key in IDENTITIES if named and hasattr(item, key)), str(place))
            yield from column_problems(item, (*path, name), column)
    elif is_dataclass(value):
        for field in fields(value):
            within = column_of(type(value).__name__, field.name)
            yield from column_problems(getattr(value, field.name), (*path, field.name), within)


def text_problems(text: str, path: tuple[str, ...], column: Any) -> Iterator[Problem]:
    # Whether a text may be empty is no matter of its column's length, and no empty text is an address.
    validators = column.validators if column and text else ()
    for validator in (NO_NULL, *(item for item in validators if isinstance(item, MaxLengthValidator | URLValidator))):
        try:
            validator(text)
        except ValidationError as error:
            yield Problem(path, REASONS.get(error.code or "", error.message) % (error.params or {}))


@cache
def column_of(kind: str, name: str) -> Any:
    """Return the model's field that keeps a field of a kind of value (its type's name); None if there is none."""
    # A value of the engine and the model that keeps it have the same name, apart from what is columns of a framework.
    models = {model.__name__: model for model in catalogue_models()} | dict.fromkeys(IN_FRAMEWORK, Framework)
    column = IN_FRAMEWORK.get(kind, "") + IN_COLUMN.get(name, name)
    try:
        return models[kind]._meta.get_field(column)
    except (KeyError, FieldDoesNotExist):
        return None
