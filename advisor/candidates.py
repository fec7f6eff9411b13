"""The frameworks that a run compares, and those that it could compare instead. No HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from recommender.editions.current import catalogue_of
from recommender.engine.types import Framework
from recommender.models import Edition

BEST_KNOWN: Final = "best-known"
ALL: Final = "all"
Named = Literal["best-known", "all"]
"""The candidates as addresses, forms and programs name them."""

IS_WIDE: Mapping[str, bool] = {BEST_KNOWN: False, ALL: True}
"""By that name, whether all frameworks are candidates."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best-known frameworks of an edition, and all of them; `is_wide`: a run compares all."""

    is_wide: bool
    best_known: tuple[Framework, ...]
    all: tuple[Framework, ...]

    @property
    def are_a_choice(self) -> bool:
        """Tell whether the two differ, so that there is something to choose."""
        return len(self.best_known) < len(self.all)

    @property
    def compared(self) -> tuple[Framework, ...]:
        return self.all if self.is_wide else self.best_known

    @property
    def name(self) -> Named:
        return ALL if self.is_wide else BEST_KNOWN


def candidates_in(edition: Edition, *, is_wide: bool = False) -> Candidates:
    """Return the candidates of a run on an edition. Errors: as of `catalogue_of`."""
    few = catalogue_of(edition, is_wide=False).frameworks
    return Candidates(is_wide=is_wide, best_known=few, all=catalogue_of(edition).frameworks)
