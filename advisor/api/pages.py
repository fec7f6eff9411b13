"""The page that describes the API to people."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@require_safe
def docs(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "ninja/swagger.html")
