"""Things to share a result's link with: the picture for link previews, the address as a QR code, and the badge."""

from io import BytesIO

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from advisor import evaluations
from advisor.addresses import absolute
from advisor.evaluations import DeletedError
from advisor.http.limits import limited
from advisor.http.responses import FOR_ALL_SITES, SHARED
from advisor.models import Evaluation
from advisor.report import basis_of, report_of
from advisor.results.access import on_shared_result
from advisor.results.badge import DELETED, PADDING, Badge, badge_of, for_shields
from advisor.results.card import SITE_CARD, card_of, drawn
from advisor.words.verdict import headline
from recommender.engine.result.analysis import assess

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
    picture = qr_code_of(absolute(evaluation.result_url()))
    return HttpResponse(picture, content_type="image/svg+xml")


def qr_code_of(address: str) -> bytes:
    """Return an address as a QR code in SVG, black on white however dark the page is."""
    file = BytesIO()
    segno.make_qr(address, error="m").save(
        file, "svg", border=QUIET_ZONE, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    return file.getvalue()


@require_safe
@limited("compute")
def badge(request: HttpRequest, share_id: str) -> HttpResponse:
    context = {"badge": badge_at(share_id), "padding": PADDING}
    return for_readmes(render(request, "results/badge.svg", context, content_type="image/svg+xml"))


@require_safe
@limited("compute")
def badge_endpoint(request: HttpRequest, share_id: str) -> HttpResponse:
    told = for_shields(badge_at(share_id))
    return for_readmes(JsonResponse(told, json_dumps_params={"ensure_ascii": False}, headers=FOR_ALL_SITES))


def badge_at(share_id: str) -> Badge:
    """Return the badge of a result, also of one that was deleted. Errors: UnknownError."""
    try:
        evaluation = evaluations.shared(share_id)
    except DeletedError:
        return DELETED
    found = assess(*basis_of(evaluation))  # not `analyse`: its draws would be for nothing
    return badge_of(headline(found.outcome, found.certainty))


def for_readmes(response: HttpResponse) -> HttpResponse:
    """Let proxies keep a badge for a minute, even if it says “deleted”: a 200, though its result may be gone."""
    response["Cache-Control"] = SHARED  # decision 39
    return response
