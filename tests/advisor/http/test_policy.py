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


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/static/css/nothing.css", "/advise/none/"])
def test_no_page_may_use_a_device_and_no_other_site_may_load_a_page(client, edition, address):
    for _ in range(2):  # the second time some are kept pages
        response = client.get(address)
        assert "camera=(), geolocation=()" in response["Permissions-Policy"]
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/catalogue", "/r/none/card.png", "/r/none/qr.svg", "/r/none/badge.svg", "/r/none/badge.json"),
        *("/editions/1.json", "/editions/1.zip", "/editions/feed.atom"),
    ],
)
def test_what_is_made_for_other_sites_may_be_loaded_by_them(client, edition, address):
    assert client.get(address)["Cross-Origin-Resource-Policy"] == "cross-origin"
