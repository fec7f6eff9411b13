"""The security policy goes with every response."""

import pytest


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/frameworks/django/none/", "/api/v1/results/none"])
def test_every_response_has_the_policy(client, edition, address):
    assert "default-src 'none'" in client.get(address)["Content-Security-Policy"]


def test_a_redirect_has_it_too(client, edition):
    response = client.post("/advise/")
    assert response.status_code == 302
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_djangos_own_page_for_developers_may_have_its_style(client, edition, settings):
    settings.DEBUG = True
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Content-Security-Policy" not in response
    assert "Content-Security-Policy" in client.get("/")
