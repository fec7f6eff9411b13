"""Random people who answer the questionnaire."""

from random import Random

from recommender.engine.interview import demands, next_question, options
from recommender.engine.types import NONE_OF_THESE, Answer, Catalogue, Importance, Question


def random_answers(
    catalogue: Catalogue, random: Random, *, skips: float = 0.1, must_haves: float = 0.0
) -> dict[str, Answer]:
    """One full run: every question asked is answered at random, or skipped with probability `skips`."""
    answers: dict[str, Answer] = {}
    while question := next_question(catalogue, answers):
        answers[question.slug] = (
            Answer() if random.random() < skips else random_answer(catalogue, question, random, must_haves)
        )
    return answers


def random_answer(catalogue: Catalogue, question: Question, random: Random, must_haves: float) -> Answer:
    slugs = [option.slug for option in options(catalogue, question)]
    importance = random.choice([Importance.HALF, Importance.NORMAL, Importance.DOUBLE])
    if question.familiarity:
        known = [slug for slug in slugs if slug != NONE_OF_THESE and random.random() < 0.5]
        return Answer(chosen=tuple(known) or (NONE_OF_THESE,), importance=importance)
    chosen = (random.choice(slugs),)
    must_have = Answer(chosen=chosen, importance=Importance.MUST_HAVE)
    if demands(question, must_have) and random.random() < must_haves:
        return must_have
    return Answer(chosen=chosen, importance=importance)
