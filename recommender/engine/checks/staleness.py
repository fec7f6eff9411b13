"""The age of evidence and of releases.

Evidence is old more than twelve months after the day on which somebody last checked it; an add-on may be given up more
than eighteen months after its last release.
"""

from datetime import date, timedelta

from recommender.engine.validity import PUBLISHED

MONTHS_WITHOUT_RELEASE = 18


def oldest_fresh(today: date) -> date:
    """Return the earliest day of checking that is not old yet: today a year ago, or the day after where there is no
    such day.

    Errors: none for dates from year 2 on.
    """
    try:
        return today.replace(year=today.year - 1)
    except ValueError:  # 29 February
        return today.replace(year=today.year - 1, day=28) + timedelta(days=1)


def is_stale(checked: date, today: date) -> bool:
    """Return whether what was last checked on a day is old by now. Errors: as `oldest_fresh`."""
    return checked < oldest_fresh(today)


def is_long_ago(release: str, today: date) -> bool:
    """Return whether a release (YYYY, YYYY-MM or YYYY-MM-DD) is more than eighteen months back, counted in months.

    Of one that is known to the year only, its last month counts; what is no date is not long ago. Errors: none.
    """
    if not release or not PUBLISHED.fullmatch(release):
        return False
    year, month = int(release[:4]), int(release[5:7] or 12)
    return 12 * (today.year - year) + today.month - month > MONTHS_WITHOUT_RELEASE
