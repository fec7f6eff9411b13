"""Every address of the site."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import IntConverter

from advisor.api import reference
from advisor.api.endpoints import api
from advisor.catalogue import compare, ratings, suggestions
from advisor.catalogue import views as catalogue
from advisor.editions import feed
from advisor.editions import views as editions
from advisor.pages import sitemap, well_known
from advisor.pages import views as pages
from advisor.questionnaire import owner
from advisor.questionnaire import views as questionnaire
from advisor.results import copies, downloads, sharing, verification
from advisor.results import views as results
from advisor.statistics import views as statistics
from advisor.what_if import views as what_if


class NumberConverter(IntConverter):
    """A number as it is written. Django's own takes “01” and “001”, too, and each would be a page of its own."""

    regex = "[1-9][0-9]*"


register_converter(NumberConverter, "number")


def admin_route(wanted: str, others: Iterable[URLPattern | URLResolver]) -> str:
    """Return the editors' address below the site's, as the setting wants it, apart from all others of the site."""
    route = f"{wanted.strip('/')}/"
    if not re.fullmatch(r"([A-Za-z0-9_-]+/)+", route):
        raise ImproperlyConfigured(f"ADMIN_PATH must be a path such as “admin/” or “office/editors/”, not “{wanted}”.")
    taken = {str(other.pattern).partition("/")[0] for other in others} | {settings.STATIC_URL.strip("/")}
    if route.partition("/")[0] in taken:
        raise ImproperlyConfigured(f"ADMIN_PATH must not begin like another address of the site, as “{wanted}” does.")
    return route


urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("method/", pages.method, name="method"),
    path("method/neutrality/", pages.neutrality, name="neutrality"),
    path("advise/", questionnaire.start, name="start"),
    path("advise/<slug:edit_key>/", owner.owner, name="owner"),
    # Before the questions, whose slugs these words cannot be (RESERVED_QUESTIONS of the engine).
    path("advise/<slug:edit_key>/delete/", owner.delete, name="delete"),
    path("advise/<slug:edit_key>/check/", questionnaire.check_answers, name="check"),
    path("advise/<slug:edit_key>/<slug:slug>/", questionnaire.question, name="question"),
    path("r/<slug:share_id>/", results.result, name="result"),
    path("r/<slug:share_id>.<slug:key>", downloads.file, name="export"),
    path("r/<slug:share_id>/adr/", downloads.decision_record, name="decision-record"),
    path("r/<slug:share_id>/card.png", sharing.card, name="card"),
    path("r/<slug:share_id>/qr.svg", sharing.qr_code, name="qr"),
    path("r/<slug:share_id>/badge.svg", sharing.badge, name="badge"),
    path("r/<slug:share_id>/badge.json", sharing.badge_endpoint, name="badge-endpoint"),
    path("r/<slug:share_id>/change/", copies.change, name="change"),
    path("r/<slug:share_id>/today/", copies.today, name="today"),
    path("r/<slug:share_id>/verify/", verification.verify_result, name="verify"),
    path("r/<slug:share_id>/what-if/", what_if.what_if, name="what-if"),
    path("r/<slug:share_id>/what-if/keep/", what_if.keep, name="keep"),
    path("compare/", compare.compare, name="compare"),
    path("frameworks/", catalogue.framework_list, name="frameworks"),
    path("frameworks/<slug:slug>/", catalogue.framework, name="framework"),
    path("frameworks/<slug:slug>/<slug:criterion>/", ratings.rating, name="rating"),
    path("frameworks/<slug:slug>/<slug:criterion>/propose/", ratings.propose, name="propose"),
    # Not below the frameworks, where it would be the address of one called “suggest”.
    path("suggest/", suggestions.suggest, name="suggest"),
    path("criteria/<slug:slug>/", catalogue.criterion, name="criterion"),
    path("editions/", editions.edition_list, name="editions"),
    path("editions/feed.atom", feed.feed, name="edition-feed"),
    path("editions/<number:number>/", editions.edition, name="edition"),
    path("editions/<number:number>.json", editions.edition_json, name="edition-json"),
    path("editions/<number:number>.zip", editions.edition_zip, name="edition-zip"),
    path("insights/", statistics.insights, name="insights"),
    path("insights.csv", statistics.insights_csv, name="insights-csv"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("licences/", pages.licences, name="licences"),
    path("api/docs", reference.api_docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("card.png", sharing.site_card, name="site-card"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("apple-touch-icon.png", pages.touch_icon, name="touch-icon"),
    path("apple-touch-icon-precomposed.png", pages.touch_icon),
]
# The last one, because it is compared with all the others.
urlpatterns.append(path(admin_route(settings.ADMIN_PATH, urlpatterns), admin.site.urls))

handler400 = "advisor.http.errors.bad_request"
handler403 = "advisor.http.errors.forbidden"
handler404 = "advisor.http.errors.not_found"
handler500 = "advisor.http.errors.server_error"
