"""A package index on this machine, which the site is told to ask."""

from collections.abc import Iterator

import pytest

from tests.recommender.facts.local_index import LocalIndex, serving


@pytest.fixture
def index(settings) -> Iterator[LocalIndex]:
    with serving() as index:
        settings.PACKAGE_INDEX = index.address
        yield index
