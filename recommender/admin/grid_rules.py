"""The rating grid: all frameworks on all criteria, and how a set of changed cells is saved, all of it or nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Min

from recommender.editions.from_rows import in_place
from recommender.engine.checks.staleness import is_stale
from recommender.engine.types import RatingMethod
from recommender.models import Criterion, Framework, Rating

PARTS = ("value", "low", "high")
WHOLE = re.compile(r"[0-9]{1,3}")

Key = tuple[int, int]
"""Where a cell is: the primary keys of its framework and its criterion."""


class Numbers(NamedTuple):
    """What a cell rates, as whole numbers from 0 to 100."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in the catalogue for a framework on a criterion; without a rating, nothing but that."""

    framework: Framework
    criterion: Criterion
    rating: int | None = None
    numbers: Numbers | None = None
    evidence: int = 0
    oldest_check: date | None = None
    is_stale: bool = False

    @property
    def key(self) -> Key:
        return self.framework.pk, self.criterion.pk

    @property
    def name(self) -> str:
        """As its rating is called in the admin's log."""
        return f"{self.framework}: {self.criterion}"


@dataclass(frozen=True, slots=True)
class Grid:
    """Frameworks across, and criteria down by group, each with its cells; drafts are among both."""

    frameworks: tuple[Framework, ...]
    groups: Mapping[str, tuple[tuple[Criterion, tuple[Cell, ...]], ...]]

    def cells(self) -> Iterable[Cell]:
        return (cell for rows in self.groups.values() for _, cells in rows for cell in cells)


def read_grid(today: date) -> Grid:
    """The grid as it stands in the database; evidence is stale by a day. Three queries."""
    frameworks = tuple(in_place(Framework.objects.all()))
    ratings = {
        (rating.framework_id, rating.criterion_id): rating
        for rating in Rating.objects.order_by().annotate(cited=Count("evidence"), oldest=Min("evidence__checked"))
    }
    groups: dict[str, tuple[tuple[Criterion, tuple[Cell, ...]], ...]] = {}
    for criterion in in_place(Criterion.objects.exclude(method=RatingMethod.ANSWER.value)):
        cells = tuple(
            cell_of(framework, criterion, ratings.get((framework.pk, criterion.pk)), today) for framework in frameworks
        )
        groups[criterion.group] = (*groups.get(criterion.group, ()), (criterion, cells))
    return Grid(frameworks, groups)


def cell_of(framework: Framework, criterion: Criterion, rating: Rating | None, today: date) -> Cell:
    if rating is None:
        return Cell(framework, criterion)
    oldest: date | None = rating.oldest  # type: ignore[attr-defined]
    return Cell(
        framework,
        criterion,
        rating=rating.pk,
        numbers=numbers_of(rating),
        evidence=rating.cited,  # type: ignore[attr-defined]
        oldest_check=oldest,
        is_stale=oldest is not None and is_stale(oldest, today),
    )


def numbers_of(rating: Rating) -> Numbers:
    return Numbers(rating.value, rating.low, rating.high)


class Side(StrEnum):
    """Whose numbers an editor keeps where two have changed the same cell."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an editor sent for a cell: the numbers that it showed when the page was opened, and the texts typed since.

    After a conflict there is the side that the editor took, and what stood in the catalogue beside the editor's own
    numbers when that was asked: None for a rating that had been deleted.
    """

    key: Key
    seen: Numbers
    typed: tuple[str, ...]
    side: Side | None = None
    beside: Numbers | None = None

    @property
    def base(self) -> Numbers | None:
        """What the editor knows to be in the catalogue."""
        return self.beside if self.side else self.seen

    @property
    def numbers(self) -> Numbers | None:
        """What was typed, if it is a rating."""
        return None if fault_in(self.typed) else Numbers(*map(int, self.typed))

    @property
    def is_touched(self) -> bool:
        return self.side is not None or self.numbers != self.seen

    def is_open(self, now: Numbers | None) -> bool:
        """Whether what was typed is neither what the cell showed nor what is in the catalogue anyway."""
        return self.is_touched and (now is None or self.numbers != now)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is not saved, and which of its parts are at fault.

    In a conflict the editor has to take a side first.
    """

    message: str
    parts: tuple[str, ...] = PARTS
    is_conflict: bool = False


DELETED = Refusal("Somebody deleted this rating while you were editing.", is_conflict=True)
CONFLICT = Refusal(
    "Somebody changed this rating while you were editing. Choose which numbers to keep.", is_conflict=True
)


def fault_in(typed: tuple[str, ...]) -> Refusal | None:
    """What is wrong with the texts for value, low and high."""
    texts = dict(zip(PARTS, typed, strict=True))
    if empty := tuple(part for part in PARTS if not texts[part]):
        return Refusal(f"A rating needs all three numbers; empty: {', '.join(empty)}.", empty)
    if wrong := tuple(part for part in PARTS if not is_in_range(texts[part])):
        return Refusal(f"Not a whole number from 0 to 100: {', '.join(wrong)}.", wrong)
    value, low, high = map(int, typed)
    if not low <= value <= high:
        return Refusal(f"The value has to lie between low and high, but {value} is not between {low} and {high}.")
    return None


def is_in_range(text: str) -> bool:
    return bool(WHOLE.fullmatch(text)) and int(text) <= 100


def verdict(entry: Entry, rating: Rating | None) -> Numbers | Refusal | None:
    """What to save of a touched cell whose rating is this one now, why not, or None for nothing."""
    now = numbers_of(rating) if rating else None
    if entry.side is Side.THEIRS and now == entry.beside:
        return None
    if now is None:
        return DELETED
    if entry.side is Side.THEIRS:
        return CONFLICT
    if fault := fault_in(entry.typed):
        return fault
    if entry.numbers in (now, entry.base):
        return None
    return entry.numbers if now == entry.base else CONFLICT


@dataclass(frozen=True, slots=True)
class Saved:
    """A rating that was saved, and the parts that were changed."""

    rating: Rating
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was saved; nothing, if there is a refusal."""

    saved: tuple[Saved, ...]
    refusals: Mapping[Key, Refusal]


@transaction.atomic
def save_entries(entries: Iterable[Entry]) -> Outcome:
    """Save what was changed, unless a cell is refused: then nothing."""
    touched = [entry for entry in entries if entry.is_touched]
    rows = locked_ratings(touched)
    verdicts = {entry.key: verdict(entry, rows.get(entry.key)) for entry in touched}
    if refusals := {key: found for key, found in verdicts.items() if isinstance(found, Refusal)}:
        return Outcome((), refusals)
    saved = [save_rating(rows[key], found) for key, found in verdicts.items() if isinstance(found, Numbers)]
    return Outcome(tuple(saved), {})


def locked_ratings(entries: Iterable[Entry]) -> dict[Key, Rating]:
    """The ratings of cells, locked in the order of their primary keys, as the admin's forms do: none wait in a ring."""
    keys = {entry.key for entry in entries}
    found = Rating.objects.filter(framework__in={key[0] for key in keys}, criterion__in={key[1] for key in keys})
    rows = found.select_related("framework", "criterion").select_for_update(of=("self",)).order_by("pk")
    return {(row.framework_id, row.criterion_id): row for row in rows}


def save_rating(rating: Rating, numbers: Numbers) -> Saved:
    before = numbers_of(rating)
    parts = tuple(part for part in PARTS if getattr(before, part) != getattr(numbers, part))
    for part in parts:
        setattr(rating, part, getattr(numbers, part))
    rating.save(update_fields=parts)
    return Saved(rating, parts)
