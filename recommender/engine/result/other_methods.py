"""Second opinions: other published methods on the same weights and ratings; reported, never decisive.

The functions on numbers take `weights`, m non-negative numbers with a sum above 0 in any unit, and `ratings`, n rows
(alternatives) by m columns (criteria) of which more is better. They check nothing: other shapes are errors of numpy's.
Differences below half of the ninth decimal count as noise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from recommender.engine.scoring import Outcome
from recommender.engine.types import ANCHORS, Framework

Array = NDArray[np.float64]

NOISE_DECIMALS = 9
# The lead that PROMETHEE counts in full: from one anchor of the public scale to the next.
ONE_STEP = ANCHORS[1] - ANCHORS[0]


class Method(StrEnum):
    """The methods that are asked, in the order in which they are shown."""

    TOPSIS = "TOPSIS"
    VIKOR = "VIKOR"
    PROMETHEE_USUAL = "PROMETHEE II, usual preference"
    PROMETHEE_LINEAR = "PROMETHEE II, linear preference"


@dataclass(frozen=True, slots=True)
class MethodRank:
    """A method's value of a framework (closeness, Q or net flow, to nine decimals) and its rank; equal values share."""

    framework: Framework
    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """The opinion of a method: its ranking, by rank and slug, and whom it proposes.

    VIKOR proposes its compromise set, each other method whoever shares the first rank.
    """

    method: Method
    ranking: tuple[MethodRank, ...]
    proposed: tuple[Framework, ...]

    @property
    def leaders(self) -> tuple[Framework, ...]:
        """The frameworks that share the first rank."""
        return tuple(item.framework for item in self.ranking if item.rank == 1)


# Not comparable here and below: arrays compare number by number, so == on the whole would be an error.
@dataclass(frozen=True, slots=True, eq=False)
class Vikor:
    """VIKOR's measures, each an array over the rows with the least best, and the rows of the compromise set by Q.

    `s` is the weighted regret over all criteria, `r` the greatest on one criterion, `q` the mean of both on a
    scale from 0 (the best row) to 1 (the worst).
    """

    s: Array
    r: Array
    q: Array
    compromise: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """The values of a method by row, of which the lowest or the highest is best, and its compromise if any."""

    values: Array
    lowest_is_best: bool = False
    compromise: tuple[int, ...] = ()


def second_opinions(outcome: Outcome) -> tuple[Opinion, ...]:
    """Return what each method says of the frameworks that compete for the first rank; nothing when there is no weight.

    Those are the frameworks that miss no must-have, or all if every one misses some. What is not rated counts
    as 0; criteria without weight change nothing.

    Errors: none.
    """
    if not (outcome.total_weight and outcome.standings):
        return ()
    # A must-have is no criterion that others could make good, so who misses one does not compete in any method.
    competing = [standing for standing in outcome.standings if not standing.missed] or outcome.standings
    frameworks = sorted((standing.framework for standing in competing), key=lambda item: item.slug)
    weights = np.array(list(outcome.weights.values()), dtype=np.float64)
    rows = [[outcome.ratings[item.slug].get(criterion, 0) for criterion in outcome.weights] for item in frameworks]
    ratings = np.array(rows, dtype=np.float64)
    return tuple(opinion(method, find(weights, ratings), frameworks) for method, find in METHODS.items())


def opinion(method: Method, finding: Finding, frameworks: list[Framework]) -> Opinion:
    """Return a finding about frameworks, which are in the order of their slugs, as the opinion of a method."""
    values = [float(value) + 0.0 for value in finding.values.round(NOISE_DECIMALS)]  # no -0.0
    merits = [-value if finding.lowest_is_best else value for value in values]
    ranks = [1 + sum(other > merit for other in merits) for merit in merits]
    best_first = sorted(range(len(frameworks)), key=lambda row: ranks[row])
    return Opinion(
        method,
        tuple(MethodRank(frameworks[row], values[row], ranks[row]) for row in best_first),
        tuple(frameworks[row] for row in best_first if ranks[row] == 1 or row in finding.compromise),
    )


