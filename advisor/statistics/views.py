"""The open statistics, as a page and as a file. No cookie; everybody sees the same for an hour."""

import csv

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from advisor.http.limits import limited
from advisor.http.responses import LICENSED
from advisor.statistics.counts import LEAST
from advisor.statistics.counts import insights as published_insights
from advisor.statistics.tables import rows, tables
from recommender.editions.current import catalogue_of, current_edition

# The counts move in tens only: nobody misses anything within an hour.
kept_for_an_hour = cache_control(public=True, max_age=3600)


@require_safe
@kept_for_an_hour
@limited("compute")
def insights(request: HttpRequest) -> TemplateResponse:
    edition = current_edition()
    context = {"tables": tables(published_insights(), catalogue_of(edition)), "least": LEAST, "edition": edition}
    return TemplateResponse(request, "statistics/insights.html", context)


@require_safe
@kept_for_an_hour
@limited("compute")
def insights_csv(request: HttpRequest) -> HttpResponse:
    """Give everything by slug: letters, digits and hyphens, which no spreadsheet takes for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=LICENSED)
    response["Content-Disposition"] = 'attachment; filename="framework-advisor-insights.csv"'
    csv.writer(response).writerows(rows(published_insights()))
    return response
