"""Answers in the words of their questions, for the lists that show them. No HTTP, no formula."""

from dataclasses import dataclass

from recommender.engine.interview import asked_questions, chosen_options
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Condition, Importance, Question


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question that is asked, with its answer; no answer yet when `answer` is None.

    `counts`: what is chosen gives or demands something, so that its importance matters. `is_gate`: what is chosen
    decides that another question is asked.
    """

    question: Question
    answer: Answer | None
    chosen: tuple[str, ...]
    counts: bool
    is_gate: bool

    @property
    def importance(self) -> Importance | None:
        """How much the answer counts; None where it is usual, and where there is nothing that could count."""
        if self.answer is None or not self.counts or self.answer.importance is Importance.NORMAL:
            return None
        return self.answer.importance

    @property
    def effect(self) -> str:
        """Return why an answer counts for nothing, in a few words; nothing if it counts."""
        if self.counts:
            return ""
        if self.answer is None:
            return "Not answered yet: no effect"
        if not self.chosen:
            return "Skipped: no effect"
        return "only decides what else is asked" if self.is_gate else "no effect"


def answer_lines(catalogue: Catalogue, answers: Answers) -> tuple[AnswerLine, ...]:
    """Return every question that is asked, with what was answered."""
    return tuple(
        answer_line(catalogue, question, answers.get(question.slug)) for question in asked_questions(catalogue, answers)
    )


def answer_line(catalogue: Catalogue, question: Question, answer: Answer | None) -> AnswerLine:
    chosen = chosen_options(catalogue, question, answer or SKIPPED)
    return AnswerLine(
        question,
        answer,
        tuple(option.text for option in chosen),
        counts=any(option.counts for option in chosen),
        is_gate=any(Condition(question=question.slug, choice=option.slug) in catalogue.gates for option in chosen),
    )


def chosen_texts(catalogue: Catalogue, question: Question, answer: Answer) -> tuple[str, ...]:
    """Return what an answer chooses, in the words of its question."""
    return tuple(option.text for option in chosen_options(catalogue, question, answer))
