"""Pages that stand on their own: home and method."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommender.editions import catalogue_of, current_edition


@require_safe
@never_cache  # its start button carries a CSRF token
def home(request: HttpRequest) -> TemplateResponse:
    edition = current_edition()
    return TemplateResponse(request, "pages/home.html", {"catalogue": catalogue_of(edition), "edition": edition})


@require_safe
def method(request: HttpRequest) -> TemplateResponse:
    edition = current_edition()
    return TemplateResponse(request, "pages/method.html", {"catalogue": catalogue_of(edition), "edition": edition})
