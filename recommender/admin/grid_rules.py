"""The rating grid: all frameworks on all criteria, and how a set of typed cells is saved, all of it or nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Min

from recommender.admin.editing import Editing, moment
from recommender.editions.column_limits import column_problems
from recommender.editions.from_rows import in_place, read_catalogue
from recommender.engine.checks.staleness import is_stale
from recommender.engine.types import Catalogue, RatingMethod
from recommender.models import Criterion, Framework, Rating

NUMBER_NAMES = ("value", "low", "high")
WHOLE = re.compile(r"[0-9]{1,3}")

CellKey = tuple[int, int]
"""A cell's place: the primary keys of its framework and its criterion."""


class Numbers(NamedTuple):
    """The numbers of a cell."""

    value: int
    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.value} ({self.low}–{self.high})"


@dataclass(frozen=True, slots=True)
class StoredCell:
    """A framework on a criterion as the catalogue has it; without a rating, nothing but the two."""

    framework: Framework
    criterion: Criterion
    rating: int | None = None
    numbers: Numbers | None = None
    phrase: str = ""
    evidence: int = 0
    oldest_check: date | None = None
    is_stale: bool = False

    @property
    def key(self) -> CellKey:
        return self.framework.pk, self.criterion.pk

    @property
    def name(self) -> str:
        return f"{self.framework}: {self.criterion}"


@dataclass(frozen=True, slots=True)
class Grid:
    """Frameworks across, and criteria down by group, each with its cells; drafts are among both."""

    frameworks: tuple[Framework, ...]
    groups: Mapping[str, tuple[tuple[Criterion, tuple[StoredCell, ...]], ...]]

    def cells(self) -> Iterable[StoredCell]:
        return (cell for rows in self.groups.values() for _, cells in rows for cell in cells)


def read_grid(today: date) -> Grid:
    """Return the grid as it stands in the database; evidence is stale by a day. Three queries."""
    frameworks = tuple(in_place(Framework.objects.all()))
    ratings = {
        (rating.framework_id, rating.criterion_id): rating
        # Without its usual order, which would only join two more tables: they are looked up by place.
        for rating in Rating.objects.order_by().annotate(cited=Count("evidence"), oldest=Min("evidence__checked"))
    }
    groups: dict[str, tuple[tuple[Criterion, tuple[StoredCell, ...]], ...]] = {}
    for criterion in in_place(Criterion.objects.exclude(method=RatingMethod.ANSWER.value)):
        cells = tuple(
            stored_cell(framework, criterion, ratings.get((framework.pk, criterion.pk)), today)
            for framework in frameworks
        )
        groups[criterion.group] = (*groups.get(criterion.group, ()), (criterion, cells))
    return Grid(frameworks, groups)


def stored_cell(framework: Framework, criterion: Criterion, rating: Rating | None, today: date) -> StoredCell:
    if rating is None:
        return StoredCell(framework, criterion)
    oldest: date | None = rating.oldest  # type: ignore[attr-defined]
    return StoredCell(
        framework,
        criterion,
        rating=rating.pk,
        numbers=numbers_of(rating),
        phrase=rating.phrase,
        evidence=rating.cited,  # type: ignore[attr-defined]
        oldest_check=oldest,
        is_stale=oldest is not None and is_stale(oldest, today),
    )


def numbers_of(rating: Rating) -> Numbers:
    return Numbers(rating.value, rating.low, rating.high)


