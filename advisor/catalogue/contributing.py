"""How all forms are answered with which visitors contribute: stored once and thanked for, or shown again."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse

from advisor.catalogue.contribution_form import ContributionForm
from advisor.http.limits import seconds_to_wait

SENT = "sent"
LIMIT = "contribute"
"""One limit for all of them: what it saves is a reviewer's time."""


def is_sent(request: HttpRequest) -> bool:
    """Tell whether a page is asked for that thanks, after something was sent."""
    return request.method != "POST" and SENT in request.GET


def answer_form(
    request: HttpRequest,
    form: ContributionForm,
    store: Callable[..., None],
    *,
    template: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """Hand what was written to `store`, by the names of its fields, and lead to the page that thanks.

    Or show the form, with what speaks against it. What a machine did is thrown away, and it is not told so.
    """
    # Only what could be sent is counted: who mends a form several times is not locked out by it.
    wait = seconds_to_wait(LIMIT, request) if form.is_valid() else 0
    if wait:
        form.add_error(None, f"{too_many(wait)} What you wrote is still below.")
    if form.is_valid():
        if not form.is_by_a_machine:
            store(**form.written)
        # By a redirect: reloading the page that thanks must not send it again.
        return redirect(f"{request.path}?{SENT}")
    status = 429 if wait else 422 if form.errors else 200
    page = TemplateResponse(request, template, {**context, "form": form}, status=status)
    if wait:
        page["Retry-After"] = str(wait)
    return page


def too_many(wait: int) -> str:
    """Return why nothing was sent, and in how many seconds it can be."""
    times, minutes = settings.LIMITS[LIMIT][0], ceil(wait / 60)
    return (
        f"{times} disputes, proposals and suggestions an hour can come from one network, so that the queue is not "
        f"flooded. Nothing was sent: try again in {minutes} minute{pluralize(minutes)}."
    )
