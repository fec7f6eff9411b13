"""What visitors made of the catalogue, as far as editors must know. The web says it: the knowledge never asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from recommender.engine.impact import Case
from recommender.models import Edition


@dataclass(frozen=True, slots=True)
class Use:
    """A finished result that rests on an edition: when it was finished, and its public address."""

    finished_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Usage:
    """`recent` gives what the newest finished results rest on, at most so many; `of_edition` the newest results of an
    edition, at most so many.
    """

    recent: Callable[[int], Sequence[Case]]
    of_edition: Callable[[Edition, int], Sequence[Use]]


_told: list[Usage] = []


def tell(usage: Usage) -> None:
    """Say, once when the site starts, what uses the catalogue."""
    _told[:] = [usage]


def usage() -> Usage:
    """What uses the catalogue; nothing until somebody told."""
    return _told[0] if _told else Usage(recent=lambda count: (), of_edition=lambda edition, count: ())
