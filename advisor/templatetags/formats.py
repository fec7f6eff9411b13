"""Filters that write figures, dates, lists, citations and must-haves; every template, of either language, has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list

from advisor import number_format
from advisor.clock import today
from advisor.rating_table import RaisedRating
from advisor.rating_table import raised as raised_rating
from advisor.words.verdict import MISSED, facts_of, in_sentence, missed
from recommender import dates
from recommender.engine.checks import staleness
from recommender.engine.types import Claim, Criterion, Evidence, Framework, Rating
from recommender.labels import label_of

if TYPE_CHECKING:  # it imports numpy, which most pages do without
    from recommender.engine.scoring import Miss

register = template.Library()
for plain in (
    number_format.signed,
    number_format.in_points,
    number_format.decimals,
    number_format.percent,
    number_format.whole_percent,
    number_format.ordinal,
    number_format.spelled,
    number_format.tone,
    dates.in_words,
    in_sentence,
    label_of,
    missed,
):
    register.filter(plain)
register.filter("listed", get_text_list)


@register.filter
def missed_linked(miss: Miss, framework: Framework) -> SafeString:
    """Return how a framework misses a must-have, with a link to the criterion."""
    address = reverse("criterion", args=[miss.criterion.slug])
    link = format_html('<a href="{}">{}</a>', address, miss.criterion.name)
    return format_html(MISSED, **facts_of(miss, framework) | {"criterion": link})


@register.filter
def points(score: Fraction | float) -> str:
    """Return a score with one decimal: 74.0."""
    return number_format.in_points(number_format.tenths(score))


@register.filter
def points_more(difference: Fraction) -> str:
    """Return the difference of two shares of one, in points with its sign: +1.2."""
    return number_format.signed(number_format.tenths(100 * difference))


@register.filter
def hundredfold(share: Fraction | float) -> str:
    """Return a share of one as the length of a bar, in percent: 83.4."""
    return f"{float(100 * share):.1f}"


@register.filter
def names(frameworks: Iterable[Framework]) -> str:
    """Return the names of frameworks as a sentence lists them: Django, Flask and FastAPI."""
    return get_text_list([framework.name for framework in frameworks], "and")


@register.filter
def cited(framework: Framework, item: Rating | Claim) -> tuple[Evidence, ...]:
    """Return the evidence that a rating or claim of a framework cites."""
    return framework.cited(item)


@register.filter
def raised(framework: Framework, criterion: Criterion) -> RaisedRating | None:
    """Return a framework's rating on a criterion with the add-on that raises it most; None if none does."""
    return raised_rating(framework, criterion.slug)


@register.filter
def age(moment: dates.PartialDate) -> str:
    """Return how long ago a date is today: 3 months ago."""
    return dates.age(moment, today())


@register.filter
def is_stale(checked: date) -> bool:
    """Return whether evidence that was last checked on this day may be out of date by now."""
    return staleness.is_stale(checked, today())


@register.filter
def tutorial(framework: Framework) -> str:
    """Return the address of a framework's official tutorial; editions before it was kept have none."""
    return framework.facts.tutorial_url
