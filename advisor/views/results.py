"""A finished evaluation's result: frozen, cacheable, without a cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from advisor import runs
from advisor.doubts import doubts
from advisor.models import Evaluation
from advisor.odds import odds, second_opinions
from advisor.presentation import answer_lines, comparison, side_by_side
from advisor.reports import report_of
from advisor.sentences import headline, surety
from advisor.views.access import on_shared_result

revalidated = cache_control(public=True, no_cache=True)
"""Kept by browsers and proxies, but never shown without asking whether the result still exists."""


@require_safe
@revalidated
@on_shared_result
def result(request: HttpRequest, evaluation: Evaluation) -> TemplateResponse:
    report = report_of(evaluation)
    analysis = report.analysis
    outcome = analysis.outcome
    first_two = outcome.standings[:2] if outcome.leaders else ()
    context = {
        "evaluation": evaluation,
        "report": report,
        "outcome": outcome,
        "headline": headline(outcome, analysis.certainty),
        "comparison": comparison(outcome, *first_two) if len(first_two) == 2 else None,
        "surety": surety(outcome, analysis.certainty) if analysis.certainty else "",
        "odds": odds(analysis),
        "doubts": doubts(analysis),
        "opinions": second_opinions(analysis),
        "table": side_by_side(outcome),
        "lines": answer_lines(outcome.catalogue, analysis.answers),
    }
    return TemplateResponse(request, "results/result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@on_shared_result
def change(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Start a new evaluation from a result's answers; the result stays as it is."""
    if request.method == "POST":
        try:
            return redirect("check", runs.start(evaluation.answers, title=evaluation.title).edit_key)
        except runs.NothingToAskError:
            return redirect("home")  # which says so
    context = {"evaluation": evaluation, "lost": runs.lost_in_a_copy(evaluation)}
    return TemplateResponse(request, "results/change.html", context)
