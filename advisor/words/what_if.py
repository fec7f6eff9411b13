"""A what-if in words: what it changes, one clause each. No HTTP, no formula."""

from collections.abc import Iterator

from advisor.models import Evaluation
from advisor.report import Report
from recommender.editions.current import catalogue_of
from recommender.engine.phrases import listed
from recommender.engine.result.what_if import AS_ANSWERED, WhatIf, dials
from recommender.engine.types import Answers, Catalogue


def adjustments(report: Report) -> tuple[str, ...]:
    """What the what-if that a result was kept from changes; nothing for a result of answers alone."""
    return in_words(catalogue_of(report.edition), report.analysis.answers, report.what_if)


def adjustments_of(evaluation: Evaluation) -> tuple[str, ...]:
    """The same of an evaluation that may not be finished yet."""
    return in_words(catalogue_of(evaluation.edition), evaluation.answers, evaluation.what_if)


def in_words(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> tuple[str, ...]:
    """What a what-if changes: weights, what weighs most first, then frameworks, then must-haves."""
    return (
        *weights_in_words(catalogue, answers, what_if),
        *frameworks_in_words(catalogue, what_if),
        *(f"{quoted(catalogue, slug)} is a must-have" for slug in what_if.demanded if slug in catalogue.question_of),
        *(f"{quoted(catalogue, slug)} is no must-have" for slug in what_if.eased if slug in catalogue.question_of),
    )


def weights_in_words(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> Iterator[str]:
    """How much criteria count, beside what the answers give them."""
    for dial in dials(catalogue, answers):
        percent, name = what_if.percents.get(dial.criterion.slug, dial.start), dial.criterion.name
        if percent == dial.start:
            continue
        if not percent:
            yield f"{name} counts for nothing"
        elif dial.start == AS_ANSWERED:
            yield f"{name} counts {percent}\u00a0% of what the answers give it"
        else:
            yield f"{name} counts too, {percent}\u00a0% of what one answer usually gives"


def frameworks_in_words(catalogue: Catalogue, what_if: WhatIf) -> Iterator[str]:
    """Which frameworks are left out."""
    names = [framework.name for framework in catalogue.frameworks if framework.slug in what_if.dropped]
    if names:
        yield f"{listed(names)} {'is' if len(names) == 1 else 'are'} left out"


def quoted(catalogue: Catalogue, slug: str) -> str:
    return f"“{catalogue.question_of[slug].text}”"
