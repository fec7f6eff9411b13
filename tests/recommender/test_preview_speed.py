"""How long an editor waits for a preview, with as many results and random people as it ever looks at."""

import pytest

from recommender.editions.preview import RESULTS
from recommender.engine.simulation.respondents import RESPONDENTS
from recommender.engine.types import Catalogue
from recommender.models import Criterion
from tests.processor import shortest
from tests.recommender.admin.forms import form_data, listed
from tests.recommender.editions.test_preview import finish_results, weight_field

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="session")
def catalogue(whole_shipped: Catalogue) -> Catalogue:
    """The shipped catalogue: it is what editors wait for."""
    return whole_shipped


def test_a_preview_with_a_thousand_results_takes_less_than_two_seconds(admin_client):
    finish_results(RESULTS)
    field = weight_field(admin_client, "learning-ease")
    data = form_data(admin_client.get(listed(Criterion))) | {field: 30, "_save": "Preview"}
    pages = []
    taken = shortest(lambda: pages.append(admin_client.post(listed(Criterion), data)))
    for page in pages:
        found = page.context["preview"].impact
        assert (found.cases, found.respondents) == (RESULTS, RESPONDENTS)
    assert taken < 2
