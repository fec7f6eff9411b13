"""Whether a result follows from its edition, recomputed from what everybody can download."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.exports.document import render_json
from advisor.http.limits import limited
from advisor.models import Evaluation
from advisor.report import report_of
from advisor.results.access import on_shared_result
from advisor.verification.findings import NOT_COMPARED, Verification, document_in, verify
from recommender.models import Edition


@require_safe
@limited("compute")
@on_shared_result
def verify_result(request: HttpRequest, evaluation: Evaluation) -> TemplateResponse:
    number = evaluation.edition.number
    context = {
        "evaluation": evaluation,
        "found": verification_of(evaluation),
        "not_compared": NOT_COMPARED,
        "address": absolute(evaluation.result_url()),
        "edition_address": absolute(reverse("edition-json", args=[number])),
    }
    return TemplateResponse(request, "results/verify.html", context)


def verification_of(evaluation: Evaluation) -> Verification:
    """Recompute a finished evaluation's document from the bytes that its edition's address sends.

    Errors: EditionError, NotVerifiableError.
    """
    document = document_in(render_json(report_of(evaluation)).encode())
    content = Edition.objects.values_list("content", flat=True).get(pk=evaluation.edition_id)
    return verify(document, content.encode())
