"""What the database itself refuses, and how rows are called."""

import pytest
from django.db import IntegrityError, connection, transaction

from recommender.models import (
    AddOn,
    AddOnRating,
    CatalogueState,
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    KnownUser,
    Persona,
    Question,
    Rating,
    Reading,
    Requirement,
    Section,
)

pytestmark = pytest.mark.usefixtures("loaded")


def first(model):
    return model.objects.first()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda: Rating.objects.filter(pk=first(Rating).pk).update(high=101),
        lambda: Rating.objects.filter(pk=first(Rating).pk).update(value=0, low=1),
        lambda: Rating.objects.filter(criterion__slug="graphql").update(framework=first(Framework)),
        lambda: Requirement.objects.update(least=0),
        lambda: Requirement.objects.update(least=101),
        lambda: Framework.objects.update(slug="same"),
        lambda: Choice.objects.filter(question__slug="data").update(slug="same"),
        lambda: Evidence.objects.filter(framework__slug="flask").update(key="same"),
        lambda: Claim.objects.filter(framework__slug="flask").update(text="same"),
        lambda: AddOn.objects.filter(framework__slug="flask").update(slug="same"),
        lambda: AddOnRating.objects.update(high=101),
        lambda: AddOnRating.objects.update(value=0, low=1),
        lambda: AddOnRating.objects.filter(add_on__slug="fastapi-guard").update(criterion=first(Criterion)),
        lambda: Reading.objects.filter(framework__slug="flask").update(title="same"),
        lambda: KnownUser.objects.filter(framework__slug="flask").update(name="same"),
        lambda: Effect.objects.filter(choice__slug="online-shop").update(criterion=first(Criterion)),
        lambda: Condition.objects.filter(question__slug="api-style").update(choice=first(Choice)),
        lambda: Question.objects.filter(slug="known").update(familiarity_points=None),
    ],
)
def test_the_database_keeps_the_rules(break_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it()


def test_rows_have_names():
    assert str(Framework.objects.get(slug="flask")) == "Flask"
    assert str(Criterion.objects.get(slug="graphql")) == "GraphQL"
    assert str(Rating.objects.get(framework__slug="flask", criterion__slug="graphql")) == "Flask: GraphQL"
    assert str(AddOn.objects.get(slug="flask-guard")) == "Flask: Flask Guard"
    assert str(AddOnRating.objects.get(add_on__slug="flask-graph")) == "Flask: Flask Graph: GraphQL"
    assert str(Reading.objects.get(title="Flask by example")) == "Flask: Flask by example"
    assert str(KnownUser.objects.get(name="Flask Mill")) == "Flask: Flask Mill"
    assert str(Claim.objects.get(framework__slug="flask", text="Very light")) == "Flask: Very light"
    assert str(Evidence.objects.get(framework__slug="flask", key="guide")) == ("Flask: guide")
    assert str(Section.objects.first()) == "Your project"
    assert str(Question.objects.get(slug="data")) == "How will the app keep its data?"
    assert str(Choice.objects.get(slug="online-shop")) == "What are you building? An online shop"
    assert str(Persona.objects.get(slug="shop")) == "Online shop with a back office"
    assert str(Requirement.objects.get(choice__slug="openapi")) == "API tooling (OpenAPI) at least 75"
    effect = Effect.objects.get(choice__slug="prototype", criterion__slug="lightness")
    assert str(effect) == "Lightness +2"
    assert str(CatalogueState()) == "None, 0 changes since"


def test_an_earlier_release_adds_rows_without_knowing_the_columns_that_came_later():
    """While nodes are upgraded one by one, both releases write into one database."""
    later = {"moving_here", *(f"first_page_{name}" for name in ("commands", "file", "code", "serve", "address"))}
    insert_without(Framework, first(Framework), later, slug="earlier")
    insert_without(Question, first(Question), {"describes_project", "familiarity_is_built_with"}, slug="earlier")
    added = Framework.objects.get(slug="earlier")
    assert {getattr(added, name) for name in later} == {""}
    assert not Question.objects.get(slug="earlier").familiarity_is_built_with


def insert_without(model, row, later, **changes):
    """Copy a row by SQL that names no column that came later."""
    values = {
        field.column: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in later
    } | changes
    columns = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})', [*values.values()])  # noqa: S608
