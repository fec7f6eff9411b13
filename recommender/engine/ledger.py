"""What each answer adds to every framework, so that the effect of a changed answer is a short sum.

Utilities are linear in the answers, so they are kept as vectors of integers: one utility a framework, then the number
of must-haves that each framework misses, then the total weight; frameworks in the catalogue's order.
"""

from collections.abc import Iterable
from operator import add, sub

from recommender.engine.interview import counting_answers
from recommender.engine.scoring import answer_weights, misses, ratings_by_answer, utility
from recommender.engine.types import Answer, Answers, Catalogue, Question

Vector = tuple[int, ...]


def total(catalogue: Catalogue, answers: Answers) -> Vector:
    """What all answers that count add up to."""
    counting = counting_answers(catalogue, answers)
    return add_up(
        (entry(catalogue, catalogue.question_of[slug], answer) for slug, answer in counting.items()),
        nothing(catalogue),
    )


def entry(catalogue: Catalogue, question: Question, answer: Answer) -> Vector:
    """What one answer adds: utilities, must-haves missed, and weight. A skip adds nothing."""
    if answer.is_skip:
        return nothing(catalogue)
    weights = answer_weights(catalogue, question, answer)
    utilities = [
        utility(weights, ratings_by_answer(framework, question, answer) or framework.value_of)
        for framework in catalogue.frameworks
    ]
    missed = [len(misses(catalogue, {question.slug: answer}, framework)) for framework in catalogue.frameworks]
    return (*utilities, *missed, sum(weights.values()))


def nothing(catalogue: Catalogue) -> Vector:
    return (0,) * (2 * len(catalogue.frameworks) + 1)


def add_up(vectors: Iterable[Vector], start: Vector) -> Vector:
    for vector in vectors:
        start = tuple(map(add, start, vector))
    return start


def difference(vector: Vector, other: Vector) -> Vector:
    return tuple(map(sub, vector, other))


def leaders(catalogue: Catalogue, vector: Vector) -> tuple[str, ...]:
    """The slugs of the frameworks that share the first rank, by the rule of `scoring.Outcome.leaders`, sorted."""
    size = len(catalogue.frameworks)
    meeting = [place for place in range(size) if not vector[size + place]]
    if not vector[-1] and len(meeting) in {0, size}:
        return ()
    candidates = meeting or range(size)
    best = max(vector[place] for place in candidates)
    return tuple(sorted(catalogue.frameworks[place].slug for place in candidates if vector[place] == best))
