"""The usual add-ons of frameworks: the ratings with them, and those that a set of weights calls for."""

from dataclasses import dataclass, replace

from recommender.engine.scoring import Outcome
from recommender.engine.types import AddOn, Catalogue, Criterion, Framework, Rating


@dataclass(frozen=True, slots=True)
class Mending:
    """An add-on with what it is needed for: the criteria that it raises and that count, what it gains most first.

    `gain` is what it adds to the framework's utility, to be compared within an outcome only.
    """

    add_on: AddOn
    ratings: tuple[tuple[Criterion, Rating], ...]
    gain: int


def with_add_ons(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue in which every framework is rated with its usual add-ons; must-haves always are.

    On each criterion the best rating counts, the framework's own or one with an add-on, so no rating falls. What
    add-ons cost in weight and upkeep is in none of them. Errors: none.
    """
    return replace(catalogue, frameworks=tuple(map(usually_rated, catalogue.frameworks)))


def usually_rated(framework: Framework) -> Framework:
    # The order of ratings is of no importance here: scores are sums.
    return replace(framework, ratings=tuple(framework.usual_rating_of.values()))


def mendings(outcome: Outcome, framework: Framework) -> tuple[Mending, ...]:
    """Return the add-ons of a framework that raise it on criteria that count in an outcome, what gains most first.

    An add-on is left out if others before it do all that it does: of two for the same the better one is enough.
    Errors: none.
    """
    found: list[Mending] = []
    reached = dict(framework.value_of)
    left = list(framework.add_ons)
    # What gains most is taken first, and what it reaches counts as reached: so each next one is judged by what it adds.
    while left:
        best = max((mending(outcome, reached, add_on) for add_on in left), key=lambda item: item.gain)
        if not best.gain:
            break
        found.append(best)
        reached |= {criterion.slug: rating.value for criterion, rating in best.ratings}
        left.remove(best.add_on)
    return tuple(found)


def mending(outcome: Outcome, reached: dict[str, int], add_on: AddOn) -> Mending:
    """Return what an add-on adds to the ratings (by criterion) that are reached without it."""
    gains = {
        rating.criterion: outcome.weights.get(rating.criterion, 0)
        * max(0, rating.value - reached.get(rating.criterion, 0))
        for rating in add_on.ratings
    }
    ratings = sorted(
        (rating for rating in add_on.ratings if gains[rating.criterion]), key=lambda rating: -gains[rating.criterion]
    )
    criterion_of = outcome.catalogue.criterion_of
    return Mending(add_on, tuple((criterion_of[rating.criterion], rating) for rating in ratings), sum(gains.values()))
