"""Must-haves that a rating, which is only roughly known, may meet or miss: whether it does, draw by draw."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.engine.interview import demands
from recommender.engine.result.draws import DEVIATIONS_IN_RANGE, TOLERANCE, Floats, bounds, deviation
from recommender.engine.scoring import Outcome


@dataclass(frozen=True, slots=True)
class Doubts:
    """The k criteria of which must-haves demand a rating that some framework may meet or miss within its likely range.

    `least`: k numbers; `places`: the place of each among the m criteria with weight, None without; `ratings`,
    `deviations`, `low` and `high`, with the usual add-ons, and `own_deviations`, of the ratings that make the score:
    n x k. `meets_rest`: n times whether all other must-haves are met for certain.
    """

    least: Floats
    places: tuple[int | None, ...]
    ratings: Floats
    deviations: Floats
    low: Floats
    high: Floats
    own_deviations: Floats
    meets_rest: NDArray[np.bool_]

    def meets(self, variates: Floats) -> NDArray[np.bool_]:
        """Return n x draws times whether every must-have is met, for variates k x n x draws; n x 1 where k is 0."""
        met = self.meets_rest[:, np.newaxis]
        for at, drawn in enumerate(variates):
            ratings = self.ratings[:, [at]] + self.deviations[:, [at]] * drawn
            # Kept within low and high for this comparison only: `robustness` says why.
            met = met & (ratings.clip(self.low[:, [at]], self.high[:, [at]]) >= self.least[at] - TOLERANCE)
        return met

    def add_to(self, scores: Floats, weights: Floats, variates: Floats) -> None:
        """Add what the drawn ratings make of scores n x draws, for weights m x draws or m x 1."""
        for at, place in enumerate(self.places):
            if place is not None:
                scores += self.own_deviations[:, [at]] * variates[at] * weights[place]

    def without(self, deviations: Floats) -> Floats:
        """Return the deviations (n x m) of what is not drawn here."""
        rest = deviations.copy()
        # `add_to` draws these one by one; once more in the sum of all would count them twice.
        rest[:, [place for place in self.places if place is not None]] = 0
        return rest


def doubts_of(outcome: Outcome, counting: list[str]) -> Doubts:
    """Return what is in doubt of an outcome's must-haves, given the criteria (slugs) with weight."""
    frameworks, questions = [standing.framework for standing in outcome.standings], outcome.catalogue.question_of
    least: dict[str, int] = {}
    for slug, answer in outcome.answers.items():
        for criterion, demanded in demands(questions[slug], answer).items():
            # Who meets the highest of several demands meets the others.
            least[criterion] = max(demanded, least.get(criterion, 0))
    rated = {slug: np.array([bounds(item.usual_rating_of.get(slug)) for item in frameworks]) for slug in least}
    doubtful = [
        slug for slug in least if np.any((rated[slug][:, 1] < least[slug]) & (rated[slug][:, 2] >= least[slug]))
    ]
    # Met at the low or missed at the high: then the value in between tells the same.
    certain = [rated[slug][:, 0] >= least[slug] for slug in least if slug not in doubtful]
    # Reshaped, because an array of no criteria would have lost its other two axes.
    values = np.array([rated[slug] for slug in doubtful], dtype=np.float64).reshape(len(doubtful), len(frameworks), 3)
    ratings, low, high = np.moveaxis(values, (2, 1, 0), (0, 1, 2))
    return Doubts(
        least=np.array([least[slug] for slug in doubtful], dtype=np.float64),
        places=tuple(counting.index(slug) if slug in counting else None for slug in doubtful),
        ratings=ratings,
        deviations=(high - low) / DEVIATIONS_IN_RANGE,
        low=low,
        high=high,
        own_deviations=np.array([[deviation(item, slug) for slug in doubtful] for item in frameworks]),
        meets_rest=np.all([np.full(len(frameworks), True), *certain], axis=0),
    )
