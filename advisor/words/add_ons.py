"""Usual add-ons in words: what they mend, what they make of the scores, and which one a rating counts. No formula."""

from dataclasses import dataclass, replace

from django.utils.text import get_text_list

from advisor.number_format import in_points, spelled, tenths
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
    """The add-ons that people usually choose from where a framework is weak, and whether they leave it weak no more.

    `replacement` is what would take the framework's place there; `framework` is its name.
    """

    framework: str
    add_ons: tuple[AddOn, ...]
    is_whole: bool
    replacement: AddOn | None = None

    @property
    def verb(self) -> str:
        if not self.add_ons:
            return ""
        return "Usually mended with" if self.is_whole else "Partly mended with"

    @property
    def before_replacement(self) -> str:
        return ", or " if self.add_ons else "People change to "

    @property
    def after_replacement(self) -> str:
        return f", which takes {self.framework}’s place"

    @property
    def briefly(self) -> str:
        """Return it with the best add-on alone."""
        return str(replace(self, add_ons=self.add_ons[:1], replacement=None if self.add_ons else self.replacement))

    def __str__(self) -> str:
        named = f"{self.verb} {get_text_list([add_on.name for add_on in self.add_ons], 'or')}".strip()
        if not self.replacement:
            return named
        return f"{named}{self.before_replacement}{self.replacement.name}{self.after_replacement}"


def mend_of(framework: Framework, criterion: str) -> Mend | None:
    """Return what mends a framework on a criterion (slug): the best add-on, and another one that does as well."""
    replacement = next(iter(framework.replacements_for(criterion)), None)
    rated = {
        add_on: rating.value
        for add_on in framework.add_ons_for(criterion)
        for rating in add_on.ratings
        if rating.criterion == criterion
    }
    if not rated:
        return Mend(framework.name, (), False, replacement) if replacement else None
    is_whole = max(rated.values()) >= MENDED
    alike = tuple(add_on for add_on, value in rated.items() if (value >= MENDED) == is_whole)
    return Mend(framework.name, alike[:MOST_NAMED], is_whole, replacement)


def with_add_on(framework: Framework, criterion: str) -> str:
    """Return “ with” and the add-on that the usual rating on a criterion (slug) counts; nothing if it counts none."""
    found = raised(framework, criterion)
    return f" with {found.add_on.name}" if found else ""


def needed(outcome: Outcome, framework: Framework) -> tuple[Mending, ...]:
    """Return the add-ons that must-haves need, all of them, and then the few that the answers call for most."""
    found = mendings(outcome, framework)
    return found[: max(MOST_NEEDED, sum(bool(item.must_haves) for item in found))]


def must_haves_met(outcome: Outcome, framework: Framework) -> str:
    """Return that a framework meets every must-have, as a clause, and with which add-ons; nothing if it misses one.

    Nothing either where there is no must-have.
    """
    demanding = [slug for slug, answer in outcome.answers.items() if answer.importance.demands]
    if not demanding or outcome.standing_of(framework.slug).missed:
        return ""
    found = [item for item in mendings(outcome, framework) if item.must_haves]
    if not found:
        return "meets every must-have"
    helped = {question.slug for item in found for question in item.must_haves}
    # “One of them” of a single one would read as if there were others.
    of_them = f", {spelled(len(helped))} of them" if len(helped) < len(demanding) else ""
    return f"meets every must-have{of_them} with {get_text_list([item.add_on.name for item in found], 'and')}"


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
