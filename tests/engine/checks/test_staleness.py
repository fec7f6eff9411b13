"""When evidence counts as old."""

from datetime import date

import pytest

from recommender.engine.checks.staleness import is_stale

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
