"""The share of the draws in which each framework came first, as a sentence and a hundred dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.charts import apportion
from advisor.words.robustness import summary_of
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.scoring import Outcome
from recommender.engine.types import Framework

DOTS, ROW = 100, 50
BANDS = {Band.CLOSE: "Close call", Band.LIKELY: "Likely", Band.CLEAR: "Clear"}


@dataclass(frozen=True, slots=True)
class Dot:
    """The place of a dot, in rows of fifty."""

    x: int
    y: int


DOT_PLACES = tuple(Dot(10 * (place % ROW) + 5, 10 * (place // ROW) + 5) for place in range(DOTS))
"""Where each dot is drawn, row by row."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A framework, the share of the draws in which it came first, and its dots among the hundred."""

    framework: Framework
    share: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Chances:
    """The chances of all that ever came first, in the order of the ranking, and those of the first in a sentence."""

    sentence: str
    shown: tuple[Chance, ...]


def chances(analysis: Analysis) -> Chances | None:
    """Return how often each framework came first; None without a leader that meets every must-have, and a rival."""
    outcome, found = analysis.outcome, analysis.robustness
    if not found or not outcome.leaders or len(outcome.standings) < 2 or outcome.leaders[0].missed:
        return None
    counts = hundred([position.acceptability[0] for position in found.positions])
    shown, start = [], 0
    for position, count in zip(found.positions, counts, strict=True):
        # Told even without a dot, to which a small share may be rounded.
        if share := position.acceptability[0]:
            shown.append(Chance(position.framework, share, DOT_PLACES[start : start + count]))
        start += count
    return Chances(summary_of(found), tuple(shown))


def hundred(shares: Sequence[float]) -> list[int]:
    """Return shares as whole numbers that add up to a hundred, in proportion."""
    # A tie is a first place for each of its frameworks, so the shares may add up to more than one.
    exact = [Fraction(share) for share in shares]
    total = sum(exact)
    return apportion([10 * share / total for share in exact], DOTS)


def band_of(outcome: Outcome, certainty: Certainty | None) -> str:
    """Return the band of certainty in the words of the chip; nothing where nothing is recommended."""
    if certainty is None or len(outcome.standings) == 1 or outcome.leaders[0].missed:
        return ""
    return BANDS[certainty.band]
