"""Access to a result by its share id, for everybody. Its owner comes to an evaluation by `evaluations.owned`."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from advisor import evaluations
from advisor.models import Evaluation

Rest = ParamSpec("Rest")


def on_shared_result(
    view: Callable[Concatenate[HttpRequest, Evaluation, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the finished evaluation with the share id of its address.

    Where there is none, or no more, `ExplainMissing` answers.
    """

    @wraps(view)
    def respond(request: HttpRequest, share_id: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        return view(request, evaluations.shared(share_id), *args, **kwargs)

    return respond
