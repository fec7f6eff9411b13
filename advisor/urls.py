"""Every address of the site."""

from django.contrib import admin
from django.urls import path

from advisor.views import frameworks, pages, questionnaire, results

urlpatterns = [
    path("", pages.home, name="home"),
    path("method/", pages.method, name="method"),
    path("advise/", questionnaire.start, name="start"),
    path("advise/<slug:edit_key>/", questionnaire.go_on, name="owner"),
    path("advise/<slug:edit_key>/check/", questionnaire.check, name="check"),
    path("advise/<slug:edit_key>/<slug:slug>/", questionnaire.question, name="question"),
    path("r/<slug:share_id>/", results.result, name="result"),
    path("r/<slug:share_id>/change/", results.change, name="change"),
    path("frameworks/", frameworks.framework_list, name="frameworks"),
    path("frameworks/<slug:slug>/", frameworks.framework, name="framework"),
    path("criteria/<slug:slug>/", frameworks.criterion, name="criterion"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("admin/", admin.site.urls),
]
