"""What a report finds beside its ranking, as parts of the document. No HTTP, no formula."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from advisor.exports.document_findings import (
    AnswerContrastPart,
    CertaintyPart,
    ContrastsPart,
    CriterionContrastPart,
    DoubtsPart,
    OpinionPart,
    PositionPart,
    SecondOpinionsPart,
    TolerancePart,
    VerdictPart,
    WhyNotPart,
    WinSharesPart,
)
from advisor.exports.document_parts import Number
from advisor.words.robustness import odds, second_opinions
from advisor.words.verdict import surety
from advisor.words.what_would_change import doubts
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.explain import contrast_by_answer, contrast_by_criterion
from recommender.engine.scoring import Outcome
from recommender.engine.types import Framework

if TYPE_CHECKING:
    from recommender.engine.result.other_methods import Opinion

DECIMALS = 6


def number(value: Fraction) -> Number:
    return Number(exact=str(value), decimal=round(float(value), DECIMALS))


def slugs(frameworks: Iterable[Framework]) -> tuple[str, ...]:
    return tuple(framework.slug for framework in frameworks)


def certainty_of(analysis: Analysis) -> CertaintyPart | None:
    sure = analysis.certainty
    if sure is None:
        return None
    return CertaintyPart(
        band=sure.band,
        is_lowered=sure.is_lowered,
        sentence=surety(analysis.outcome, sure),
        tolerances=tuple(
            TolerancePart(rival=item.rival.framework.slug, share=number(item.share), are_alike=item.are_alike)
            for item in sure.tolerances
        ),
        together=slugs(standing.framework for standing in sure.together),
    )


def contrasts_of(outcome: Outcome) -> ContrastsPart | None:
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


def doubts_of(analysis: Analysis) -> DoubtsPart | None:
    found = doubts(analysis)
    if found is None:
        return None
    return DoubtsPart(
        why_not=tuple(WhyNotPart(framework=item.slug, sentence=sentence) for item, sentence in found.why_not),
        changes=found.changes,
        limits=found.limits,
        safe=found.safe,
    )


def win_shares_of(analysis: Analysis) -> WinSharesPart | None:
    found = odds(analysis)
    if found is None:
        return None
    return WinSharesPart(
        draws=found.robustness.draws,
        positions=tuple(
            PositionPart(
                framework=position.framework.slug,
                acceptability=position.acceptability,
                wins=dict(position.wins),
                low=position.low,
                high=position.high,
                sentence=sentence,
            )
            for position, sentence in zip(found.robustness.positions, found.views, strict=True)
        ),
    )


def second_opinions_of(analysis: Analysis) -> SecondOpinionsPart | None:
    found = second_opinions(analysis)
    if found is None:
        return None
    return SecondOpinionsPart(
        agreement=found.agreement, is_partial=found.is_partial, opinions=tuple(map(opinion_of, found.opinions))
    )


def opinion_of(opinion: Opinion) -> OpinionPart:
    return OpinionPart(
        method=opinion.method.value,
        verdicts=tuple(
            VerdictPart(framework=item.framework.slug, rank=item.rank, value=item.value) for item in opinion.ranking
        ),
        proposed=slugs(opinion.proposed),
    )
