"""How long an editor waits for a preview: `make bench`. Targets are reported, never asserted."""

from dataclasses import replace

import pytest
from django.urls import reverse

from recommender.editions.preview import RESULTS
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.impact import Case, impact
from recommender.engine.simulation.respondents import respondents
from tests.recommender.admin.forms import form_data
from tests.recommender.editions.test_preview import finish_results, kept_from, weight_field

WAIT = 2.0
ROUNDS = 5
CHANGED = "learning-ease"


def test_impact(benchmark, shipped):
    benchmark.extra_info.update(what="impact of a changed weight on 1,000 results", target=None, times=1)
    drawn = enumerate(respondents(shipped, RESULTS, must_haves=0.1))
    cases = [Case(answers, kept_from(number)) for number, answers in drawn]
    criteria = tuple(replace(item, weight=30) if item.slug == CHANGED else item for item in shipped.criteria)
    after = replace(shipped, criteria=criteria)
    found = benchmark.pedantic(
        lambda: impact(Contributions(shipped), Contributions(after), cases), rounds=ROUNDS, warmup_rounds=1
    )
    assert found.moved


@pytest.mark.usefixtures("loaded")
def test_preview(benchmark, admin_client):
    benchmark.extra_info.update(what="preview of a changed weight, 1,000 results", target=WAIT, times=1)
    finish_results(RESULTS)
    url = reverse("admin:recommender_criterion_changelist")
    field = weight_field(admin_client, CHANGED)
    data = form_data(admin_client.get(url)) | {field: 30, "_save": "Preview"}
    page = benchmark.pedantic(admin_client.post, (url, data), rounds=ROUNDS, warmup_rounds=1)
    assert page.context["preview"].impact.cases == RESULTS
