"""Findings of a report beside its ranking, as parts of the document. No HTTP, no formula."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.exports.document_findings import (
    AnswerContrastPart,
    CertaintyPart,
    ContrastsPart,
    CriterionContrastPart,
    Number,
    OpinionPart,
    PositionPart,
    SecondOpinionsPart,
    TolerancePart,
    VerdictPart,
    WhatWouldChangePart,
    WhyNotPart,
    WinSharesPart,
)
from advisor.report import Report
from advisor.words.result import ResultWords
from recommender.engine.result.explain import contrast_by_answer, contrast_by_criterion
from recommender.engine.scoring import Outcome
from recommender.engine.types import Framework

if TYPE_CHECKING:
    from recommender.engine.result.other_methods import Opinion

SHOWN_DECIMALS = 6


def number(value: Fraction) -> Number:
    return Number(exact=str(value), decimal=round(float(value), SHOWN_DECIMALS))


def slugs(frameworks: Iterable[Framework]) -> tuple[str, ...]:
    return tuple(framework.slug for framework in frameworks)


def certainty_part(report: Report) -> CertaintyPart | None:
    sure = report.analysis.certainty
    if sure is None:
        return None
    return CertaintyPart(
        band=sure.band,
        is_lowered=sure.is_lowered,
        sentence=report.words.surety,
        tolerances=tuple(
            TolerancePart(rival=item.rival.framework.slug, share=number(item.share), are_alike=item.are_alike)
            for item in sure.tolerances
        ),
        together=slugs(standing.framework for standing in sure.together),
    )


def contrasts_part(outcome: Outcome) -> ContrastsPart | None:
    if not outcome.leaders or len(outcome.standings) < 2:
        return None
    first, second = outcome.standings[:2]
    pair = (first.framework.slug, second.framework.slug)
    return ContrastsPart(
        first=pair[0],
        second=pair[1],
        gap=number(first.score - second.score),
        by_criterion=tuple(
            CriterionContrastPart(criterion=item.criterion.slug, points=number(item.points))
            for item in contrast_by_criterion(outcome, *pair)
        ),
        by_answer=tuple(
            AnswerContrastPart(question=item.question.slug, points=number(item.points))
            for item in contrast_by_answer(outcome, *pair)
        ),
    )


def what_would_change_part(words: ResultWords) -> WhatWouldChangePart | None:
    found = words.what_would_change
    if found is None:
        return None
    return WhatWouldChangePart(
        why_not=tuple(WhyNotPart(framework=item.slug, sentence=sentence) for item, sentence in found.why_not),
        changes=found.changes,
        limits=found.limits,
        safe=found.safe,
    )


def win_shares_part(words: ResultWords) -> WinSharesPart | None:
    found = words.win_shares
    if found is None:
        return None
    return WinSharesPart(
        draws=found.robustness.draws,
        summary=found.summary,
        positions=tuple(
            PositionPart(
                framework=position.framework.slug,
                acceptability=position.acceptability,
                wins=dict(position.wins),
                low=position.low,
                high=position.high,
                sentence=sentence,
            )
            for position, sentence in zip(found.robustness.positions, found.sentences, strict=True)
        ),
    )


def second_opinions_part(words: ResultWords) -> SecondOpinionsPart | None:
    found = words.other_methods
    if found is None:
        return None
    return SecondOpinionsPart(
        agreement=found.agreement, is_partial=found.is_partial, opinions=tuple(map(opinion_part, found.opinions))
    )


def opinion_part(opinion: Opinion) -> OpinionPart:
    return OpinionPart(
        method=opinion.method.value,
        verdicts=tuple(
            VerdictPart(framework=item.framework.slug, rank=item.rank, value=item.value) for item in opinion.ranking
        ),
        proposed=slugs(opinion.proposed),
    )
