"""Figures, dates and citations in templates; available in every template without loading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from advisor.movements import ordinal
from advisor.presentation import in_percent, in_points, tenths
from advisor.words import ages
from recommender.engine.types import Claim, Evidence, Framework, Rating

if TYPE_CHECKING:
    from recommender.engine.robustness import Position

TONES = 12

register = template.Library()
register.filter(ordinal)


@register.filter
def points(score: Fraction | float) -> str:
    """A score with one decimal: 74.0."""
    return in_points(tenths(Fraction(score)))


@register.filter
def signed(number: int) -> str:
    """Tenths of a point with their sign, for differences: +4.2, −1.0 (a real minus), 0.0."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{in_points(abs(number))}"


@register.filter
def decimals(number: float) -> str:
    """A number with two decimals and a real minus: −0.05."""
    return f"{number:.2f}".replace("-", "−")


@register.filter
def percent(share: Fraction) -> str:
    """A share of one with one decimal: 12.5 %."""
    return f"{in_points(tenths(share * 100))}\u00a0%"


@register.filter
def whole_percent(share: float) -> str:
    """A share of many draws in whole percent: 83 %."""
    return in_percent(share)


@register.filter
def hundredfold(share: float) -> str:
    """A share of one as the length of a bar, in percent: 83.4."""
    return f"{100 * share:.1f}"


@register.filter
def beats(position: Position, other: Position) -> float:
    """In what share of the draws a framework is before another."""
    return position.wins[other.framework.slug]


@register.filter
def tone(framework: Framework) -> str:
    """The CSS class with a framework's colour, by its place in the catalogue."""
    return f"tone-{(framework.position - 1) % TONES + 1}"


@register.filter
def cited(framework: Framework, item: Rating | Claim) -> list[Evidence]:
    """The evidence that a rating or claim of a framework cites."""
    return [framework.evidence_of[key] for key in item.evidence]


@register.filter
def in_words(moment: ages.Moment) -> str:
    """A date as far as it is known: 8 Apr 2026, Apr 2026 or 2026."""
    return ages.in_words(moment)


@register.filter
def age(moment: ages.Moment) -> str:
    """How long ago a date is today: 3 months ago."""
    return ages.age(moment, timezone.localdate())


@register.filter
def is_stale(checked: date) -> bool:
    """Whether evidence that was last checked on this day may be out of date by now."""
    return ages.is_over_a_year(checked, timezone.localdate())
