"""A finished evaluation's result: frozen, cacheable, without a cookie."""

from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.answer_lines import AnswerLine
from advisor.candidates import Candidates, candidates_in
from advisor.charts import comparison
from advisor.exports import STYLES, export_path, links
from advisor.http.limits import limited
from advisor.http.responses import edition_for
from advisor.models import Evaluation
from advisor.report import Report, basis_on, report_of
from advisor.results.access import on_shared_result
from advisor.results.alternatives import alternatives, ways_out
from advisor.results.badge import badge_of
from advisor.words.catalogue_changes import ChangesSince, changes_since
from recommender.editions.stored import EditionError
from recommender.engine.result.analysis import Analysis
from recommender.engine.scoring import Outcome, Standing, recommend
from recommender.models import Edition

SHOWN_IN_FULL = 5
"""Of so many frameworks at most the ratings stand in the table with bars and links."""


@require_safe
@limited("compute")
@on_shared_result
def result(request: HttpRequest, evaluation: Evaluation) -> TemplateResponse:
    report, today = report_of(evaluation), edition_for(request)
    outcome = report.analysis.outcome
    wished, is_pair_wished = wished_pair(outcome, request.GET), bool({"a", "b"} & request.GET.keys())
    context = {
        "evaluation": evaluation,
        "report": report,
        "outcome": outcome,
        "words": report.words,
        "band_class": report.words.band.partition(" ")[0].lower(),
        "alternatives": () if report.words.no_match else alternatives(evaluation, report),
        "ways_out": ways_out(evaluation, report) if report.words.no_match else (),
        "comparison": comparison(outcome, *wished) if wished else report.words.comparison,
        "pair_share": pair_share(report.analysis, *(wished or outcome.standings[:2])),
        "is_pair_wished": is_pair_wished,
        "is_wish_vain": is_pair_wished and not wished,
        # Every rating's own address, a dozen a row, would be a quarter of the page; a criterion's page has them all.
        "is_wide": len(outcome.standings) > SHOWN_IN_FULL,
        "lines": lines_to_change(evaluation, report),
        "badge": badge_of(report.words.headline),
        "exports": links(evaluation),
        "decision_record": export_path(evaluation, STYLES[0]),
        "since": changed_since(evaluation, report, today),
        "others": others_in(today, evaluation),
    }
    return TemplateResponse(request, "results/result.html", context)


def others_in(today: Edition, evaluation: Evaluation) -> Candidates | None:
    """Return today's candidates, which a copy may take instead; None if today's edition cannot be read."""
    try:
        return candidates_in(today, is_wide=evaluation.is_wide)
    except EditionError:  # as below
        return None


def changed_since(evaluation: Evaluation, report: Report, today: Edition) -> ChangesSince | None:
    """Return what changed in the catalogue since; None if today's edition is its own, or cannot be read."""
    if today == evaluation.edition:  # the usual case, which costs no second ranking
        return None
    try:
        contributions, answers = basis_on(today, evaluation)
    except EditionError:  # this result can be told all the same, as while nodes are upgraded one by one
        return None
    now = recommend(contributions.catalogue, answers)
    return changes_since(report.analysis.outcome, now, report.analysis.answers, today)


def wished_pair(outcome: Outcome, query: QueryDict) -> tuple[Standing, ...]:
    """Return the two standings that `?a=…&b=…` asks to compare, the better one first; none unless they are two."""
    wished = {query.get("a"), query.get("b")}
    # In the order of the ranking, whichever was named first: the page tells why the one is ahead.
    found = tuple(standing for standing in outcome.standings if standing.framework.slug in wished)
    return found if len(found) == 2 else ()


def pair_share(analysis: Analysis, *pair: Standing) -> float | None:
    """Return in what share of the draws the first of a pair came before the second; None if there is none to tell."""
    if len(pair) < 2 or not analysis.robustness or any(item.missed for item in pair):
        return None
    ahead, behind = (item.framework.slug for item in pair)
    wins = {position.framework.slug: position.wins for position in analysis.robustness.positions}
    return wins[ahead][behind]


def lines_to_change(evaluation: Evaluation, report: Report) -> list[tuple[AnswerLine, str]]:
    """Return the answers, each with the address that changes it in a copy; none for what a what-if added."""
    # A what-if may add a question that stands for the visitor's wish, and that nobody can be asked: decision 10.
    change, asked = reverse("change", args=[evaluation.share_id]), report.catalogue.question_of
    return [
        (line, f"{change}?question={line.question.slug}" if line.question.slug in asked else "")
        for line in report.words.answers
    ]
