"""When would another framework win, and which must-have could be relaxed: each with the address that tries it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import get_text_list

from advisor.models import Evaluation
from advisor.report import Report
from advisor.what_if_controls import Controls, controls_of, query_of
from advisor.what_if_of_answers import query_for
from advisor.words.no_match import Lacking
from advisor.words.what_would_change import condition_of
from recommender.engine.answer_changes import Change
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.what_if import WhatIf
from recommender.engine.result.why_not import WhyNot
from recommender.engine.types import Framework

TOLD_IN_FULL = 2
"""With so many other frameworks at most, there is room to say how two answers would have to change."""
HOPELESS = "No small change of your answers brings {} in front."


@dataclass(frozen=True, slots=True)
class Alternative:
    """A framework, when it would win, and where that can be tried; no address where nothing brings it in front.

    Without a framework, a sentence about several that nothing brings in front.
    """

    framework: Framework | None
    condition: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A framework with what it misses, and the address of the what-if without those must-haves."""

    lacking: Lacking
    address: str


def alternatives(evaluation: Evaluation, report: Report) -> tuple[Alternative, ...]:
    """Return when each framework that does not win would; those that some change brings in front come first."""
    controls = controls_of(evaluation)
    why_not = report.analysis.why_not
    found = [alternative(evaluation, report, controls, item) for item in why_not if item.changes]
    # In the order of `why_not`: the nearest to winning stays first.
    hopeless = [item.standing.framework for item in why_not if not item.changes]
    if len(hopeless) > 1 and len(why_not) > TOLD_IN_FULL:
        return (*found, Alternative(None, HOPELESS.format(get_text_list([item.name for item in hopeless], "or"))))
    return (*found, *(Alternative(framework, HOPELESS.format("it")) for framework in hopeless))


def alternative(evaluation: Evaluation, report: Report, controls: Controls, item: WhyNot) -> Alternative:
    framework = item.standing.framework
    condition = condition_for(report.analysis, item.changes)
    if query := query_for(evaluation, controls, framework.slug, item.changes):
        return Alternative(
            framework,
            condition,
            f"{reverse('what-if', args=[evaluation.share_id])}?{query}",
        )
    # No what-if comes to it, so it is tried in a copy, at the first question that would be answered otherwise.
    copy = reverse("change", args=[evaluation.share_id])
    return Alternative(framework, condition, f"{copy}?question={item.changes[0].question.slug}")


def condition_for(analysis: Analysis, changes: Sequence[Change]) -> str:
    """Return what would have to change, as a clause; with many frameworks only which two answers, to keep it short."""
    if len(changes) == 1 or len(analysis.why_not) <= TOLD_IN_FULL:
        conditions = [condition_of(analysis.outcome.catalogue, analysis.answers, [change]) for change in changes]
        return f"if {get_text_list(conditions, 'and')}"
    questions = get_text_list([f"“{change.question.text}”" for change in changes], "and")
    return f"if you answered {questions} differently"


def ways_out(evaluation: Evaluation, report: Report) -> tuple[WayOut, ...]:
    """Return what each framework misses if none meets every must-have, and where these must-haves can be relaxed."""
    controls = controls_of(evaluation)
    return tuple(WayOut(item, relaxing(evaluation, controls, item)) for item in report.words.no_match)


def relaxing(evaluation: Evaluation, controls: Controls, item: Lacking) -> str:
    """Return the address of the what-if without the must-haves that a framework misses."""
    missed = {question.slug for question in item.questions}
    eased = tuple(line.question.slug for line in controls.must_haves if line.question.slug in missed)
    return f"{reverse('what-if', args=[evaluation.share_id])}?{query_of(controls, WhatIf(eased=eased))}"
