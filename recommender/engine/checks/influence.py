"""The choices that change who leads, and the frameworks that lead, over the random respondents of `simulation`.

A seeded sample, not a proof: see decision 18.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from recommender.engine.contributions import Contributions
from recommender.engine.interview import demands
from recommender.engine.types import Answers, Importance
from recommender.engine.vectors import Vector, minus, plus

Pick = tuple[str, str]
"""Something that was chosen: the slugs of its question and its own."""


@dataclass(frozen=True, slots=True)
class Influence:
    """The choices that were made at all, those that changed who leads, and the frameworks (slugs) that ever led."""

    chosen: frozenset[Pick]
    deciding: frozenset[Pick]
    leading: frozenset[str]


def influence(contributions: Contributions, people: Iterable[Answers]) -> Influence:
    """Return what the choices of these people do to who leads.

    Each answer is taken away, and where it could be a must-have, made one; if somebody else leads then, it decides. A
    sample shows what happens, never what cannot: a choice that is not among the deciding ones may still decide for
    answers that none of these people gave. Errors: ValueError for an answer to a question that is not there.
    """
    chosen: set[Pick] = set()
    deciding: set[Pick] = set()
    leading: set[str] = set()
    for answers in people:
        total = contributions.total(answers)
        leading.update(leaders(contributions, total))
        for question, answer in answers.items():
            picks = {(question, choice) for choice in answer.chosen}
            chosen |= picks
            if picks <= deciding and len(leading) == contributions.size:
                continue  # there is nothing more to learn here: saves most of the time
            found = {leaders(contributions, other) for other in variants(contributions, answers, total, question)}
            leading.update(*found)
            if len(found) > 1:
                deciding |= picks
    return Influence(frozenset(chosen), frozenset(deciding), frozenset(leading))


def variants(contributions: Contributions, answers: Answers, total: Vector, question: str) -> Iterator[Vector]:
    """Yield what the answers add up to as given, without the one to a question, and with that as a must-have."""
    asked, given = contributions.catalogue.question_of[question], answers[question]
    yield total
    # Skipping a gate takes what it opened with it; `without` sees to that.
    yield contributions.without(answers, total, asked)
    must_have = replace(given, importance=Importance.MUST_HAVE)
    if demands(asked, must_have):
        # Importance opens no other question, so the rest of the sum stays.
        yield plus(minus(total, contributions.entry(asked, given)), contributions.entry(asked, must_have))


def leaders(contributions: Contributions, total: Vector) -> tuple[str, ...]:
    """Return the slugs of those who share the first rank; nobody if all do, since that tells none from another."""
    first = contributions.leaders(total)
    return first if len(first) < contributions.size else ()
