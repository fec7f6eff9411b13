"""Visitors of a site with the shipped catalogue. A test that edits its rows asks for `loaded` beside the visitor."""

import pytest

from recommender.editions.current import catalogue_of
from recommender.engine.types import Catalogue
from recommender.models import Edition
from tests.advisor.visitor import Visitor


@pytest.fixture
def visitor(client, edition: Edition) -> Visitor:
    """Somebody on the first question; the edition is read already."""
    catalogue_of(edition)
    return Visitor(client).start()


@pytest.fixture(scope="session")
def catalogue(shipped: Catalogue) -> Catalogue:
    """The shipped catalogue, as long as the tests of this folder state its figures."""
    return shipped
