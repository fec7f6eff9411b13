"""A result to take along: as a file in one of the registered forms."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import get_text_list
from django.views.decorators.http import require_safe

from advisor.exports import EXPORTS, FILES, STYLES, file_name
from advisor.http.limits import limited
from advisor.http.responses import LICENSED
from advisor.models import Evaluation
from advisor.report import report_of
from advisor.results.access import on_shared_result


@require_safe
@limited("compute")
@on_shared_result
def file(request: HttpRequest, evaluation: Evaluation, key: str) -> HttpResponse:
    if key not in FILES:
        raise Http404(f"A result can be had as {get_text_list([f'.{name}' for name in FILES], 'or')}.")
    return attachment(evaluation, key)


@require_safe
@limited("compute")
@on_shared_result
def decision_record(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    # The same style twice is one wish; two styles are none that could be fulfilled.
    wanted = set(request.GET.getlist("style")) or {STYLES[0]}
    if len(wanted) > 1 or not wanted <= set(STYLES):
        raise Http404(f"A decision record comes in one of these styles: {get_text_list(list(STYLES), 'or')}.")
    return attachment(evaluation, wanted.pop())


def attachment(evaluation: Evaluation, key: str) -> HttpResponse:
    """Return a form of a result as a file to keep; never shown in place, as none of it is a page."""
    export = EXPORTS[key]
    return HttpResponse(
        export.render(report_of(evaluation)),
        content_type=f"{export.media_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(evaluation.title, key)}"',
            **LICENSED,
        },
    )
