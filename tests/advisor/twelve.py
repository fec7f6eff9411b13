"""A catalogue of twelve frameworks, each made from one of another catalogue, with other ratings and a long name."""

from dataclasses import replace

from recommender.engine.types import Catalogue, Framework, Rating

COUNT = 12


def twelve_of(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with its own frameworks and as many others as make twelve, all of them rated otherwise."""
    own = catalogue.frameworks
    made = [another(own[number % len(own)], number) for number in range(len(own), COUNT)]
    return replace(catalogue, frameworks=(*own, *made), personas=())


def with_three_best_known(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue of twelve of which the first three are the best known."""
    twelve = twelve_of(catalogue)
    frameworks = tuple(replace(item, best_known=place < 3) for place, item in enumerate(twelve.frameworks))
    return replace(twelve, frameworks=frameworks)


def another(framework: Framework, number: int) -> Framework:
    return replace(
        framework,
        slug=f"{framework.slug}-{number}",
        name=f"{framework.name} {number}",
        position=number + 1,
        ratings=tuple(lower(rating, (7 * number + 5 * place) % 23) for place, rating in enumerate(framework.ratings)),
    )


def lower(rating: Rating, by: int) -> Rating:
    value = max(0, rating.value - by)
    return replace(rating, value=value, low=min(rating.low, value), high=max(rating.high, value))
