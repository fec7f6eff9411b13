"""Usual add-ons in words: what they mend, what they make of the scores, and which one a rating counts. No formula."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from advisor.number_format import in_points, tenths
from advisor.rating_table import raised
from recommender.engine.add_ons import Mending, mendings
from recommender.engine.result.analysis import Analysis
from recommender.engine.scoring import Outcome
from recommender.engine.types import ANCHORS, AddOn, Framework

MENDED = ANCHORS[3]
"""A rating as good as this, with an add-on, leaves no weak point."""
MOST_NAMED, MOST_NEEDED = 2, 4


@dataclass(frozen=True, slots=True)
class Mend:
    """The add-ons that people usually choose from where a framework is weak, and whether they leave it weak no more."""

    add_ons: tuple[AddOn, ...]
    is_whole: bool

    @property
    def verb(self) -> str:
        return "Usually mended with" if self.is_whole else "Partly mended with"

    def __str__(self) -> str:
        return f"{self.verb} {get_text_list([add_on.name for add_on in self.add_ons], 'or')}"


def mend_of(framework: Framework, criterion: str) -> Mend | None:
    """Return what mends a framework on a criterion (slug): the best add-on, and another one that does as well."""
    rated = {
        add_on: rating.value
        for add_on in framework.add_ons_for(criterion)
        for rating in add_on.ratings
        if rating.criterion == criterion
    }
    if not rated:
        return None
    is_whole = max(rated.values()) >= MENDED
    alike = tuple(add_on for add_on, value in rated.items() if (value >= MENDED) == is_whole)
    return Mend(alike[:MOST_NAMED], is_whole)


def with_add_on(framework: Framework, criterion: str) -> str:
    """Return “ with” and the add-on that the usual rating on a criterion (slug) counts; nothing if it counts none."""
    found = raised(framework, criterion)
    return f" with {found.add_on.name}" if found else ""


def needed(outcome: Outcome, framework: Framework) -> tuple[Mending, ...]:
    """Return the few add-ons that the answers call for most, what gains most first."""
    return mendings(outcome, framework)[:MOST_NEEDED]


def scores_with_add_ons(analysis: Analysis) -> Outcome | None:
    """Return the outcome with the usual add-ons counted; None if they change no score."""
    as_is, with_them = (
        {item.framework.slug: item.score for item in outcome.standings}
        for outcome in (analysis.outcome, analysis.with_add_ons)
    )
    return analysis.with_add_ons if as_is != with_them else None


def lead_with_add_ons(analysis: Analysis) -> str:
    """Return who would lead with the usual add-ons counted, in a sentence; nothing if the same do.

    Nothing either where nobody leads, or where every framework misses a must-have.
    """
    now, then = analysis.outcome.leaders, analysis.with_add_ons.leaders
    slugs, leading = ({item.framework.slug for item in found} for found in (now, then))
    if not now or now[0].missed or slugs == leading:
        return ""
    names = get_text_list([item.framework.name for item in then], "and")
    score = tenths(then[0].score)
    if len(then) > 1:
        return f"With the usual add-ons counted, {names} would share the lead, with {in_points(score)} each."
    passed = [analysis.with_add_ons.standing_of(slug) for slug in slugs - leading]
    rival = tenths(max(item.score for item in passed))
    # Never “86.0 to 86.0”, which would read as if they were level.
    figures = f"{in_points(score)} to {in_points(rival)}" if score != rival else "by less than 0.1 points"
    return f"With the usual add-ons counted, {names} would be ahead: {figures}."
