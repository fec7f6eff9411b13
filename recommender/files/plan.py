"""The effect that loading files has: merged with what editors changed since the files were written, or in its place.

How somebody is asked, and what is kept of it, differs between commands (`exchange`) and the page (`pending`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Any

from django.db import DataError, IntegrityError, transaction

from recommender.editions.bases import last_loaded, last_taken, with_digest
from recommender.editions.current import replace_catalogue
from recommender.editions.merging import comparable, merged
from recommender.editions.stored import EditionError
from recommender.engine.types import Catalogue
from recommender.engine.validity import Problem
from recommender.engine.versions.diff import Difference, plain_differences
from recommender.engine.versions.merge import Conflict
from recommender.files.folder import CatalogueFileError, place_in_files
from recommender.files.origin import Origin
from recommender.files.yaml import fault_line

LONGEST_TOLD = 60
LED_TO = 20
"""So much of a text is told before the place where another version begins to differ."""


class Way(StrEnum):
    """The ways of loading files: merged, with conflicts asked about or settled by one side, or in place of all."""

    ASK = "ask"
    EDITORS = "editors"
    FILES = "files"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Load:
    """A catalogue to load: its source in words, what it says of its origin, and whether the program ships it."""

    catalogue: Catalogue
    source: str
    origin: Origin | None = None
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The catalogue that loading would leave, drafts included.

    Unless it is a merge, that is the one in the files. `is_safe` is false where nobody can tell what editors changed,
    so that their work would be undone. `conflicts` are settled in `catalogue` as the way says; with `faults` it cannot
    be stored.
    """

    catalogue: Catalogue
    is_merge: bool = False
    is_safe: bool = True
    conflicts: tuple[Conflict, ...] = ()
    faults: tuple[Problem, ...] = ()


def plan(load: Load, rows: Catalogue, way: Way) -> Plan:
    """Return what loading would do to the catalogue as it stands, `rows`. Errors: CatalogueFileError."""
    if way is Way.REPLACE or is_empty(rows) or load.catalogue == rows:
        return Plan(load.catalogue)
    base = base_of(load)
    if base is None:
        return Plan(load.catalogue, is_safe=False)
    found = merged(base, rows, load.catalogue, prefers_theirs=way is Way.FILES)
    return Plan(found.catalogue, is_merge=True, conflicts=found.conflicts, faults=found.faults)


def is_empty(rows: Catalogue) -> bool:
    return not (rows.frameworks or rows.criteria or rows.sections)


def base_of(load: Load) -> Catalogue | None:
    """Return what files began from; None if this database cannot know it. Errors: CatalogueFileError."""
    try:
        if load.origin and (found := with_digest(load.origin.digest)):
            return found
        if load.is_shipped:
            return last_taken()
        # Files that do not tell their origin: whatever was changed since files were loaded last is the editors' work.
        return None if load.origin else last_loaded()
    except EditionError as error:
        raise CatalogueFileError([f"{load.source}: what it was written from cannot be read here: {error}"]) from error


def replace_rows(catalogue: Catalogue, source: object) -> None:
    """Make the rows equal to a catalogue, all or nothing. Errors: CatalogueFileError, which names the source."""
    try:
        # A savepoint, if there is a transaction already: after an error PostgreSQL refuses every query in it until it
        # is rolled back that far.
        with transaction.atomic():
            replace_catalogue(catalogue)
    except (IntegrityError, DataError) as error:
        raise CatalogueFileError([f"{source}: the database refuses the catalogue: {error}"]) from error


def change_lines(before: Catalogue, after: Catalogue) -> tuple[str, ...]:
    """Return what makes one catalogue of another, each with the file and the keys where it stands."""
    return tuple(change_line(found) for found in plain_differences(comparable(before), comparable(after)))


def change_line(found: Difference) -> str:
    keys = (*found.path, "order") if found.is_order else found.path
    if found.before is None or found.after is None:
        change = "added" if found.before is None else "deleted"
    else:
        change = " → ".join(excerpts(found.before, found.after))
    return fault_line(*place_in_files(keys), change)


def fault_lines(faults: tuple[Problem, ...]) -> list[str]:
    """Return the rules that a merged catalogue breaks, each with the file and the keys where it does."""
    lines = [fault_line(*place_in_files(fault.path), fault.reason) for fault in faults]
    return [*lines, "So it would be once both are merged."] if lines else []


def conflict_lines(conflicts: tuple[Conflict, ...]) -> Iterator[str]:
    """Yield what both sides changed, each with the file and the keys where it stands."""
    for part in (part for conflict in conflicts for part in conflict.parts):
        keys = (*part.path, "order") if part.is_order else part.path
        yield fault_line(*place_in_files(keys), conflict_words(part))


def conflict_words(part: Conflict) -> str:
    if isinstance(part.base, dict):
        return "deleted here, changed in the files" if part.ours is None else "changed here, deleted in the files"
    base, ours, theirs = excerpts(part.base, part.ours, part.theirs)
    return f"was {base}; is {ours} here, {theirs} in the files"


def excerpts(*versions: Any) -> list[str]:
    """Return what stands somewhere in several versions; of long texts a part, in which the last two differ."""
    texts = [in_one_line(data) for data in versions]
    alike = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(*texts[-2:], strict=False)))
    begin = 0 if alike < LONGEST_TOLD - LED_TO else alike - LED_TO
    return [excerpt(text, min(begin, max(0, len(text) - LONGEST_TOLD))) for text in texts]


def excerpt(text: str, begin: int) -> str:
    """Return what a text says from a place on, cut where that is long."""
    rest = text[begin:]
    told = rest if len(rest) <= LONGEST_TOLD else f"{rest[: LONGEST_TOLD - 1]}…"
    return f"…{told}" if begin else told


def in_one_line(data: Any) -> str:
    """Return what stands somewhere as one line."""
    if data is None:
        return "not there"
    text = ", ".join(map(str, data)) if isinstance(data, list) else str(data)
    return " ".join(text.split()) or "empty"
