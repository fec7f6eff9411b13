"""A finished evaluation's result: frozen, cacheable, without a cookie."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from advisor import runs
from advisor.doubts import doubts
from advisor.models import Evaluation
from advisor.odds import odds, second_opinions
from advisor.presentation import answer_lines, comparison, side_by_side
from advisor.sentences import headline, surety
from recommender.editions import ledger_of
from recommender.engine.analysis import analyse


@require_safe
@cache_control(public=True, max_age=60)
def result(request: HttpRequest, share_id: str) -> TemplateResponse:
    evaluation = shared(share_id)
    analysis = analyse(ledger_of(evaluation.edition), evaluation.answers)
    outcome = analysis.outcome
    first_two = outcome.standings[:2] if outcome.leaders else ()
    context = {
        "evaluation": evaluation,
        "outcome": outcome,
        "headline": headline(outcome, analysis.certainty),
        "comparison": comparison(outcome, *first_two) if len(first_two) == 2 else None,
        "surety": surety(outcome, analysis.certainty) if analysis.certainty else "",
        "odds": odds(analysis),
        "doubts": doubts(analysis),
        "opinions": second_opinions(analysis),
        "table": side_by_side(outcome),
        "lines": answer_lines(outcome.catalogue, evaluation.answers),
        "public_url": settings.PUBLIC_URL + evaluation.result_url(),
    }
    return TemplateResponse(request, "results/result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, share_id: str) -> HttpResponse:
    """Start a new evaluation from a result's answers; the result stays as it is."""
    evaluation = shared(share_id)
    if request.method == "POST":
        try:
            return redirect("check", runs.start(evaluation.answers, title=evaluation.title).edit_key)
        except runs.NothingToAskError:
            return redirect("home")  # which says so
    context = {"evaluation": evaluation, "lost": runs.lost_in_a_copy(evaluation)}
    return TemplateResponse(request, "results/change.html", context)


def shared(share_id: str) -> Evaluation:
    """The finished evaluation with this share id. Errors: Http404."""
    found = Evaluation.objects.with_edition().filter(share_id=share_id).first()
    if found is None:
        raise Http404("There is no result at this address. Check that the link is complete.")
    return found
