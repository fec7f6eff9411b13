"""The home page's examples and figures of a catalogue: results of described projects. No HTTP, no formula."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from recommender.engine.contributions import Contributions
from recommender.engine.result.persona_verdicts import persona_verdict
from recommender.engine.scoring import Standing, recommend
from recommender.engine.types import Catalogue, Persona
from recommender.once import made_once

KEPT = 4
"""How many editions' examples are kept."""
MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A described project, who comes first for it, and the next one."""

    persona: Persona
    first: Standing
    next: Standing

    @property
    def lead(self) -> Fraction:
        """Return the points by which the first is in front."""
        return self.first.score - self.next.score


@dataclass(frozen=True, slots=True)
class Figures:
    """The size of a catalogue, and the day when somebody last compared a statement with its source, if ever."""

    ratings: int
    sources: int
    last_check: date | None


@made_once(KEPT)
def examples_of(contributions: Contributions) -> tuple[Example, ...]:
    """Return the first persona for each of some frameworks that leads alone for it, as an expert would accept.

    Kept as long as its contributions may be: an edition never changes.
    """
    catalogue = contributions.catalogue
    if not catalogue.is_ready:
        return ()
    verdicts = [persona_verdict(contributions, persona) for persona in catalogue.personas]
    first_for: dict[str, Persona] = {}
    for verdict in verdicts:
        if verdict.is_right and len(verdict.leaders) == 1:
            first_for.setdefault(verdict.leaders[0], verdict.persona)
    shown = [first_for[framework.slug] for framework in catalogue.frameworks if framework.slug in first_for]
    return tuple(example(catalogue, persona) for persona in shown[:MOST_EXAMPLES])


def example(catalogue: Catalogue, persona: Persona) -> Example:
    first, second, *_ = recommend(catalogue, persona.answers).standings
    return Example(persona, first, second)


def figures_of(catalogue: Catalogue) -> Figures:
    """Return the figures of all published frameworks together."""
    evidence = [item for framework in catalogue.frameworks for item in framework.evidence]
    return Figures(
        ratings=sum(len(framework.ratings) for framework in catalogue.frameworks),
        sources=len(evidence),
        last_check=max((item.checked for item in evidence), default=None),
    )
