"""Who runs a site and under which licences it is: what is told, and that nothing is told where nothing is known."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client

from advisor.api.endpoints import api
from advisor.imprint import Imprint, imprint
from advisor.licences import CODE, DATA, credit
from advisor.pages.accessibility import REVIEWED
from tests.pages import seen, text_of

ROOT = Path(__file__).parents[3]
LINK = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
NAME = "Ada & <b>Söhne</b>"


@pytest.fixture
def named(settings):
    """The site tells all that it can, and a hostile name."""
    settings.OPERATOR, settings.CONTACT = NAME, "help+us@advisor.example"
    settings.SOURCE_URL = "https://github.com/example/advisor"


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("address", ["/", "/privacy/", "/nowhere/"])
def test_the_footer_says_who_and_where(client, edition, address):
    footer = seen(client.get(address), "footer", status=404 if address == "/nowhere/" else 200)
    assert f"Run by {NAME}" in footer.text
    assert ("Contact", "mailto:help%2Bus@advisor.example") in footer.links
    assert ("Source code", "https://github.com/example/advisor") in footer.links
    assert ("Licences", "/licences/") in footer.links
    assert "Code: BSD 3-Clause, data: CC BY 4.0." in footer.text
    assert ("Accessibility", "/accessibility/") in footer.links


def test_a_site_that_tells_nothing_has_no_empty_words(client, edition):
    footer = seen(client.get("/"), "footer")
    assert "Run by" not in footer.text
    assert {"Contact", "Source code"}.isdisjoint(words for words, _ in footer.links)


@pytest.mark.usefixtures("named")
def test_the_footer_of_a_result_is_short_but_says_who(visitor):
    visitor.answer("project", "public-api")
    footer = seen(Client().get(visitor.finish()), "footer")
    assert f"Run by {NAME}" in footer.text
    assert {"Contact", "Licences", "Privacy"} <= {words for words, _ in footer.links}


@pytest.mark.usefixtures("named")
def test_the_privacy_page_says_who_is_responsible(client):
    page = seen(client.get("/privacy/"), "main")
    assert f"{NAME} runs this site. Write to help+us@advisor.example" in page.text
    assert ("help+us@advisor.example", "mailto:help%2Bus@advisor.example") in page.links


def test_or_that_nobody_has_told_it(client):
    page = text_of(client.get("/privacy/"), "main")
    assert "has not told it their name, so we cannot say who is responsible for it. No address to write to" in page


def test_a_contact_may_be_a_page(client, settings):
    settings.CONTACT = "https://advisor.example/contact"
    assert ("Contact", settings.CONTACT) in seen(client.get("/privacy/"), "footer").links
    assert imprint().email == ""


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/blob/HEAD/LICENSE"),
        ("https://code.example/a", ""),
        ("", ""),
    ],
)
def test_where_a_file_of_the_code_is(source, address):
    assert Imprint("", "", source).source_file("LICENSE") == address


@pytest.mark.parametrize(("contact", "warnings"), [("", ["advisor.W001"]), ("help@advisor.example", [])])
def test_a_deployment_without_a_contact_is_warned(settings, contact, warnings):
    settings.CONTACT = contact
    found = run_checks(include_deployment_checks=True)
    assert [message.id for message in found if message.id.startswith("advisor.")] == warnings
    assert not [message for message in run_checks() if message.id == "advisor.W001"]


def test_the_statement_says_what_is_tested_whom_to_tell_and_when_it_was_reviewed(client, settings):
    page = text_of(client.get("/accessibility/"), "main")
    assert "It aims at level AA" in page
    assert "we do not say that it conforms" in page
    assert f"Last reviewed on {REVIEWED:%-d %B %Y}" in page
    assert date(2026, 11, 27) <= REVIEWED <= date.today()
    assert "has given no address to write to" in page
    settings.CONTACT = "help@advisor.example"
    assert ("help@advisor.example", "mailto:help@advisor.example") in seen(client.get("/accessibility/"), "main").links


def test_the_whole_texts_of_the_licences_can_be_read_here(client):
    page = text_of(client.get("/licences/"), "main")
    for licence in (CODE, DATA):
        assert len(licence.paragraphs) > 5
        assert all(paragraph in page for paragraph in licence.paragraphs)
    assert credit(12) in page
    assert "“Licensor.”" in page


def test_the_texts_are_those_that_the_project_is_under():
    texts = ROOT / "advisor" / "licences"
    assert (texts / f"{CODE.spdx}.txt").read_text() == (ROOT / "LICENSE").read_text()
    assert DATA.name in (ROOT / "recommender" / "catalogue" / "LICENSE").read_text()
    assert f'"{CODE.spdx} AND {DATA.spdx}"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.usefixtures("named")
def test_the_description_of_the_api_says_it_too(monkeypatch):
    monkeypatch.delattr(api, "described", raising=False)
    info = api.get_openapi_schema()["info"]
    monkeypatch.delattr(api, "described")
    assert info["contact"] == {"name": NAME, "email": "help+us@advisor.example"}
    assert info["license"] == {
        "name": "Data: CC BY 4.0; code: BSD 3-Clause",
        "url": "http://advisor.test/licences/",
    }


def test_whatever_is_taken_along_says_its_licence(visitor):
    visitor.answer("project", "public-api")
    result = visitor.finish().rstrip("/")
    downloads = [f"{result}.json", f"{result}.csv", f"{result}.md", f"{result}/adr/?style=nygard"]
    share_id = result.split("/")[-1]
    api_addresses = ["/api/v1/catalogue", f"/api/v1/results/{share_id}", f"/api/v1/results/{share_id}/exports/md"]
    for address in [*downloads, *api_addresses, "/insights.csv"]:
        assert Client().get(address)["Link"] == LINK, address
    for address in downloads:
        assert DATA.name in Client().get(address).content.decode(), address
    document = Client().get(f"{result}.json").json()
    assert (document["license"], document["attribution"]) == (DATA.url, credit(1))
    catalogue = Client().get("/api/v1/catalogue").json()
    assert (catalogue["license"], catalogue["attribution"]) == (DATA.url, credit(1))


def test_what_holds_no_ratings_says_none(client, edition):
    for address in ("/api/v1/schema", "/api/v1/openapi.json", "/api/v1/results/none", "/api/docs"):
        assert "Link" not in client.get(address), address
    recommended = client.post("/api/v1/recommend", json.dumps({"answers": {}}), content_type="application/json")
    assert recommended["Link"] == LINK
