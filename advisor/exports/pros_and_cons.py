"""Arguments for and against each framework: its greatest leads and lags, with the sources. No formula."""

from dataclasses import dataclass
from fractions import Fraction

from advisor.number_format import signed, tenths
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.certainty import Band
from recommender.engine.result.explain import CriterionContrast, contrast_by_criterion
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Criterion, Evidence

SHOWN_ARGUMENTS = 3
GREATEST_RATING = 100


@dataclass(frozen=True, slots=True)
class Argument:
    """A criterion that counts, how a framework and its rival are rated on it, and the points that this is worth: more
    than 0 where the framework leads.
    """

    criterion: Criterion
    rating: int
    rivals_rating: int
    worth: Fraction
    rationale: str
    sources: tuple[Evidence, ...]

    @property
    def shown_worth(self) -> str:
        """The points with their sign; in words where they would be rounded to none."""
        return signed(tenths(self.worth)) if tenths(self.worth) else "less than 0.1"


@dataclass(frozen=True, slots=True)
class ProsAndCons:
    """A framework with its greatest leads over the rival and its greatest lags behind it.

    If it only leads or only lags, its lowest or its best rating stands for the other side, unless that is 100 or 0.
    Both are empty if no criterion that counts tells the two apart. Must-haves are met only where there are some.
    """

    standing: Standing
    rival: Standing | None
    good: tuple[Argument, ...] = ()
    bad: tuple[Argument, ...] = ()
    meets_must_haves: bool = False

    @property
    def leads(self) -> list[str]:
        """The names of the criteria on which it is rated better than the rival."""
        return [argument.criterion.name for argument in self.good if argument.worth > 0]

    @property
    def lags(self) -> list[str]:
        """The names of the criteria on which it is rated worse."""
        return [argument.criterion.name for argument in self.bad if argument.worth < 0]


def pros_and_cons(outcome: Outcome) -> tuple[ProsAndCons, ...]:
    """Return those of each framework, in the order of the ranking.

    The first is compared with the second, each other one with the first.
    """
    return tuple(pros_and_cons_of(outcome, standing) for standing in outcome.standings)


def pros_and_cons_of(outcome: Outcome, standing: Standing) -> ProsAndCons:
    has_must_haves = any(answer.importance.demands for answer in outcome.answers.values())
    meets_must_haves = has_must_haves and not standing.missed
    rival = next((item for item in outcome.standings if item is not standing), None)
    if rival is None:
        return ProsAndCons(standing, None, meets_must_haves=meets_must_haves)
    contrasts = contrast_by_criterion(outcome, standing.framework.slug, rival.framework.slug)
    arguments = [argument(outcome, standing, rival, contrast) for contrast in contrasts]
    leads = [item for item in arguments if item.worth > 0]
    lags = [item for item in reversed(arguments) if item.worth < 0]  # the contrasts begin with the greatest lead
    if not leads and not lags:
        return ProsAndCons(standing, rival, meets_must_haves=meets_must_haves)
    best, lowest = (choose(arguments, key=lambda item: item.rating) for choose in (max, min))
    return ProsAndCons(
        standing,
        rival,
        good=tuple(leads[:SHOWN_ARGUMENTS] or ([best] if best.rating else [])),
        bad=tuple(lags[:SHOWN_ARGUMENTS] or ([lowest] if lowest.rating < GREATEST_RATING else [])),
        meets_must_haves=meets_must_haves,
    )


def argument(outcome: Outcome, standing: Standing, rival: Standing, contrast: CriterionContrast) -> Argument:
    slug, framework = contrast.criterion.slug, standing.framework
    rating = framework.rating_of.get(slug)
    cited = framework.cited(rating) if rating else ()
    return Argument(
        contrast.criterion,
        rating=outcome.ratings[framework.slug].get(slug, 0),
        rivals_rating=outcome.ratings[rival.framework.slug].get(slug, 0),
        worth=contrast.points,
        rationale=rating.rationale if rating else "",
        # One source often stands behind several statements; a reader needs its link once.
        sources=tuple({(evidence.source, evidence.url): evidence for evidence in cited}.values()),
    )


def is_settled(analysis: Analysis) -> bool:
    """Return whether a result proposes its leader: not if it is close, or none meets all must-haves."""
    leaders, certainty = analysis.outcome.leaders, analysis.certainty
    return len(leaders) == 1 and not leaders[0].missed and certainty is not None and certainty.band is not Band.CLOSE
