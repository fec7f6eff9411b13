"""What the database itself refuses, and how rows are called."""

import pytest
from django.db import IntegrityError, transaction

from recommender.models import (
    CatalogueState,
    Choice,
    Claim,
    Condition,
    Criterion,
    Effect,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
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
