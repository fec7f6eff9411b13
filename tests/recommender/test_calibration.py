"""The bands say how much a lead is worth: leaders survive small mistakes the more often, the surer their band."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import fmean

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.interview import answer_problem, asked_questions
from recommender.engine.result.analysis import assess
from recommender.engine.result.certainty import Band
from recommender.engine.result.draws import deviation
from recommender.engine.result.persona_verdicts import persona_verdicts
from recommender.engine.result.robustness import robustness
from recommender.engine.scoring import Outcome, recommend
from recommender.engine.simulation.respondents import COUNTED, RESPONDENTS, respondents
from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Importance, Question
from tests.conftest import FIGURE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "method.md"
PAGE = ROOT / "templates" / "visitors" / "pages" / "method.html"
MISTAKES = 20
OFF = 0.1
VARIATION = 0.3
SEED = 12


@dataclass
class Kept:
    """What became of the leads of a band: for each, the share of the mistakes and of the draws that it survives."""

    survival: list[float] = field(default_factory=list)
    win_share: list[float] = field(default_factory=list)


@pytest.mark.slow
def test_bands_order_how_often_a_leader_survives_small_mistakes(shipped, record_property):
    """Over the 2,000 random respondents, with 20 sets of small mistakes each (see `mistaken` and `leader_of_draw`).

    A leader survives if it still leads; its win share is that of `robustness`. Of several leaders any one counts.
    """
    contributions, random = Contributions(shipped), Random(SEED)
    bands: dict[Band, Kept] = {band: Kept() for band in reversed(Band)}
    for answers in respondents(shipped):
        found = assess(contributions, answers)
        assert found.certainty
        leaders, kept = found.sensitivity.leaders, bands[found.certainty.band]
        after = (
            leader_of_draw(recommend(shipped, mistaken(shipped, answers, random)), random) for _ in range(MISTAKES)
        )
        kept.survival.append(fmean(leader in leaders for leader in after))
        shares = {item.framework.slug: item.acceptability[0] for item in robustness(found.outcome).positions}
        kept.win_share.append(max(shares[slug] for slug in leaders))
    figures = [
        (
            f"{band}",
            f"{len(kept.survival) / RESPONDENTS:.0%}",
            f"{fmean(kept.survival):.0%}",
            f"{fmean(kept.win_share):.0%}",
        )
        for band, kept in bands.items()
    ]
    rows = [f"| {' | '.join(row).replace('%', ' %')} |" for row in figures]
    record_property(FIGURE, f"bands, their share of respondents, survival and win share: {' '.join(rows)}")
    for surer, less_sure in zip([*bands.values()], [*bands.values()][1:], strict=False):
        assert fmean(surer.survival) > fmean(less_sure.survival) + 0.1
        assert fmean(surer.win_share) > fmean(less_sure.win_share) + 0.05
    assert "\n".join(rows) in DOCS.read_text()
    told = [
        f"{', '.join(column[:2])} and {column[2]}".replace("%", " %") for column in list(zip(*figures, strict=True))[:3]
    ]
    assert f"{told[1]} of the results are {told[0]}, and their winners survive {told[2]}" in PAGE.read_text()


def test_the_examples_of_the_video_are_clear_cases(shipped):
    """Each is a plain case of what its framework is for; the other personas are told by band in docs/personas.md."""
    verdicts = [verdict for verdict in persona_verdicts(Contributions(shipped)) if not verdict.persona.url]
    assert verdicts
    assert {(verdict.is_right, verdict.band) for verdict in verdicts} == {(True, Band.CLEAR)}


def mistaken(catalogue: Catalogue, answers: Answers, random: Random) -> dict[str, Answer]:
    """Return answers with small mistakes: each choice is with probability 1/10 another one, all equally likely (of the
    frameworks known, one more or less), and each importance with probability 1/10 one step off, between half, normal
    and double. Skips stay skips; what is asked only after a mistake stays unanswered.
    """
    asked = {question.slug for question in asked_questions(catalogue, answers)}
    given = {slug: answer for slug, answer in answers.items() if slug in asked and not answer.is_skip}
    return {slug: slip(catalogue, catalogue.question_of[slug], answer, random) for slug, answer in given.items()}


def slip(catalogue: Catalogue, question: Question, answer: Answer, random: Random) -> Answer:
    """Return an answer with its small mistakes, if any."""
    if random.random() < OFF:
        answer = replace(answer, chosen=random.choice([*other_choices(catalogue, question, answer)]))
    if random.random() < OFF:
        answer = replace(answer, importance=random.choice([*steps_from(answer.importance)]))
    assert answer_problem(catalogue, question, answer) is None
    return answer


def other_choices(catalogue: Catalogue, question: Question, answer: Answer) -> Iterator[tuple[str, ...]]:
    """Yield what else could have been chosen by a slip."""
    if question.familiarity is None:
        yield from ((choice.slug,) for choice in question.choices if (choice.slug,) != answer.chosen)
        return
    known = set(answer.chosen) - {NONE_OF_THESE}
    for framework in catalogue.framework_of:
        yield tuple(sorted(known ^ {framework})) or (NONE_OF_THESE,)


def steps_from(importance: Importance) -> Iterator[Importance]:
    """Yield the importances one step off."""
    place = COUNTED.index(importance)
    return (other for other in COUNTED if abs(COUNTED.index(other) - place) == 1)


def leader_of_draw(outcome: Outcome, random: Random) -> str:
    """Return who leads with one draw of weights and ratings in their ranges, as in `robustness`: each weight times a
    Gamma variate with a coefficient of variation of 0.3, each rating normal with low to high as its 90 % range.
    """
    weights = {
        slug: weight * random.gammavariate(VARIATION**-2, VARIATION**2) for slug, weight in outcome.weights.items()
    }
    scores: Mapping[str, float] = {
        framework.slug: sum(
            weight * random.gauss(outcome.ratings[framework.slug].get(slug, 0), deviation(framework, slug))
            for slug, weight in weights.items()
        )
        for framework in outcome.catalogue.frameworks
    }
    return max(scores, key=lambda slug: scores[slug])
