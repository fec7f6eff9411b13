"""A site whose API is asked by a program."""

import pytest
from django.core.cache import cache

from recommender.editions.current import catalogue_of
from recommender.models import Edition
from tests.advisor.api.program import Program


@pytest.fixture
def program(client, edition: Edition) -> Program:
    """A program that has asked for nothing yet."""
    catalogue_of(edition)
    cache.clear()
    return Program(client)
