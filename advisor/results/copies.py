"""From a result to the next: a copy with other answers, or the same answers on the catalogue of today."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisor import evaluations
from advisor.candidates import IS_WIDE, candidates_in
from advisor.http.limits import limited, spend
from advisor.http.responses import edition_for, get_or_post
from advisor.models import Evaluation
from advisor.report import basis_of, basis_on
from advisor.results.access import on_shared_result
from advisor.words.catalogue_changes import changes_since, pairings
from advisor.words.verdict import headline
from recommender.editions.current import catalogue_of, current_edition
from recommender.engine.interview import asked_questions
from recommender.engine.result.analysis import assess


@get_or_post
@never_cache
@on_shared_result
def change(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Start a new evaluation from a result's answers, at the question to change or with other candidates.

    The result stays as it is.
    """
    slug = request.GET.get("question", "")
    is_wide = IS_WIDE.get(request.GET.get("candidates", ""), evaluation.is_wide)
    if request.method == "POST":
        spend("make", request)
        try:
            return redirect(path_in(evaluations.copy(evaluation, is_wide=is_wide), slug))
        except evaluations.NothingToAskError:
            return redirect("home")  # which says so
    context = {
        "evaluation": evaluation,
        "question": evaluation.catalogue.question_of.get(slug),
        "lost": evaluations.lost_in_a_copy(evaluation, is_wide=is_wide),
        "others": candidates_in(current_edition(), is_wide=is_wide) if is_wide != evaluation.is_wide else None,
    }
    return TemplateResponse(request, "results/change.html", context)


def path_in(copy: Evaluation, slug: str) -> str:
    """Return the path of a question in a copy; where it is not asked, that of all answers."""
    asked = asked_questions(copy.catalogue, copy.answers)
    return copy.question_url(slug) if slug in {question.slug for question in asked} else copy.check_url()


@require_safe
@limited("compute")
@on_shared_result
def today(request: HttpRequest, evaluation: Evaluation) -> TemplateResponse:
    """Show the result beside what the same answers come to with today's catalogue; nothing is stored."""
    edition = edition_for(request)
    if not catalogue_of(edition).frameworks:
        raise Http404("Today’s catalogue has no framework, so there is nothing to compare this result with.")
    contributions, answers = basis_of(evaluation)
    then, now = assess(contributions, answers), assess(*basis_on(edition, evaluation))
    # On the same edition nothing can have changed; the page says so instead of comparing.
    is_same = edition == evaluation.edition
    context = {
        "evaluation": evaluation,
        "edition": edition,
        "since": None if is_same else changes_since(then.outcome, now.outcome, answers, edition),
        "then": headline(then.outcome, then.certainty),
        "now": headline(now.outcome, now.certainty),
        "pairings": pairings(then.outcome, now.outcome),
    }
    return TemplateResponse(request, "results/today.html", context)
