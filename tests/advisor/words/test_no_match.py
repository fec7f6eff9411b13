"""What each framework misses when none meets all, and who misses what."""

from advisor.words.no_match import no_match, who_misses
from recommender.engine.scoring import recommend
from tests import answers
from tests.advisor.twelve import twelve_of


def test_each_framework_says_what_it_misses_in_the_words_of_the_answers(catalogue):
    found = no_match(recommend(catalogue, answers.NONE_MEETS_ALL))
    assert [item.framework.slug for item in found] == ["fastapi", "django", "flask"]
    (many,) = found[0].lacks
    assert (many.answer, many.shortfall) == (
        "Many pages with forms",
        "Out-of-the-box functionality is rated 20; you need at least 75.",
    )
    assert [question.slug for question in found[2].questions] == ["pages", "api-style"]


def test_nothing_is_missed_by_all_where_one_meets_all(catalogue):
    outcome = recommend(catalogue, answers.OTHERS_MISS)
    assert no_match(outcome) == ()
    assert who_misses(outcome) == "Flask and Django miss your must-have “JSON with an OpenAPI description”"


def test_who_misses_what_is_counted_where_they_are_many(catalogue):
    assert who_misses(recommend(catalogue, answers.DJANGO_LEADS)) == ""
    assert who_misses(recommend(catalogue, answers.NONE_MEETS_ALL)) == "3 of 3 miss a must-have"
    many = recommend(twelve_of(catalogue), answers.OTHERS_MISS)
    assert who_misses(many) == f"{sum(bool(item.missed) for item in many.standings)} of 12 miss a must-have"
