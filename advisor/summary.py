"""The summary of an outcome that is kept for the open statistics: three words, nothing personal."""

from dataclasses import dataclass

from advisor.models import Evaluation
from recommender.engine.result.analysis import Assessment
from recommender.engine.result.explain import contrast_by_answer

SEVERAL = "several_frameworks"  # with underscores, which no slug of a catalogue has

RULE = 3
"""The number of the rule by which today's summaries are made. Raise it when the same answers may get another one: what
an earlier rule made is then made anew after the next migration (`advisor/summaries.py`)."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The leader (a framework's slug, or SEVERAL), the band of certainty, and the question that decided most."""

    leader: str
    band: str
    decisive_question: str


def sum_up(evaluation: Evaluation, assessment: Assessment) -> None:
    """Give an evaluation the summary of its outcome by today's rule, unsaved."""
    summary = summary_of(assessment)
    evaluation.leader, evaluation.band = summary.leader, summary.band
    evaluation.decisive_question, evaluation.summary_rule = summary.decisive_question, RULE


def summary_of(assessment: Assessment) -> Summary:
    """Return the summary of an outcome that has a leader.

    The question that decided most is the one whose answer gives the first framework most of its lead over the second.
    """
    # The first framework need not be ahead on any answer: the second may have more points, and miss a must-have.
    outcome, certainty = assessment.outcome, assessment.certainty
    leaders = [standing.framework.slug for standing in outcome.leaders]
    first_two = [standing.framework.slug for standing in outcome.standings[:2]]
    contrasts = contrast_by_answer(outcome, *first_two) if len(first_two) == 2 else ()
    return Summary(
        leader=leaders[0] if len(leaders) == 1 else SEVERAL,
        band=certainty.band.value if certainty else "",
        decisive_question=contrasts[0].question.slug if contrasts and contrasts[0].points > 0 else "",
    )
