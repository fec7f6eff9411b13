"""A rating with what stands behind it and what visitors said of it, and the forms to dispute it or propose another."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from advisor.catalogue.contributing import answer_form, is_sent
from advisor.catalogue.dispute_form import DisputeForm
from advisor.catalogue.proposal_form import ProposalForm
from advisor.http.responses import get_or_post
from advisor.linked_data import breadcrumbs
from recommender.disputes import file_dispute, settled_disputes
from recommender.editions.current import catalogue_of, current_edition
from recommender.engine.types import Catalogue, Criterion, Framework, Rating
from recommender.proposals.queue import file_proposal, settled_proposals


@get_or_post
@never_cache
def rating(request: HttpRequest, slug: str, criterion: str) -> HttpResponse:
    edition = current_edition()
    framework, on, found = found_rating(catalogue_of(edition), slug, criterion)
    if found is None:
        raise Http404(f"There is no rating of “{slug}” on “{criterion}” in the catalogue.")
    context = {"framework": framework, "criterion": on, "rating": found, "edition": edition}
    context["linked_data"] = breadcrumbs(
        ("Frameworks", reverse("frameworks")),
        (framework.name, reverse("framework", args=[slug])),
        (on.name, request.path),
    )
    if is_sent(request):
        return TemplateResponse(request, "catalogue/ratings/thanks.html", context)
    about = {"framework": slug, "criterion": criterion}
    context |= {"disputes": settled_disputes(**about), "proposals": settled_proposals(**about)}
    return answer_form(
        request,
        DisputeForm(request.POST if request.method == "POST" else None),
        partial(file_dispute, rating=found.value, **about),
        template="catalogue/ratings/rating.html",
        context=context,
    )


@get_or_post
@never_cache
def propose(request: HttpRequest, slug: str, criterion: str) -> HttpResponse:
    """Propose another value for a rating, or the first one where there is none."""
    edition = current_edition()
    framework, on, found = found_rating(catalogue_of(edition), slug, criterion)
    context = {"framework": framework, "criterion": on, "rating": found, "edition": edition}
    if is_sent(request):
        return TemplateResponse(request, "catalogue/ratings/proposed.html", context)
    today = {name: getattr(found, name) for name in ("value", "low", "high", "phrase")} if found else {}
    about = {"framework": slug, "criterion": criterion}
    return answer_form(
        request,
        ProposalForm(request.POST if request.method == "POST" else None, initial=today, framework=framework.name),
        partial(file_proposal, former=found, **about),
        template="catalogue/ratings/propose.html",
        context=context | {"proposals": settled_proposals(**about)},
    )


def found_rating(catalogue: Catalogue, slug: str, criterion: str) -> tuple[Framework, Criterion, Rating | None]:
    """Return a framework, a criterion that we rate (from slugs), and the rating of the one on the other, if any."""
    framework, on = catalogue.framework_of.get(slug), catalogue.criterion_of.get(criterion)
    if framework is None or on is None or not on.is_rated:
        raise Http404(f"“{slug}” is not rated on “{criterion}” in the catalogue.")
    return framework, on, framework.rating_of.get(criterion)
