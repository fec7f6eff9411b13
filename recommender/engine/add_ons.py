"""The usual add-ons of frameworks: the ratings with them, and those that a set of weights calls for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from recommender.engine.interview import demands
from recommender.engine.scoring import Outcome, Weights, add_up
from recommender.engine.types import AddOn, Catalogue, Criterion, Framework, Question, Rating

LEAST_GAIN = 1
"""The points of the score (of 100) that an add-on has to gain, to be called for without a must-have."""

Ratings = dict[str, int]
"""Values by criterion slug."""


@dataclass(frozen=True, slots=True)
class Mending:
    """An add-on with what it is needed for: the criteria that it raises and that count, what gains most first.

    `must_haves` are the questions whose must-have demands a rating that the framework has with it and not without.
    `gain` is what it adds to the framework's utility where answers ask for it, to be compared within an outcome only.
    """

    add_on: AddOn
    ratings: tuple[tuple[Criterion, Rating], ...]
    must_haves: tuple[Question, ...]
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
    """Return the add-ons of a framework that the answers of an outcome call for.

    First those that must-haves need, what most of them need first; then those that gain a point of the score at least,
    what gains most first. An add-on is left out if others before it do all that it does: of two for the same the better
    one is enough. What only the kind of project gives points to is a guess, so no add-on is called for by it alone.
    Errors: none.
    """
    found: list[Mending] = []
    weights, demanded, reached = wanted(outcome), demanded_by(outcome), dict(framework.value_of)
    left = [add_on for add_on in framework.add_ons if not add_on.replaces]
    # The best is taken first, and what it reaches counts as reached: so each next one is judged by what it adds.
    while left:
        offered = (mending(outcome.catalogue, weights, demanded, reached, add_on) for add_on in left)
        best = max(offered, key=lambda item: (len(item.must_haves), item.gain))
        if not best.must_haves and (not best.gain or best.gain < LEAST_GAIN * outcome.total_weight):
            break
        found.append(best)
        reached = raised(reached, best.add_on)
        left.remove(best.add_on)
    return tuple(found)


def wanted(outcome: Outcome) -> Weights:
    """Return the weight of each criterion to which an answer gives some that says what is wanted.

    The weight is that of all answers: the kind of project adds to what is wanted, it only asks for nothing by itself.
    """
    question_of = outcome.catalogue.question_of
    by_wishes = add_up(
        {slug: given for slug, given in outcome.weights_by_answer.items() if not question_of[slug].describes_project}
    )
    return {slug: outcome.weights[slug] for slug, weight in by_wishes.items() if weight}


def demanded_by(outcome: Outcome) -> Mapping[str, Mapping[str, int]]:
    """Return the least ratings, by criterion, that each must-have demands, by its question."""
    found = {slug: demands(outcome.catalogue.question_of[slug], answer) for slug, answer in outcome.answers.items()}
    return {slug: demanded for slug, demanded in found.items() if demanded}


def mending(
    catalogue: Catalogue,
    weights: Weights,
    demanded: Mapping[str, Mapping[str, int]],
    reached: Ratings,
    add_on: AddOn,
) -> Mending:
    """Return what an add-on adds to the ratings (by criterion) that are reached without it, by the weights that ask and
    by what must-haves demand (see `demanded_by`).
    """
    met = {slug: found for slug, least in demanded.items() if (found := newly_met(least, reached, add_on))}
    needed = {criterion for found in met.values() for criterion in found}
    gains = {
        rating.criterion: weights.get(rating.criterion, 0) * max(0, rating.value - reached.get(rating.criterion, 0))
        for rating in add_on.ratings
    }
    # A must-have may demand what no answer gives points to.
    counting = [item for item in add_on.ratings if gains[item.criterion] or item.criterion in needed]
    return Mending(
        add_on,
        tuple(
            (catalogue.criterion_of[item.criterion], item)
            for item in sorted(counting, key=lambda item: -gains[item.criterion])
        ),
        tuple(catalogue.question_of[slug] for slug in met),
        sum(gains.values()),
    )


def newly_met(demanded: Mapping[str, int], reached: Ratings, add_on: AddOn) -> frozenset[str]:
    """Return the criteria on which what is demanded is reached with an add-on and not without."""
    return frozenset(
        rating.criterion
        for rating in add_on.ratings
        if reached.get(rating.criterion, 0) < demanded.get(rating.criterion, 0) <= rating.value
    )


def raised(reached: Ratings, add_on: AddOn) -> Ratings:
    """Return the ratings (by criterion) that are reached with one more add-on."""
    best = {rating.criterion: max(rating.value, reached.get(rating.criterion, 0)) for rating in add_on.ratings}
    return reached | best
