"""The JSON Schema of a catalogue's files, made from the types: editors complete keys by it, and mark mistakes.

It says of a file by itself what reading it says. What files say of each other, only reading all of them tells.
"""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from django.core.validators import URLValidator
from pydantic import TypeAdapter

from recommender.editions.column_limits import column_of
from recommender.engine import types
from recommender.engine.types import ANCHORS, NONE_OF_THESE
from recommender.engine.validity import (
    FILE,
    GREATEST_NUMBER,
    GREATEST_WEIGHT,
    OWN_MACHINE,
    PUBLISHED,
    RESERVED_QUESTIONS,
    SLUG,
)
from recommender.labels import field_label

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Place = tuple[str, str]
"""A field of the catalogue's values: the name of its type, and its own."""


def whole(pattern: re.Pattern[str], *, or_empty: bool = False) -> Schema:
    """Return the rule that a text is of a pattern from its beginning to its end."""
    return {"pattern": f"^({pattern.pattern}){'?' if or_empty else ''}$"}


def between(least: int, greatest: int) -> Schema:
    return {"minimum": least, "maximum": greatest}


NO_COPIES = {"uniqueItems": True}
NOT_EMPTY = {"minLength": 1}
ADDRESS = {"pattern": r"^(https?://\S+)?$"}
RULES: Mapping[Place, Schema] = {
    ("AddOn", "latest_release"): whole(PUBLISHED),
    ("AddOn", "slug"): whole(SLUG),
    ("Choice", "effects"): {"additionalProperties": {"type": "integer", **between(0, GREATEST_NUMBER)}},
    ("Choice", "requirements"): {"additionalProperties": {"type": "integer", **between(1, 100)}},
    ("Choice", "slug"): whole(SLUG),
    ("Claim", "evidence"): NO_COPIES,
    ("Criterion", "slug"): whole(SLUG),
    ("Criterion", "weight"): between(0, GREATEST_WEIGHT),
    ("Evidence", "published"): whole(PUBLISHED),
    ("Facts", "first_release"): between(0, GREATEST_NUMBER),
    ("Facts", "latest_release"): whole(PUBLISHED),
    ("Familiarity", "points"): between(0, GREATEST_NUMBER),
    ("FirstPage", "address"): whole(OWN_MACHINE),
    ("FirstPage", "commands"): {"minItems": 1, "items": {"type": "string", "pattern": r"^[^\r\n]+$"}},
    ("FirstPage", "file"): whole(FILE, or_empty=True),
    ("FirstPage", "serve"): NOT_EMPTY,
    ("Framework", "position"): between(0, GREATEST_NUMBER),
    ("Framework", "slug"): {**whole(SLUG), "not": {"const": NONE_OF_THESE}},
    ("KnownUser", "published"): whole(PUBLISHED),
    ("OutsideOption", "slug"): whole(SLUG),
    ("OutsideOption", "url"): NOT_EMPTY,
    ("OutsideOption", "when"): {"minItems": 1, **NO_COPIES},
    ("Persona", "accepted"): NO_COPIES,
    ("Persona", "slug"): whole(SLUG),
    ("Question", "ask_if"): NO_COPIES,
    ("Question", "slug"): {**whole(SLUG), "not": {"enum": sorted(RESERVED_QUESTIONS)}},
    ("Rating", "evidence"): NO_COPIES,
    ("Rating", "high"): between(0, 100),
    ("Rating", "low"): between(0, 100),
    ("Rating", "value"): between(0, 100),
    ("Reading", "published"): whole(PUBLISHED),
    ("Section", "slug"): whole(SLUG),
}
"""The rules of `engine.validity` that can be told of one field by itself."""

