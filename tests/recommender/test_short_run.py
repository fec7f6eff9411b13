"""A short run asks the most decisive open question next and ends when settled: what it saves, and that it agrees."""

from pathlib import Path

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.result.open_questions import open_questions
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import Answer, Answers
from tests.conftest import FIGURE
from tests.engine.brute_force import leaders

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "method.md"
PAGE = ROOT / "templates" / "pages" / "method.html"


def short_run(contributions: Contributions, would_answer: Answers) -> dict[str, Answer]:
    """What somebody who would give these answers is asked, and answers, in a short run."""
    answers: dict[str, Answer] = {}
    while question := open_questions(contributions, answers).most_decisive:
        answers[question.slug] = would_answer[question.slug]
    return answers


@pytest.mark.slow
def test_a_short_run_asks_less_and_recommends_the_same(shipped, record_property):
    """Respondents skip a tenth of the questions and call a tenth of what can be a must-have one."""
    contributions, saved = Contributions(shipped), []
    asked_in_full = 0
    for full in respondents(shipped, must_haves=0.1):
        short = short_run(contributions, full)
        assert leaders(shipped, short) == leaders(shipped, full)
        asked_in_full += len(full)
        saved.append(len(full) - len(short))
    mean, full_length = sum(saved) / RESPONDENTS, asked_in_full / RESPONDENTS
    some = 100 * sum(count > 0 for count in saved) / RESPONDENTS
    figures = (
        f"{mean:.2f} of {full_length:.2f} questions on average, at least one for {some:.1f} %, at most {max(saved)}"
    )
    record_property(FIGURE, f"the short run saves {RESPONDENTS} random respondents {figures}")
    assert figures in DOCS.read_text()
    assert f"saved {mean:.1f} of {full_length:.1f} questions on average, and {some:.0f} % of them" in PAGE.read_text()
