"""Random people who answer the questionnaire: the same ones each time, so that catalogues can be compared by them."""

from collections.abc import Callable, Iterator
from random import Random

from recommender.engine.interview import asked_questions, demands
from recommender.engine.types import NONE_OF_THESE, SKIPPED, Answer, Answers, Catalogue, Importance, Question

RESPONDENTS = 2000
SKIPS = 0.1
COUNTED = (Importance.HALF, Importance.NORMAL, Importance.DOUBLE)


def respondents(
    catalogue: Catalogue, count: int = RESPONDENTS, *, skips: float = SKIPS, must_haves: float = 0.0
) -> Iterator[Answers]:
    """Yield the answers of `count` people who each go through the whole questionnaire.

    Each question that is asked is skipped with probability `skips`, else answered by one of its choices, all equally
    likely, with half, normal or double importance, equally likely; or as a must-have, with probability `must_haves`
    where that is possible. Each framework is known with probability one half. Every question has a random stream of its
    own, seeded by its slug: a question added, changed or left out changes no answer to another. Errors: none.
    """
    people = {question.slug: answer_stream(catalogue, question, skips, must_haves) for question in catalogue.questions}
    for _ in range(count):
        # Everybody draws an answer to every question, asked or not: a changed condition then moves nobody's other
        # answers.
        drawn = {slug: answer() for slug, answer in people.items()}
        yield {question.slug: drawn[question.slug] for question in asked_questions(catalogue, drawn)}


def answer_stream(catalogue: Catalogue, question: Question, skips: float, must_haves: float) -> Callable[[], Answer]:
    """Return what draws the next answer to a question."""
    random = Random(question.slug)  # noqa: S311  not a secret: anybody may draw the same people
    choose = known_stream(catalogue, question) if question.familiarity else choice_stream(question)
    able = {choice.slug for choice in question.choices if demands(question, must_have(choice.slug))}

    def answer() -> Answer:
        # Everything is drawn each time, needed or not, so that other probabilities leave the rest of the stream in
        # step.
        is_skipped, is_must_have = random.random() < skips, random.random() < must_haves
        importance, chosen = random.choice(COUNTED), choose()
        if is_skipped:
            return SKIPPED
        if is_must_have and able.intersection(chosen):
            return must_have(chosen[0])
        return Answer(chosen=chosen, importance=importance)

    return answer


def must_have(choice: str) -> Answer:
    """Return the answer that makes a choice a must-have."""
    return Answer(chosen=(choice,), importance=Importance.MUST_HAVE)


def choice_stream(question: Question) -> Callable[[], tuple[str, ...]]:
    """Return what draws one of a question's choices."""
    # A stream apart: how many numbers a choice takes depends on how many choices there are. Seeds are texts, which
    # give the same stream in every process; their hashes would not.
    random = Random(f"{question.slug} choices")  # noqa: S311
    choices: list[tuple[str, ...]] = [(choice.slug,) for choice in question.choices] or [()]
    return lambda: random.choice(choices)


def known_stream(catalogue: Catalogue, question: Question) -> Callable[[], tuple[str, ...]]:
    """Return what draws the frameworks that somebody knows, each by a stream of its own."""
    streams = {item.slug: Random(f"{question.slug} {item.slug}") for item in catalogue.frameworks}  # noqa: S311

    def known() -> tuple[str, ...]:
        return tuple([slug for slug, random in streams.items() if random.random() < 0.5]) or (NONE_OF_THESE,)

    return known
