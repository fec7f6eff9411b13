"""The robustness of a ranking when weights and ratings are only roughly known: SMAA-2, simulated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.engine.result.draws import TOLERANCE, Floats, deviation, draw, draw_demanded
from recommender.engine.result.must_haves_in_doubt import Doubts, doubts_of
from recommender.engine.scoring import Outcome
from recommender.engine.types import Framework

QUANTILES = (0.05, 0.95)
KEPT_DECIMALS = 9
LEAP = 10_000  # added to the score of who meets every must-have: more than any weights or ratings can make up

# In multiplications. For more than some 260,000 the linear algebra under numpy starts threads, and on busy processors
# these wait for each other ten times as long as they compute.
LARGEST_PRODUCT = 200_000

Ranks = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Position:
    """The positions of a framework over all draws.

    `acceptability`: the share of the draws in which it has rank 1, 2 and so on; adds up to 1. `wins`: by the slug of
    each other framework, the share in which it is before that one; a tie counts half for each. `central_weights`: by
    the slug of each criterion that counts, the mean weight in the draws in which it is first, adding up to 1: the view
    of somebody who prefers it. `confidence`: the share of the same draws of the ratings in which it is first with
    exactly these weights. Both are None if it is never first. `low` and `high`: the 5 % and 95 % quantiles of its
    score, cut off at 0 and 100.
    """

    framework: Framework
    acceptability: tuple[float, ...]
    wins: Mapping[str, float]
    central_weights: Mapping[str, float] | None
    confidence: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """The positions of the frameworks in the order of the outcome's standings, from so many draws.

    `mean_weights`: by the slug of each criterion that counts, the mean of its drawn weight, adding up to 1. Central
    weights are to be seen beside these; draws move the mean a little towards equal weights.
    """

    draws: int
    mean_weights: Mapping[str, float]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The figures of n frameworks and m criteria as arrays: acceptability and wins n x n, low and high n.

    Mean weights are m numbers, central weights m for each framework, or None if it is never first; confidence likewise.
    """

    acceptability: Floats
    wins: Floats
    mean_weights: Floats
    central_weights: list[Floats | None]
    confidence: list[float | None]
    low: Floats
    high: Floats


def robustness(outcome: Outcome, *, draws: int = 10_000, variation: float = 0.3) -> Robustness:
    """Return how an outcome fares when its weights and ratings are drawn at random (Lahdelma and Salminen 2001,
    SMAA-2).

    Each weight is multiplied by a Gamma variate with mean 1 and this coefficient of variation, and all are divided by
    their sum: 0 leaves the weights as they are, and 1 turns equal weights into any weights, all equally likely. A
    weight of 0 stays 0. A rating is normal around its value, with a 90 % range as wide as that from its low to its
    high, wherever the value lies in it; one that comes from the visitor's answer is certain, and so is the 0 of one
    that is missing. As in the outcome, frameworks that miss a must-have rank below all that miss none, and equal scores
    (within 1e-9) share a rank. The same outcome gives the same figures, always; those that are not shares of the draws
    are rounded to 9 decimals.

    A must-have is met in a draw if the drawn rating with the usual add-ons is. It is drawn by the same variate as the
    framework's own rating, of which the score of the draw is made. For this alone it is kept within its low and high:
    these are how far the rating may be off, so a framework whose low is enough always meets it, and one whose high is
    too little never does. Ratings are drawn independently of each other.

    Errors: ValueError without any weight, for less than one draw and for a variation that is not between 0 and 1.
    """
    if not outcome.total_weight:
        raise ValueError("Without any weight there is nothing to vary.")
    if draws < 1:
        raise ValueError("At least one draw is needed.")
    if not 0 <= variation <= 1:
        raise ValueError("The variation must be between 0 and 1.")
    frameworks = [standing.framework for standing in outcome.standings]
    slugs = [criterion.slug for criterion in outcome.catalogue.criteria if outcome.weights.get(criterion.slug)]
    simulation = simulate(
        np.array([outcome.weights[slug] for slug in slugs], dtype=np.float64),
        np.array(
            [[outcome.ratings[item.slug].get(slug, 0) for slug in slugs] for item in frameworks], dtype=np.float64
        ),
        np.array([[deviation(item, slug) for slug in slugs] for item in frameworks]),
        doubts_of(outcome, slugs),
        draws=draws,
        variation=variation,
    )
    positions = tuple(position(frameworks, slugs, simulation, index) for index in range(len(frameworks)))
    return Robustness(draws, by_criterion(slugs, simulation.mean_weights), positions)


def position(frameworks: list[Framework], criteria: list[str], simulation: Simulation, index: int) -> Position:
    """Return the figures of the framework at this index, without numpy's types."""
    central = simulation.central_weights[index]
    wins = zip(frameworks, simulation.wins[index].tolist(), strict=True)
    return Position(
        frameworks[index],
        acceptability=tuple(simulation.acceptability[index].tolist()),
        wins={other.slug: share for other, share in wins if other is not frameworks[index]},
        central_weights=None if central is None else by_criterion(criteria, central),
        confidence=simulation.confidence[index],
        low=round(float(simulation.low[index]), KEPT_DECIMALS),
        high=round(float(simulation.high[index]), KEPT_DECIMALS),
    )


