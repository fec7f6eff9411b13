"""The fixed results, and others on the same catalogue."""

from collections.abc import Callable

import pytest

from advisor.report import Report, report_on
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answers
from tests.advisor.exports.results import golden_edition, golden_reports


@pytest.fixture
def reports(db: None) -> dict[str, Report]:
    return golden_reports()


@pytest.fixture
def unkept(db: None) -> Callable[..., Report]:
    """Makes a report that was not kept, of answers and perhaps a what-if: nobody can look it up."""
    edition = golden_edition()

    def make(answers: Answers, what_if: WhatIf | None = None) -> Report:
        return report_on(edition, answers, what_if or WhatIf())

    return make
