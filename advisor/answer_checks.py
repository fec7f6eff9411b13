"""Answers that come from outside, through the API or in a file: what is wrong with them, by the keys to it. No HTTP."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from recommender.engine.interview import answer_problem, options
from recommender.engine.result.what_if import WhatIf, possible_must_haves
from recommender.engine.types import Answer, Answers, Catalogue, Importance, Question


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, and the keys that lead to it."""

    path: tuple[str, ...]
    reason: str


def faults_in_answers(catalogue: Catalogue, answers: Answers) -> Iterator[Fault]:
    """Every answer that is not possible, or whose question a catalogue has not."""
    for slug, answer in answers.items():
        question = catalogue.question_of.get(slug)
        if question is None:
            yield Fault((slug,), f"There is no such question.{possible(catalogue.question_of)}")
        elif reason := answer_problem(catalogue, question, answer):
            yield fault_in(catalogue, question, answer, reason)


def fault_in(catalogue: Catalogue, question: Question, answer: Answer, reason: str) -> Fault:
    """The fault of an answer that is not possible: in its importance, if it would be possible with another one."""
    softened = replace(answer, importance=Importance.NORMAL)
    if answer_problem(catalogue, question, softened):
        choices = [option.slug for option in options(catalogue, question)]
        return Fault((question.slug, "chosen"), f"{reason}{possible(choices)}")
    return Fault((question.slug, "importance"), reason)


def faults_in_what_if(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> Iterator[Fault]:
    """Everything that a what-if names and that it cannot change."""
    must_haves = [question.slug for question in possible_must_haves(catalogue, answers)]
    yield from strangers("percents", what_if.percents, catalogue.criterion_of, "There is no such criterion.")
    yield from strangers("dropped", what_if.dropped, catalogue.framework_of, "There is no such framework.")
    for field in ("eased", "demanded"):
        named = getattr(what_if, field)
        yield from strangers(field, named, must_haves, "There is no answer to it that is a must-have or could be one.")
    if not catalogue.framework_of.keys() - set(what_if.dropped):
        yield Fault(("dropped",), "Leave at least one framework.")


def strangers(field: str, named: Iterable[str], known: Iterable[str], reason: str) -> Iterator[Fault]:
    """What a field names although it is not known."""
    known = tuple(known)
    for slug in named:
        if slug not in known:
            yield Fault((field, slug), f"“{slug}”: {reason}{possible(known)}")


def possible(slugs: Iterable[str]) -> str:
    """The keys that would be possible, as a sentence to put behind a reason; nothing if there are none."""
    listed = ", ".join(slugs)
    return f" Possible: {listed}." if listed else ""


def in_order(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Possible answers with what is chosen in the order of their questions, nothing twice."""
    return {
        slug: replace(
            answer,
            chosen=tuple(
                option.slug
                for option in options(catalogue, catalogue.question_of[slug])
                if option.slug in answer.chosen
            ),
        )
        for slug, answer in answers.items()
    }
