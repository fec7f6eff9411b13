"""A catalogue in which every framework has all that helps to begin with it: add-ons, a first page, readings, users."""

from dataclasses import replace

from recommender.engine.types import AddOn, Catalogue, Criterion, FirstPage, Framework, KnownUser, Rating, Reading
from tests.factories import create_add_on

RAISED = 80
MOVING = (
    "the models, the templates and often the tables are written anew; addresses can move one at a time, but sign-in"
)
FIRST_PAGE = FirstPage(
    commands=("pip install it", "it start site ."),
    file="app.py",
    code='from it import It\n\napp = It()\n\n\n@app.page("/")\ndef hello():\n    return "<p>Hello</p>"\n',
    serve="it run app",
    address="http://127.0.0.1:8000/",
)
READINGS = (
    Reading(title="It in practice", url="https://reading.example/practice/", published="2025-03"),
    Reading(title="It from scratch", url="https://reading.example/scratch/"),
)
USERS = tuple(
    KnownUser(
        name=f"User {number}",
        what="its shop",
        source=f"How we use it, part {number}",
        url=f"https://user.example/{number}/",
        published="2024",
    )
    for number in (1, 2, 3)
)


def equipped(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with frameworks that have all of it."""
    return replace(catalogue, frameworks=tuple(equip(item, catalogue.criteria) for item in catalogue.frameworks))


def equip(framework: Framework, criteria: tuple[Criterion, ...]) -> Framework:
    """Return a framework with an add-on for each criterion on which it is weak, named after the criterion."""
    weak = [item.slug for item in criteria if item.is_rated and framework.value_of.get(item.slug, 0) < RAISED]
    return replace(
        framework,
        moving_here=f"{MOVING} stays.",
        first_page=FIRST_PAGE,
        further_reading=READINGS,
        known_users=USERS,
        add_ons=tuple(add_on_of(framework, criterion) for criterion in weak),
    )


def add_on_of(framework: Framework, criterion: str) -> AddOn:
    add_on = create_add_on(f"{criterion}-helper", {criterion: RAISED})
    return replace(add_on, summary="More of it", ratings=tuple(cited(framework, rating) for rating in add_on.ratings))


def cited(framework: Framework, rating: Rating) -> Rating:
    """Return a rating that rests on the framework's first evidence, with a range."""
    return replace(rating, low=rating.value - 8, high=90, evidence=(framework.evidence[0].key,))
