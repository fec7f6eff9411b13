"""What to do first with a framework that is recommended: what a move means, a first page, add-ons. No HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.words.add_ons import lead_with_add_ons, needed
from advisor.words.moving import built_with, move_to
from advisor.words.reasons import quoted_answer
from recommender.engine.add_ons import Mending
from recommender.engine.result.analysis import Analysis
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import AddOn, Criterion, Framework


@dataclass(frozen=True, slots=True)
class NeededAddOn:
    """An add-on that the answers need, and the must-haves that are met with it only, quoted."""

    mending: Mending
    must_haves: tuple[str, ...]

    @property
    def add_on(self) -> AddOn:
        return self.mending.add_on

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria that it raises and that count."""
        return tuple(criterion for criterion, _ in self.mending.ratings)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A framework to try, what moving an existing application to it means, and the add-ons that the answers need.

    `stays`: the application is built with it already.
    """

    framework: Framework
    move: str
    stays: bool
    add_ons: tuple[NeededAddOn, ...]


def next_steps(outcome: Outcome, candidates: Sequence[Standing]) -> tuple[NextStep, ...]:
    """Return what to do first with each framework to try, in their order."""
    return tuple(next_step(outcome, item.framework) for item in candidates)


def next_step(outcome: Outcome, framework: Framework) -> NextStep:
    return NextStep(
        framework,
        move_to(outcome, framework),
        framework in built_with(outcome),
        tuple(needed_add_on(outcome, item) for item in needed(outcome, framework)),
    )


def needed_add_on(outcome: Outcome, mending: Mending) -> NeededAddOn:
    return NeededAddOn(mending, tuple(quoted_answer(outcome, question.slug) for question in mending.must_haves))


def ways_to_stay(analysis: Analysis, candidates: Sequence[Standing]) -> tuple[NextStep, ...]:
    """Return what an application is built with and would lead with the usual add-ons, unless it is to be tried anyway.

    Nothing where no add-on is needed for it.
    """
    if not lead_with_add_ons(analysis):
        return ()
    # Not the framework itself: in the outcome with add-ons it is rated with them, and so another value.
    leading = {item.framework.slug for item in analysis.with_add_ons.leaders}
    tried = {item.framework.slug for item in candidates}
    steps = [
        next_step(analysis.outcome, framework)
        for framework in built_with(analysis.outcome)
        if framework.slug in leading - tried
    ]
    return tuple(step for step in steps if step.add_ons)
