"""The conditions of questions: which can be met, and why others cannot."""

from collections.abc import Collection, Iterator

from recommender.engine.types import Catalogue, Condition, Question
from recommender.engine.validity import Problem, loop_through


def askable(catalogue: Catalogue) -> frozenset[str]:
    """Return the slugs of the questions that some answers lead to, in a catalogue without drafts.

    Exact: one met condition is enough, so a way to a question is a chain of choices, each at another question.
    Errors: none.
    """
    asked: set[str] = set()
    # Each round finds what the questions of the rounds before open. A loop gets in only where a way from outside leads.
    while more := {item.slug for item in catalogue.questions if is_askable(catalogue, item, asked)} - asked:
        asked |= more
    return frozenset(asked)


def is_askable(catalogue: Catalogue, question: Question, asked: Collection[str]) -> bool:
    """Return whether one of these questions (slugs) can lead to a question, or it is asked without any condition."""
    return not question.ask_if or any(
        condition.question in asked and catalogue.question_of[condition.question].choice(condition.choice)
        for condition in question.ask_if
    )


def condition_faults(catalogue: Catalogue, asked: Collection[str]) -> Iterator[Problem]:
    """Yield the conditions of published questions that no answers meet, and the questions that are never asked for it.

    The catalogue is the one with drafts; `asked` are the slugs of those questions that visitors can be asked.
    """
    for question in catalogue.questions:
        if not question.published:
            continue
        unmet = [reason for item in question.ask_if if (reason := why_unmet(catalogue, question, item, asked))]
        for reason in unmet:
            yield Problem(("questions", question.slug, "ask_if"), reason)
        if unmet and len(unmet) == len(question.ask_if) and question.slug not in asked:
            yield Problem(("questions", question.slug), "is never asked, because none of its conditions can be met")


def why_unmet(catalogue: Catalogue, question: Question, condition: Condition, asked: Collection[str]) -> str:
    """Return why no answers meet a condition of a question, or only such as follow from it; empty if others do."""
    named = f"“{condition.question}: {condition.choice}”"
    gate = catalogue.question_of.get(condition.question)
    if gate is None:
        return f"{named} cannot be met: there is no such question"
    if gate.familiarity:
        return f"{named} cannot be met: that question's choices are the frameworks"
    if gate.choice(condition.choice) is None:
        return f"{named} cannot be met: there is no such choice"
    if not gate.published:
        return f"{named} cannot be met: that question is a draft"
    if loop := loop_from(catalogue, question, condition):
        return f"{named} comes back to this question: {' → '.join(loop)}"
    return "" if gate.slug in asked else f"{named} cannot be met: that question is never asked"


def loop_from(catalogue: Catalogue, question: Question, condition: Condition) -> tuple[str, ...]:
    """Return the shortest loop back to a question by way of one of its conditions; empty if there is none."""
    links = {item.slug: {link.question for link in item.ask_if} for item in catalogue.questions if item.published}
    return loop_through(question.slug, {**links, question.slug: {condition.question}})
