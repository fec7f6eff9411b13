"""Answers tried one set after another: at random, all there are if these are few, or changed step by step.

What is found in this way is certain; that nothing was found proves nothing, unless all were tried.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, combinations, product
from math import prod
from operator import itemgetter

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.simulation.respondents import COUNTED, respondents
from recommender.engine.types import SKIPPED, Answer, Answers, Catalogue, Question
from recommender.engine.vectors import Vector, minus, plus

EACH = 500
MIXTURES = ((0.9, 0.0), (0.5, 0.3), (0.1, 0.0), (0.1, 0.3))
"""How likely people skip a question, and answer it as a must-have: from those who answer little to those who answer
all, since a choice shows most among few others."""

PEOPLE = EACH * len(MIXTURES)
FEW = 4096

Score = Callable[[Vector], float]
"""What is to be made great, by what answers add up to."""


def who_leads(contributions: Contributions, answers: Answers) -> tuple[str, ...]:
    """The slugs of those who share the first rank, sorted; nobody if all frameworks do, which tells none apart."""
    return ahead(contributions, contributions.total(answers))


def ahead(contributions: Contributions, total: Vector) -> tuple[str, ...]:
    """The same by what answers add up to."""
    leaders = contributions.leaders(total)
    return leaders if len(leaders) < contributions.size else ()


def people(catalogue: Catalogue, each: int = EACH) -> Iterator[Answers]:
    """Random people, the same each time, who answer little to all of the questions."""
    for skips, must_haves in MIXTURES:
        yield from respondents(catalogue, each, skips=skips, must_haves=must_haves)


def all_answers(contributions: Contributions, most: int = FEW) -> list[Answers]:
    """Every way to answer the questionnaire if there are at most so many, else none.

    Questions that are not asked have answers too, which count for nothing.
    """
    questions = contributions.catalogue.questions
    if prod(ways_to_answer(contributions, question) for question in questions) > most:
        return []
    offered = {question.slug: (*every_answer(contributions, question), SKIPPED) for question in questions}
    return [dict(zip(offered, answers, strict=True)) for answers in product(*offered.values())]


def ways_to_answer(contributions: Contributions, question: Question) -> int:
    """At least as many as there are answers to a question."""
    return (
        len(COUNTED) * 2**contributions.size if question.familiarity else len(contributions.entries[question.slug]) + 1
    )


def every_answer(contributions: Contributions, question: Question) -> Iterable[Answer]:
    """Every answer to a question that adds something, of familiarity every set of frameworks."""
    if question.familiarity is None:
        return contributions.entries[question.slug]
    slugs = [framework.slug for framework in contributions.catalogue.frameworks]
    known = chain.from_iterable(combinations(slugs, size) for size in range(1, contributions.size + 1))
    return (Answer(chosen=chosen, importance=importance) for chosen in known for importance in COUNTED)


def climb(contributions: Contributions, start: Answers, score: Score) -> tuple[float, int]:
    """The greatest score that is reached by changing one answer after another, each time the one that gains most, and
    how many sets of answers were tried."""
    best, answers, tried = score(contributions.total(start)), start, 1
    while True:
        scored = [(score(total), changed) for changed, total in neighbours(contributions, answers)]
        tried += len(scored)
        reached, answers = max(scored, key=itemgetter(0))
        if reached <= best:
            return best, tried
        best = reached


def neighbours(contributions: Contributions, answers: Answers) -> Iterator[tuple[Mapping[str, Answer], Vector]]:
    """The answers with one of them changed, and what they then add up to."""
    so_far = contributions.total(answers)
    for question in asked_questions(contributions.catalogue, answers):
        slug, current = question.slug, answers.get(question.slug, SKIPPED)
        others = minus(so_far, contributions.entry(question, current))
        for alternative in contributions.alternatives(slug, current):
            changed = {**answers, slug: alternative.change.answer}
            yield (
                changed,
                contributions.total(changed) if slug in contributions.gates else plus(others, alternative.adds),
            )
