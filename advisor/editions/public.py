"""What everybody is told of an edition: never who made it, nor what else the log says. No HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid5

from recommender.editions.changes import edits_since, with_edits
from recommender.editions.differences import Edit, Edits
from recommender.editions.history import public_reasons
from recommender.engine.phrases import counted, listed
from recommender.models import Edition

OF_THIS_KIND = UUID("8b0f9c0e-1f0c-5f0a-9d5e-3f3a5c1f7a37")
"""Ours, made up once: the ids of editions are named within it."""


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """The differences in one framework, criterion, question, section, persona or outside option."""

    name: str
    edits: tuple[Edit, ...]

    @property
    def is_order(self) -> bool:
        """Tell whether it is no item, but the order of them all."""
        return self.name == "order"

    @property
    def gist(self) -> str:
        """Return what happened to it in a few words."""
        return "new" if self.is_whole("added") else "gone" if self.is_whole("removed") else difference_count(self.edits)

    def is_whole(self, kind: str) -> bool:
        return len(self.edits) == 1 and len(self.edits[0].path) == 2 and self.edits[0].kind == kind


@dataclass(frozen=True, slots=True)
class PartChanges:
    """The differences in a part of the catalogue, such as its frameworks, item by item."""

    name: str
    items: tuple[ItemChanges, ...]

    @property
    def count(self) -> int:
        return sum(len(item.edits) for item in self.items)

    @property
    def gist(self) -> str:
        """Return the name of the one item that changed, or how many did."""
        if len(self.items) > 1:
            return f"{len(self.items)} {self.name.lower()}"
        [item] = self.items
        return f"the order of {self.name.lower()}" if item.is_order else f"“{item.name}”"


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition changed: since `before`, None if it is the first that is left; `edits` None if nobody can say."""

    edition: Edition
    before: Edition | None
    edits: Edits | None

    @property
    def reasons(self) -> tuple[str, ...]:
        return public_reasons(self.edition)

    @property
    def gist(self) -> str:
        """Return in a few words how many differences there are, and where."""
        if self.before is None:
            return "The first edition that is kept"
        if self.edits is None:
            return "Cannot be compared with the edition before"
        if not self.edits:
            return "No difference in what visitors see"
        return f"{difference_count(self.edits)} in {listed([part.gist for part in self.parts])}"

    @property
    def kinds(self) -> str:
        found = self.edits or Edits()
        counts = {"changed": found.changed, "added": found.added, "removed": found.removed}
        return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)

    @property
    def parts(self) -> tuple[PartChanges, ...]:
        return grouped(self.edits or ())


def newest_changes(most: int, *, start: int = 0) -> list[Change]:
    """Return what the newest editions changed, so many at most; or those from a place among all, counted from 0."""
    # One more than is told, so that the last has one to be compared with.
    editions = Edition.objects.defer("content")[start : start + most + 1]
    return [Change(*found) for found in with_edits(editions)][:most]


def change_of(edition: Edition, before: Edition | None) -> Change:
    return Change(edition, before, edits_since(before, edition))


def grouped(edits: Iterable[Edit]) -> tuple[PartChanges, ...]:
    """Return differences by part and item; they come in the catalogue's order, so what belongs together is together."""
    return tuple(
        PartChanges(
            part,
            tuple(ItemChanges(name, tuple(found)) for name, found in groupby(within, lambda edit: edit.item)),
        )
        for part, within in groupby(edits, lambda edit: edit.part)
    )


def difference_count(edits: tuple[Edit, ...]) -> str:
    return counted(len(edits), "difference")


def lasting_id(edition: Edition) -> str:
    """Return an id of an edition that stays, wherever its site moves, and that no other edition has."""
    made = edition.created_at.isoformat(timespec="microseconds")
    return uuid5(OF_THIS_KIND, f"{edition.number} {edition.digest} {made}").urn
