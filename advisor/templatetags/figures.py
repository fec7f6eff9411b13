"""Figures and citations in templates; available in every template without loading."""

from fractions import Fraction

from django import template

from advisor.presentation import in_points, tenths
from recommender.engine.types import Claim, Evidence, Framework, Rating

TONES = 12

register = template.Library()


@register.filter
def points(score: Fraction) -> str:
    """A score with one decimal: 74.0."""
    return in_points(tenths(score))


@register.filter
def signed(number: int) -> str:
    """Tenths of a point with their sign, for differences: +4.2, −1.0 (a real minus), 0.0."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{in_points(abs(number))}"


@register.filter
def percent(share: Fraction) -> str:
    """A share of one with one decimal: 12.5 %."""
    return f"{in_points(tenths(share * 100))} %"


@register.filter
def tone(framework: Framework) -> str:
    """The CSS class with a framework's colour, by its place in the catalogue."""
    return f"tone-{(framework.position - 1) % TONES + 1}"


@register.filter
def cited(framework: Framework, item: Rating | Claim) -> list[Evidence]:
    """The evidence that a rating or claim of a framework cites."""
    return [framework.evidence_of[key] for key in item.evidence]
