"""A report as the versioned JSON document: of a result as a file, and of the API. No HTTP, no formula."""

import json
from collections.abc import Iterator

from advisor.answer_lines import AnswerLine
from advisor.exports.document_schema import (
    SCHEMA_VERSION,
    AnswerPart,
    ChoicePart,
    CriterionPart,
    EditionPart,
    EvidencePart,
    IntervalPart,
    MissPart,
    RatingPart,
    ResultDocument,
    StandingPart,
    WhatIfPart,
)
from advisor.exports.findings import (
    certainty_part,
    contrasts_part,
    number,
    second_opinions_part,
    slugs,
    what_would_change_part,
    win_shares_part,
)
from advisor.rating_table import CriterionRow, RatingCell
from advisor.report import Report
from recommender.editions.serialisation import WHAT_IF, plain
from recommender.engine.interview import options
from recommender.engine.result.sensitivity import Interval
from recommender.engine.scoring import Standing
from recommender.engine.types import Catalogue


def render_json(report: Report) -> str:
    """Return the document as the text of a file: always the same for the same report."""
    # Letters as they are, not as \u escapes: people open this file, too.
    return json.dumps(result_document(report).model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def result_document(report: Report) -> ResultDocument:
    """Return the whole report as a document."""
    analysis, words = report.analysis, report.words
    outcome = analysis.outcome
    return ResultDocument(
        schema_version=SCHEMA_VERSION,
        title=report.title,
        note=report.note,
        url=report.url or None,
        origin_url=report.origin_url or None,
        finished_at=report.finished_at,
        edition=EditionPart.model_validate(report.edition, from_attributes=True),
        headline=words.headline.title,
        lead=words.headline.lead,
        leaders=slugs(standing.framework for standing in outcome.leaders),
        certainty=certainty_part(report),
        standings=tuple(map(standing_part, outcome.standings)),
        answers=tuple(answer_part(outcome.catalogue, line) for line in words.answers),
        what_if=None if report.what_if.is_empty else WhatIfPart.model_validate(plain(WHAT_IF, report.what_if)),
        criteria=tuple(criterion_parts(report)),
        contrasts=contrasts_part(outcome),
        what_would_change_it=what_would_change_part(words),
        win_shares=win_shares_part(words),
        second_opinions=second_opinions_part(words),
    )


def standing_part(standing: Standing) -> StandingPart:
    return StandingPart(
        rank=standing.rank,
        framework=standing.framework.slug,
        name=standing.framework.name,
        score=number(standing.score),
        missed=tuple(
            MissPart(
                question=miss.question.slug,
                criterion=miss.criterion.slug,
                least=miss.least,
                rating=miss.rating,
                high=miss.high,
            )
            for miss in standing.missed
        ),
    )


def answer_part(catalogue: Catalogue, line: AnswerLine) -> AnswerPart:
    question, answer = line.question, line.answer
    is_answered = answer is not None and not answer.is_skip
    return AnswerPart(
        question=question.slug,
        text=question.text,
        state="open" if answer is None else "answered" if is_answered else "skipped",
        chosen=tuple(
            ChoicePart(slug=option.slug, text=option.text)
            for option in options(catalogue, question)
            if answer and option.slug in answer.chosen
        ),
        importance=answer.importance if answer and is_answered else None,
    )


def criterion_parts(report: Report) -> Iterator[CriterionPart]:
    """Yield the criteria that count, what weighs most first."""
    weights = report.analysis.outcome.weights
    intervals = {item.criterion.slug: item for item in report.analysis.intervals}
    for row in report.words.criteria:
        yield criterion_part(row, weights[row.criterion.slug], intervals.get(row.criterion.slug))


def criterion_part(row: CriterionRow, weight: int, interval: Interval | None) -> CriterionPart:
    return CriterionPart(
        criterion=row.criterion.slug,
        name=row.criterion.name,
        group=row.criterion.group,
        weight=weight,
        share=number(row.share),
        stays_in_front=IntervalPart(
            low=number(interval.low), high=None if interval.high is None else number(interval.high)
        )
        if interval
        else None,
        ratings=tuple(map(rating_part, row.cells)),
    )


def rating_part(cell: RatingCell) -> RatingPart:
    rating = cell.rating
    facts = cell.framework.cited(rating) if rating else ()
    return RatingPart(
        framework=cell.framework.slug,
        value=cell.value or 0,
        low=rating.low if rating else None,
        high=rating.high if rating else None,
        rationale=rating.rationale if rating else "",
        evidence=tuple(EvidencePart.model_validate(fact, from_attributes=True) for fact in facts),
    )
