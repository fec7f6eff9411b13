"""Results of many draws with weights and ratings a little off, and of other methods, in words. No formula."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.template.defaultfilters import pluralize
from django.utils.text import get_text_list

from advisor.number_format import percent, whole_percent
from advisor.words.verdict import leader_names
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.scoring import Outcome

if TYPE_CHECKING:
    from recommender.engine.result.other_methods import Opinion
    from recommender.engine.result.robustness import Position, Robustness

SHOWN_SHIFTS = 3
LEAST_SHARE = 0.05  # with a smaller share of the draws the central weights, and so the confidence factor, are too rough
LEAST_SHIFT = 0.005


@dataclass(frozen=True, slots=True)
class WinShares:
    """The figures of many draws, in a sentence how often the first comes first, and in one for each framework, which
    weights bring it to the first place.
    """

    robustness: Robustness
    summary: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherMethods:
    """Rankings by other methods, a sentence whether they agree with the result, and whether some framework takes no
    part because it misses a must-have.
    """

    opinions: tuple[Opinion, ...]
    agreement: str
    is_partial: bool


@dataclass(frozen=True, slots=True)
class WeightShift:
    """A criterion's mean share of the weight in the draws in which a framework comes first, beside that in all."""

    criterion: str
    central: float
    usual: float

    @property
    def is_seen(self) -> bool:
        """Return whether it is a gain of at least half a percent of all weight."""
        return self.central - self.usual >= LEAST_SHIFT

    def __str__(self) -> str:
        return f"{self.criterion} ({percent(Fraction(self.central))} instead of {percent(Fraction(self.usual))})"


def win_shares(analysis: Analysis) -> WinShares | None:
    """Return how a result fares in many draws; None when no answer has any weight."""
    found = analysis.robustness
    return (
        WinShares(
            found,
            summary_of(found),
            tuple(favouring_weights(analysis.outcome, found, item) for item in found.positions),
        )
        if found
        else None
    )


def summary_of(robustness: Robustness) -> str:
    """Return what was drawn, and how often the first of the ranking came first, in two sentences."""
    first = robustness.positions[0]
    times = f"{robustness.draws:,} times"
    share = whole_percent(first.acceptability[0])
    return f"We varied weights and ratings slightly, {times}. {first.framework.name} came first in {share}."


def favouring_weights(outcome: Outcome, robustness: Robustness, position: Position) -> str:
    """Return which weights bring a framework to the first place, in a sentence."""
    name = position.framework.name
    if position.central_weights is None or position.confidence is None:
        return f"{name} never comes first."
    shifts = [
        WeightShift(outcome.catalogue.criterion_of[slug].name, central, robustness.mean_weights[slug])
        for slug, central in position.central_weights.items()
    ]
    # Only gains are told: the weights add up to one, so every gain is some other criterion's loss.
    raised = sorted((shift for shift in shifts if shift.is_seen), key=lambda shift: shift.usual - shift.central)
    more = get_text_list([str(shift) for shift in raised[:SHOWN_SHIFTS]], "and")
    weights = f"more weight than usual falls on {more}" if more else "the weights are as usual"
    if position.acceptability[0] < LEAST_SHARE:
        return f"Where {name} comes first, which is seldom, {weights}."
    firm = f"with just those weights it is first in {whole_percent(position.confidence)} of the draws"
    return f"Where {name} comes first, {weights}; {firm}."


def other_methods(analysis: Analysis) -> OtherMethods | None:
    """Return what other methods say; None when no answer has any weight."""
    if not analysis.opinions:
        return None
    outcome, opinions = analysis.outcome, analysis.opinions
    compared = [item.framework for item in opinions[0].ranking]
    is_partial = len(compared) < len(outcome.standings)
    if len(compared) > 1:
        return OtherMethods(opinions, agreement(outcome, analysis.certainty, opinions), is_partial)
    only = f"Only {compared[0].name} meets your must-haves" if is_partial else f"There is only {compared[0].name}"
    return OtherMethods((), f"{only}, so other methods have nothing to compare.", is_partial)


def agreement(outcome: Outcome, certainty: Certainty | None, opinions: tuple[Opinion, ...]) -> str:
    """Return whom the methods put first, in a sentence; no single winner is named when it is close."""
    leaders = {standing.framework.slug for standing in outcome.leaders}
    names = get_text_list(leader_names(outcome), "and")
    agree = sum({framework.slug for framework in opinion.leaders} == leaders for opinion in opinions)
    if agree == len(opinions):
        return f"All {agree} other methods put {names} first, too."
    if certainty and certainty.band is Band.CLOSE:
        first = Counter(get_text_list([framework.name for framework in opinion.leaders], "and") for opinion in opinions)
        counts = get_text_list(
            [f"{count} put{pluralize(count, 's,')} {who} first" for who, count in first.items()], "and"
        )
        return f"Of {len(opinions)} other methods, {counts}."
    verb = "put" if agree > 1 else "puts"
    return f"{agree or 'None'} of the {len(opinions)} other methods {verb} {names} first, too."
