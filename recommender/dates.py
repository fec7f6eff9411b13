"""Dates as people read them, known to the year, the month or the day, and how long ago they were. No clock in here."""

from calendar import month_abbr
from datetime import date

from recommender.engine.phrases import counted
from recommender.engine.validity import PUBLISHED

# English as long as nothing calls locale.setlocale before; kept, as the calendar asks the locale for each month anew.
MONTHS = tuple(month_abbr)

PartialDate = date | str
"""A date, or YYYY, YYYY-MM or YYYY-MM-DD."""


def known(moment: PartialDate) -> tuple[int, ...]:
    """Return year, month and day as far as they are known; without the day if the month has no such day."""
    if isinstance(moment, date):
        return moment.year, moment.month, moment.day
    if not moment or not PUBLISHED.fullmatch(moment):
        return ()
    numbers = tuple(int(part) for part in moment.split("-"))
    try:
        # The pattern knows no lengths of months: it lets 31 February pass.
        date(*(*numbers, 1, 1)[:3])
    except ValueError:
        return numbers[:2]
    return numbers


def in_words(moment: PartialDate) -> str:
    """Return a date as people read it: 8 Apr 2026, Apr 2026 or 2026; what is no date stays as it is."""
    match known(moment):
        case (year, month, day):
            return f"{day} {MONTHS[month]} {year}"
        case (year, month):
            return f"{MONTHS[month]} {year}"
    return str(moment)


def age(moment: PartialDate, today: date) -> str:
    """Return how long ago it was, in whole units of what is known: “today”, “3 months ago”, “last year”."""
    match known(moment):
        case (year, month, day):
            return age_in_days(date(year, month, day), today)
        case (year, month):
            return age_in_months(12 * (today.year - year) + today.month - month)
        case (year,):
            return units_ago(today.year - year, "year", "this year", "last year")
    return ""


def dated(moment: PartialDate, today: date) -> str:
    """Return when it was, and how long ago: “8 Apr 2026 (3 months ago)”."""
    return f"{in_words(moment)} ({age(moment, today)})"


def age_in_days(day: date, today: date) -> str:
    # True counts 1: the month that has begun is not over yet.
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    if months < 1:
        return units_ago((today - day).days, "day", "today", "yesterday")
    return "1 month ago" if months == 1 else age_in_months(months)


def age_in_months(months: int) -> str:
    """Return whole months up to two years, then whole years."""
    if months >= 24:
        return f"{months // 12} years ago"
    return units_ago(months, "month", "this month", "last month")


def units_ago(number: int, unit: str, none: str, one: str) -> str:
    if number < 0:
        return "in the future"
    return {0: none, 1: one}.get(number, f"{counted(number, unit)} ago")
