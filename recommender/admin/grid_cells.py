"""The cells of the rating grid as a form: what of it was posted, and what each shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from recommender.admin.grid_rules import PARTS, Cell, Entry, Grid, Key, Numbers, Refusal, Side
from recommender.editions.history import last_changes, log_since
from recommender.models import Criterion, Framework, Rating

SEEN = re.compile(r"seen-([0-9]{1,18})-([0-9]{1,18})")
NUMBERS = re.compile(r"[0-9]{1,3} [0-9]{1,3} [0-9]{1,3}")
SIDE = re.compile(rf"(mine|theirs)((?: {NUMBERS.pattern})?)")
LEVELS = 5


def posted_entries(fields: QueryDict) -> tuple[Entry, ...]:
    """What was posted, a cell at a time. Errors: BadRequest for what no form of ours sends."""
    found = (SEEN.fullmatch(str(name)) for name in fields)
    return tuple(posted_entry(fields, (int(match[1]), int(match[2]))) for match in found if match)


def posted_entry(fields: QueryDict, key: Key) -> Entry:
    place = "-".join(map(str, key))
    seen, taken = fields.get(f"seen-{place}", ""), fields.get(f"side-{place}", "")
    side = SIDE.fullmatch(taken)
    if not NUMBERS.fullmatch(seen) or (taken and not side):
        raise BadRequest("no cell of the grid")
    return Entry(
        key=key,
        seen=numbers_in(seen),
        typed=tuple(fields.get(f"{part}-{place}", "").strip() for part in PARTS),
        side=Side(side[1]) if side else None,
        beside=numbers_in(side[2]) if side and side[2] else None,
    )


def numbers_in(text: str) -> Numbers:
    return Numbers(*map(int, text.split()))


def in_text(numbers: Numbers | None) -> str:
    return " ".join(map(str, numbers or ()))


@dataclass(frozen=True, slots=True)
class Field:
    """One of the three numbers of a cell, to be typed."""

    part: str
    text: str
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell, and what was typed into it and is not saved yet."""

    cell: Cell
    entry: Entry | None = None
    refusal: Refusal | None = None
    last_change: LogEntry | None = None

    @property
    def place(self) -> str:
        return "-".join(map(str, self.cell.key))

    @property
    def level(self) -> int | None:
        """Which of the colours it has, from 0 on."""
        return min(self.cell.numbers.value * LEVELS // 100, LEVELS - 1) if self.cell.numbers else None

    @property
    def fields(self) -> list[Field]:
        texts = self.entry.typed if self.entry else tuple(map(str, self.cell.numbers or ()))
        faulty = self.refusal.parts if self.refusal else ()
        return [Field(part, text, part in faulty) for part, text in zip(PARTS, texts, strict=False)]

    @property
    def first_fault(self) -> str:
        """Where an error summary leads to: the first field at fault."""
        return next((field.part for field in self.fields if field.is_faulty), PARTS[0])

    @property
    def seen(self) -> str:
        return in_text(self.entry.seen if self.entry else self.cell.numbers)

    @property
    def asks_for_a_side(self) -> bool:
        if self.entry is None:
            return False
        return self.entry.side is not None or (self.refusal is not None and self.refusal.is_conflict)

    @property
    def beside(self) -> str:
        """What the editor is asked to compare with."""
        return in_text(self.cell.numbers)

    @property
    def side(self) -> Side | None:
        """The side that was taken, unless the catalogue has moved on since."""
        return self.entry.side if self.entry and self.entry.beside == self.cell.numbers else None

    @property
    def add_address(self) -> str:
        """The form for a rating in this cell, with what was typed."""
        framework, criterion = self.cell.key
        typed = dict(zip(PARTS, self.entry.typed, strict=True)) if self.entry else {}
        fields = {"framework": str(framework), "criterion": str(criterion), **typed}
        return f"{reverse('admin:recommender_rating_add')}?{urlencode(fields)}"


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """The grid as a form: frameworks across, and criteria with their cells by group.

    `refused` are the cells that an error summary names, and `lost` what was typed into cells that are gone altogether.
    """

    frameworks: tuple[Framework, ...]
    groups: Mapping[str, tuple[tuple[Criterion, tuple[ShownCell, ...]], ...]]
    refused: tuple[ShownCell, ...]
    lost: tuple[Entry, ...]


def shown_grid(
    grid: Grid, entries: Iterable[Entry] = (), refusals: Mapping[Key, Refusal] | None = None, *, since: int = 0
) -> ShownGrid:
    """The grid with what was typed, why it was refused, and who changed those cells since an entry of the log."""
    refusals, typed = refusals or {}, {entry.key: entry for entry in entries}
    is_disputed = any(asks(entry, refusals) for entry in typed.values())
    changes = last_changes(log_since(since), Rating) if is_disputed else {}

    def shown(cell: Cell) -> ShownCell:
        entry = typed.get(cell.key)
        kept = entry if entry and entry.is_open(cell.numbers) else None
        return ShownCell(cell, kept, refusals.get(cell.key), changes.get(cell.name))

    groups = {
        group: tuple((criterion, tuple(map(shown, cells))) for criterion, cells in rows)
        for group, rows in grid.groups.items()
    }
    everything = [cell for rows in groups.values() for _, cells in rows for cell in cells]
    known = {shown.cell.key for shown in everything}
    return ShownGrid(
        grid.frameworks,
        groups,
        refused=tuple(shown for shown in everything if shown.refusal),
        lost=tuple(typed[key] for key in refusals if key not in known),
    )


def asks(entry: Entry, refusals: Mapping[Key, Refusal]) -> bool:
    """Whether the editor has, or had, to take a side."""
    return entry.side is not None or (entry.key in refusals and refusals[entry.key].is_conflict)
