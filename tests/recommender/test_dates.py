"""How old something is, in words; today is Sunday, 22 November 2026, unless the test says otherwise."""

from datetime import date

import pytest

from recommender.dates import age, in_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 20), "2 days ago"),
        (date(2026, 10, 23), "30 days ago"),
        (date(2026, 10, 22), "1 month ago"),
        (date(2026, 8, 23), "2 months ago"),
        (date(2026, 8, 22), "3 months ago"),
        (date(2025, 11, 23), "11 months ago"),
        (date(2025, 11, 22), "12 months ago"),
        (date(2024, 11, 23), "23 months ago"),
        (date(2024, 11, 22), "2 years ago"),
        (date(2021, 11, 23), "4 years ago"),
        (date(2026, 11, 23), "in the future"),
        ("2026-08-22", "3 months ago"),
        ("2026-11", "this month"),
        ("2026-10", "last month"),
        ("2025-12", "11 months ago"),
        ("2024-11", "2 years ago"),
        ("2026-12", "in the future"),
        ("2026", "this year"),
        ("2025", "last year"),
        ("2020", "6 years ago"),
        ("2027", "in the future"),
        ("2026-02-30", "9 months ago"),
        ("", ""),
        ("soon", ""),
    ],
)
def test_the_age_of_a_date_as_far_as_it_is_known(moment, words):
    assert age(moment, TODAY) == words


def test_the_last_day_of_a_month_and_a_leap_day():
    assert age(date(2026, 1, 31), date(2026, 2, 28)) == "28 days ago"
    assert age(date(2026, 1, 31), date(2026, 3, 1)) == "1 month ago"
    assert age(date(2024, 2, 29), date(2026, 2, 28)) == "23 months ago"
    assert age(date(2024, 2, 29), date(2026, 3, 1)) == "2 years ago"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (date(2026, 4, 8), "8 Apr 2026"),
        ("2026-04-08", "8 Apr 2026"),
        ("2026-09", "Sep 2026"),
        ("2020", "2020"),
        ("2026-02-30", "Feb 2026"),
        ("", ""),
        ("soon", "soon"),
    ],
)
def test_a_date_in_words(moment, words):
    assert in_words(moment) == words
