"""What speaks for and against each framework: its greatest leads and lags, with the sources. No formula."""

from dataclasses import dataclass
from fractions import Fraction

from advisor.report import Report
from advisor.words.what_would_change import place_of
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.certainty import Band
from recommender.engine.result.explain import CriterionContrast, contrast_by_criterion
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Criterion, Evidence

SHOWN_POINTS = 3
GREATEST_RATING = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion that counts, how a framework and its rival are rated on it, and the points that this is worth: more
    than 0 where the framework leads.
    """

    criterion: Criterion
    rating: int
    rivals_rating: int
    worth: Fraction
    rationale: str
    sources: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A framework with its greatest leads over the rival and its greatest lags behind it.

    If it only leads or only lags, its lowest or its best rating stands for the other side, unless that is 100 or 0.
    Both are empty if no criterion that counts tells the two apart.
    """

    standing: Standing
    rival: Standing | None
    good: tuple[Point, ...]
    bad: tuple[Point, ...]


def options_of(outcome: Outcome) -> tuple[Option, ...]:
    """The frameworks in the order of the ranking: the first beside the second, the others beside the first."""
    return tuple(option_of(outcome, standing) for standing in outcome.standings)


def option_of(outcome: Outcome, standing: Standing) -> Option:
    rival = next((item for item in outcome.standings if item is not standing), None)
    if rival is None:
        return Option(standing, None, (), ())
    contrasts = contrast_by_criterion(outcome, standing.framework.slug, rival.framework.slug)
    points = [point_of(outcome, standing, rival, contrast) for contrast in contrasts]
    leads = [point for point in points if point.worth > 0]
    lags = [point for point in reversed(points) if point.worth < 0]
    if not leads and not lags:
        return Option(standing, rival, (), ())
    best, lowest = (choose(points, key=lambda point: point.rating) for choose in (max, min))
    return Option(
        standing,
        rival,
        good=tuple(leads[:SHOWN_POINTS] or ([best] if best.rating else [])),
        bad=tuple(lags[:SHOWN_POINTS] or ([lowest] if lowest.rating < GREATEST_RATING else [])),
    )


def point_of(outcome: Outcome, standing: Standing, rival: Standing, contrast: CriterionContrast) -> Point:
    slug, framework = contrast.criterion.slug, standing.framework
    rating = framework.rating_of.get(slug)
    return Point(
        contrast.criterion,
        rating=outcome.ratings[framework.slug].get(slug, 0),
        rivals_rating=outcome.ratings[rival.framework.slug].get(slug, 0),
        worth=contrast.points,
        rationale=rating.rationale if rating else "",
        sources=framework.cited(rating) if rating else (),
    )


def proposed(report: Report) -> Standing | None:
    """The framework that a result proposes; none when it is too close to call, or none meets all must-haves."""
    leaders, certainty = report.analysis.outcome.leaders, report.analysis.certainty
    if len(leaders) != 1 or leaders[0].missed or certainty is None or certainty.band is Band.TOO_CLOSE:
        return None
    return leaders[0]


def margin(analysis: Analysis) -> str:
    """How far the second is behind, in a sentence; nothing without a leader or a second."""
    second = analysis.outcome.standings[1:2]
    return next((place_of(analysis, item) for item in analysis.why_not if item.standing in second), "")
