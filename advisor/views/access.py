"""Who may come to which evaluation: its owner by the edit key, everybody else to its result by the share id."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from advisor import runs
from advisor.models import Evaluation

Rest = ParamSpec("Rest")


def owned(edit_key: str) -> Evaluation:
    """The evaluation with this edit key. Errors: Http404."""
    try:
        return runs.owned(edit_key)
    except runs.UnknownError as error:
        raise Http404(str(error)) from error


def on_shared_result(
    view: Callable[Concatenate[HttpRequest, Evaluation, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the finished evaluation with the share id of its address; say so where there is none, or no more."""

    @wraps(view)
    def respond(request: HttpRequest, share_id: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            evaluation = runs.shared(share_id)
        except runs.DeletedError:
            return render(request, "410.html", status=410)
        except runs.UnknownError as error:
            raise Http404(str(error)) from error
        return view(request, evaluation, *args, **kwargs)

    return respond
