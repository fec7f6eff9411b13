"""Tests of this folder still run on the shipped catalogue."""

import pytest

from recommender.engine.types import Catalogue


@pytest.fixture(scope="session")
def catalogue(shipped: Catalogue) -> Catalogue:
    """The shipped catalogue, as long as the tests of this folder state its figures."""
    return shipped
