"""The catalogue, readable: frameworks and criteria of the current edition."""

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from recommender.editions import catalogue_of, current_edition
from recommender.engine.types import Catalogue, Framework, Rating


@require_safe
def framework_list(request: HttpRequest) -> TemplateResponse:
    edition = current_edition()
    catalogue = catalogue_of(edition)
    table = [
        (group, [(criterion, ratings_on(catalogue, criterion.slug)) for criterion in criteria])
        for group, criteria in catalogue.rated_groups()
    ]
    context = {"table": table, "catalogue": catalogue, "edition": edition}
    return TemplateResponse(request, "frameworks/list.html", context)


@require_safe
def framework(request: HttpRequest, slug: str) -> TemplateResponse:
    edition = current_edition()
    catalogue = catalogue_of(edition)
    if slug not in catalogue.framework_of:
        raise Http404(f"There is no framework “{slug}” in the catalogue.")
    found = catalogue.framework_of[slug]
    ratings = [
        (group, [(criterion, found.rating_of.get(criterion.slug)) for criterion in criteria])
        for group, criteria in catalogue.rated_groups()
    ]
    context = {"framework": found, "ratings": ratings, "catalogue": catalogue, "edition": edition}
    return TemplateResponse(request, "frameworks/framework.html", context)


@require_safe
def criterion(request: HttpRequest, slug: str) -> TemplateResponse:
    edition = current_edition()
    catalogue = catalogue_of(edition)
    if slug not in catalogue.criterion_of:
        raise Http404(f"There is no criterion “{slug}” in the catalogue.")
    context = {
        "criterion": catalogue.criterion_of[slug],
        "ratings": ratings_on(catalogue, slug),
        "catalogue": catalogue,
        "edition": edition,
    }
    return TemplateResponse(request, "frameworks/criterion.html", context)


def ratings_on(catalogue: Catalogue, criterion: str) -> list[tuple[Framework, Rating | None]]:
    """Every framework with its rating on a criterion (a slug)."""
    return [(framework, framework.rating_of.get(criterion)) for framework in catalogue.frameworks]