DESCRIPTIONS: Mapping[Place, str] = {
    ("AddOn", "ratings"): "The framework's ratings with it, on those criteria that it raises.",
    ("Answer", "chosen"): "The slugs of what is chosen: one choice, or any number of frameworks. Empty means skipped.",
    ("Answer", "importance"): "How much it counts.",
    ("Choice", "effects"): "The points that it gives to criteria, by their slugs.",
    ("Choice", "requirements"): "The lowest ratings that meet it as a must-have, by the slugs of criteria.",
    ("Claim", "criterion"): "The slug of the criterion that it is about.",
    ("Claim", "evidence"): "Keys of the framework's evidence; without any, no visitor sees it.",
    ("Condition", "choice"): "The slug of the choice.",
    ("Condition", "question"): "The slug of the question.",
    ("Criterion", "anchors"): "What a framework rated 0, 25, 50, 75 and 100 offers; visitors see it.",
    ("Criterion", "items"): "For a checklist: what is counted.",
    ("Familiarity", "criterion"): "The slug of the criterion that the answer rates; its method is “answer”.",
    ("Familiarity", "is_built_with"): "The question asks which framework an application is built with already.",
    ("Familiarity", "points"): "The points that an answer gives to the criterion.",
    ("FirstPage", "commands"): "From an empty folder, in an environment of its own; one command each, with no version.",
    ("Framework", "add_ons"): "Well-kept packages that people usually add to it, in the order in which they are named.",
    ("Framework", "claims"): "Popular claims about it, and whether they are still true.",
    ("Framework", "evidence"): "Facts with their sources, which its ratings and claims cite by their keys.",
    ("Framework", "facts"): "Facts that its own project states about it.",
    ("Framework", "first_page"): "The way from an empty folder to a page that answers.",
    ("Framework", "further_reading"): "At least two sources worth reading beside the official tutorial.",
    ("Framework", "known_users"): "At least three who say themselves that they use it.",
    ("Framework", "position"): "The order on pages: small numbers come first.",
    ("Framework", "ratings"): "How well it meets each criterion.",
    ("OutsideOption", "when"): "It is named if all of these answers are given.",
    ("Persona", "accepted"): "The slugs of the frameworks that an expert would accept.",
    ("Persona", "answers"): "What its people would answer, by the slugs of questions.",
    ("Question", "ask_if"): "It is asked after any one of these answers; always, if there are none.",
    ("Question", "choices"): "What can be answered.",
    ("Question", "familiarity"): "It asks for frameworks that are known, in place of choices.",
    ("Rating", "criterion"): "The slug of the criterion that it is rated on.",
    ("Rating", "evidence"): "Keys of the framework's evidence: at least one, or it reaches no visitor.",
    ("Section", "questions"): "In the order in which they are asked.",
}
"""What fields mean that are no column, or that files write in another way than forms do."""


def schema_of(adapter: TypeAdapter[Any]) -> Schema:
    """Return the schema of the file that holds such a value."""
    schema = {"$schema": DIALECT, **adapter.json_schema()}
    for kind in (schema, *schema["$defs"].values()):
        if "description" in kind:
            kind["description"] = unwrapped(kind["description"])
        if is_dataclass(getattr(types, kind.get("title", ""), None)):
            explain(kind["title"], kind["properties"])
    return schema


def explain(kind: str, properties: Mapping[str, Schema]) -> None:
    """Add to the fields of a kind of value what they are called, what they mean, and the rules for them."""
    for name, field in properties.items():
        if field.get("default", "") is None:
            # Nobody writes “null”: the key is left out. Without the choice, editors say what is wrong within.
            del field["default"]
            field |= field.pop("anyOf")[0]
        column = column_of(kind, name)
        label = field_label(name)
        field["title"] = label[:1].upper() + label[1:]
        field["description"] = DESCRIPTIONS.get((kind, name)) or column.help_text
        if field.get("type") == "string" and column is not None:
            field |= {"maxLength": column.max_length} if column.max_length else {}
            field |= ADDRESS if any(isinstance(item, URLValidator) for item in column.validators) else {}
        field |= scale(field, column.max_length) if name == "anchors" else {}
        field |= RULES.get((kind, name), {})


def scale(field: Schema, longest: int) -> Schema:
    """Return the rule that a scale has just its five anchors."""
    anchor = {**field["additionalProperties"], "maxLength": longest}
    anchors = [str(at) for at in ANCHORS]
    # By a pattern: to editors a number that is a key is no property of that name, and so one that is not allowed.
    allowed = {"patternProperties": {f"^({'|'.join(anchors)})$": anchor}, "additionalProperties": False}
    return {**allowed, "required": anchors}


def unwrapped(docstring: str) -> str:
    """Return a docstring without the line breaks within its paragraphs."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", docstring)
