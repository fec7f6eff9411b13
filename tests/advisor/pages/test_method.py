"""The example on the method page: every number in it is what the engine finds."""

import re
from fractions import Fraction

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.certainty import Band, band_of
from recommender.engine.result.explain import contrast_by_criterion
from recommender.engine.result.open_questions import open_questions
from recommender.engine.scoring import recommend
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

BUSY = create_question("busy", (create_choice("yes", {"speed": 3}), create_choice("no")))
MAINTAINER = create_question("maintainer", (create_choice("novices", {"ease": 1}), create_choice("experts")))
RATINGS = {"hare": {"speed": 90, "ease": 40}, "tortoise": {"speed": 30, "ease": 80}}
ANSWERS = {"busy": chosen("yes"), "maintainer": chosen("novices", importance=Importance.DOUBLE)}


def catalogue_with(*questions):
    return create_catalogue(BUSY, MAINTAINER, *questions, ratings=RATINGS, weights={"speed": 10, "ease": 10})


@pytest.fixture
def analysis():
    return analyse(Contributions(catalogue_with()), ANSWERS)


@pytest.fixture
def example(client, edition):
    page = client.get("/method/").content.decode()
    section = page[page.index("An example by hand") : page.index("When it is settled")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section))


def test_weights_and_scores(analysis, example):
    """The page's importances are half of the engine's integers, which changes no ratio."""
    outcome = analysis.outcome
    assert {slug: weight / 2 for slug, weight in outcome.weights.items()} == {"speed": 30, "ease": 20}
    assert {item.framework.slug: item.score for item in outcome.standings} == {"hare": 70, "tortoise": 50}
    contrasts = contrast_by_criterion(outcome, "hare", "tortoise")
    assert {item.criterion.slug: item.points for item in contrasts} == {"speed": 36, "ease": -16}
    assert "10 × 1 × 3 = 30" in example
    assert "10 × 2 × 1 = 20" in example
    assert "(2700 + 800) ÷ 50 = 70" in example
    assert "(900 + 1600) ÷ 50 = 50" in example
    assert "30 × 60 ÷ 50 = +36" in example
    assert "20 × −40 ÷ 50 = −16" in example
    assert "+36 − 16 = +20" in example


def test_certainty(analysis, example):
    found = analysis.certainty
    assert found.least.share == Fraction(1000, 2600)
    assert (band_of(found.least.share), found.band, found.is_lowered) == (Band.CLEAR, Band.CLEAR, False)
    assert "1000 ÷ 2600 = 38.5 % at once" in example
    half = recommend(catalogue_with(), {**ANSWERS, "busy": chosen("yes", importance=Importance.HALF)})
    assert [f"{float(item.score):.1f}" for item in half.standings] == ["61.4", "58.6"]
    assert "Hare still leads with 61.4 to 58.6" in example


def test_changes(analysis, example):
    changes = [flip.change for flip in analysis.sensitivity.changes]
    assert {(change.question.slug, change.answer.chosen) for change in changes} == {("busy", ("no",))}
    without = recommend(catalogue_with(), {**ANSWERS, "busy": chosen("no")})
    assert [(item.framework.slug, item.score) for item in without.standings] == [("tortoise", 80), ("hare", 40)]
    assert "Tortoise leads with 80 to 40" in example


def test_intervals(analysis, example):
    ends = {item.criterion.slug: (item.low / 2, item.high and item.high / 2) for item in analysis.intervals}
    assert ends == {"speed": (Fraction(40, 3), None), "ease": (0, 45)}
    assert "Ease weighs 45 (2.25 times as much), or Speed 13.3 (0.44 times)" in example
    assert (45 / 20, f"{40 / 3:.1f}", f"{40 / 3 / 30:.2f}") == (2.25, "13.3", "0.44")


@pytest.mark.parametrize(("points", "is_settled"), [(1, True), (2, False)])
def test_settled(points, is_settled, example):
    third = create_question("third", (create_choice("yes", {"ease": points}), create_choice("no")))
    assert open_questions(Contributions(catalogue_with(third)), ANSWERS).is_settled is is_settled
    assert "10 × 2 × 2 × 40 = 1600 for Tortoise, more than the lead of 1000: not settled" in example
    assert "If it can give 1 point, it adds 800 at most: settled" in example
