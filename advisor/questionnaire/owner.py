"""The owner's page of an evaluation: go on, name it, put a note on it, delete it. Its address is the edit key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from advisor import evaluations
from advisor.addresses import absolute
from advisor.http.kept.store import forget_result
from advisor.http.responses import get_or_post
from advisor.questionnaire.forms import DescriptionForm


@get_or_post
@never_cache
def owner(request: HttpRequest, edit_key: str) -> HttpResponse:
    evaluation = evaluations.owned(edit_key)
    posted = request.POST if request.method == "POST" else None
    form = DescriptionForm(posted, initial={"title": evaluation.title, "note": evaluation.note})
    if form.is_valid():
        evaluations.describe(edit_key, **form.cleaned_data)
        forget_result(evaluation.share_id)
        return redirect(f"{evaluation.owner_url()}?saved")  # or reloading the page would send the form again
    context = {
        "evaluation": evaluation,
        "form": form,
        "is_saved": "saved" in request.GET,
        "owner_url": absolute(evaluation.owner_url()),
        "public_url": absolute(evaluation.result_url()) if evaluation.is_finished else "",
        "upcoming": None if evaluation.is_finished else evaluations.upcoming_question(evaluation),
    }
    return TemplateResponse(request, "questionnaire/owner.html", context, status=422 if form.errors else 200)


@get_or_post
@never_cache
def delete(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Ask whether to delete; a POST does it, and leads to what everybody sees at the result's address from then on."""
    evaluation = evaluations.owned(edit_key)
    if request.method == "POST":
        evaluations.delete(edit_key)
        forget_result(evaluation.share_id)
        gone = redirect(evaluation.result_url() if evaluation.is_finished else "home")
        gone["Clear-Site-Data"] = '"cache"'  # or this browser's Back button would still show it
        return gone
    return TemplateResponse(request, "questionnaire/delete.html", {"evaluation": evaluation})
