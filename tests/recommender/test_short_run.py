"""A short run asks the most decisive open question next and ends when settled: what it saves, and that it agrees.

It offers the result before, once only an answer that counts double or is a must-have could still change who leads.
"""

from pathlib import Path

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.result.open_questions import open_questions
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import Answer, Answers, Importance
from tests.conftest import FIGURE
from tests.engine.brute_force import leaders

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "method.md"
PAGES = ROOT / "templates" / "visitors" / "pages"
MIDDLE = (0.1, 0.9)
"""The quantiles between which the middle 80 % lie: what is “usual”."""


def short_run(contributions: Contributions, would_answer: Answers) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """What somebody who would give these answers is asked, and answers, in a short run: until the result is offered,
    and to its end."""
    answers: dict[str, Answer] = {}
    offered: dict[str, Answer] | None = None
    while question := (ahead := open_questions(contributions, answers)).most_decisive:
        if offered is None and ahead.is_settled_without_emphasis:
            offered = dict(answers)
        answers[question.slug] = would_answer[question.slug]
    return (answers if offered is None else offered), answers


def is_emphasis(answer: Answer) -> bool:
    return answer.importance in (Importance.DOUBLE, Importance.MUST_HAVE)


def usual(lengths: list[int]) -> tuple[int, ...]:
    """From how many to how many the middle 80 % are asked."""
    return tuple(sorted(lengths)[round(at * (len(lengths) - 1))] for at in MIDDLE)


@pytest.mark.slow
def test_a_short_run_asks_less_and_recommends_the_same(shipped, record_property):
    """Respondents skip a tenth of the questions and call a tenth of what can be a must-have one."""
    contributions = Contributions(shipped)
    whole, short, early, kept = [], [], [], 0
    for full in respondents(shipped, must_haves=0.1):
        offered, asked = short_run(contributions, full)
        assert leaders(shipped, asked) == leaders(shipped, full)
        is_kept = leaders(shipped, offered) == leaders(shipped, full)
        assert is_kept or any(is_emphasis(full[slug]) for slug in full.keys() - offered.keys())
        whole.append(len(full))
        short.append(len(asked))
        early.append(len(offered))
        kept += is_kept
    saved = [full - asked for full, asked in zip(whole, short, strict=True)]
    mean, full_length, offer = (sum(lengths) / RESPONDENTS for lengths in (saved, whole, early))
    some, agree = (100 * count / RESPONDENTS for count in (sum(count > 0 for count in saved), kept))
    (low, high), (soon, late) = usual(short), usual(early)
    figures = (
        f"{mean:.2f} of {full_length:.2f} questions on average, at least one for {some:.1f} %, at most {max(saved)}"
    )
    lengths = f"asks 80 % of them {low} to {high} questions"
    offers = f"after {offer:.2f} questions on average, {soon} to {late} for 80 %, and {agree:.1f} % of them"
    for figure in (f"saves {figures}", lengths, f"offers the result {offers}"):
        record_property(FIGURE, f"the short run, for {RESPONDENTS} random respondents: {figure}")
    for figure in (figures, lengths, offers):
        assert figure in DOCS.read_text()
    page, home = (PAGES / "method.html").read_text(), (PAGES / "home.html").read_text()
    assert f"saved {mean:.1f} of {full_length:.1f} questions on average, and {some:.0f} % of them" in page
    assert f"usually {low} to {high} questions" in page
    assert f"after {offer:.1f} questions on average" in page
    assert f"{agree:.0f} % of them" in page
    assert f"usually {low} to {high} questions" in home
