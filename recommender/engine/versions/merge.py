"""Two versions of one document that began from the same one: what either changed is taken, what both changed is told.

Documents are plain data, and items of lists are known by their names, both as in `diff`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recommender.engine.versions.diff import UNORDERED, Path, parts_by_key

STATEMENTS = frozenset({"ratings", "evidence", "claims", "answers"})
"""Lists whose items each state one thing. A rating's value with the rationale of another one was meant by nobody, nor
was a fact with the day on which somebody checked another, so these are taken from one version as a whole."""

STATED_TOGETHER = frozenset({"first_page", "familiarity"})
"""Fields that hold several others, and are such a statement."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both versions changed differently: the keys that lead to it, the data it began as, and those of either.

    None stands for something that is not there. If `is_order`, the path leads to a list, the data are its items' keys.
    """

    path: Path
    base: Any
    ours: Any
    theirs: Any
    is_order: bool = False

    @property
    def parts(self) -> tuple["Conflict", ...]:
        """The fields in which the versions differ, if it is about a statement that both still have; else itself."""
        if not (isinstance(self.ours, dict) and isinstance(self.theirs, dict)):
            return (self,)
        base = self.base or {}
        return tuple(
            Conflict((*self.path, key), base.get(key), self.ours.get(key), self.theirs.get(key))
            for key in dict.fromkeys((*self.ours, *self.theirs))
            if self.ours.get(key) != self.theirs.get(key)
        )


@dataclass(frozen=True, slots=True)
class Merge:
    """Two versions in one, with the conflicts between them, each of which it settles as one of the two has it."""

    document: Any
    conflicts: tuple[Conflict, ...]


def merge(base: Any, ours: Any, theirs: Any, *, prefers_theirs: bool = False) -> Merge:
    """Return what both versions of a document make together; where they conflict, as ours has it unless theirs is
    preferred.

    There is a conflict for each field, text, number, statement or order that both changed, and not to the same. What
    one deleted and the other changed is one too. Of two things added at the same place of a list, ours comes first.
    Errors: none.
    """
    merging = _Merging(prefers_theirs)
    document = merging.merged(base, ours, theirs, ())
    return Merge(document, tuple(merging.conflicts))


class _Merging:
    def __init__(self, prefers_theirs: bool) -> None:
        self.prefers_theirs = prefers_theirs
        self.conflicts: list[Conflict] = []

    def merged(self, base: Any, ours: Any, theirs: Any, path: Path) -> Any:
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        parts = None if ours is None or theirs is None or is_one_statement(path) else parts_of_all(base, ours, theirs)
        if parts is None:
            return self.settled(Conflict(path, base, ours, theirs))
        then, here, there = parts
        found = {
            key: self.merged(then.get(key), here.get(key), there.get(key), (*path, key))
            for key in dict.fromkeys((*here, *there, *then))
        }
        # What one of them deleted is None by now, and goes. A field that a version leaves empty stays a field.
        kept = {
            key: part
            for key, part in found.items()
            if part is not None or None in (here.get(key, 0), there.get(key, 0))
        }
        if not isinstance(ours, list):
            return kept
        if path[-1] in UNORDERED:
            return list(kept.values())
        return [kept[key] for key in self.ordered(list(then), list(here), list(there), path) if key in kept]

    def settled(self, conflict: Conflict) -> Any:
        self.conflicts.append(conflict)
        return conflict.theirs if self.prefers_theirs else conflict.ours

    def ordered(self, then: list[str], here: list[str], there: list[str], path: Path) -> list[str]:
        """Return all keys of two versions of a list, in the order of the one that changed it."""
        frame, other = here, there
        if not agree(here, there):
            moved_here, moved_there = not agree(then, here), not agree(then, there)
            if moved_here == moved_there:
                base, ours, theirs = (
                    [key for key in keys if key in here and key in there] for keys in (then, here, there)
                )
                conflict = Conflict(path, base, ours, theirs, is_order=True)
                moved_there = self.settled(conflict) is conflict.theirs
            if moved_there:
                frame, other = there, here
        # After the same neighbour ours comes first, whichever of the two is the frame.
        first = {key for key in here if key not in there and key not in then} if frame is here else set[str]()
        return with_others(frame, other, first)


def is_one_statement(path: Path) -> bool:
    """Return whether what stands at a path is taken from one version as a whole."""
    # Lists and keys take turns in a path, as `diff` makes them: an even number of steps ends at an item.
    return bool(path) and (path[-1] in STATED_TOGETHER if len(path) % 2 else path[-2] in STATEMENTS)


def parts_of_all(*versions: Any) -> list[dict[str, Any]] | None:
    """Return the parts of each version by key, none of what is not there; None if one is a single value."""
    found = [{} if version is None else parts_by_key(version) for version in versions]
    return None if None in found else [parts for parts in found if parts is not None]


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two lists have what is in both in the same order."""
    return [key for key in one if key in other] == [key for key in other if key in one]


def with_others(frame: Sequence[str], other: Sequence[str], first: set[str]) -> list[str]:
    """Return a list with what only another one has, each behind its neighbour there and behind keys that come first."""
    joined = list(frame)
    for at, key in enumerate(other):
        if key in joined:
            continue
        neighbour = next((earlier for earlier in reversed(other[:at]) if earlier in joined), None)
        place = 0 if neighbour is None else joined.index(neighbour) + 1
        while place < len(joined) and joined[place] in first:
            place += 1
        joined.insert(place, key)
    return joined
