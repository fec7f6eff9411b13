"""The cells of the rating grid as a form: what of it came back, and what each shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from recommender.admin.grid_rules import NUMBER_NAMES, CellKey, Grid, Refusal, StoredCell, TypedCell
from recommender.models import Criterion, Framework

# 18 digits fit into 64 bits, and so does every primary key.
VALUE_FIELD = re.compile(r"value-([0-9]{1,18})-([0-9]{1,18})")
LEVELS = 5


def typed_cells(fields: QueryDict) -> tuple[TypedCell, ...]:
    """Return what came back, a cell at a time."""
    found = (VALUE_FIELD.fullmatch(str(name)) for name in fields)
    return tuple(
        TypedCell(
            (int(match[1]), int(match[2])),
            tuple(fields.get(f"{name}-{place}", "").strip() for name in NUMBER_NAMES),
            # A phrase is one line, whatever was pasted.
            " ".join(fields.get(f"phrase-{place}", "").split()) if f"phrase-{place}" in fields else None,
        )
        for match in found
        if match and (place := f"{match[1]}-{match[2]}")
    )


@dataclass(frozen=True, slots=True)
class NumberField:
    """One of the three numbers of a cell, to be typed."""

    name: str
    text: str
    stored: int
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell, and what was typed into it and is not saved yet."""

    cell: StoredCell
    typed: TypedCell | None = None
    refusal: Refusal | None = None

    @property
    def place(self) -> str:
        return "-".join(map(str, self.cell.key))

    @property
    def level(self) -> int | None:
        """Return which of the colours it has, from 0 on."""
        return min(self.cell.numbers.value * LEVELS // 100, LEVELS - 1) if self.cell.numbers else None

    @property
    def fields(self) -> list[NumberField]:
        stored = self.cell.numbers or ()
        texts = self.typed.texts if self.typed else tuple(map(str, stored))
        faulty = self.refusal.at_fault if self.refusal else ()
        return [
            NumberField(name, text, number, name in faulty)
            # A cell without a rating has no numbers stored, and then no fields.
            for name, text, number in zip(NUMBER_NAMES, texts, stored, strict=False)
        ]

    @property
    def phrase(self) -> str:
        return self.cell.phrase if self.typed is None or self.typed.phrase is None else self.typed.phrase

    @property
    def is_phrase_faulty(self) -> bool:
        return self.refusal is not None and "phrase" in self.refusal.at_fault

    @property
    def anchor(self) -> str:
        """Return where an error summary leads to: the first field at fault, or the link that adds the rating."""
        rest = "phrase" if self.cell.numbers and self.is_phrase_faulty else "add"
        first = next((field.name for field in self.fields if field.is_faulty), rest)
        return f"{first}-{self.place}"

    @property
    def add_address(self) -> str:
        """Return the address of the form for a rating in this cell, with what was typed."""
        framework, criterion = self.cell.key
        typed = dict(zip(NUMBER_NAMES, self.typed.texts, strict=True)) if self.typed else {}
        phrase = {"phrase": self.phrase} if self.phrase else {}
        fields = {"framework": str(framework), "criterion": str(criterion), **typed, **phrase}
        return f"{reverse('admin:recommender_rating_add')}?{urlencode(fields)}"


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """The grid as a form: frameworks across, and criteria with their cells by group.

    `refused` are the cells that an error summary names, and `lost` what was typed into cells that are gone altogether.
    """

    frameworks: tuple[Framework, ...]
    groups: Mapping[str, tuple[tuple[Criterion, tuple[ShownCell, ...]], ...]]
    refused: tuple[ShownCell, ...]
    lost: tuple[TypedCell, ...]


def shown_grid(grid: Grid, typed: Iterable[TypedCell], refusals: Mapping[CellKey, Refusal]) -> ShownGrid:
    """Return the grid with what was typed and why it was refused."""
    typed_by_key = {cell.key: cell for cell in typed}

    def shown(cell: StoredCell) -> ShownCell:
        kept = typed_by_key.get(cell.key)
        return ShownCell(
            cell, kept if kept and kept.differs(cell.numbers, cell.phrase) else None, refusals.get(cell.key)
        )

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
        lost=tuple(typed_by_key[key] for key in refusals if key not in known),
    )
