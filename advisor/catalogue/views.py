"""The catalogue, readable: frameworks and criteria of the current edition."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.candidates import candidates_in
from advisor.catalogue.comparison import comparison_path
from advisor.http.responses import edition_for, for_now
from advisor.linked_data import breadcrumbs, dataset
from recommender.disputes import SettledDispute, settled_disputes
from recommender.editions.current import catalogue_of
from recommender.editions.figures import kept_neutrality
from recommender.engine.types import AddOn, Catalogue, Criterion, Framework, Rating


@require_safe
def framework_list(request: HttpRequest) -> TemplateResponse:
    edition = edition_for(request)
    candidates = candidates_in(edition)
    context = {
        "candidates": candidates,
        "others": [framework for framework in candidates.all if framework not in candidates.best_known],
        "edition": edition,
        "linked_data": dataset(edition),
    }
    return TemplateResponse(request, "catalogue/frameworks/list.html", context)


@require_safe
def framework(request: HttpRequest, slug: str) -> TemplateResponse:
    edition = edition_for(request)
    catalogue = catalogue_of(edition)
    if slug not in catalogue.framework_of:
        raise Http404(f"There is no framework “{slug}” in the catalogue.")
    found = catalogue.framework_of[slug]
    disputes = grouped(settled_disputes(framework=slug), lambda dispute: dispute.criterion)
    ratings = [
        (group, [(item, found.rating_of.get(item.slug), disputes[item.slug]) for item in criteria])
        for group, criteria in catalogue.rated_groups()
    ]
    figures = kept_neutrality(edition) if catalogue.is_ready else None
    rivals = [
        (other, comparison_path(catalogue, (slug, other.slug))) for other in catalogue.frameworks if other is not found
    ]
    context = {
        "framework": found,
        "ratings": ratings,
        "add_ons": [(add_on, raises(catalogue, found, add_on)) for add_on in found.add_ons],
        "relatives": [catalogue.framework_of[item] for item in figures.relatives_of(slug)] if figures else [],
        "rivals": rivals,
        "catalogue": catalogue,
        "edition": edition,
        "linked_data": breadcrumbs(("Frameworks", reverse("frameworks")), (found.name, request.path)),
    }
    page = TemplateResponse(request, "catalogue/frameworks/framework.html", context)
    return page if figures or not catalogue.is_ready else for_now(page)


def raises(
    catalogue: Catalogue, found: Framework, add_on: AddOn
) -> tuple[tuple[Criterion, Rating | None, Rating], ...]:
    """Return each criterion on which an add-on raises a framework, its own rating there, and that with the add-on."""
    return tuple(
        (catalogue.criterion_of[item.criterion], found.rating_of.get(item.criterion), item)
        for item in add_on.ratings
        if item.value > found.value_of.get(item.criterion, 0)
    )


@require_safe
def criterion(request: HttpRequest, slug: str) -> TemplateResponse:
    edition = edition_for(request)
    catalogue = catalogue_of(edition)
    if slug not in catalogue.criterion_of:
        raise Http404(f"There is no criterion “{slug}” in the catalogue.")
    disputes = grouped(settled_disputes(criterion=slug), lambda dispute: dispute.framework)
    found = catalogue.criterion_of[slug]
    context = {
        "criterion": found,
        "ratings": [(item, item.rating_of.get(slug), disputes[item.slug]) for item in catalogue.frameworks],
        "catalogue": catalogue,
        "edition": edition,
        "linked_data": breadcrumbs(("Method", reverse("method")), (found.name, request.path)),
    }
    return TemplateResponse(request, "catalogue/frameworks/criterion.html", context)


def grouped(
    disputes: Iterable[SettledDispute], key: Callable[[SettledDispute], str]
) -> defaultdict[str, list[SettledDispute]]:
    """Return disputes by what they are about on a page: a slug."""
    groups: defaultdict[str, list[SettledDispute]] = defaultdict(list)
    for dispute in disputes:
        groups[key(dispute)].append(dispute)
    return groups
