"""What can be changed on a result in a what-if: the dials, the frameworks and the must-haves. No HTTP, no formula."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from advisor.charts import AnswerLine, chosen_texts
from advisor.models import Evaluation
from recommender.editions.current import catalogue_of
from recommender.engine.result.what_if import Dial, WhatIf, dials, possible_must_haves
from recommender.engine.types import Framework


@dataclass(frozen=True, slots=True)
class Panel:
    """What can be changed on a result, and where each dial stands there (percent, by criterion).

    `stored` is what the result was itself kept from. `given` are the answers that are a must-have, `possible` those
    that could be one.
    """

    stored: WhatIf
    dials: tuple[Dial, ...]
    starts: Mapping[str, int]
    frameworks: tuple[Framework, ...]
    given: tuple[AnswerLine, ...]
    possible: tuple[AnswerLine, ...]


def panel_of(evaluation: Evaluation) -> Panel:
    """What can be changed on a finished evaluation's result."""
    catalogue, answers, stored = catalogue_of(evaluation.edition), evaluation.answers, evaluation.what_if
    found = dials(catalogue, answers)
    demandable = [
        AnswerLine(question, answers[question.slug], chosen_texts(catalogue, question, answers[question.slug]))
        for question in possible_must_haves(catalogue, answers)
    ]
    return Panel(
        stored,
        found,
        {dial.criterion.slug: stored.percents.get(dial.criterion.slug, dial.start) for dial in found},
        tuple(item for item in catalogue.frameworks if item.slug not in stored.dropped),
        tuple(line for line in demandable if answers[line.question.slug].importance.demands),
        tuple(line for line in demandable if not answers[line.question.slug].importance.demands),
    )


def together(panel: Panel, changed: WhatIf) -> WhatIf:
    """What a result was kept from and what is changed on it, both at once; nothing that is as the answers make it."""
    natural = {dial.criterion.slug: dial.start for dial in panel.dials}
    percents = {**panel.stored.percents, **changed.percents}
    return WhatIf(
        percents={slug: percent for slug, percent in percents.items() if percent != natural.get(slug)},
        dropped=(*panel.stored.dropped, *changed.dropped),
        eased=changed.eased,
        demanded=changed.demanded,
        added=None if panel.stored.added is None else (*panel.stored.added, *newly_added(panel, changed)),
    )


def newly_added(panel: Panel, changed: WhatIf) -> list[str]:
    """The criteria (slugs) without weight by answers that get some only now."""
    return [dial.criterion.slug for dial in panel.dials if not dial.start and changed.percents.get(dial.criterion.slug)]


def weight_name(criterion: str) -> str:
    """The name of a criterion's (slug's) field and parameter."""
    return f"w-{criterion}"


def query_of(panel: Panel, changed: WhatIf) -> str:
    """The one way to write what is changed on a result in an address: the differences only, in the panel's order."""
    return urlencode(list(parameters_of(panel, changed)))


def parameters_of(panel: Panel, changed: WhatIf) -> Iterator[tuple[str, object]]:
    for dial in panel.dials:
        if dial.criterion.slug in changed.percents:
            yield weight_name(dial.criterion.slug), changed.percents[dial.criterion.slug]
    for name, slugs in (("drop", changed.dropped), ("ease", changed.eased), ("demand", changed.demanded)):
        yield from ((name, slug) for slug in slugs)
