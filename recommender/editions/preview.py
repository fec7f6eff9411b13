"""Previews: the effects of a change, seen before it is saved. A preview stores nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from recommender.editions.current import changing_alone, contributions_now, read_state
from recommender.editions.differences import Edits, edits
from recommender.editions.from_rows import read_catalogue
from recommender.editions.preview_tables import (
    MoveRow,
    Names,
    PersonaRow,
    ShareRow,
    move_rows,
    names_in,
    persona_rows,
    share_rows,
)
from recommender.editions.usage import usage
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.impact import Impact, impact
from recommender.engine.types import Catalogue

RESULTS = 1000


@dataclass(frozen=True, slots=True)
class Preview:
    """The differences that a change makes in what visitors see, and its impact on what they are told."""

    edits: Edits
    impact: Impact
    names: Names

    @property
    def personas(self) -> list[PersonaRow]:
        return persona_rows(self.impact, self.names)

    @property
    def moves(self) -> list[MoveRow]:
        return move_rows(self.impact, self.names)

    @property
    def shares(self) -> list[ShareRow]:
        return share_rows(self.impact, self.names)


class TriedOut(Exception):  # noqa: N818  it is no error
    """A change was made and taken back; the catalogue that visitors would have seen of it.

    Raised within the transaction: an exception that leaves it is what takes everything back.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__("A change was tried out and taken back.")
        self.catalogue = catalogue


def tried_out(change: Callable[[], object]) -> Catalogue:
    """Return the catalogue that visitors would see after a change of rows, which is taken back again."""
    try:
        with changing_alone():
            change()
            raise TriedOut(read_catalogue())
    except TriedOut as tried:
        return tried.catalogue
    raise AssertionError("a change that is tried out is always taken back")


def preview_of(after: Catalogue) -> Preview:
    """Compare a catalogue with the one that visitors see today."""
    before = contributions_now(read_state())
    # Not within `tried_out`: it takes long, and the lock on the catalogue is released by now (decision 14).
    found = impact(before, Contributions(after), usage().recent(RESULTS))
    return Preview(edits(before.catalogue, after), found, names_in(before.catalogue, after))
