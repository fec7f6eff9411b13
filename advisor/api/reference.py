"""The page that shows people how to ask the API, and lists all its addresses."""

import json

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.api.bodies import EXAMPLE


@require_safe
def api_docs(request: HttpRequest) -> TemplateResponse:
    answers = ",\n  ".join(f"{json.dumps(question)}: {json.dumps(answer)}" for question, answer in EXAMPLE.items())
    context = {"recommend_url": absolute(reverse("api:recommend")), "answers": answers}
    # Of all that is under /api/ this is for people, who may find it by searching.
    return TemplateResponse(request, "pages/api.html", context, headers={"X-Robots-Tag": "all"})
