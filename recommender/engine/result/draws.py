"""The random numbers of a simulation: drawn once for each size, and the same for ever."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recommender.engine.types import Framework, Rating

# numpy never changes the numbers that a RandomState makes of a bit generator with a seed (NEP 19), unlike those of its
# newer generators; of the bit generators SFC64 is the fastest. So an old result shows the same figures for ever, on
# every machine: differences in the last digits of a sum, which processors do add up differently, disappear in the
# tolerance of a comparison and in the rounding of a result.
SEED = 2001
TOLERANCE = 1e-9
DEMANDED_SEED = SEED + 1  # a stream of its own: without must-haves in doubt every figure is what it was before

DEVIATIONS_IN_RANGE = 2 * 1.6448536269514722  # between the 5 % and 95 % quantiles of a normal variate

KEPT_DRAWS = 4  # of as many numbers of frameworks; three megabytes each
WEIGHTS_AT_ONCE, DEMANDS_AT_ONCE = 32, 4
"""For how many criteria is drawn at once: who needs fewer takes the first of them, so one drawing does for all."""

Floats = NDArray[np.float64]


def deviation(framework: Framework, criterion: str) -> float:
    """Return the standard deviation of a rating whose low and high are a 90 % range; 0 if no editor rated it."""
    _, low, high = bounds(framework.rating_of.get(criterion))
    return (high - low) / DEVIATIONS_IN_RANGE


def bounds(rating: Rating | None) -> tuple[int, int, int]:
    """Return the value, low and high of a rating; one that is missing is certainly 0."""
    return (rating.value, rating.low, rating.high) if rating else (0, 0, 0)


def draw(frameworks: int, criteria: int, draws: int, variation: float) -> tuple[Floats, Floats]:
    """Return normal variates, frameworks x draws, and Gamma variates for the weights, criteria x draws.

    They are the same for all outcomes of this size, so they are kept. The normal ones come first in the stream, so that
    other weights meet the same ratings. The scale of the Gamma variates cancels out in the weights, so it is left at 1.
    """
    variates, factors = drawn(frameworks, rounded_up(criteria, WEIGHTS_AT_ONCE), draws, variation)
    return variates, factors[:criteria]


def draw_demanded(criteria: int, frameworks: int, draws: int) -> Floats:
    """Return normal variates for ratings that must-haves demand, criteria x frameworks x draws, kept as in `draw`."""
    return drawn_demanded(rounded_up(criteria, DEMANDS_AT_ONCE), frameworks, draws)[:criteria]


def rounded_up(number: int, step: int) -> int:
    """Return the least multiple of a step that is not below a number."""
    return -(-number // step) * step


@lru_cache(KEPT_DRAWS)
def drawn(frameworks: int, criteria: int, draws: int, variation: float) -> tuple[Floats, Floats]:
    """Return what `draw` does, drawn now. Numbers are drawn one criterion after the other, so more change no others."""
    stream = np.random.RandomState(np.random.SFC64(SEED))
    variates = stream.standard_normal((frameworks, draws))
    size = (criteria, draws)
    # A Gamma variate of shape 1/v² has the coefficient of variation v; without variation the shape would be infinite.
    factors = np.ones(size) if variation < TOLERANCE else stream.standard_gamma(variation**-2, size)
    for kept in (variates, factors):
        # Shared by all results of a size: whoever changes them in place by mistake gets an error, not wrong figures.
        kept.setflags(write=False)
    return variates, factors


@lru_cache(KEPT_DRAWS)
def drawn_demanded(criteria: int, frameworks: int, draws: int) -> Floats:
    """Return what `draw_demanded` does, drawn now."""
    variates = np.random.RandomState(np.random.SFC64(DEMANDED_SEED)).standard_normal((criteria, frameworks, draws))
    variates.setflags(write=False)
    return variates
