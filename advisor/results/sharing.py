"""Things to share a result's link with: the picture for link previews, and the address as a QR code."""

from io import BytesIO

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from advisor.http.limits import limited
from advisor.models import Evaluation
from advisor.report import report_of
from advisor.results.access import on_shared_result
from advisor.results.card import SITE_CARD, card_of, drawn

QUIET_ZONE = 4  # modules, as the standard asks


@require_safe
@limited("compute")
@on_shared_result
def card(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    report = report_of(evaluation)
    picture = drawn(card_of(report.words.headline, report.analysis.outcome, report.analysis.certainty))
    return HttpResponse(picture, content_type="image/png")


@require_safe
def site_card(request: HttpRequest) -> HttpResponse:
    """Give the picture of all pages that are about no result."""
    return HttpResponse(drawn(SITE_CARD), content_type="image/png")


@require_safe
@limited("compute")
@on_shared_result
def qr_code(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    picture = qr_code_of(settings.PUBLIC_URL + evaluation.result_url())
    return HttpResponse(picture, content_type="image/svg+xml")


def qr_code_of(address: str) -> bytes:
    """Return an address as a QR code in SVG, black on white however dark the page is."""
    file = BytesIO()
    segno.make_qr(address, error="m").save(
        file, "svg", border=QUIET_ZONE, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    return file.getvalue()
