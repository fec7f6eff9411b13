"""The results that rest on editions, as far as editors must know. The web says it: the knowledge never asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recommender.engine.phrases import counted
from recommender.engine.simulation.impact import Case
from recommender.models import Edition


@dataclass(frozen=True, slots=True)
class Use:
    """A finished result that rests on an edition: when it was finished, and its public address."""

    finished_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Uses:
    """The number of results that rest on an edition: finished ones, and those that somebody may still go on with."""

    finished: int = 0
    unfinished: int = 0

    def __str__(self) -> str:
        if not self:
            return "nothing yet"
        finished = counted(self.finished, "result")
        return f"{finished}, {self.unfinished} unfinished" if self.unfinished else finished

    def __bool__(self) -> bool:
        return bool(self.finished or self.unfinished)


UNUSED = Uses()


@dataclass(frozen=True, slots=True)
class Usage:
    """`recent` gives what the newest finished results rest on, at most so many; `of_edition` the newest results of an
    edition, at most so many; `counts` how many rest on each of some editions, by primary key, if any do;
    `is_any_used` whether anything rests on some editions, even if it is not counted yet.
    """

    recent: Callable[[int], Sequence[Case]]
    of_edition: Callable[[Edition, int], Sequence[Use]]
    counts: Callable[[Sequence[Edition]], Mapping[int, Uses]]
    is_any_used: Callable[[Sequence[Edition]], bool]


NO_USAGE = Usage(lambda count: (), lambda edition, count: (), lambda editions: {}, lambda editions: False)

# The web tells it at start, since the knowledge may not import the web: arrows in docs/architecture.md point down.
_told: list[Usage] = []


def register_usage(usage: Usage) -> None:
    """Say, once when the site starts, what uses the catalogue."""
    _told[:] = [usage]


def usage() -> Usage:
    """Return what uses the catalogue; nothing until somebody told."""
    return _told[0] if _told else NO_USAGE
