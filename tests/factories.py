"""Small catalogues for tests, made of the engine's own types. Give what matters to the test; the rest has defaults."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from recommender.engine.types import (
    ANCHORS,
    AddOn,
    Answer,
    Catalogue,
    Choice,
    Claim,
    ClaimStatus,
    Condition,
    Criterion,
    Evidence,
    EvidenceKind,
    Facts,
    Familiarity,
    FirstPage,
    Framework,
    Importance,
    KnownUser,
    OutsideOption,
    Persona,
    Question,
    Rating,
    RatingMethod,
    Reading,
    Section,
)


def create_criterion(slug: str = "speed", *, weight: int = 1, method: RatingMethod = RatingMethod.RUBRIC) -> Criterion:
    return Criterion(
        slug=slug,
        name=slug.capitalize(),
        group="Group",
        definition=f"How much {slug}.",
        method=method,
        unit="level",
        anchors={at: f"level {at}" for at in ANCHORS},
        weight=weight,
    )


def create_evidence(key: str = "docs") -> Evidence:
    return Evidence(
        key=key,
        statement="It is documented.",
        kind=EvidenceKind.DOCUMENTED,
        source="The documentation",
        url="https://docs.example/",
        published="2026-11",
        checked=date(2026, 11, 22),
    )


def create_rating(
    criterion: str = "speed", value: int = 50, *, low: int | None = None, high: int | None = None
) -> Rating:
    return Rating(
        criterion=criterion,
        value=value,
        low=value if low is None else low,
        high=value if high is None else high,
        phrase=f"Rated {value} for {criterion}",
        rationale="Because.",
        evidence=("docs",),
    )


def create_add_on(slug: str, ratings: Mapping[str, int]) -> AddOn:
    return AddOn(
        slug=slug,
        name=slug.capitalize(),
        summary="More of it.",
        latest_version="1.0",
        latest_release="2026-11",
        licence="MIT",
        docs_url="https://add-on.example/",
        install=f"pip install {slug}",
        ratings=tuple(create_rating(criterion, value) for criterion, value in ratings.items()),
    )


def create_first_page() -> FirstPage:
    return FirstPage(
        commands=("pip install it",),
        file="app.py",
        code="import it\n",
        serve="it run",
        address="http://127.0.0.1:8000/",
    )


def create_reading(title: str = "A book", *, published: str = "2025") -> Reading:
    return Reading(title=title, url="https://book.example/", published=published)


def create_known_user(name: str = "A house", *, published: str = "2025-06") -> KnownUser:
    return KnownUser(
        name=name, what="its website", source="How they work", url="https://house.example/", published=published
    )


def create_claim(text: str = "Very fast", *, criterion: str = "speed") -> Claim:
    return Claim(text=text, criterion=criterion, status=ClaimStatus.HOLDS, reason="It still does.", evidence=("docs",))


def create_framework(slug: str, ratings: Mapping[str, int] | None = None, *, position: int = 1) -> Framework:
    return Framework(
        slug=slug,
        name=slug.capitalize(),
        published=True,
        position=position,
        summary="A framework.",
        choose_when="you need it.",
        think_twice_when="you do not.",
        moving_here="some work.",
        facts=Facts(
            latest_version="1.0",
            latest_release="2026-11-01",
            first_release=2020,
            licence="MIT",
            python_versions="3.11 and newer",
            support="One year.",
            concurrency="Sync.",
            docs_url="https://docs.example/",
            tutorial_url="https://docs.example/tutorial/",
            repo_url="https://code.example/",
            install=f"pip install {slug}",
        ),
        first_page=create_first_page(),
        further_reading=(create_reading(), create_reading("A talk")),
        known_users=(create_known_user(), create_known_user("A mill"), create_known_user("A yard")),
        evidence=(create_evidence(),),
        ratings=tuple(create_rating(criterion, value) for criterion, value in (ratings or {}).items()),
    )


def create_choice(
    slug: str = "yes", effects: Mapping[str, int] | None = None, requirements: Mapping[str, int] | None = None
) -> Choice:
    return Choice(slug=slug, text=f"Answer {slug}", effects=effects or {}, requirements=requirements or {})


def create_question(
    slug: str = "fast",
    choices: tuple[Choice, ...] | None = None,
    *,
    ask_if: tuple[tuple[str, str], ...] = (),
    familiarity: Familiarity | None = None,
    describes_project: bool = False,
) -> Question:
    if choices is None:
        choices = () if familiarity else (create_choice("yes", {"speed": 1}), create_choice("no"))
    return Question(
        slug=slug,
        text=f"Is it {slug}?",
        help="What is meant.",
        why="What it changes.",
        describes_project=describes_project,
        ask_if=tuple(Condition(question=question, choice=choice) for question, choice in ask_if),
        familiarity=familiarity,
        choices=choices,
    )


def yes_or_no(
    slug: str, criterion: str, points: int, least: int | None = None, *, ask_if: tuple[tuple[str, str], ...] = ()
) -> Question:
    """A question whose “yes” gives points to a criterion, and as a must-have demands a least rating of it, if any."""
    requirements = {criterion: least} if least else {}
    choices = (create_choice("yes", {criterion: points}, requirements), create_choice("no"))
    return create_question(slug, choices, ask_if=ask_if)


def create_persona(slug: str = "somebody", *, answers: Mapping[str, Answer], accepted: tuple[str, ...]) -> Persona:
    return Persona(slug=slug, name=slug, description="A project.", source="Us", answers=answers, accepted=accepted)


def create_outside_option(slug: str = "none-of-these", *when: tuple[str, str]) -> OutsideOption:
    """Something else than a framework, named after all of these choices, each with the slug of its question."""
    return OutsideOption(
        slug=slug,
        name=slug.capitalize(),
        text="something else.",
        url=f"https://{slug}.example/",
        when=tuple(Condition(question=question, choice=choice) for question, choice in when),
    )


def create_catalogue(
    *questions: Question,
    ratings: Mapping[str, Mapping[str, int]] | None = None,
    weights: Mapping[str, int] | None = None,
    personas: tuple[Persona, ...] = (),
    outside_options: tuple[OutsideOption, ...] = (),
) -> Catalogue:
    """A catalogue of one section. Criteria follow from the ratings; those of familiarity questions are added."""
    ratings = ratings or {"alpha": {"speed": 80}, "beta": {"speed": 40}}
    slugs = list(dict.fromkeys(slug for values in ratings.values() for slug in values))
    answered = [question.familiarity.criterion for question in questions if question.familiarity]
    return Catalogue(
        criteria=(
            *(create_criterion(slug, weight=(weights or {}).get(slug, 1)) for slug in slugs),
            *(create_criterion(slug, method=RatingMethod.ANSWER) for slug in answered),
        ),
        frameworks=tuple(
            create_framework(slug, values, position=position)
            for position, (slug, values) in enumerate(ratings.items(), start=1)
        ),
        sections=(Section(slug="first", title="First", questions=questions or (create_question(),)),),
        personas=personas,
        outside_options=outside_options,
    )


def chosen(*slugs: str, importance: Importance = Importance.NORMAL) -> Answer:
    return Answer(chosen=slugs, importance=importance)


def with_framework(catalogue: Catalogue, framework: Framework) -> Catalogue:
    """The catalogue with one framework replaced by another of the same slug."""
    return replace(
        catalogue,
        frameworks=tuple(framework if item.slug == framework.slug else item for item in catalogue.frameworks),
    )
