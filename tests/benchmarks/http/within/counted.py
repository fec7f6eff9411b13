"""Queries are counted, and pages that need a login timed, within one process of the site."""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.urls import reverse

from recommender.models import Criterion, Edition
from tests.recommender.admin.forms import form_data, row_of

ROUNDS, CHANGED = 5, "learning-ease"
# What opens and closes a connection or a transaction asks for nothing.
NO_QUERY = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|SET ", re.IGNORECASE)


def tell(what: str) -> None:
    """Print as JSON what `queries` or `editors` returns; the first is asked on the input."""
    print(json.dumps(queries(json.load(sys.stdin)) if what == "queries" else editors()))


def queries(asked: list[tuple[dict, dict, int]]) -> list[int]:
    """Return how many queries the second of two requests takes, when this process has answered the first.

    Each is the arguments of Django's test client; the number is the status that the answer has to have.
    """
    client, counts = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1"), []
    for first, second, status in asked:
        client.generic(**first)
        answer, count = counted(lambda asked=second: client.generic(**asked))
        assert answer.status_code == status, (second, answer.status_code)
        counts.append(count)
    return counts


def counted(ask: Callable[[], HttpResponse]) -> tuple[HttpResponse, int]:
    """Return an answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    return answer, sum(not NO_QUERY.match(query["sql"]) for query in captured)


def editors() -> dict[str, tuple[float, int]]:
    """Return by page how many seconds it takes, the median of some rounds after a first one, and how many queries."""
    user, _ = User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    criteria, edition = reverse("admin:recommender_criterion_changelist"), Edition.objects.latest("number")
    form = with_another_weight(client, criteria)
    pages = {
        "statistics": lambda: client.get(reverse("insights")),
        "list of editions": lambda: client.get(reverse("admin:recommender_edition_changelist")),
        "page of an edition": lambda: client.get(reverse("admin:recommender_edition_change", args=[edition.pk])),
        "preview of a changed weight": lambda: client.post(criteria, form),
    }
    return {name: timed(ask) for name, ask in pages.items()}


def with_another_weight(client: Client, criteria: str) -> dict[str, object]:
    """Return the form on the list of criteria, with another weight in the first row and “Preview” pressed."""
    setup_test_environment()  # it keeps the context of a page, in which its form is
    data = form_data(client.get(criteria))
    teardown_test_environment()
    field = f"{row_of(data, Criterion.objects.get(slug=CHANGED))}weight"
    return {**data, field: data[field] + 10, "_save": "Preview"}


def timed(ask: Callable[[], HttpResponse]) -> tuple[float, int]:
    """Return how long an answer takes, and how many queries."""
    answer, count = counted(ask)
    assert answer.status_code == 200, answer.status_code
    return statistics.median(seconds(ask) for _ in range(ROUNDS)), count


def seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()  # not of this process alone: a database may work in another
    ask()
    return time.perf_counter() - start
