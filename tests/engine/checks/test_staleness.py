"""When evidence, and the last release of an add-on, count as old."""

from datetime import date

import pytest

from recommender.engine.checks.staleness import is_long_ago, is_stale

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("checked", "today", "over"),
    [
        (date(2025, 11, 22), TODAY, False),
        (date(2025, 11, 21), TODAY, True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2026, 11, 23), TODAY, False),
        (date(2027, 2, 28), date(2028, 2, 29), True),
        (date(2027, 3, 1), date(2028, 2, 29), False),
    ],
)
def test_more_than_twelve_months(checked, today, over):
    assert is_stale(checked, today) is over


@pytest.mark.parametrize(
    ("release", "over"),
    [
        ("2026-11-22", False),
        ("2025-05-01", False),
        ("2025-05", False),
        ("2025-04-30", True),
        ("2025-04", True),
        ("2025", False),
        ("2024", True),
        ("", False),
        ("long ago", False),
    ],
)
def test_more_than_eighteen_months_without_a_release(release, over):
    """Counted in months, since many releases are known to the month only; of a year its last month counts."""
    assert is_long_ago(release, TODAY) is over
