"""The other answers that a question could have had, and how far each is from the one it has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from recommender.engine.interview import answer_problem
from recommender.engine.types import NONE_OF_THESE, SKIPPED, Answer, Catalogue, Importance, Question


class ChangeKind(IntEnum):
    """The kinds of changes of an answer, the smallest first; the number is the cost of the change."""

    IMPORTANCE = 1
    SKIP = 2
    CHOICE = 3
    SEVERAL = 4


STEPS = (Importance.HALF, Importance.NORMAL, Importance.DOUBLE, Importance.MUST_HAVE)
"""Importances in steps. The last one is taken downwards only: a must-have that is given up counts double, as it did."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to a question than the given one. It is a step unless it changes several things at once."""

    question: Question
    given: Answer
    answer: Answer
    kind: ChangeKind

    @property
    def is_step(self) -> bool:
        return self.kind is not ChangeKind.SEVERAL

    @property
    def is_preference(self) -> bool:
        """Tell whether the project stays what it is and only what is wanted of it changes.

        That is another importance, or another choice for a question about needs or the team.

        Neither is a skip, which says less instead of something else, nor a must-have where none was set.
        """
        is_other_project = self.question.describes_project and self.answer.chosen != self.given.chosen
        is_new_demand = self.answer.importance.demands and not self.given.importance.demands
        return not (self.answer.is_skip or is_other_project or is_new_demand)

    @property
    def is_importance_step(self) -> bool:
        """Tell whether it is one step of importance, between half, normal and double, or gives up a must-have."""
        if self.kind is not ChangeKind.IMPORTANCE or not self.is_preference:
            return False
        return abs(STEPS.index(self.answer.importance) - STEPS.index(self.given.importance)) == 1


def changes(catalogue: Catalogue, question: Question, current: Answer) -> Iterator[Change]:
    """Yield every other answer to a question: those that choose something (see `other_answers`), and a skip."""
    for other in other_answers(catalogue, question, current):
        yield Change(question, current, other, change_kind(catalogue, question, current, other))
    if not current.is_skip:
        yield Change(question, current, SKIPPED, ChangeKind.SKIP)


def other_answers(catalogue: Catalogue, question: Question, current: Answer) -> Iterator[Answer]:
    """Yield the other answers that choose something: each choice with each importance that is possible, that which
    weighs most like the current one first.

    Of the sets of known frameworks those are tried that differ from the current one by one framework, that hold one
    framework only, or none: no other set can do more for a framework than the set that holds it alone.
    """
    importances = sorted(Importance, key=lambda item: abs(item.multiplier - current.importance.multiplier))
    for chosen in possible_choices(catalogue, question, current):
        # All importances of a choice in a row: `result/sensitivity.py` groups them by choice and relies on it.
        for importance in importances:
            other = Answer(chosen=chosen, importance=importance)
            if other != current and answer_problem(catalogue, question, other) is None:
                yield other


def possible_choices(catalogue: Catalogue, question: Question, current: Answer) -> list[tuple[str, ...]]:
    """Return what can be chosen, each as a tuple of slugs; for familiarity see `other_answers`."""
    if question.familiarity is None:
        return [(slug,) for slug in question.choice_of]
    frameworks, known = catalogue.framework_of, known_in(current)
    sets = [known, *(known ^ {slug} for slug in frameworks), *({slug} for slug in frameworks), set()]
    chosen = [tuple(slug for slug in frameworks if slug in one) or (NONE_OF_THESE,) for one in sets]
    # Without the doubles that a set of one framework makes. The current set stays first: its other importances are
    # the smallest changes.
    return list(dict.fromkeys(chosen))


def change_kind(catalogue: Catalogue, question: Question, current: Answer, other: Answer) -> ChangeKind:
    """Return what is changed between two different answers to a question, the other one not a skip.

    Where another choice cannot be a must-have, it may count double instead, which weighs the same. Of known frameworks
    one more or less is one change.
    """
    if other.chosen == current.chosen:
        return ChangeKind.IMPORTANCE
    if question.familiarity and len(known_in(current) ^ known_in(other)) != 1:
        return ChangeKind.SEVERAL
    kept = replace(other, importance=current.importance)
    if answer_problem(catalogue, question, kept):
        # A must-have and a double answer have one multiplier, so this changes the choice and nothing else.
        kept = replace(kept, importance=Importance.DOUBLE)
    return ChangeKind.CHOICE if other == kept else ChangeKind.SEVERAL


def known_in(answer: Answer) -> set[str]:
    """Return the frameworks (slugs) that an answer about familiarity names."""
    return set(answer.chosen) - {NONE_OF_THESE}
