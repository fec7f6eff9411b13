"""Arguments for and against a framework: its greatest leads and lags. No formula."""

from dataclasses import dataclass
from fractions import Fraction

from advisor.words.add_ons import Mend, mend_of, must_haves_met
from advisor.words.reasons import named_in_answer
from recommender.engine.result.explain import CriterionContrast, contrast_by_criterion
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Criterion

MOST_LEADS, MOST_LAGS = 3, 2
GREATEST_RATING = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion that counts, how a framework and its rival are rated on it, and the points that this is worth: more
    than 0 where the framework leads. `phrase` says the rating in a few words; old editions have none. `mend` are the
    add-ons that raise it. `said`: that an answer rates it, as a clause; empty if editors do.
    """

    criterion: Criterion
    rating: int
    rivals_rating: int
    worth: Fraction
    phrase: str
    mend: Mend | None
    said: str


@dataclass(frozen=True, slots=True)
class ProsAndCons:
    """A framework with its greatest leads over the rival and its greatest lags behind it.

    If it only leads or only lags, its lowest or its best rating stands for the other side, unless that is 100 or 0.
    Both are empty if no criterion that counts tells the two apart. `must_haves_met`: that it meets every must-have, as
    a clause; empty where it does not, or where there is none.
    """

    standing: Standing
    rival: Standing | None
    good: tuple[Point, ...] = ()
    bad: tuple[Point, ...] = ()
    must_haves_met: str = ""

    @property
    def leads(self) -> bool:
        """Return whether it is rated better than the rival on anything that counts."""
        return any(point.worth > 0 for point in self.good)

    @property
    def lags(self) -> bool:
        """Return whether it is rated worse than the rival on anything that counts."""
        return any(point.worth < 0 for point in self.bad)


def pros_and_cons_of(outcome: Outcome, standing: Standing) -> ProsAndCons:
    """Return the pros and cons of a framework: of the first beside the second, of each other one beside the first."""
    met = must_haves_met(outcome, standing.framework)
    # The first of the others: for the first framework that is the second one.
    rival = next((item for item in outcome.standings if item is not standing), None)
    if rival is None:
        return ProsAndCons(standing, None, must_haves_met=met)
    contrasts = contrast_by_criterion(outcome, standing.framework.slug, rival.framework.slug)
    points = [point_of(outcome, standing, rival, contrast) for contrast in contrasts]
    leads = [item for item in points if item.worth > 0]
    lags = [item for item in reversed(points) if item.worth < 0]  # the contrasts begin with the greatest lead
    if not leads and not lags:
        return ProsAndCons(standing, rival, must_haves_met=met)
    # They stand for a side that would be empty: even a framework that lags nowhere has something to check first.
    best, lowest = (choose(points, key=lambda item: item.rating) for choose in (max, min))
    return ProsAndCons(
        standing,
        rival,
        good=tuple(leads[:MOST_LEADS] or ([best] if best.rating else [])),
        bad=tuple(lags[:MOST_LAGS] or ([lowest] if lowest.rating < GREATEST_RATING else [])),
        must_haves_met=met,
    )


def point_of(outcome: Outcome, standing: Standing, rival: Standing, contrast: CriterionContrast) -> Point:
    slug = contrast.criterion.slug
    rating = standing.framework.rating_of.get(slug)
    return Point(
        contrast.criterion,
        rating=outcome.ratings[standing.framework.slug].get(slug, 0),
        rivals_rating=outcome.ratings[rival.framework.slug].get(slug, 0),
        worth=contrast.points,
        phrase=rating.phrase if rating else "",
        mend=mend_of(standing.framework, slug),
        said="" if contrast.criterion.is_rated else named_in_answer(outcome, standing.framework, contrast.criterion),
    )
