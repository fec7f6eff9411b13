"""The sitemap: every page that people may find by searching, and since when those of the catalogue are as they are."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.http.responses import edition_for
from recommender.editions.current import catalogue_of
from recommender.engine.types import Catalogue
from recommender.models import Edition

OF_THE_CATALOGUE = ("home", "frameworks", "compare", "method", "neutrality", "editions")
MOST_EDITIONS = 1000
OTHERS = ("insights", "suggest", "api-docs", "privacy", "accessibility", "licences")


@require_safe
def sitemap(request: HttpRequest) -> TemplateResponse:
    # Not by Django's own view, which asks the request for its host.
    pages = [*CataloguePages(edition_for(request)).get_urls(), *EditionPages().get_urls(), *Pages().get_urls()]
    return TemplateResponse(request, "sitemap.xml", {"urlset": pages}, content_type="application/xml")


class Pages(Sitemap):  # type: ignore[type-arg]  # generic for the type checker only
    """Pages that stand on their own, by their paths. Addresses begin with the site's own, whatever host was asked."""

    def items(self) -> list[str]:
        return [reverse(name) for name in OTHERS]

    def location(self, item: str) -> str:
        return item

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc


class CataloguePages(Pages):
    """Pages that follow from an edition."""

    def __init__(self, edition: Edition) -> None:
        self.made_at, self.catalogue = edition.created_at, catalogue_of(edition)

    def items(self) -> list[str]:
        return [*(reverse(name) for name in OF_THE_CATALOGUE), *paths(self.catalogue)]

    def lastmod(self, item: str) -> datetime:
        return self.made_at


class EditionPages(Pages):
    """The pages of the newest editions, each as old as its edition."""

    def items(self) -> list[Edition]:  # type: ignore[override]
        return list(Edition.objects.only("number", "created_at")[:MOST_EDITIONS])

    def location(self, item: Edition) -> str:  # type: ignore[override]
        return reverse("edition", args=[item.number])

    def lastmod(self, item: Edition) -> datetime:
        return item.created_at


def paths(catalogue: Catalogue) -> Iterable[str]:
    """Yield the path of the page of each criterion, framework and rating."""
    for criterion in catalogue.criteria:
        yield reverse("criterion", args=[criterion.slug])
    for framework in catalogue.frameworks:
        yield reverse("framework", args=[framework.slug])
        for rating in framework.ratings:
            yield reverse("rating", args=[framework.slug, rating.criterion])