def topsis(weights: Array, ratings: Array) -> Array:
    """Return closeness to the ideal (n numbers from 0 to 1, more is better): how far a row is from the worst, as a
    share.

    Columns are divided by their Euclidean length; the ideal has the best of each column, the worst the least. Rows
    that are all equal have closeness 0.5. TOPSIS: Hwang and Yoon 1981; Opricovic and Tzeng 2004.
    """
    weighted = unit_weights(weights) * quotient(ratings, np.linalg.norm(ratings, axis=0))
    to_ideal = np.linalg.norm(weighted.max(axis=0) - weighted, axis=1)
    to_worst = np.linalg.norm(weighted - weighted.min(axis=0), axis=1)
    return quotient(to_worst, to_ideal + to_worst, otherwise=0.5)


def vikor(weights: Array, ratings: Array) -> Vikor:
    """Return regret measures and the compromise set, with v = 0.5. VIKOR: Opricovic and Tzeng 2004.

    A column without range adds no regret; S or R without range adds nothing to Q.
    """
    regrets = unit_weights(weights) * above_least(-ratings)
    s, r = regrets.sum(axis=1), regrets.max(axis=1)
    return Vikor(s, r, (above_least(s) + above_least(r)) / 2, compromise(above_least(s), above_least(r)))


def compromise(s: Array, r: Array) -> tuple[int, ...]:
    """Return the rows that VIKOR proposes, the lowest Q first. `s` and `r` are on a scale from 0 (best) to 1.

    Several rows, if they are less than DQ = 1 / (n - 1) above the lowest Q: there is no acceptable advantage. Else the
    first, if it is also the best by S or R (acceptable stability), or else the first two. Rows of equal Q go together.
    """
    q = (s + r) / 2
    gaps = ((q - q.min()) * (len(q) - 1)).round(NOISE_DECIMALS)  # in units of DQ
    # Stable, so that rows of equal Q stay in the order of the slugs on every machine.
    best_first = [int(row) for row in np.argsort(gaps, kind="stable")]
    first = best_first[0]
    close = tuple(row for row in best_first if gaps[row] < 1)
    is_stable = min(s[first], r[first]).round(NOISE_DECIMALS) == 0
    if close == (first,) and not is_stable:
        return tuple(row for row in best_first if gaps[row] <= gaps[best_first[1]])
    return close


def promethee(weights: Array, ratings: Array, threshold: float = 0) -> Array:
    """Return net flows (n numbers from -1 to 1 with the sum 0, more is better): how far a row is preferred to the
    others.

    On a criterion any lead is preferred fully if the threshold is 0 (usual preference); else a lead is preferred in
    proportion up to the threshold, in the ratings' unit, and fully from there (linear). Preferences of others over a
    row count against it. A single row has flow 0.
    PROMETHEE II: Brans, Vincke and Mareschal 1986.
    """
    leads = ratings[:, np.newaxis, :] - ratings[np.newaxis, :, :]
    preferences = np.clip(leads / threshold, -1, 1) if threshold else np.sign(leads)
    balances: Array = preferences.sum(axis=1) @ unit_weights(weights)
    return balances / max(1, len(ratings) - 1)


def unit_weights(weights: Array) -> Array:
    """Return weights that sum to 1."""
    total: float = weights.sum()
    return weights / total


def above_least(values: Array) -> Array:
    """Return how far values are above the least of their column, as a share of its range; 0 without range."""
    return quotient(values - values.min(axis=0), np.ptp(values, axis=0))


def quotient(dividends: Array, divisors: Array, otherwise: float = 0) -> Array:
    """Return dividends by divisors (none negative; broadcast), and `otherwise` where the divisor is 0 but for noise."""
    # np.divide leaves what `where` excludes as it finds it in `out`; without an `out` that would be garbage.
    filled = np.full(dividends.shape, otherwise, dtype=np.float64)
    return np.divide(dividends, divisors, out=filled, where=divisors.round(NOISE_DECIMALS) > 0)


def find_vikor(weights: Array, ratings: Array) -> Finding:
    """Return VIKOR's Q and compromise set as a finding."""
    found = vikor(weights, ratings)
    return Finding(found.q, lowest_is_best=True, compromise=found.compromise)


METHODS: Mapping[Method, Callable[[Array, Array], Finding]] = {
    Method.TOPSIS: lambda weights, ratings: Finding(topsis(weights, ratings)),
    Method.VIKOR: find_vikor,
    Method.PROMETHEE_USUAL: lambda weights, ratings: Finding(promethee(weights, ratings)),
    Method.PROMETHEE_LINEAR: lambda weights, ratings: Finding(promethee(weights, ratings, ONE_STEP)),
}
