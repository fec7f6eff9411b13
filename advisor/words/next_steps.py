"""What to do first with a framework that is recommended: what a move means, a first page, add-ons. No HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.words.add_ons import needed
from advisor.words.moving import built_with, move_to
from recommender.engine.add_ons import Mending
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Framework


@dataclass(frozen=True, slots=True)
class NextStep:
    """A framework to try, what moving an existing application to it means, and the add-ons that the answers need.

    `stays`: the application is built with it already.
    """

    framework: Framework
    move: str
    stays: bool
    add_ons: tuple[Mending, ...]


def next_steps(outcome: Outcome, candidates: Sequence[Standing]) -> tuple[NextStep, ...]:
    """Return what to do first with each framework to try, in their order."""
    return tuple(
        NextStep(
            item.framework,
            move_to(outcome, item.framework),
            item.framework in built_with(outcome),
            needed(outcome, item.framework),
        )
        for item in candidates
    )
