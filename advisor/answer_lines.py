"""Answers in the words of their questions, for the lists that show them. No HTTP, no formula."""

from dataclasses import dataclass

from recommender.engine.interview import asked_questions, options
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Question


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question that is asked, with its answer; no answer yet when `answer` is None."""

    question: Question
    answer: Answer | None
    chosen: tuple[str, ...]


def answer_lines(catalogue: Catalogue, answers: Answers) -> tuple[AnswerLine, ...]:
    """Return every question that is asked, with what was answered."""
    return tuple(
        AnswerLine(
            question,
            answers.get(question.slug),
            chosen_texts(catalogue, question, answers.get(question.slug, SKIPPED)),
        )
        for question in asked_questions(catalogue, answers)
    )


def chosen_texts(catalogue: Catalogue, question: Question, answer: Answer) -> tuple[str, ...]:
    """Return what an answer chooses, in the words of its question."""
    return tuple(option.text for option in options(catalogue, question) if option.slug in answer.chosen)
