"""Something else than a framework that may serve a project better: which such options answers point to."""

from recommender.engine.interview import counting_answers
from recommender.engine.types import Answers, Catalogue, OutsideOption


def fitting(catalogue: Catalogue, answers: Answers) -> tuple[OutsideOption, ...]:
    """Return the outside options all of whose conditions the answers meet, in the catalogue's order.

    Only answers that count meet a condition. An option without a condition is never named. Errors: none.
    """
    given = counting_answers(catalogue, answers)
    chosen = {(question, choice) for question, answer in given.items() for choice in answer.chosen}
    return tuple(
        option
        for option in catalogue.outside_options
        if option.when and chosen.issuperset((condition.question, condition.choice) for condition in option.when)
    )
