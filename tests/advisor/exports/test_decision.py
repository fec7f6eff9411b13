"""Decision records are short whatever they tell of: 250 to 400 words, with a link to everything else.

A word is what stands between blanks and holds a letter or a figure.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from advisor.exports import EXPORTS, STYLES
from advisor.exports.decision import NOTE_WORDS, decision
from advisor.report import Report
from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions, options
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue, Importance
from recommender.models import Edition
from tests.advisor.exports.results import RESULTS
from tests.factories import chosen

FEWEST, MOST = 250, 400
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "http://advisor.test/r/a-share-id/"
LONG_TITLE = "The portal where partners of ours book rooms, pay for them and write reviews"
LONG_NOTE = "\n".join(f"Line {number} of a note that is as long as a note may be." for number in range(1, 21))


def words_of(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in re.split(r"\s+", text))


def report_on(catalogue: Catalogue, answers, title: str = "", note: str = "") -> Report:
    edition = Edition(number=7, digest="0" * 64, created_at=MADE)
    analysis = analyse(Contributions(catalogue), answers)
    about = {"title": title, "note": note, "url": ADDRESS, "finished_at": MADE}
    return Report(analysis, edition, catalogue, WhatIf(), **about)


def all_answered(catalogue: Catalogue, place: int, importance: Importance = Importance.NORMAL) -> dict[str, Answer]:
    """Every question answered with its choice at a place, the last one where there are not so many."""
    answers: dict[str, Answer] = {}
    while open_questions := [item for item in asked_questions(catalogue, answers) if item.slug not in answers]:
        question = open_questions[0]
        found = options(catalogue, question)
        demands = importance.demands and question in [item for item in catalogue.questions if item.must_have_choices]
        answers[question.slug] = chosen(
            found[min(place, len(found) - 1)].slug,
            importance=importance if demands or not importance.demands else Importance.NORMAL,
        )
    return answers


def with_twelve(catalogue: Catalogue) -> Catalogue:
    """The catalogue with each of three frameworks four times, almost alike."""
    frameworks = [
        replace(
            item,
            slug=f"{item.slug}-{number}",
            name=f"{item.name}-{number}",
            position=4 * place + number,
            ratings=tuple(replace(rating, value=max(0, rating.value - number)) for rating in item.ratings),
        )
        for place, item in enumerate(catalogue.frameworks)
        for number in range(1, 5)
    ]
    return replace(catalogue, frameworks=tuple(frameworks), personas=())


@pytest.mark.parametrize("key", STYLES)
@pytest.mark.parametrize("result", RESULTS)
def test_the_records_of_a_winner_a_close_call_and_no_match_have_the_right_length(reports, result, key):
    assert FEWEST <= words_of(EXPORTS[key].render(reports[result])) <= MOST


@pytest.mark.parametrize("key", STYLES)
@pytest.mark.parametrize("place", range(7))
@pytest.mark.parametrize("importance", [Importance.NORMAL, Importance.MUST_HAVE])
def test_so_have_those_of_all_questions_answered_with_a_long_title_and_note(shipped, place, importance, key):
    report = report_on(shipped, all_answered(shipped, place, importance), LONG_TITLE, LONG_NOTE)
    assert len(report.analysis.answers) >= 14
    assert FEWEST <= words_of(EXPORTS[key].render(report)) <= MOST


@pytest.mark.parametrize("key", STYLES)
@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("importance", [Importance.NORMAL, Importance.MUST_HAVE])
def test_so_have_those_of_twelve_frameworks(shipped, place, importance, key):
    twelve = with_twelve(shipped)
    report = report_on(twelve, all_answered(twelve, place, importance), "Partner API")
    text = EXPORTS[key].render(report)
    assert FEWEST <= words_of(text) <= MOST
    assert "- and 7 more, which rank below" in text


def test_so_have_those_of_all_personas(shipped):
    for persona in shipped.personas:
        text = EXPORTS["madr"].render(report_on(shipped, persona.answers))
        assert FEWEST <= words_of(text) <= MOST, persona.slug


@pytest.mark.parametrize("key", STYLES)
def test_a_long_note_is_cut_and_the_record_says_where_the_whole_of_it_is(shipped, key):
    """The note is the owner's own; the result keeps it whole."""
    answers = shipped.personas[0].answers
    text = EXPORTS[key].render(report_on(shipped, answers, note=LONG_NOTE))
    quoted = [line.removeprefix("> ") for line in text.splitlines() if line.startswith("> ")]
    assert quoted == ["Line 1 of a note that is as long as a note may be.", "Line …"]
    assert (
        f"- All answers, the whole note, ratings, reasons and sources, and what has changed since: <{ADDRESS}>" in text
    )
    short = EXPORTS[key].render(report_on(shipped, answers, note="word " * NOTE_WORDS))
    assert "…" not in short
    assert "the whole note" not in short


def test_what_counts_for_nothing_is_left_out(reports):
    told = decision(reports["winner"])
    assert [line.question.slug for line in told.answers] == ["kind", "known"]  # nobody in the back office has no weight


def test_must_haves_come_first(unkept):
    demanding = chosen("staff", importance=Importance.MUST_HAVE)
    told = decision(unkept({"kind": chosen("api", importance=Importance.DOUBLE), "back-office": demanding}))
    assert [line.question.slug for line in told.answers] == ["back-office", "kind"]
