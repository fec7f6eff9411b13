"""Editors queue up before they touch a row or the log, so that no history skips an entry and none wait in a ring."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommender.editions.current import current_edition
from recommender.models import Claim, Criterion, Rating
from tests.recommender.admin.forms import address, form_data, listed

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

STATE, LOG, WRITING = 'FROM "recommender_cataloguestate"', "django_admin_log", ("INSERT", "UPDATE", "DELETE")


def form_of_a_criterion(client):
    url = address(Criterion.objects.get(slug="graphql"))
    return url, form_data(client.get(url)) | {"weight": "3"}


def list_of_criteria(client):
    data = form_data(client.get(listed(Criterion)))
    return listed(Criterion), data | {"form-0-weight": "3", "_save": "1"}


def deletion(client):
    return address(Claim.objects.first(), "delete"), {"post": "yes"}


def deletion_of_several(client):
    return listed(Claim), {"action": "delete_selected", "_selected_action": [Claim.objects.first().pk], "post": "yes"}


def grid(client):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    place = f"{rating.framework_id}-{rating.criterion_id}"
    return reverse("admin:grid"), {
        f"value-{place}": str(rating.high),
        f"low-{place}": str(rating.low),
        f"high-{place}": str(rating.high),
    }


@pytest.mark.parametrize("change", [form_of_a_criterion, list_of_criteria, deletion, deletion_of_several, grid])
def test_whoever_changes_the_catalogue_holds_its_state_before_anything_is_written(admin_client, change):
    url, data = change(admin_client)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        admin_client.post(url, {name: value for name, value in data.items() if value is not None})
    assert LogEntry.objects.exists()
    queries = [query["sql"] for query in asked.captured_queries]
    held = next(at for at, sql in enumerate(queries) if STATE in sql)
    written = next(at for at, sql in enumerate(queries) if sql.startswith(WRITING))
    assert held < written


def test_a_reason_with_the_character_nul_spoils_neither_the_log_nor_the_next_edition(admin_client):
    url, data = form_of_a_criterion(admin_client)
    admin_client.post(url, {name: value for name, value in data.items() if value is not None} | {"_why": "typed\0so"})
    assert current_edition().history[0]["why"] == "typed so"
