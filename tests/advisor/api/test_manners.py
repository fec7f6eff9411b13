"""What every answer of the API has in common: caching, methods, other sites, and how often one may ask."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from advisor.api.throttle import CREATING
from advisor.models import Evaluation

ADDRESSES = ["catalogue", "schema", "openapi.json"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_read_is_asked_for_again_only_when_it_changed(program, address):
    response = program.get(address)
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in response.get("Vary", "")
    again = program.get(address, **{"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_result_is_asked_for_again_only_when_it_changed(program):
    program.create()
    address = f"results/{Evaluation.objects.get().share_id}"
    response = program.get(address)
    assert program.get(address, **{"If-None-Match": response["ETag"]}).status_code == 304
    Evaluation.objects.update(note="Changed")
    assert program.get(address, **{"If-None-Match": response["ETag"]}).status_code == 200


def test_what_is_sent_is_not_kept(program):
    assert program.recommend()["Cache-Control"] == "no-store"
    assert program.create()["Cache-Control"] == "no-store"


def test_pages_of_other_sites_may_read_but_not_send(program):
    assert program.get("catalogue")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in program.get("catalogue")
    for answer in (program.recommend(), program.client.options("/api/v1/recommend")):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_answered_like_get(program, address):
    response = program.client.head(f"/api/v1/{address}")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(("address", "allowed"), [("catalogue", "GET, HEAD, OPTIONS"), ("recommend", "OPTIONS, POST")])
def test_options_tells_the_methods(program, address, allowed):
    response = program.client.options(f"/api/v1/{address}")
    assert (response.status_code, response.content, response["Allow"]) == (204, b"", allowed)


def test_whoever_asks_too_often_is_told_when_to_come_back(program):
    answers = [program.create({}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert program.recommend().status_code == 200, "reading and trying have rates of their own"


def test_a_header_does_not_make_another_client(program):
    answers = [
        program.post("results", {"answers": {}}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}") for number in range(11)
    ]
    assert answers[-1].status_code == 429
    assert program.post("results", {"answers": {}}, REMOTE_ADDR="203.0.113.9").status_code == 422


def test_requests_that_are_answered_at_once_are_told_apart():
    """Ninja asks for the time to wait apart from the request, on an object that all threads have."""
    CREATING.seconds = 7
    with ThreadPoolExecutor(1) as another:
        assert another.submit(CREATING.wait).result() == 0
    assert CREATING.wait() == 7
