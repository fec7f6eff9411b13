"""How long a visitor waits for what is said of a result, and an editor for a preview, with twelve frameworks."""

from dataclasses import replace
from statistics import median

import pytest

from recommender.editions.preview import RESULTS
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.types import Catalogue
from recommender.models import Criterion
from tests.advisor.twelve import COUNT, twelve_of
from tests.conftest import FIGURE
from tests.processor import shortest
from tests.recommender.admin.forms import form_data, listed
from tests.recommender.editions.test_preview import finish_results, weight_field

pytestmark = pytest.mark.slow

ANALYSIS, PREVIEW = 0.025, 2


@pytest.fixture(scope="session")
def catalogue(shipped: Catalogue) -> Catalogue:
    """The shipped questions, criteria and personas, with twelve frameworks."""
    return replace(twelve_of(shipped), personas=shipped.personas)


def test_a_whole_analysis_takes_25_milliseconds_at_most_in_the_median_over_the_personas(catalogue, record_property):
    contributions = Contributions(catalogue)
    analyse(contributions, catalogue.personas[0].answers)
    taken = [
        min(shortest(lambda answers=persona.answers: analyse(contributions, answers)) for _ in range(2))
        for persona in catalogue.personas
    ]
    record_property(FIGURE, f"a whole analysis with twelve frameworks: {1000 * median(taken):.1f} ms in the median")
    assert len(catalogue.frameworks) == COUNT
    assert median(taken) < ANALYSIS


@pytest.mark.usefixtures("loaded")
def test_a_preview_with_a_thousand_results_takes_less_than_two_seconds(admin_client, record_property):
    finish_results(RESULTS)
    field = weight_field(admin_client, "learning-ease")
    data = form_data(admin_client.get(listed(Criterion))) | {field: 30, "_save": "Preview"}
    pages = []
    taken = shortest(lambda: pages.append(admin_client.post(listed(Criterion), data)))
    assert [page.context["preview"].impact.cases for page in pages] == [RESULTS, RESULTS]
    record_property(FIGURE, f"a preview of 1,000 results with twelve frameworks: {taken:.2f} s")
    assert taken < PREVIEW
