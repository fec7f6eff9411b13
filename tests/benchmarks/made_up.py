"""Catalogues of any size, made up from seeded numbers: no catalogue that anybody keeps is as large."""

from random import Random

from recommender.engine.types import Catalogue, Familiarity, Question
from tests.factories import create_catalogue, create_choice, create_question

CHOICES = 4


def made_up(frameworks: int, criteria: int, questions: int) -> Catalogue:
    """Return a catalogue of so many; its last question asks which frameworks are known, and every fourth depends on
    the one before.
    """
    random = Random(1)
    slugs = [f"criterion-{number}" for number in range(criteria)]
    ratings = {f"framework-{number}": {slug: random.randint(0, 100) for slug in slugs} for number in range(frameworks)}
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=3))
    asked = [question(random, slugs, number) for number in range(questions - 1)]
    return create_catalogue(*asked, known, ratings=ratings, weights={slug: random.randint(5, 20) for slug in slugs})


def question(random: Random, criteria: list[str], number: int) -> Question:
    """Return a question whose choices give points to three criteria each, and whose first can be a must-have."""
    choices = tuple(
        create_choice(
            f"choice-{place}",
            {slug: random.randint(1, 3) for slug in random.sample(criteria, 3)},
            {random.choice(criteria): 60} if place == 0 else {},
        )
        for place in range(CHOICES)
    )
    ask_if = ((f"question-{number - 1}", "choice-1"),) if number % 4 == 3 else ()
    return create_question(f"question-{number}", choices, ask_if=ask_if)
