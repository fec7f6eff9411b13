"""A site whose API is asked by a program."""

import pytest
from django.core.cache import cache

from recommender.editions import catalogue_of
from recommender.models import CatalogueState, Edition
from recommender.serialisation import canonical_json, digest
from tests.advisor.api.program import Program


@pytest.fixture(scope="session")
def shipped_json(shipped) -> str:
    return canonical_json(shipped)


@pytest.fixture
def edition(db, shipped_json) -> Edition:
    """The shipped catalogue as the current edition, without its rows, which only editors need."""
    edition = Edition.objects.create(number=1, digest=digest(shipped_json), content=shipped_json)
    CatalogueState.objects.update_or_create(
        pk=CatalogueState.PRIMARY_KEY, defaults={"edition": edition, "changes": 0, "changes_in_edition": 0}
    )
    return edition


@pytest.fixture
def program(client, edition) -> Program:
    """A program that has asked for nothing yet."""
    catalogue_of(edition)
    cache.clear()
    return Program(client)
