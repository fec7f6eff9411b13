"""Pages that stand on their own: home, method, neutrality, privacy, accessibility, licences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.candidates import candidates_in
from advisor.http.limits import limited
from advisor.http.responses import edition_for, for_now
from advisor.licences import AUTHORS, CODE, DATA
from advisor.linked_data import website
from advisor.pages.accessibility import REVIEWED
from advisor.pages.home import examples_of, figures_of
from advisor.pages.neutrality import neutrality_tables
from advisor.pages.privacy import (
    COUNTS,
    DELETED_RESULT,
    DISPUTE,
    EVALUATION,
    FRAMEWORK_SUGGESTION,
    RATING_PROPOSAL,
    SIGN_IN,
)
from advisor.purge import KEPT_DAYS
from recommender.editions.current import catalogue_of, contributions_of
from recommender.editions.figures import newest_neutrality
from recommender.engine.simulation.respondents import RESPONDENTS


@require_safe
def home(request: HttpRequest) -> TemplateResponse:
    edition = edition_for(request)
    contributions = contributions_of(edition, is_wide=False)
    context = {
        "catalogue": contributions.catalogue,
        "candidates": candidates_in(edition),
        "edition": edition,
        "examples": examples_of(contributions),
        "figures": figures_of(catalogue_of(edition)),
        "simulated_users": RESPONDENTS,
        "linked_data": website(),
    }
    return TemplateResponse(request, "pages/home.html", context)


@require_safe
def method(request: HttpRequest) -> TemplateResponse:
    edition = edition_for(request)
    return TemplateResponse(request, "pages/method.html", {"catalogue": catalogue_of(edition), "edition": edition})


@require_safe
@limited("compute")
def neutrality(request: HttpRequest) -> TemplateResponse:
    edition = edition_for(request)
    is_wide = request.GET.get("candidates") == "all"
    is_ready = catalogue_of(edition, is_wide=is_wide).is_ready
    found = newest_neutrality(edition, is_wide=is_wide) if is_ready else None
    of_edition = found.edition if found else edition
    catalogue = catalogue_of(of_edition, is_wide=is_wide)
    context = {
        "tables": neutrality_tables(catalogue, found.neutrality) if found else None,
        "catalogue": catalogue,
        "is_wide": is_wide,
        "all": catalogue_of(of_edition).frameworks,
        "best_known": catalogue_of(of_edition, is_wide=False).frameworks,
        "of_edition": of_edition,
        "edition": edition,
    }
    page = TemplateResponse(request, "pages/neutrality.html", context)
    return page if of_edition == edition and (found or not is_ready) else for_now(page)


@require_safe
def privacy(request: HttpRequest) -> TemplateResponse:
    context = {
        "evaluation": EVALUATION,
        "deleted_result": DELETED_RESULT,
        "dispute": DISPUTE,
        "rating_proposal": RATING_PROPOSAL,
        "suggestion": FRAMEWORK_SUGGESTION,
        "sign_in": SIGN_IN,
        "counts": COUNTS,
        "kept_days": KEPT_DAYS,
        "advise_url": absolute(reverse("start")),
    }
    return TemplateResponse(request, "pages/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "pages/accessibility.html", {"reviewed": REVIEWED, "kept_days": KEPT_DAYS})


@require_safe
def licences(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "pages/licences.html", {"code": CODE, "data": DATA, "authors": AUTHORS})


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer pages that name no icon of their own, such as the admin's."""
    return redirect(static("img/icon.svg"))


@require_safe
def touch_icon(request: HttpRequest) -> HttpResponse:
    """Answer phones and programs that look for a picture of the site without reading a page."""
    return redirect(static("img/touch-icon.png"))
