"""Editions and results as each release wrote them, opened by today's code and compared to the last digit."""

import json
from pathlib import Path

import pytest

from advisor.models import Evaluation, new_share_id
from advisor.report import report_of
from recommender.editions.serialisation import digest
from recommender.editions.stored import stored_catalogue
from recommender.models import Edition

FOLDERS = sorted(path for path in Path(__file__).parent.iterdir() if (path / "edition.json").exists())


def test_the_first_release_is_kept():
    assert "0.1.0" in [folder.name for folder in FOLDERS]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request) -> Path:
    return request.param


@pytest.fixture
def kept(folder) -> dict:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


@pytest.fixture
def old_edition(db, folder, kept) -> Edition:
    content = (folder / "edition.json").read_text(encoding="utf-8")
    return Edition.objects.create(number=1, content=content, digest=kept["digest"])


def test_an_old_edition_holds_what_its_digest_was_made_of(old_edition):
    assert digest(old_edition.content) == old_edition.digest
    assert stored_catalogue(old_edition).is_ready


def test_ratings_of_before_phrases_have_an_empty_one(old_edition):
    has_phrases = '"phrase":' in old_edition.content
    for framework in stored_catalogue(old_edition).frameworks:
        assert bool(framework.choose_when) is bool(framework.facts.tutorial_url) is has_phrases
        assert all(bool(rating.phrase) is has_phrases for rating in framework.ratings)


def test_old_results_are_ranked_as_on_the_first_day(old_edition, kept):
    assert len(kept["results"]) > 5
    assert any(result["what_if"] for result in kept["results"])
    for result in kept["results"]:
        evaluation = Evaluation(
            edition=old_edition,
            share_id=new_share_id(),
            stored_answers=result["answers"],
            stored_what_if=result["what_if"],
        )
        assert [
            {
                "framework": standing.framework.slug,
                "rank": standing.rank,
                "score": str(standing.score),
                "missed": [miss.criterion.slug for miss in standing.missed],
            }
            for standing in report_of(evaluation).analysis.outcome.standings
        ] == result["ranking"]