def by_criterion(criteria: list[str], weights: Floats) -> dict[str, float]:
    """Return weights by the slug of their criterion, rounded."""
    return dict(zip(criteria, weights.round(KEPT_DECIMALS).tolist(), strict=True))


def simulate(
    weights: Floats, ratings: Floats, deviations: Floats, doubts: Doubts, *, draws: int, variation: float
) -> Simulation:
    """Run SMAA-2 in numbers: m positive weights; ratings and their deviations n x m; what must-haves demand."""
    variates, factors = draw(len(ratings), len(weights), draws, variation)
    demanded = draw_demanded(len(doubts.least), len(ratings), draws)
    drawn = factors * weights[:, np.newaxis]
    drawn /= drawn.sum(axis=0)
    # As a number to add, so that must-haves and scores are compared in one go.
    leap: Floats = LEAP * doubts.meets(demanded).astype(np.float64)
    rest = doubts.without(deviations)
    # Ratings that must-haves demand are left out here and added below, drawn once for both: see `robustness`.
    parts = [draw_scores(drawn[:, block], ratings, rest, variates[:, block]) for block in blocks(draws, ratings.size)]
    scores = np.concatenate(parts, axis=1)
    doubts.add_to(scores, drawn, demanded)
    # Before the leap, which is no part of a score. Normal ratings have tails beyond 0 and 100, scores have not.
    low, high = quantiles(scores, QUANTILES).clip(0, 100)
    scores += leap
    ranks, ahead = rank_draws(scores)
    central = central_weights(ranks, drawn)

    def confidence(mean: Floats, index: int) -> float:
        there = draw_scores(mean[:, np.newaxis], ratings, rest, variates)
        doubts.add_to(there, mean[:, np.newaxis], demanded)
        return share_first(there, leap, index)

    return Simulation(
        acceptability=np.array([[np.count_nonzero(row == rank) for rank in range(len(ranks))] for row in ranks])
        / draws,
        # Ahead plus half of the ties, with ties = draws - ahead - behind.
        wins=(draws + ahead - ahead.T) / (2 * draws),
        mean_weights=drawn.mean(axis=1),
        central_weights=central,
        confidence=[None if mean is None else confidence(mean, index) for index, mean in enumerate(central)],
        low=low,
        high=high,
    )


def draw_scores(weights: Floats, ratings: Floats, deviations: Floats, variates: Floats) -> Floats:
    """Return scores n x draws for weights m x draws or m x 1: a sum of independent normal ratings is itself normal."""
    scores: Floats = variates * np.sqrt(deviations**2 @ weights**2)
    scores += ratings @ weights
    return scores


def blocks(draws: int, size: int) -> list[slice]:
    """Return the draws in parts for which products of this size a draw stay below the limit."""
    width = max(1, LARGEST_PRODUCT // size)
    return [slice(start, start + width) for start in range(0, draws, width)]


def quantiles(scores: Floats, shares: Sequence[float]) -> Floats:
    """Return the quantiles of each row at some shares, a row for each share: in proportion between two scores."""
    # Not np.quantile: its selection of a few places takes four times as long as sorting all with vector instructions.
    ordered = np.sort(scores, axis=1)
    places = np.multiply(shares, scores.shape[1] - 1)
    below = places.astype(np.intp)
    steps = ordered[:, np.minimum(below + 1, scores.shape[1] - 1)] - ordered[:, below]
    found: Floats = (ordered[:, below] + steps * (places - below)).T
    return found


def rank_draws(scores: Floats) -> tuple[Ranks, Floats]:
    """Return ranks n x draws, the best 0; and n x n, in how many draws the first framework is ahead of the second."""
    # As few bits as hold a rank, because there are as many as scores.
    ranks = np.empty(scores.shape, dtype=np.min_scalar_type(len(scores)))
    ahead = np.empty((len(scores), len(scores)))
    for index, row in enumerate(scores):
        better = scores > row + TOLERANCE
        better.view(np.uint8).sum(axis=0, dtype=ranks.dtype, out=ranks[index])
        ahead[:, index] = [np.count_nonzero(other) for other in better]
    return ranks, ahead


def central_weights(ranks: Ranks, drawn: Floats) -> list[Floats | None]:
    """Return the mean of the drawn weights (m x draws) over the draws in which a framework is first, for each
    framework.
    """
    first = ranks == 0
    parts = [first[:, block] @ drawn[:, block].T for block in blocks(drawn.shape[1], len(first) * len(drawn))]
    totals = np.sum(parts, axis=0)
    return [total / count if count else None for total, count in zip(totals, first.sum(axis=1), strict=True)]


def share_first(scores: Floats, leap: Floats, index: int) -> float:
    """Return in what share of the draws nobody is ahead of the framework at this index, must-haves (leap) included."""
    # In place: the scores were made for this question only.
    scores += leap
    return float(np.mean(scores.max(axis=0) <= scores[index] + TOLERANCE))
