"""Visitors of a site with the shipped catalogue."""

import pytest

from recommender.editions import catalogue_of, current_edition
from tests.advisor.visitor import Visitor


@pytest.fixture
def visitor(client, loaded) -> Visitor:
    """Somebody on the first question; the edition is made and read already."""
    catalogue_of(current_edition())
    return Visitor(client).start()
