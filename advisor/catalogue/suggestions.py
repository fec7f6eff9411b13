"""The page on which visitors suggest frameworks that are not in the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from advisor.catalogue.contributing import answer_form, is_sent
from advisor.catalogue.suggestion_form import SuggestionForm
from advisor.http.responses import get_or_post
from recommender.editions.current import catalogue_of, current_edition
from recommender.proposals.queue import file_suggestion, settled_suggestions

MOST_SHOWN = 30


@get_or_post
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    if is_sent(request):
        return TemplateResponse(request, "catalogue/suggestions/thanks.html")
    edition = current_edition()
    return answer_form(
        request,
        SuggestionForm(request.POST if request.method == "POST" else None, catalogue=catalogue_of(edition)),
        file_suggestion,
        template="catalogue/suggestions/suggest.html",
        context={"edition": edition, "settled": settled_suggestions(MOST_SHOWN)},
    )
