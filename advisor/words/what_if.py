"""A what-if in words: what it changes, one clause each. No HTTP, no formula."""

from collections.abc import Iterator

from django.utils.text import get_text_list

from recommender.engine.result.what_if import AS_ANSWERED, WhatIf, weight_controls
from recommender.engine.types import Answers, Catalogue


def adjustments(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> tuple[str, ...]:
    """Return what a what-if changes: weights, what weighs most first, then frameworks, then must-haves."""
    return (
        *adjusted_weights(catalogue, answers, what_if),
        *left_out(catalogue, what_if),
        *(
            f"{quoted_question(catalogue, slug)} is a must-have"
            for slug in what_if.demanded
            if slug in catalogue.question_of
        ),
        *(f"{quoted_question(catalogue, slug)} is optional" for slug in what_if.eased if slug in catalogue.question_of),
    )


def adjusted_weights(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> Iterator[str]:
    """Yield how much criteria count, beside what the answers give them."""
    # Only criteria with a control: a percentage of any other one would change nothing (decision 10).
    for control in weight_controls(catalogue, answers) if what_if.percents else ():
        percent, name = what_if.percents.get(control.criterion.slug, control.start), control.criterion.name
        if percent == control.start:
            continue  # as the answers make it
        if not percent:
            yield f"{name} counts for nothing"
        elif control.start == AS_ANSWERED:
            yield f"{name} counts {percent}\u00a0% of what the answers give it"
        else:
            yield f"{name} counts too, {percent}\u00a0% of what one answer usually gives"


def left_out(catalogue: Catalogue, what_if: WhatIf) -> Iterator[str]:
    """Yield which frameworks are left out, if any."""
    names = [framework.name for framework in catalogue.frameworks if framework.slug in what_if.dropped]
    if names:
        yield f"{get_text_list(names, 'and')} {'is' if len(names) == 1 else 'are'} left out"


def quoted_question(catalogue: Catalogue, slug: str) -> str:
    return f"“{catalogue.question_of[slug].text}”"
