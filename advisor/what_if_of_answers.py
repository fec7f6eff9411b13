"""Other answers as the what-if that comes to the same, so that a changed answer can be tried on a result at once."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from advisor.models import Evaluation
from advisor.what_if_controls import Controls, combined, query_of
from recommender.engine.answer_changes import Change
from recommender.engine.result.what_if import (
    GREATEST_PERCENT,
    WhatIf,
    usual_weight,
    weights_of,
    wins_with,
    with_must_haves,
)
from recommender.engine.types import SKIPPED, Answers, Catalogue


def query_for(evaluation: Evaluation, controls: Controls, framework: str, changes: Sequence[Change]) -> str:
    """Return the address (its query) of the what-if with these answers, in which a framework (slug) wins.

    Nothing where no what-if comes to that: one of answers that rate frameworks themselves, or of more weight than a
    what-if can give. Percentages are whole, so the framework may not win with them; then there is nothing either.
    """
    catalogue, given = evaluation.catalogue, evaluation.answers
    wanted = {**given, **{change.question.slug: change.answer for change in changes}}
    changed = what_if_for(catalogue, given, wanted, controls)
    if changed is None:
        return ""
    # Tried out, because rounding to whole percents may cost the framework its lead.
    wins = wins_with(catalogue, given, combined(controls, changed), framework)
    return query_of(controls, changed) if wins else ""


def what_if_for(catalogue: Catalogue, given: Answers, wanted: Answers, controls: Controls) -> WhatIf | None:
    """Return the what-if that makes the given answers weigh and demand what the wanted ones do; None if none can."""
    eased = tuple(
        line.question.slug for line in controls.must_haves if not wanted[line.question.slug].importance.demands
    )
    demanded = tuple(
        line.question.slug for line in controls.possible_must_haves if wanted[line.question.slug].importance.demands
    )
    start = with_must_haves(catalogue, given, WhatIf(eased=eased, demanded=demanded))
    if demands_of(start) != demands_of(wanted):
        return None
    before, after = weights_of(catalogue, start), weights_of(catalogue, wanted)
    percents = {
        control.criterion.slug: percent_for(
            controls.starts[control.criterion.slug],
            before.get(control.criterion.slug, 0),
            after.get(control.criterion.slug, 0),
            usual=usual_weight(control.criterion),
        )
        for control in controls.weights
    }
    if max(percents.values(), default=0) > GREATEST_PERCENT:
        return None
    changed = {slug: percent for slug, percent in percents.items() if percent != controls.starts[slug]}
    return WhatIf(percents=changed, eased=eased, demanded=demanded)


def demands_of(answers: Answers) -> Mapping[str, tuple[str, ...]]:
    """Return the answers that are must-haves: what is chosen, by the slug of the question."""
    return {slug: answer.chosen for slug, answer in answers.items() if answer != SKIPPED and answer.importance.demands}


def percent_for(start: int, before: int, after: int, *, usual: int) -> int:
    """Return how much of its weight a criterion counts, in percent, if it is to weigh `after` instead of `before`."""
    if before == after:  # as it stands, without rounding: a percentage that nobody changes must not move
        return start
    return round(Fraction(start * after, before)) if before else round(Fraction(100 * after, usual))
