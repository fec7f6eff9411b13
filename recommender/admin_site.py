"""The editors' site: Django's admin, with pages of our own beside its lists and forms.

This module may not move into `recommender/admin/`. Django imports it to make the site; as a part of that package it
would import all that registers first, and those models would end up in a site that is replaced a moment later. The
registry would be empty while `manage.py check` stays green.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, site
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone

from recommender.admin_home import describe_current, open_tasks
from recommender.editions.current import read_state
from recommender.hidden_fields import refuse_forged, refuse_lookups

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of our own: its address below the admin's, and the permission that it takes.

    `about` says in a sentence what it is for; one without is reached from another page, not from the home page.
    """

    route: str
    name: str
    title: str
    about: str
    permission: str
    view: View

    def guarded(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, for those who may see it; `admin_view` has only asked for a member of staff."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return self.view(request, *args, **kwargs)


# Filled by importing `recommender.admin`, which Django does before it asks for addresses.
PAGES: list[Page] = []


def editors_page(route: str, *, name: str, title: str, permission: str, about: str = "") -> Callable[[View], View]:
    """Make a view a page of the editors' site, named `admin:<name>`."""

    def register(view: View) -> View:
        PAGES.append(Page(route, name, title, about, permission, view))
        return view

    return register


ORDER = (
    "Framework", "Criterion", "Rating", "AddOn", "Evidence", "Claim", "Section", "Question", "Choice", "Persona",
    "OutsideOption", "Dispute", "RatingProposal", "FrameworkSuggestion", "Edition",
)  # fmt: skip
"""The models of the catalogue, in the order in which editors meet them."""


class EditorsSite(AdminSite):
    site_header = "Framework Advisor: catalogue"
    site_title = "Framework Advisor"
    index_title = "Catalogue"

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # any view is a View
        """Return a view for staff only, which never sees keys, counts and lookups that somebody made up."""

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refuse_forged(request.POST)
            refuse_lookups(request.GET)
            try:
                return view(request, *args, **kwargs)
            except (DataError, OverflowError) as error:  # a number beyond its column, which only the database knows
                raise BadRequest(str(error)) from error

        return super().admin_view(checked, cacheable)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        unchecked = super().admin_view  # our own pages look at what they read, and say more about it
        own = [path(page.route, unchecked(page.guarded), name=page.name) for page in PAGES]
        # Ours first: the admin's own end in one that catches whatever is left.
        return [*own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the frame of every page needs, with our own pages for the sidebar."""
        # The admin's frame shows them on every page, ours included: see `render_page`.
        pages = [page for page in PAGES if page.about and request.user.has_perm(page.permission)]
        return {**super().each_context(request), "pages": pages, "site_url": f"{settings.PUBLIC_URL}/"}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        state = read_state()
        found = open_tasks(state, timezone.localdate(), request.user.has_perm)
        return super().index(
            request, {"open_tasks": found, "current": describe_current(state), **(extra_context or {})}
        )

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the catalogue before the accounts, its models in our order."""
        listed = super().get_app_list(request, app_label)
        for app in listed:
            if app["app_label"] == "recommender":
                # A model that ORDER lacks is an error here, so that nobody forgets to give a new one its place.
                app["models"].sort(key=lambda model: ORDER.index(model["object_name"]))
        return sorted(listed, key=lambda app: bool(app["app_label"] != "recommender"))


def render_page(
    request: HttpRequest, template: str, title: str, context: Mapping[str, Any], *, status: int = 200
) -> TemplateResponse:
    """Return a page of the editors' site, with what its frame needs."""
    framed = {**site.each_context(request), "title": title, **context}
    return TemplateResponse(request, template, framed, status=status)
