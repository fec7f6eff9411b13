"""Close relatives: frameworks between which random people's answers seldom decide, as far as ratings are known."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations
from statistics import NormalDist

from recommender.engine.interview import counting_answers
from recommender.engine.scoring import Weights, answer_weights, utility
from recommender.engine.types import Answer, Answers, Catalogue

MOST = Fraction(1, 2)
TURNED = 0.2
"""How often at least the one behind would come out in front, were the ratings drawn from their plausible ranges."""

# A rating's low and high are its 5 % and 95 % quantiles, so its range is so many standard deviations. The difference
# of two scores is turned as often as that if it is less than so many of its own; in squares, which stay whole numbers.
RANGES = (2 * NormalDist().inv_cdf(0.95) / NormalDist().inv_cdf(1 - TURNED)) ** 2


@dataclass(frozen=True, slots=True)
class Relatives:
    """Two frameworks (slugs), and for what share of people, from 0 to 1, their scores do not tell them apart."""

    first: str
    second: str
    share: Fraction


def close_relatives(catalogue: Catalogue, people: Iterable[Answers]) -> tuple[Relatives, ...]:
    """Return the pairs of frameworks that are not told apart by most people's answers, the closest first.

    Two are not told apart if their scores differ by so little that the one behind would come out in front in a fifth
    of the cases, were each rating drawn from a normal distribution with its low and high as a 90 % range. Answers about
    what somebody knows are left out: they tell any two apart that are not both known, and nothing of how alike these
    are. People who give weight to nothing else are not counted. Errors: none.
    """
    spreads = {
        item.slug: {rating.criterion: (rating.high - rating.low) ** 2 for rating in item.ratings}
        for item in catalogue.frameworks
    }
    apart: Counter[tuple[str, str]] = Counter()
    asked = 0
    for weights in filter(None, weights_of_people(catalogue, people)):
        asked += 1
        squares = {slug: weight**2 for slug, weight in weights.items()}
        worth = {item.slug: utility(weights, item.value_of) for item in catalogue.frameworks}
        doubt = {slug: utility(squares, spread) for slug, spread in spreads.items()}
        apart.update(
            (one, other)
            for one, other in combinations(worth, 2)
            if RANGES * (worth[one] - worth[other]) ** 2 > doubt[one] + doubt[other]
        )
    found = (Relatives(*pair, 1 - Fraction(apart[pair], asked)) for pair in combinations(spreads, 2) if asked)
    return tuple(sorted((item for item in found if item.share > MOST), key=lambda item: -item.share))


def weights_of_people(catalogue: Catalogue, people: Iterable[Answers]) -> Iterable[Weights]:
    """Yield the weights that people's answers give to the criteria that editors rate, where they give any."""

    @cache
    def weights(question: str, answer: Answer) -> dict[str, int]:
        return answer_weights(catalogue, catalogue.question_of[question], answer)

    for answers in people:
        found: Counter[str] = Counter()
        for slug, answer in counting_answers(catalogue, answers).items():
            if catalogue.question_of[slug].familiarity is None:
                found.update(weights(slug, answer))
        yield {slug: weight for slug, weight in found.items() if weight}
