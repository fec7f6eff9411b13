"""The tests' own catalogue is in order, and the answers that other tests rely on do what they say."""

from fractions import Fraction

import pytest

from recommender.engine.checks.report import faults_by_kind
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import assess
from recommender.engine.result.certainty import Band
from recommender.engine.scoring import recommend
from recommender.files.writing import files_of
from tests import answers
from tests.conftest import CATALOGUE


def test_the_catalogue_of_the_tests_is_in_order_and_in_the_one_form(catalogue):
    assert not any(faults_by_kind(catalogue).values())
    assert {name: (CATALOGUE / name).read_text() for name in files_of(catalogue)} == files_of(catalogue)


@pytest.mark.parametrize("name", answers.SCORES)
def test_the_scores_are_as_worked_by_hand(catalogue, name):
    outcome = recommend(catalogue, getattr(answers, name))
    found = [(standing.framework.slug, standing.score) for standing in outcome.standings]
    assert found == list(answers.SCORES[name].items())


@pytest.mark.parametrize(
    ("name", "band", "least"),
    [
        ("DJANGO_LEADS", Band.CLEAR, Fraction(1)),
        ("FLASK_LEADS", Band.CLEAR, Fraction(1)),
        ("FASTAPI_LEADS", Band.CLEAR, Fraction(85, 91)),
        ("TOSS_UP", Band.CLOSE, Fraction(3, 59)),
        ("TIE", Band.CLOSE, Fraction(0)),
    ],
)
def test_the_certainty_is_as_worked_by_hand(catalogue, name, band, least):
    certainty = assess(Contributions(catalogue), getattr(answers, name)).certainty
    assert certainty.band is band
    assert certainty.least.share == least


def test_who_misses_what_is_as_worked_by_hand(catalogue):
    def missed(of):
        found = recommend(catalogue, of).standings
        return {item.framework.slug: [miss.criterion.slug for miss in item.missed] for item in found}

    assert missed(answers.OTHERS_MISS) == {"fastapi": [], "flask": ["api-tooling"], "django": ["api-tooling"]}
    assert missed(answers.NONE_MEETS_ALL) == {
        "fastapi": ["batteries-included"],
        "django": ["api-tooling"],
        "flask": ["batteries-included", "api-tooling"],
    }
