"""A finished evaluation's result: frozen, cacheable, without a cookie."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from advisor import runs
from advisor.models import Evaluation
from advisor.presentation import answer_lines, comparison, side_by_side
from advisor.sentences import doubts, headline
from recommender.editions import ledger_of
from recommender.engine.certainty import certainty
from recommender.engine.scoring import recommend
from recommender.engine.sensitivity import sensitivity


@require_safe
@cache_control(public=True, max_age=60)
def result(request: HttpRequest, share_id: str) -> TemplateResponse:
    evaluation = shared(share_id)
    ledger, answers = ledger_of(evaluation.edition), evaluation.answers
    outcome = recommend(ledger.catalogue, answers)
    changed = sensitivity(ledger, answers)
    sure = certainty(outcome, changed) if outcome.leaders else None
    first_two = outcome.standings[:2] if outcome.leaders else ()
    context = {
        "evaluation": evaluation,
        "outcome": outcome,
        "headline": headline(outcome, sure),
        "doubts": doubts(outcome, answers, changed, sure) if sure else None,
        "comparison": comparison(outcome, *first_two) if len(first_two) == 2 else None,
        "table": side_by_side(outcome),
        "lines": answer_lines(ledger.catalogue, answers),
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
