"""How a result fares when weights and ratings are a little off, and what other methods say, in words. No formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.presentation import in_percent
from advisor.sentences import listed
from recommender.engine.analysis import Analysis
from recommender.engine.scoring import Outcome

if TYPE_CHECKING:
    from recommender.engine.methods import Opinion
    from recommender.engine.robustness import Position, Robustness

SHOWN_SHIFTS = 3
LEAST_SHIFT = 0.005


@dataclass(frozen=True, slots=True)
class Odds:
    """The figures of many draws, and in a sentence for each framework, which weights bring it to the first place."""

    robustness: Robustness
    views: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinions:
    """What other methods say, in a sentence whether they agree with the result, and whether some framework takes no
    part because it misses a must-have.
    """

    opinions: tuple[Opinion, ...]
    agreement: str
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """A criterion's share of the weight when a framework comes first, beside that by the answers."""

    criterion: str
    typical: float
    given: float

    @property
    def size(self) -> float:
        return self.typical - self.given

    def __str__(self) -> str:
        return f"{self.criterion} ({in_percent(self.typical)} instead of {in_percent(self.given)})"


def odds(analysis: Analysis) -> Odds | None:
    """How a result fares in many draws; None when no answer has any weight."""
    found = analysis.robustness
    return Odds(found, tuple(view_of(analysis.outcome, item) for item in found.positions)) if found else None


def view_of(outcome: Outcome, position: Position) -> str:
    """Which weights bring a framework to the first place, in a sentence."""
    name = position.framework.name
    if position.central_weights is None or position.confidence is None:
        return f"{name} never comes first."
    more = listed([str(shift) for shift in raised(outcome, position.central_weights)[:SHOWN_SHIFTS]])
    weights = f"when more weight falls on {more}" if more else "with weights close to yours"
    firm = f"with just those weights it is first in {in_percent(position.confidence)} of the draws"
    return f"{name} typically comes first {weights}; {firm}."


def raised(outcome: Outcome, central_weights: Mapping[str, float]) -> list[Shift]:
    """The criteria that weigh notably more in central weights than by the answers, the largest shift first."""
    shifts = [
        Shift(outcome.catalogue.criterion_of[slug].name, typical, outcome.weights[slug] / outcome.total_weight)
        for slug, typical in central_weights.items()
    ]
    return sorted((shift for shift in shifts if shift.size >= LEAST_SHIFT), key=lambda shift: -shift.size)


def second_opinions(analysis: Analysis) -> SecondOpinions | None:
    """What other methods say; None when there are no two frameworks to compare."""
    compared = min((len(opinion.verdicts) for opinion in analysis.opinions), default=0)
    if compared < 2:
        return None
    is_partial = compared < len(analysis.outcome.standings)
    return SecondOpinions(analysis.opinions, agreement(analysis.outcome, analysis.opinions), is_partial)


def agreement(outcome: Outcome, opinions: tuple[Opinion, ...]) -> str:
    """How many of the methods put the same framework first, in a sentence."""
    leaders = {standing.framework.slug for standing in outcome.leaders}
    names = listed([standing.framework.name for standing in outcome.leaders])
    agree = sum({framework.slug for framework in opinion.leaders} == leaders for opinion in opinions)
    if agree == len(opinions):
        return f"All {agree} other methods put {names} first, too."
    return f"{agree or 'None'} of {len(opinions)} other methods {'puts' if agree == 1 else 'put'} {names} first, too."
