"""The check of answers from outside, through the API or in a file: each problem with the keys to it. No HTTP."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recommender.engine.interview import answer_problem, options
from recommender.engine.phrases import quoted
from recommender.engine.result.what_if import WhatIf, possible_must_haves
from recommender.engine.types import Answer, Answers, Catalogue, Importance, Question
from recommender.engine.validity import Problem


def problems_in_answers(catalogue: Catalogue, answers: Answers) -> Iterator[Problem]:
    """Yield every answer that is not possible, or whose question a catalogue has not, with the reason."""
    for slug, answer in answers.items():
        question = catalogue.question_of.get(slug)
        if question is None:
            yield Problem((slug,), f"There is no such question.{possible(catalogue.question_of)}")
        elif reason := answer_problem(catalogue, question, answer):
            yield problem_in(catalogue, question, answer, reason)


def problem_in(catalogue: Catalogue, question: Question, answer: Answer, reason: str) -> Problem:
    """Return why an answer is not possible: its importance, if it would be possible with another one."""
    # Asked again with an importance that is always possible: if that helps, the importance was what is wrong.
    softened = replace(answer, importance=Importance.NORMAL)
    if answer_problem(catalogue, question, softened):
        choices = [option.slug for option in options(catalogue, question)]
        return Problem((question.slug, "chosen"), f"{reason}{possible(choices)}")
    return Problem((question.slug, "importance"), reason)


def problems_in_what_if(catalogue: Catalogue, answers: Answers, what_if: WhatIf) -> Iterator[Problem]:
    """Yield everything that a what-if names and that it cannot change."""
    must_haves = [question.slug for question in possible_must_haves(catalogue, answers)]
    yield from strangers("percents", what_if.percents, catalogue.criterion_of, "There is no such criterion.")
    yield from strangers("dropped", what_if.dropped, catalogue.framework_of, "There is no such framework.")
    for field in ("eased", "demanded"):
        named = getattr(what_if, field)
        yield from strangers(field, named, must_haves, "There is no answer to it that is a must-have or could be one.")
    if not catalogue.framework_of.keys() - set(what_if.dropped):
        yield Problem(("dropped",), "Leave at least one framework.")


def strangers(field: str, named: Iterable[str], known: Iterable[str], reason: str) -> Iterator[Problem]:
    """Yield what a field names although it is not known."""
    known = tuple(known)
    for slug in named:
        if slug not in known:
            yield Problem((field, slug), f"{quoted(slug)}: {reason}{possible(known)}")


def possible(slugs: Iterable[str]) -> str:
    """Return the keys that would be possible, as a sentence to put behind a reason; nothing if there are none."""
    listed = ", ".join(slugs)
    return f" Possible: {listed}." if listed else ""


def in_order(catalogue: Catalogue, answers: Answers) -> dict[str, Answer]:
    """Return possible answers with what is chosen in the order that the question has, nothing twice."""
    # So the same choices are stored the same way, in whatever order somebody sent them.
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
