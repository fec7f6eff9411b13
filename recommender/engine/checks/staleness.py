"""The age of evidence: old is more than twelve months after the day on which somebody last checked it."""

from datetime import date, timedelta


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
