"""Decision records are short whatever they tell of: 250 to 400 words, with a link to everything else.

A word is what stands between blanks and holds a letter or a figure.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from advisor.candidates import Candidates
from advisor.exports import EXPORTS, STYLES
from advisor.exports.decision import NOTE_WORDS, decision, shorter
from advisor.report import Report
from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions, options
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue, Familiarity, Importance
from recommender.models import Edition
from tests.advisor.exports.results import RESULTS
from tests.factories import chosen, create_add_on, create_catalogue, create_question, with_framework, yes_or_no

FEWEST, MOST = 250, 400
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "http://advisor.test/r/a-share-id/"
LONG_TITLE = "The portal where partners of ours book rooms, pay for them and write reviews"
LONG_NOTE = "\n".join(f"Line {number} of a note that is as long as a note may be." for number in range(1, 21))


def words_of(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in re.split(r"\s+", text))


def report_on(catalogue: Catalogue, answers, title: str = "", note: str = "") -> Report:
    edition = Edition(number=7, digest="0" * 64, created_at=MADE)
    candidates = Candidates(is_wide=False, best_known=catalogue.frameworks, all=catalogue.frameworks)
    analysis = analyse(Contributions(catalogue), answers)
    about = {"title": title, "note": note, "url": ADDRESS, "finished_at": MADE}
    return Report(analysis, edition, catalogue, WhatIf(), candidates, **about)


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


FAST, SMALL = yes_or_no("fast", "speed", 3, 75), yes_or_no("small", "size", 4)
BUILT = create_question("built", familiarity=Familiarity(criterion="existing", points=1, is_built_with=True))
RATINGS = {"alpha": {"speed": 20, "size": 90}, "beta": {"speed": 60, "size": 10}}


def record(*, add_ons=(), built: str = "", style: str = "madr", fast: Importance = Importance.NORMAL) -> str:
    """The record of Alpha, which is small and slow; perhaps with add-ons, for an application built with something."""
    catalogue = create_catalogue(FAST, SMALL, BUILT, ratings=RATINGS)
    alpha = replace(catalogue.framework_of["alpha"], add_ons=add_ons)
    given = {
        "fast": chosen("yes", importance=fast),
        "small": chosen("yes", importance=Importance.DOUBLE),
        "built": chosen(built or "none"),
    }
    return EXPORTS[style].render(report_on(with_framework(catalogue, alpha), given))


@pytest.mark.parametrize("style", STYLES)
def test_a_drawback_names_what_usually_mends_it_else_it_is_to_be_checked(style):
    lack = "Speed is rated 20 of 100, Beta 60"
    assert f"{lack}: “Rated 20 for speed”. Check this first." in record(style=style)
    mended = record(add_ons=(create_add_on("quick", {"speed": 80}),), style=style)
    assert f"{lack}. Usually mended with Quick." in mended
    assert "Usual add-ons for these answers: [Quick](https://add-on.example/)." in mended


@pytest.mark.parametrize("style", STYLES)
def test_a_record_says_which_add_on_a_must_have_needs(style):
    """At least 75 for speed: Alpha has 20, and 80 with “quick”, Beta has 60."""
    quick = create_add_on("quick", {"speed": 80})
    text = record(add_ons=(quick,), style=style, fast=Importance.MUST_HAVE)
    assert "t meets every must-have with Quick." in text
    assert "[Quick](https://add-on.example/) (needed for your must-have “Answer yes” (Is it fast?))." in text


@pytest.mark.parametrize("style", STYLES)
def test_a_record_names_what_takes_the_framework_s_place_only_where_nothing_else_helps(style):
    instead = replace(create_add_on("instead", {"speed": 90}), replaces=True)
    both = record(add_ons=(create_add_on("quick", {"speed": 80}), instead), style=style)
    assert "Usually mended with Quick." in both
    assert "Instead" not in both
    assert "People change to Instead, which takes Alpha’s place." in record(add_ons=(instead,), style=style)


@pytest.mark.parametrize("style", STYLES)
def test_a_record_says_what_staying_needs_where_it_would_lead_with_add_ons(style):
    """Weights 6, 16 and 2: Alpha 6·70 + 16·88 = 1828; Beta 6·60 + 200, and 16·10 or with the add-on 16·85 = 1360."""
    small = create_add_on("small", {"size": 85})
    catalogue = create_catalogue(FAST, SMALL, BUILT, ratings=RATINGS | {"alpha": {"speed": 70, "size": 88}})
    beta = replace(catalogue.framework_of["beta"], add_ons=(small,))
    given = {"fast": chosen("yes"), "small": chosen("yes", importance=Importance.DOUBLE), "built": chosen("beta")}
    text = EXPORTS[style].render(report_on(with_framework(catalogue, beta), given))
    assert "If you stay with Beta: [Small](https://add-on.example/)." in text


@pytest.mark.parametrize("style", STYLES)
def test_a_record_says_what_a_move_means(style):
    text = record(built="beta", style=style)
    assert "Your application is built with Beta. Moving an application to Alpha means some work." in text
    assert "because your application is not built with Alpha." in text or "- your application is not built" in text
    assert "Moving an application" not in record(built="alpha", style=style)
    assert "Your application" not in record(style=style)


def test_what_can_best_be_left_to_the_page_goes_first(reports):
    """One change after the other, then drawbacks, drivers, reasons and answers, of which one of each stays."""
    told, gone = decision(reports["winner"]), []
    while shorter_one := shorter(told):
        gone += [
            name
            for name in ("changes", "drivers", "answers", "sides")
            if getattr(told, name) != getattr(shorter_one, name)
        ]
        told = shorter_one
    assert gone == ["changes", "drivers", "drivers", "sides", "sides", "answers"]
    assert (len(told.drivers), len(told.answers), len(told.sides[0].good)) == (1, 1, 1)


def test_a_record_stays_short_where_questions_are_long(shipped):
    """With every question twice as long, by its own words."""
    sections = tuple(
        replace(item, questions=tuple(replace(one, text=f"{one.text} {one.text}") for one in item.questions))
        for item in shipped.sections
    )
    wordy = replace(shipped, sections=sections)
    for place in range(3):
        for key in STYLES:
            text = EXPORTS[key].render(report_on(wordy, all_answered(wordy, place), LONG_TITLE, LONG_NOTE))
            assert FEWEST <= words_of(text) <= MOST
