"""Visitors of the site. A test that edits its rows asks for `loaded` beside the visitor."""

import pytest

from recommender.editions import figures
from recommender.editions.current import catalogue_of
from recommender.models import Edition
from tests.advisor.figures import neutrality
from tests.advisor.visitor import Visitor


@pytest.fixture
def visitor(client, edition: Edition) -> Visitor:
    """Somebody on the first question; the edition is read already."""
    catalogue_of(edition)
    return Visitor(client).start()


@pytest.fixture
def found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are found as always, but only once for all tests of one edition."""
    monkeypatch.setattr(figures, "neutrality", neutrality)
