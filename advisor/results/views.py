"""A finished evaluation's result: frozen, cacheable, without a cookie."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.charts import AnswerLine, answer_lines, comparison, ranking, side_by_side
from advisor.exports import links
from advisor.http.responses import revalidated
from advisor.models import Evaluation
from advisor.report import Report, basis_on, report_of
from advisor.results.access import on_shared_result
from advisor.words.catalogue_changes import Since, since
from advisor.words.robustness import odds, second_opinions
from advisor.words.verdict import headline, surety
from advisor.words.what_if import adjustments
from advisor.words.what_would_change import doubts
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.stored import EditionError
from recommender.engine.scoring import Outcome, Standing, recommend


@require_safe
@revalidated
@on_shared_result
def result(request: HttpRequest, evaluation: Evaluation) -> TemplateResponse:
    report = report_of(evaluation)
    outcome = report.analysis.outcome
    wished = wished_pair(outcome, request.GET)
    pair = wished or (outcome.standings[:2] if outcome.leaders else ())
    context = said_of(report) | {
        "evaluation": evaluation,
        "comparison": comparison(outcome, *pair) if len(pair) == 2 else None,
        "is_wish_vain": not wished and bool({"a", "b"} & request.GET.keys()),
        "lines": changeable_lines(evaluation, report),
        "exports": links(evaluation),
        "since": changed_since(evaluation, report),
    }
    return TemplateResponse(request, "results/result.html", context)


def changed_since(evaluation: Evaluation, report: Report) -> Since | None:
    """What changed in the catalogue since; None if its edition is still that of today, or that cannot be read."""
    today = current_edition()
    if today == evaluation.edition:
        return None
    try:
        contributions, answers = basis_on(today, evaluation)
    except EditionError:  # this result can be told all the same, as while nodes are upgraded one by one
        return None
    now = recommend(contributions.catalogue, answers)
    return since(report.analysis.outcome, now, report.analysis.answers, today)


def said_of(report: Report) -> dict[str, Any]:
    """What the page says of a result, whoever looks and whenever."""
    analysis = report.analysis
    return {
        "report": report,
        "outcome": analysis.outcome,
        "headline": headline(analysis.outcome, analysis.certainty),
        "adjustments": adjustments(report),
        "ranking": ranking(analysis.outcome, analysis.robustness),
        "surety": surety(analysis.outcome, analysis.certainty) if analysis.certainty else "",
        "odds": odds(analysis),
        "doubts": doubts(analysis),
        "opinions": second_opinions(analysis),
        "table": side_by_side(analysis.outcome),
    }


def wished_pair(outcome: Outcome, query: QueryDict) -> tuple[Standing, ...]:
    """The two frameworks that `?a=…&b=…` asks to compare, the better one first; none unless they are two."""
    wished = {query.get("a"), query.get("b")}
    found = tuple(standing for standing in outcome.standings if standing.framework.slug in wished)
    return found if len(found) == 2 else ()


def changeable_lines(evaluation: Evaluation, report: Report) -> list[tuple[AnswerLine, str]]:
    """The answers, each with the address that changes it in a copy; none for what a what-if added."""
    change, asked = reverse("change", args=[evaluation.share_id]), catalogue_of(evaluation.edition).question_of
    lines = answer_lines(report.analysis.outcome.catalogue, report.analysis.answers)
    return [(line, f"{change}?question={line.question.slug}" if line.question.slug in asked else "") for line in lines]
