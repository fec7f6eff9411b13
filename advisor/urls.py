"""Every address of the site."""

from django.contrib import admin
from django.urls import path

from advisor.api.endpoints import api
from advisor.views import (
    again,
    compare,
    exports,
    frameworks,
    insights,
    owner,
    pages,
    questionnaire,
    results,
    sharing,
    what_if,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("method/", pages.method, name="method"),
    path("advise/", questionnaire.start, name="start"),
    path("advise/<slug:edit_key>/", owner.owner, name="owner"),
    path("advise/<slug:edit_key>/delete/", owner.delete, name="delete"),
    path("advise/<slug:edit_key>/check/", questionnaire.check, name="check"),
    path("advise/<slug:edit_key>/<slug:slug>/", questionnaire.question, name="question"),
    path("r/<slug:share_id>/", results.result, name="result"),
    path("r/<slug:share_id>.<slug:key>", exports.file, name="export"),
    path("r/<slug:share_id>/adr/", exports.decision_record, name="decision-record"),
    path("r/<slug:share_id>/card.png", sharing.card, name="card"),
    path("r/<slug:share_id>/qr.svg", sharing.qr_code, name="qr"),
    path("r/<slug:share_id>/change/", again.change, name="change"),
    path("r/<slug:share_id>/today/", again.today, name="today"),
    path("r/<slug:share_id>/what-if/", what_if.what_if, name="what-if"),
    path("r/<slug:share_id>/what-if/keep/", what_if.keep, name="keep"),
    path("compare/", compare.compare, name="compare"),
    path("frameworks/", frameworks.framework_list, name="frameworks"),
    path("frameworks/<slug:slug>/", frameworks.framework, name="framework"),
    path("criteria/<slug:slug>/", frameworks.criterion, name="criterion"),
    path("insights/", insights.insights, name="insights"),
    path("insights.csv", insights.insights_csv, name="insights-csv"),
    path("privacy/", pages.privacy, name="privacy"),
    path("api/docs", pages.api_docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("admin/", admin.site.urls),
]

handler400 = "advisor.views.errors.bad_request"
handler403 = "advisor.views.errors.forbidden"
handler404 = "advisor.views.errors.not_found"
handler500 = "advisor.views.errors.server_error"
