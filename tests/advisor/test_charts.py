"""Rounded figures that add up, and words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.charts import apportion, chart, rounded
from advisor.number_format import in_points, percent, signed, tenths
from advisor.templatetags.formats import points

part = st.fractions(min_value=-100, max_value=100, max_denominator=10_000)


@given(st.lists(part, min_size=1, max_size=25))
def test_apportioned_tenths_add_up_and_stay_next_to_the_exact_figure(parts):
    total = tenths(sum(parts))
    figures = apportion(parts, total)
    assert sum(figures) == total
    assert all(abs(figure - exact * 10) <= 1 for figure, exact in zip(figures, parts, strict=True))


@given(st.lists(part, min_size=2, max_size=25), st.fractions(min_value=0, max_value=100))
def test_bars_add_up_to_the_difference_of_the_scores_as_shown(parts, lower):
    gap = tenths(lower + sum(parts)) - tenths(lower)
    drawn = chart(rounded([(str(number), exact) for number, exact in enumerate(parts)], gap))
    assert drawn.total == gap
    assert all(-100 <= bar.share <= 100 for bar in drawn.bars)


def test_apportioning_worked_by_hand():
    """One third thrice in tenths is 3.33 each: 10 tenths in all need one of them rounded up."""
    assert apportion([Fraction(1, 3)] * 3, 10) == [4, 3, 3]
    assert apportion([Fraction(1, 3)] * 3, 9) == [3, 3, 3]
    assert apportion([Fraction(1, 3)] * 3, 8) == [3, 3, 2]
    assert apportion([], 0) == []


@pytest.mark.parametrize(
    ("score", "text"),
    [(Fraction(0), "0.0"), (Fraction(100), "100.0"), (Fraction(149, 20), "7.5"), (Fraction(745, 100), "7.5")],
)
def test_scores_are_rounded_half_up(score, text):
    assert points(score) == text


def test_signs_and_shares():
    assert [signed(number) for number in (42, -10, 0)] == ["+4.2", "−1.0", "0.0"]
    assert percent(Fraction(1, 8)) == "12.5\u00a0%"
    assert tenths(Fraction(-1, 4)) == -3
    assert in_points(740) == "74.0"
