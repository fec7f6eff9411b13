"""Every answer, every change and every completion, tried one by one: the oracle for what the engine finds by sums."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from recommender.engine.interview import answer_problem, asked_questions, options
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Importance, Question


def leaders(catalogue: Catalogue, answers: Answers) -> tuple[str, ...]:
    """The slugs of those who share the first rank, sorted."""
    return tuple(sorted(item.framework.slug for item in recommend(catalogue, answers).leaders))


def every_answer(catalogue: Catalogue, question: Question) -> Iterator[Answer]:
    """Every choice, or every set of frameworks, with every importance, and skipped."""
    slugs = [option.slug for option in options(catalogue, question)]
    sizes = range(1, len(slugs) + 1) if question.familiarity else [1]
    for picked in chain.from_iterable(combinations(slugs, size) for size in sizes):
        for importance in Importance:
            answer = Answer(chosen=picked, importance=importance)
            if answer_problem(catalogue, question, answer) is None:
                yield answer
    yield SKIPPED


def changed_answers(catalogue: Catalogue, answers: Answers, count: int) -> Iterator[dict[str, Answer]]:
    """Other answers to exactly so many questions: only the changed ones, by question."""
    if not count:
        yield {}
        return
    for number, question in enumerate(catalogue.questions):
        for answer in every_answer(catalogue, question):
            if answer != answers.get(question.slug, SKIPPED):
                for more in changed_after(catalogue, answers, number, count - 1):
                    yield {question.slug: answer, **more}


def changed_after(catalogue: Catalogue, answers: Answers, number: int, count: int) -> Iterator[dict[str, Answer]]:
    """Other answers to so many questions behind the one with this number."""
    behind = {question.slug for question in catalogue.questions[number + 1 :]}
    return (more for more in changed_answers(catalogue, answers, count) if more.keys() <= behind)


def completions(catalogue: Catalogue, answers: Answers) -> Iterator[Mapping[str, Answer]]:
    """Every way to go on to the end: an answer or a skip for each question that is asked."""
    upcoming = next((item for item in asked_questions(catalogue, answers) if item.slug not in answers), None)
    if upcoming is None:
        yield answers
        return
    for answer in every_answer(catalogue, upcoming):
        yield from completions(catalogue, {**answers, upcoming.slug: answer})
