"""Differences between catalogues, as pages show them: in parts, each item with its rows, changed words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from recommender.engine.versions.diff import Edit, Words, by_item, changed_words

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Row:
    """One difference within an item; None on the side where it is not there."""

    what: str
    kind: str
    before: Sequence[Words] | None
    after: Sequence[Words] | None


@dataclass(frozen=True, slots=True)
class Item:
    """What differs in a framework, a criterion, a question, a section or a persona."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Part:
    """What differs in a part of the catalogue."""

    name: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs, and how many differences there are of each kind."""

    parts: Sequence[Part]
    added: int
    removed: int
    changed: int

    @property
    def total(self) -> int:
        return self.added + self.removed + self.changed


def differences(edits: Iterable[Edit]) -> Differences:
    edits = tuple(edits)
    kinds = [kind_of(edit) for edit in edits]
    items = by_item(edits)
    parts = tuple(
        Part(part.capitalize(), tuple(Item(path[1], tuple(map(row_of, found))) for path, found in group))
        for part, group in groupby(items, lambda item: item[0][0])
    )
    return Differences(parts, kinds.count(ADDED), kinds.count(REMOVED), kinds.count(CHANGED))


def kind_of(edit: Edit) -> str:
    if edit.before is None:
        return ADDED
    return REMOVED if edit.after is None else CHANGED


def row_of(edit: Edit) -> Row:
    """A difference with its changed words marked; what is new or gone as a whole is not."""
    kind = kind_of(edit)
    if kind == CHANGED:
        before, after = changed_words(edit.before or "", edit.after or "")
        return Row(what_of(edit), kind, before, after)
    return Row(what_of(edit), kind, whole(edit.before), whole(edit.after))


def what_of(edit: Edit) -> str:
    """Where in the item it is, with a capital: “Ratings › GraphQL › value”."""
    where = " › ".join(edit.path[2:])
    return where[:1].upper() + where[1:] if where else "All of it"


def whole(text: str | None) -> Sequence[Words] | None:
    return None if text is None else (Words(text, is_changed=False),)
