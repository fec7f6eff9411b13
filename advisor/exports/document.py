"""A report as the versioned JSON document: of a result as a file, and of the API. No HTTP, no formula."""

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse

from advisor.addresses import absolute
from advisor.answer_lines import AnswerLine
from advisor.exports.document_schema import (
    SCHEMA_VERSION,
    AddOnPart,
    AnswerPart,
    ChoicePart,
    CriterionPart,
    EditionPart,
    EvidencePart,
    FirstPagePart,
    IntervalPart,
    MissPart,
    NextStepPart,
    OutsideOptionPart,
    RaisedPart,
    RatingPart,
    RatingWithAddOnPart,
    ReadingPart,
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
from advisor.licences import DATA, credit
from advisor.rating_table import CriterionRow, RaisedRating, RatingCell, raised
from advisor.report import Report
from advisor.summary import RULE
from advisor.words.moving import move_to
from advisor.words.next_steps import NextStep
from recommender.editions.serialisation import WHAT_IF, plain
from recommender.engine.add_ons import Mending, mendings
from recommender.engine.interview import chosen_options
from recommender.engine.result.analysis import Analysis
from recommender.engine.result.sensitivity import Interval
from recommender.engine.scoring import Miss, Standing
from recommender.engine.types import SKIPPED, Catalogue, Evidence, Framework, Rating
from recommender.models import Edition

KEPT_FACTS = 2048  # of a few editions: a document cites a thousand facts, many of them several times


def render_json(report: Report) -> str:
    """Return the document as the text of a file: always the same for the same report."""
    # Letters as they are, not as \u escapes, and indented: people open this file, too.
    return result_document(report).model_dump_json(indent=2) + "\n"


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
        edition=edition_part(report.edition),
        rule=RULE,
        license=DATA.url,
        attribution=credit(report.edition.number),
        candidates=report.candidates.name,
        headline=words.headline.title,
        lead=words.headline.lead,
        leaders=slugs(standing.framework for standing in outcome.leaders),
        certainty=certainty_part(report),
        lead_with_add_ons=words.lead_with_add_ons,
        standings=tuple(standing_part(analysis, standing) for standing in outcome.standings),
        next_steps=tuple(map(next_step_part, words.next_steps)),
        ways_to_stay=tuple(map(next_step_part, words.ways_to_stay)),
        answers=tuple(answer_part(outcome.catalogue, line) for line in words.answers),
        what_if=None if report.what_if.is_empty else WhatIfPart.model_validate(plain(WHAT_IF, report.what_if)),
        criteria=tuple(criterion_parts(report)),
        contrasts=contrasts_part(outcome),
        what_would_change_it=what_would_change_part(words),
        win_shares=win_shares_part(words),
        second_opinions=second_opinions_part(words),
        outside_options=tuple(
            OutsideOptionPart(option=item.slug, name=item.name, text=item.text, url=item.url)
            for item in words.outside_options
        ),
    )


def edition_part(edition: Edition) -> EditionPart:
    return EditionPart(
        number=edition.number,
        digest=edition.digest,
        created_at=edition.created_at,
        url=absolute(reverse("edition-json", args=[edition.number])),
    )


def standing_part(analysis: Analysis, standing: Standing) -> StandingPart:
    framework = standing.framework
    return StandingPart(
        rank=standing.rank,
        framework=framework.slug,
        name=framework.name,
        score=number(standing.score),
        score_with_add_ons=number(analysis.with_add_ons.standing_of(framework.slug).score),
        mended_with=tuple(map(add_on_part, mendings(analysis.outcome, framework))),
        move=move_to(analysis.outcome, framework),
        missed=tuple(miss_part(framework, miss) for miss in standing.missed),
    )


def next_step_part(step: NextStep) -> NextStepPart:
    framework = step.framework
    page = framework.first_page
    return NextStepPart(
        framework=framework.slug,
        stays=step.stays,
        first_page=FirstPagePart.model_validate(page, from_attributes=True) if page else None,
        tutorial_url=framework.facts.tutorial_url,
        docs_url=framework.facts.docs_url,
        further_reading=tuple(
            ReadingPart.model_validate(item, from_attributes=True) for item in framework.further_reading
        ),
        needed_add_ons=tuple(add_on_part(item.mending) for item in step.add_ons),
    )


def miss_part(framework: Framework, miss: Miss) -> MissPart:
    own = framework.rating_of.get(miss.criterion.slug)
    return MissPart(
        question=miss.question.slug,
        criterion=miss.criterion.slug,
        least=miss.least,
        rating=own.value if own else 0,
        high=own.high if own else 0,
        with_add_on=rating_with_add_on_part(framework, raised(framework, miss.criterion.slug)),
    )


def add_on_part(mending: Mending) -> AddOnPart:
    add_on = mending.add_on
    return AddOnPart(
        add_on=add_on.slug,
        name=add_on.name,
        summary=add_on.summary,
        install=add_on.install,
        docs_url=add_on.docs_url,
        latest_version=add_on.latest_version,
        latest_release=add_on.latest_release,
        licence=add_on.licence,
        raises=tuple(RaisedPart(criterion=criterion.slug, value=rating.value) for criterion, rating in mending.ratings),
        needed_for_must_haves=tuple(question.slug for question in mending.must_haves),
    )


def rating_with_add_on_part(framework: Framework, raised: RaisedRating | None) -> RatingWithAddOnPart | None:
    if raised is None:
        return None
    rating = raised.rating
    return RatingWithAddOnPart(
        add_on=raised.add_on.slug,
        name=raised.add_on.name,
        value=rating.value,
        low=rating.low,
        high=rating.high,
        rationale=rating.rationale,
        evidence=evidence_parts(framework, rating),
    )


def evidence_parts(framework: Framework, rating: Rating) -> tuple[EvidencePart, ...]:
    return tuple(map(evidence_part, framework.cited(rating)))


@lru_cache(KEPT_FACTS)
def evidence_part(fact: Evidence) -> EvidencePart:
    return EvidencePart.model_validate(fact, from_attributes=True)


def answer_part(catalogue: Catalogue, line: AnswerLine) -> AnswerPart:
    question, answer = line.question, line.answer
    is_answered = answer is not None and not answer.is_skip
    return AnswerPart(
        question=question.slug,
        text=question.text,
        state="open" if answer is None else "answered" if is_answered else "skipped",
        chosen=tuple(
            ChoicePart(slug=option.slug, text=option.text)
            for option in chosen_options(catalogue, question, answer or SKIPPED)
        ),
        importance=answer.importance if answer and is_answered else None,
        counts=line.counts,
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
    return RatingPart(
        framework=cell.framework.slug,
        value=cell.value or 0,
        low=rating.low if rating else None,
        high=rating.high if rating else None,
        rationale=rating.rationale if rating else "",
        evidence=evidence_parts(cell.framework, rating) if rating else (),
        with_add_on=rating_with_add_on_part(cell.framework, cell.raised),
    )
