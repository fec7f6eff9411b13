"""An outcome as bars: rounded figures that still add up. No HTTP, no formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from math import lcm
from typing import TYPE_CHECKING

from advisor.number_format import tenths
from recommender.engine.result.explain import CriterionContrast, contrast_by_answer, contrast_by_criterion
from recommender.engine.scoring import Outcome, Standing

if TYPE_CHECKING:  # it imports numpy, which most pages do without
    from recommender.engine.result.robustness import Position, Robustness

SHOWN_CONTRASTS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, in tenths of a point; `share` is its length in percent of the longest."""

    label: str
    tenths: int
    share: int

    @property
    def length(self) -> int:
        return abs(self.share)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars around a common zero, and their sum in tenths of a point."""

    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        return sum(bar.tenths for bar in self.bars)

    @property
    def has_losses(self) -> bool:
        return any(bar.tenths < 0 for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reasons why one framework is before another: the large differences with the sum of the small ones, then those
    by themselves, then all of it answer by answer. Flat if no criterion tells the two apart.
    """

    ahead: Standing
    behind: Standing
    by_criterion: Chart
    small: Chart
    by_answer: Chart
    is_flat: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A framework's place in the ranking, and where they are told: where its score mostly lies when weights and ratings
    are a little off, and its standing with the usual add-ons counted.
    """

    standing: Standing
    position: Position | None = None
    with_add_ons: Standing | None = None

    @property
    def width(self) -> float:
        """Return the width of that range, in points."""
        return self.position.high - self.position.low if self.position else 0.0


def ranking(
    outcome: Outcome, robustness: Robustness | None = None, with_add_ons: Outcome | None = None
) -> tuple[Place, ...]:
    """Return the standings, with the range of each score where many draws tell it, and with add-ons where these do."""
    positions = robustness.positions if robustness else ()  # in the order of the ranking, too
    usual = (with_add_ons.standing_of(item.framework.slug) for item in outcome.standings) if with_add_ons else ()
    return tuple(Place(*place) for place in zip_longest(outcome.standings, positions, usual))


def comparison(outcome: Outcome, ahead: Standing, behind: Standing) -> Comparison:
    """Return the gap between two frameworks as bars whose figures add up to the difference of the scores as shown."""
    # The difference of what the page shows, not of the exact scores, so that a reader who adds up comes to the same.
    gap = tenths(ahead.score) - tenths(behind.score)
    pair = (ahead.framework.slug, behind.framework.slug)
    by_criterion = criterion_figures(outcome, ahead, behind)
    by_answer = [(item.question.text, item.points) for item in contrast_by_answer(outcome, *pair)]
    named = [(item.criterion.name, figure) for item, figure in by_criterion]
    figures = sorted(named, key=lambda item: -abs(item[1]))
    shown = SHOWN_CONTRASTS if len(figures) > SHOWN_CONTRASTS + 1 else len(figures)  # one alone is no sum
    large, small = figures[:shown], figures[shown:]
    large.sort(key=lambda item: -item[1])  # what speaks for the first one above, what speaks against it below
    rest = [(f"{len(small)} smaller differences together", sum(figure for _, figure in small))] if small else []
    return Comparison(
        ahead,
        behind,
        by_criterion=chart(large + rest),
        small=chart(small),
        by_answer=chart(rounded(by_answer, gap)),
        is_flat=not any(item.points for item, _ in by_criterion),
    )


def criterion_figures(outcome: Outcome, ahead: Standing, behind: Standing) -> list[tuple[CriterionContrast, int]]:
    """Return what each criterion makes of the gap between two frameworks, the largest lead first, in tenths that add up
    to the difference of the scores as shown."""
    found = contrast_by_criterion(outcome, ahead.framework.slug, behind.framework.slug)
    gap = tenths(ahead.score) - tenths(behind.score)
    return list(zip(found, apportion([item.points for item in found], gap), strict=True))


def rounded(parts: Sequence[tuple[str, Fraction]], total: int) -> list[tuple[str, int]]:
    """Return labelled points in tenths that add up to `total`."""
    figures = apportion([points for _, points in parts], total)
    return [(label, figure) for (label, _), figure in zip(parts, figures, strict=True)]


def chart(figures: Sequence[tuple[str, int]]) -> Chart:
    """Return labelled tenths as bars in proportion to the longest."""
    longest = max((abs(figure) for _, figure in figures), default=0) or 1  # all may be rounded to nothing
    return Chart(tuple(Bar(label, figure, round(100 * figure / longest)) for label, figure in figures))


def apportion(points: Sequence[Fraction], total: int) -> list[int]:
    """Return points in tenths, each rounded down or up to add up to `total` tenths: the largest remainders go up.

    `total` may differ from the exact sum by up to a tenth, as the difference of two rounded scores does.
    """
    # The method of the largest remainder. Rounding each by itself would leave a reader who adds up with another sum.
    # In whole numbers over one denominator, which are compared quickly.
    unit = lcm(*(point.denominator for point in points))
    wholes = [divmod(10 * point.numerator * (unit // point.denominator), unit) for point in points]
    floors = [floor for floor, _ in wholes]
    by_remainder = sorted(range(len(points)), key=lambda place: -wholes[place][1])
    short = total - sum(floors)
    # Less than the floors can be wanted, too, as the total was rounded before: then the smallest remainders give.
    for step in range(abs(short)):
        place = by_remainder[step % len(points)] if short > 0 else by_remainder[-1 - step % len(points)]
        floors[place] += 1 if short > 0 else -1
    return floors
