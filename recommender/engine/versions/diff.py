"""Every difference between two documents of plain data: where it is, what stood there, what stands now.

Documents are what JSON knows: dictionaries, lists, numbers and texts. Nothing here knows a type of the catalogue or a
word for people, so that a new field needs no change.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from recommender.engine.types import IDENTITIES

Path = tuple[str, ...]

UNORDERED = frozenset({"frameworks", "ratings", "evidence"})
"""Lists whose order follows from what stands in them."""

# Words, blanks and single signs: whatever a text holds is in one of them, so the pieces join up to it again.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 500
"""Of a text whose words are compared; the longest of the shipped catalogue has 235. It takes a second at most, but
minutes with ten times as many, since the time grows with the cube of their number if they are much alike."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the keys that lead to it, from the outermost in, and the data before and after.

    None stands for something that is not there. If `is_order`, the path leads to a list, the data are its items' keys.
    """

    path: Path
    before: Any
    after: Any
    is_order: bool = False


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of words in a text, and whether it differs from the other text."""

    text: str
    is_changed: bool


def plain_differences(before: Any, after: Any, path: Path = ()) -> Iterator[Difference]:
    """Yield every difference between two documents, or their parts at a path, in the order of their parts.

    Of what is new or gone as a whole there is one. Items of a list are the same if they have the same name.
    Errors: none.
    """
    if before == after:
        return
    then, now = parts_by_key(before), parts_by_key(after)
    # A single value, or a list of plain texts: told as a whole, before and after.
    if then is None or now is None:
        yield Difference(path, before, after)
        return
    for key in dict.fromkeys((*then, *now)):
        yield from plain_differences(then.get(key), now.get(key), (*path, key))
    # What came or went is told above; only those in both lists can have changed places.
    if isinstance(before, list) and path[-1] not in UNORDERED:
        stayed, stay = [key for key in then if key in now], [key for key in now if key in then]
        if stayed != stay:
            yield Difference(path, stayed, stay, is_order=True)


def parts_by_key(data: Any) -> dict[str, Any] | None:
    """Return the parts of a dictionary or of a list of named items, by key; None of what is a single value."""
    if isinstance(data, dict):
        return data
    if isinstance(data, list) and all(identity(item) for item in data):
        return {identity(item): item for item in data}
    return None


def identity(item: Any) -> str:
    """Return what names an item of a list; an empty text if nothing does."""
    return next((item[key] for key in IDENTITIES if key in item), "") if isinstance(item, dict) else ""


def removed(found: Iterable[Difference]) -> Iterator[tuple[Path, Any]]:
    """Yield what differences take away as a whole, and all that is in it: each with its path. Errors: none."""
    for difference in found:
        if difference.after is None:
            yield from parts_within(difference.path, difference.before)


def parts_within(path: Path, data: Any) -> Iterator[tuple[Path, Any]]:
    yield path, data
    for key, part in (parts_by_key(data) or {}).items():
        yield from parts_within((*path, key), part)


def changed_words(before: str, after: str) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
    """Return two texts in runs of words, those marked in which they differ; the runs join up to the texts.

    Of two long ones all is marked, unless they are the same. Errors: none.
    """
    then, now = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(then), len(now)) > MOST_TOKENS:
        then, now = [before], [after]
    gone, come = [], []
    # autojunk would treat words that are frequent in a long text as noise, and mark unchanged ones.
    for tag, start, end, new_start, new_end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        gone.append(WordRun("".join(then[start:end]), tag != "equal"))
        come.append(WordRun("".join(now[new_start:new_end]), tag != "equal"))
    return tuple(words for words in gone if words.text), tuple(words for words in come if words.text)
