"""All that a what-if can change on a result: weights, frameworks and must-haves. No HTTP, no formula."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from advisor.answer_lines import AnswerLine, answer_line
from advisor.models import Evaluation
from recommender.engine.result.what_if import WeightControl, WhatIf, possible_must_haves, weight_controls
from recommender.engine.types import Framework


@dataclass(frozen=True, slots=True)
class Controls:
    """Everything that can be changed on a result, and where each weight stands there (percent, by criterion).

    `stored` is what the result was itself kept from. `must_haves` are the answers that are one, and
    `possible_must_haves` those that could be.
    """

    stored: WhatIf
    weights: tuple[WeightControl, ...]
    starts: Mapping[str, int]
    frameworks: tuple[Framework, ...]
    must_haves: tuple[AnswerLine, ...]
    possible_must_haves: tuple[AnswerLine, ...]


def controls_of(evaluation: Evaluation) -> Controls:
    """Return what can be changed on a finished evaluation's result."""
    catalogue, answers, stored = evaluation.catalogue, evaluation.answers, evaluation.what_if
    found = weight_controls(catalogue, answers)
    demandable = [
        answer_line(catalogue, question, answers[question.slug]) for question in possible_must_haves(catalogue, answers)
    ]
    return Controls(
        stored,
        found,
        {control.criterion.slug: stored.percents.get(control.criterion.slug, control.start) for control in found},
        tuple(item for item in catalogue.frameworks if item.slug not in stored.dropped),
        tuple(line for line in demandable if answers[line.question.slug].importance.demands),
        tuple(line for line in demandable if not answers[line.question.slug].importance.demands),
    )


def combined(controls: Controls, changed: WhatIf) -> WhatIf:
    """Return what a result was kept from with what is changed on it, but nothing that is as the answers make it."""
    natural = {control.criterion.slug: control.start for control in controls.weights}
    percents = {**controls.stored.percents, **changed.percents}
    return WhatIf(
        percents={slug: percent for slug, percent in percents.items() if percent != natural.get(slug)},
        dropped=(*controls.stored.dropped, *changed.dropped),
        eased=changed.eased,
        demanded=changed.demanded,
        # Decided when the first what-if was kept, and only added to since: decision 10.
        added=None if controls.stored.added is None else (*controls.stored.added, *newly_added(controls, changed)),
    )


def newly_added(controls: Controls, changed: WhatIf) -> list[str]:
    """Return the criteria (slugs) without weight by answers that get some only now."""
    return [
        control.criterion.slug
        for control in controls.weights
        if not control.start and changed.percents.get(control.criterion.slug)
    ]


def weight_name(criterion: str) -> str:
    """Return the name of a criterion's (slug's) field and parameter."""
    return f"w-{criterion}"


def query_of(controls: Controls, changed: WhatIf) -> str:
    """Return the one way to write changes of a result in an address: the differences, in the controls' order."""
    return urlencode(list(parameters_of(controls, changed)))


def parameters_of(controls: Controls, changed: WhatIf) -> Iterator[tuple[str, object]]:
    # In one order always: equal what-ifs have equal addresses, for links and caches.
    for control in controls.weights:
        if control.criterion.slug in changed.percents:
            yield weight_name(control.criterion.slug), changed.percents[control.criterion.slug]
    for name, slugs in (("drop", changed.dropped), ("ease", changed.eased), ("demand", changed.demanded)):
        yield from ((name, slug) for slug in slugs)