@dataclass(frozen=True, slots=True)
class TypedCell:
    """The texts that came back for a cell: value, low and high, and the phrase, if the form has one."""

    key: CellKey
    texts: tuple[str, ...]
    phrase: str | None = None

    @property
    def numbers(self) -> Numbers | None:
        """Return what was typed, if it is three whole numbers."""
        return None if unreadable(self.texts) else Numbers(*map(int, self.texts))

    def differs(self, numbers: Numbers | None, phrase: str) -> bool:
        return self.numbers is None or self.numbers != numbers or self.phrase not in (None, phrase)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why a cell is not saved, and which of its fields are at fault."""

    message: str
    at_fault: tuple[str, ...] = NUMBER_NAMES


def unreadable(texts: tuple[str, ...]) -> Refusal | None:
    """Refuse texts that are no whole numbers; whether they are a rating, the rules of the catalogue say."""
    typed = dict(zip(NUMBER_NAMES, texts, strict=True))
    if empty := tuple(name for name in NUMBER_NAMES if not typed[name]):
        return Refusal(f"A rating needs all three numbers; empty: {', '.join(empty)}.", empty)
    if wrong := tuple(name for name in NUMBER_NAMES if not WHOLE.fullmatch(typed[name])):
        return Refusal(f"Not a whole number from 0 to 100: {', '.join(wrong)}.", wrong)
    return None


def unfit(phrase: str | None) -> Refusal | None:
    """Refuse a phrase that says nothing, or that its column does not take."""
    if phrase == "":
        return Refusal("A rating needs a phrase.", ("phrase",))
    found = column_problems(phrase, column=Rating._meta.get_field("phrase"))
    return next((Refusal(f"The phrase {problem.reason}.", ("phrase",)) for problem in found), None)


@dataclass(frozen=True, slots=True)
class SavedCell:
    """A rating that was saved, and the names of the fields that were changed."""

    rating: Rating
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridSave:
    """The ratings that were saved; none, if there is a refusal."""

    saved: tuple[SavedCell, ...]
    refusals: Mapping[CellKey, Refusal]


def save_cells(typed: Iterable[TypedCell], editing: Editing) -> GridSave:
    """Save what differs from what is stored, unless a cell is refused: then nothing.

    The caller holds the catalogue, so that nobody changes a rating between the look and the save.
    """
    rows = {
        (row.framework_id, row.criterion_id): row for row in Rating.objects.select_related("framework", "criterion")
    }
    # The page sends every cell back; most say what is stored. Only the others can be refused or overtaken.
    changed = [cell for cell in typed if is_changed(cell, rows.get(cell.key))]
    refusals = {cell.key: found for cell in changed if (found := refusal_of(cell, rows.get(cell.key), editing))}
    if not refusals:
        numbers = {rows[cell.key]: cell.numbers for cell in changed if cell.numbers}
        refusals = broken_rules(numbers, editing)
    if refusals:
        return GridSave((), refusals)
    return GridSave(tuple(save_rating(rows[cell.key], cell) for cell in changed), {})


def is_changed(cell: TypedCell, rating: Rating | None) -> bool:
    return rating is None or cell.differs(numbers_of(rating), rating.phrase)


def refusal_of(cell: TypedCell, rating: Rating | None, editing: Editing) -> Refusal | None:
    """Refuse what is no rating, and what somebody else changed or deleted since the grid was opened."""
    if rating is None:
        return Refusal(f"Somebody deleted this rating meanwhile. You had typed {', '.join(cell.texts)}.")
    found = unreadable(cell.texts) or unfit(cell.phrase)
    if entry := editing.change_of(rating):
        phrase = "" if cell.phrase in (None, rating.phrase) else f", “{rating.phrase}”,"
        deed = f"{entry.user.get_username()} made it {numbers_of(rating)}{phrase} {moment(entry)}"
        told = f"{deed}. Save again to replace that with yours."
        return Refusal(f"{told} {found.message}" if found else told, found.at_fault if found else NUMBER_NAMES)
    return found


def broken_rules(numbers: Mapping[Rating, Numbers], editing: Editing) -> dict[CellKey, Refusal]:
    """Refuse the cells whose numbers break a rule of the catalogue, in its words."""
    row_of = {("frameworks", row.framework.slug, "ratings", row.criterion.slug): row for row in numbers}
    typed = {(path[1], path[3]): numbers[row] for path, row in row_of.items()}
    found = editing.new_problems(with_numbers(read_catalogue(include_drafts=True), typed))
    refused = ((row_of[problem.path[:4]], problem.reason) for problem in found)  # type: ignore[index]
    return {(row.framework_id, row.criterion_id): Refusal(f"A rating {reason}.") for row, reason in refused}


def with_numbers(catalogue: Catalogue, numbers: Mapping[tuple[str, str], Numbers]) -> Catalogue:
    """Return a catalogue with other numbers in some ratings, by the slugs of their frameworks and criteria."""
    return replace(
        catalogue,
        frameworks=tuple(
            replace(
                framework,
                ratings=tuple(
                    replace(rating, **numbers[key]._asdict())
                    if (key := (framework.slug, rating.criterion)) in numbers
                    else rating
                    for rating in framework.ratings
                ),
            )
            for framework in catalogue.frameworks
        ),
    )


def save_rating(rating: Rating, cell: TypedCell) -> SavedCell:
    typed = {**(cell.numbers or numbers_of(rating))._asdict(), "phrase": cell.phrase or rating.phrase}
    changed = tuple(name for name, value in typed.items() if getattr(rating, name) != value)
    for name in changed:
        setattr(rating, name, typed[name])
    # Saved one by one, for the signal that counts the change.
    rating.save(update_fields=changed)
    return SavedCell(rating, changed)
