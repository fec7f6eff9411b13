"""All that is said of a set of answers: the ranking, its reasons, how sure it is, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Certainty, certainty
from recommender.engine.result.sensitivity import Interval, Sensitivity, sensitivity, weight_intervals
from recommender.engine.result.why_not import WhyNot, why_not
from recommender.engine.scoring import Outcome, recommend
from recommender.engine.types import Answers

# These two import numpy, which takes long to load, and most pages and commands show no result.
if TYPE_CHECKING:
    from recommender.engine.result.other_methods import Opinion
    from recommender.engine.result.robustness import Robustness


@dataclass(frozen=True, slots=True)
class Assessment:
    """An outcome, what every other answer would change, and how sure the lead is; not at all without a leader."""

    outcome: Outcome
    sensitivity: Sensitivity
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """An outcome and everything that follows from it. `answers` are all that were given.

    `with_add_ons` is the outcome of the same answers if the usual add-ons are counted. Without a leader there is no
    certainty, without any weight no robustness and no opinions.
    """

    answers: Answers
    outcome: Outcome
    with_add_ons: Outcome
    sensitivity: Sensitivity
    certainty: Certainty | None
    intervals: tuple[Interval, ...]
    why_not: tuple[WhyNot, ...]
    robustness: Robustness | None
    opinions: tuple[Opinion, ...]


def assess(contributions: Contributions, answers: Answers) -> Assessment:
    """Rank by answers to a catalogue's questions, and say how sure that is: the quick part of `analyse`.

    Errors: as `scoring.recommend`.
    """
    outcome, changed = recommend(contributions.catalogue, answers), sensitivity(contributions, answers)
    return Assessment(outcome, changed, certainty(outcome, changed) if outcome.leaders else None)


def analyse(contributions: Contributions, answers: Answers) -> Analysis:
    """Analyse answers to the questions of a catalogue. Errors: as `scoring.recommend`."""
    from recommender.engine.result.other_methods import second_opinions  # numpy: only where a result is made
    from recommender.engine.result.robustness import robustness

    found = assess(contributions, answers)
    outcome, changed = found.outcome, found.sensitivity
    return Analysis(
        answers,
        outcome,
        recommend(contributions.with_add_ons, answers),
        changed,
        found.certainty,
        weight_intervals(outcome),
        why_not(contributions, answers, outcome, changed),
        robustness(outcome) if outcome.total_weight else None,
        second_opinions(outcome),
    )
