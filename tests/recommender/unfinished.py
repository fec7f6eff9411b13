"""Rows as editors leave them over night: every state of a catalogue that is not finished."""

from recommender.models import (
    AddOn,
    AddOnRating,
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    KnownUser,
    OutsideCondition,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Reading,
    Requirement,
    Section,
)

FACTS = {
    "choose_when": "it is finished.",
    "think_twice_when": "it is not.",
    "latest_version": "0.1",
    "latest_release": "2026-11",
    "first_release": 2026,
    "licence": "MIT",
    "python_versions": "3.13",
    "support": "None yet.",
    "concurrency": "Sync.",
    "docs_url": "https://docs.example/",
    "repo_url": "https://code.example/",
    "install": "pip install bottle",
}

FIRST_PAGE = {
    "first_page_commands": "pip install bottle\npip list",
    "first_page_file": "app.py",
    "first_page_code": "import bottle\n\nbottle.run()\n",
    "first_page_serve": "python app.py",
    "first_page_address": "http://127.0.0.1:8080/",
}


def leave_things_unfinished() -> None:
    """Add to the catalogue, as rows, one of each kind of draft."""
    flask = Framework.objects.get(slug="flask")
    Framework.objects.create(slug="bare", name="Bare", summary="No ratings yet.", **FACTS)
    bottle = Framework.objects.create(
        slug="bottle", name="Bottle", summary="Rated, without evidence.", **FACTS, **FIRST_PAGE
    )
    Evidence.objects.create(
        framework=bottle, key="uncited", statement="It is.", kind="opinion", source="Us", checked="2026-11-22"
    )
    speed = Criterion.objects.create(
        slug="start-up",
        name="Start-up",
        group="Running it",
        definition="How soon it answers.",
        method="rubric",
        unit="s",
    )
    for framework, criterion in ((bottle, Criterion.objects.get(slug="graphql")), (bottle, speed), (flask, speed)):
        Rating.objects.create(
            framework=framework, criterion=criterion, value=50, low=40, high=60, phrase="A guess", rationale="A guess."
        )
    add_on = {key: FACTS[key] for key in ("latest_version", "latest_release", "licence", "docs_url", "install")}
    AddOn.objects.create(framework=flask, slug="unrated", name="Unrated", summary="Adds nothing yet.", **add_on)
    some = AddOn.objects.create(framework=bottle, slug="some", name="Some", summary="Adds some.", **add_on)
    AddOnRating.objects.create(
        add_on=some, criterion=speed, value=60, low=50, high=70, phrase="A guess", rationale="A guess."
    )
    Reading.objects.create(framework=bottle, title="Of glass", url="https://glass.example/")
    KnownUser.objects.create(
        framework=bottle, name="Cork", what="to close it", source="Us", url="https://cork.example/"
    )
    Claim.objects.create(framework=flask, criterion=speed, text="Starts at once", status="holds", reason="It does.")
    section = Section.objects.create(slug="later", title="Later")
    Section.objects.create(slug="empty", title="Empty")
    bare = Question.objects.create(section=section, slug="bare", text="Nothing yet?", why="Later.")
    single = Question.objects.create(section=section, slug="single", text="One choice?", why="Later.")
    choice = Choice.objects.create(question=single, slug="only", text="Only this")
    Effect.objects.create(choice=choice, criterion=speed, points=2)
    Requirement.objects.create(choice=choice, criterion=speed, least=50)
    Condition.objects.create(question=bare, choice=choice)
    option = OutsideOption.objects.create(slug="later", name="Later", text="it waits.", url="https://later.example/")
    OutsideCondition.objects.create(option=option, choice=choice)
    Persona.objects.create(slug="nobody", name="Nobody", description="Nobody yet.", source="Us", answers={})
