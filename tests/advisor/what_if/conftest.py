"""Tests of this folder run on the tests' own catalogue, whatever those around them do."""

import pytest

from recommender.editions.serialisation import canonical_json
from recommender.engine.types import Catalogue
from recommender.files.folder import read_files
from tests.conftest import CATALOGUE


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_files(CATALOGUE)


@pytest.fixture(scope="session")
def catalogue_json(catalogue: Catalogue) -> str:
    return canonical_json(catalogue)  # again here: the one kept for other folders is that of another catalogue
