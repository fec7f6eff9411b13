"""Characters that nobody sees, that turn a text around, hide a part of it or break it, and where they may not stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from recommender.engine.types import IDENTITIES

# Control characters, marks of direction, invisible separators and joiners of nothing. Not U+200C and U+200D: scripts
# and emoji are spelt with them.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that change the direction of writing: code that holds one does not do what it seems to say."""

SEVERAL_LINES = frozenset(
    {
        *("caveat", "code", "concurrency", "definition", "description", "disagreement", "help", "rationale"),
        *("reason", "statement", "support", "why"),
    }
)
"""The fields of a catalogue's values whose texts may have several lines; all others are one line."""

OTHER_RULES = frozenset({"slug", "url", "docs_url", "tutorial_url", "repo_url"})
"""The fields of which other rules let nothing of this kind pass."""


def unseen_in(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the texts within a value at a path that hold what they may not: where each is, and why it is refused."""
    if isinstance(value, str):
        if reason := reason_against(value, path[-1]):
            yield path, reason
        return
    for name, item in parts_of(value):
        yield from unseen_in(item, (*path, *name))


def parts_of(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the parts of a value, each with the key that leads to it; plain texts of a list have none of their own."""
    if isinstance(value, Mapping):
        yield from (((str(key),), item) for key, item in value.items())
    elif isinstance(value, tuple):
        for item in value:
            # Told by name, as all problems are; a plain text has none, although str has a method “title”.
            keys = [key for key in IDENTITIES if is_dataclass(item) and hasattr(item, key)]
            yield (getattr(item, keys[0]),) if keys else (), item
    elif is_dataclass(value):
        yield from (
            ((field.name,), getattr(value, field.name)) for field in fields(value) if field.name not in OTHER_RULES
        )


def reason_against(text: str, field: str) -> str:
    """Return why the text of a field (its name) is refused; an empty text if it is not."""
    if field in SEVERAL_LINES:
        found = TURNING.search(text)
        return f"holds U+{ord(found[0]):04X}, which turns the direction of writing" if found else ""
    if not (found := UNSEEN.search(text)):
        return ""
    what = "a line break" if found[0] in "\n\r" else f"U+{ord(found[0]):04X}, a character that nobody sees"
    return f"is one line of text, but holds {what}"
