"""A what-if on a result: other weights, fewer frameworks, other must-haves. Its whole state is in its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from advisor import evaluations
from advisor.addresses import absolute
from advisor.charts import comparison
from advisor.http.limits import limited, spend
from advisor.http.responses import get_or_post, revalidated
from advisor.models import Evaluation
from advisor.report import basis, basis_of
from advisor.results.access import on_shared_result
from advisor.what_if.changes import lead_change, leads, moves, tried_headline
from advisor.what_if.form import STEP, Trial, read, strangeness, weight_fields
from advisor.what_if_controls import Controls, combined, controls_of, query_of
from advisor.words.chances import band_of
from advisor.words.what_if import adjustments
from recommender.engine.result.analysis import assess
from recommender.engine.result.what_if import GREATEST_PERCENT
from recommender.engine.scoring import recommend


@require_safe
@revalidated
@vary_on_headers("HX-Request")  # for htmx it never redirects: a cache must not give one what the other got
@limited("compute")
@on_shared_result
def what_if(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Show the page, at the one address of its state; htmx gets it at once and is told that address."""
    controls = controls_of(evaluation)
    trial = read(controls, dict(request.GET.lists()))
    query, is_live = query_of(controls, trial.what_if), "HX-Request" in request.headers
    address = what_if_path("what-if", evaluation, query)
    # One address for one state: a link that people share, and one entry in caches. htmx replaces its own.
    if trial.is_sound and not is_live and query != request.META["QUERY_STRING"]:
        return redirect(f"{address}#{trial.pressed}" if trial.pressed else address)
    context = trial_context(evaluation, controls, trial) | {
        "evaluation": evaluation,
        "is_live": is_live,
        "page_url": what_if_path("what-if", evaluation),
        "reset_url": what_if_path("what-if", evaluation) if query else "",
        "keep_url": what_if_path("keep", evaluation, query) if query else "",
        "public_url": absolute(address),
    }
    headers = {"HX-Replace-Url": address} if is_live else None
    return TemplateResponse(request, "what_if/what_if.html", context, headers=headers)


def trial_context(evaluation: Evaluation, controls: Controls, trial: Trial) -> dict[str, Any]:
    """Return the fields of what is tried out, and what comes of it."""
    changed = trial.what_if
    contributions, answers = basis(evaluation.contributions, evaluation.answers, combined(controls, changed))
    found = assess(contributions, answers)
    outcome, sure = found.outcome, found.certainty
    before = outcome  # without changes there is nothing to rank twice
    if not changed.is_empty:
        given, answers_given = basis_of(evaluation)
        before = recommend(given.catalogue, answers_given)
    fields = weight_fields(controls, trial, outcome)
    return {
        "controls": controls,
        "greatest": GREATEST_PERCENT,
        "step": STEP,
        "trial": trial,
        "strangeness": strangeness(trial),
        "weighted": [field for field in fields if field.control.start],
        "weightless": [field for field in fields if not field.control.start],
        "headline": tried_headline(outcome, sure),
        "certainty": sure,
        "band": band_of(outcome, sure),
        "is_exact": any(field.is_exact for field in fields),
        "moves": moves(before, outcome),
        "leads": leads(before, outcome),
        "lead_change": "" if changed.is_empty else lead_change(before, outcome, sure),
        "adjustments": adjustments(evaluation.catalogue, evaluation.answers, combined(controls, changed)),
        "comparison": comparison(outcome, *outcome.standings[:2]) if sure and len(outcome.standings) > 1 else None,
    }


def what_if_path(name: str, evaluation: Evaluation, query: str = "") -> str:
    """Return the path of a what-if, on this site."""
    return reverse(name, args=[evaluation.share_id]) + (f"?{query}" if query else "")


@get_or_post
@never_cache
@on_shared_result
def keep(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Ask before a what-if is kept as a new evaluation; what is wrong with the address is told on the what-if page."""
    controls = controls_of(evaluation)
    trial = read(controls, dict(request.GET.lists()))
    changed = trial.what_if
    if not trial.is_sound or changed.is_empty:
        # With the address as it came, or its mistakes would be gone before anybody read of them.
        return redirect(what_if_path("what-if", evaluation, request.META["QUERY_STRING"]))
    wanted = combined(controls, changed)
    if request.method == "POST":
        spend("make", request)
        return redirect(evaluations.keep(evaluation, wanted).check_url())
    context = {
        "evaluation": evaluation,
        "adjustments": adjustments(evaluation.catalogue, evaluation.answers, wanted),
        "what_if_url": what_if_path("what-if", evaluation, query_of(controls, changed)),
    }
    return TemplateResponse(request, "what_if/keep.html", context)
