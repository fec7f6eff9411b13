"""Figures, dates and citations in templates; available in every template without loading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from advisor import figures
from recommender.engine import ages, staleness
from recommender.engine.types import Claim, Evidence, Framework, Rating

if TYPE_CHECKING:
    from recommender.engine.robustness import Position

register = template.Library()
for plain in (
    figures.signed,
    figures.in_points,
    figures.decimals,
    figures.percent,
    figures.whole_percent,
    figures.ordinal,
    figures.tone,
    ages.in_words,
):
    register.filter(plain)


@register.filter
def points(score: Fraction | float) -> str:
    """A score with one decimal: 74.0."""
    return figures.in_points(figures.tenths(Fraction(score)))


@register.filter
def points_more(difference: Fraction) -> str:
    """The difference of two shares of one, in points with its sign: +1.2."""
    return figures.signed(figures.tenths(100 * difference))


@register.filter
def hundredfold(share: Fraction | float) -> str:
    """A share of one as the length of a bar, in percent: 83.4."""
    return f"{float(100 * share):.1f}"


@register.filter
def beats(position: Position, other: Position) -> float:
    """In what share of the draws a framework is before another."""
    return position.wins[other.framework.slug]


@register.filter
def cited(framework: Framework, item: Rating | Claim) -> tuple[Evidence, ...]:
    """The evidence that a rating or claim of a framework cites."""
    return framework.cited(item)


@register.filter
def age(moment: ages.Moment) -> str:
    """How long ago a date is today: 3 months ago."""
    return ages.age(moment, timezone.localdate())


@register.filter
def is_stale(checked: date) -> bool:
    """Whether evidence that was last checked on this day may be out of date by now."""
    return staleness.is_stale(checked, timezone.localdate())
