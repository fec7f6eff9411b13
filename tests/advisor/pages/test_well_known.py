"""robots.txt and security.txt: read by parsers of others, or as their standards say."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from advisor.clock import today
from advisor.pages.well_known import PREVIEWS, VALID_FOR

EVERYBODY = "Mozilla/5.0 (compatible; Somebot/2.1)"


@pytest.fixture
def robots(client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


@pytest.mark.parametrize("path", ["/", "/frameworks/django/", "/compare/?f=django", "/api/docs", "/api/v1/catalogue"])
@pytest.mark.parametrize("agent", [EVERYBODY, PREVIEWS[0]])
def test_public_pages_are_for_all_crawlers(robots, path, agent):
    assert robots.can_fetch(agent, path)


@pytest.mark.parametrize("path", ["/r/abc/", "/r/abc.json", "/r/abc/card.png", "/r/abc/what-if/"])
def test_results_are_for_none_but_those_who_preview_a_shared_link(robots, path):
    assert not robots.can_fetch(EVERYBODY, path)
    assert all(robots.can_fetch(f"{name}/1.0", path) for name in PREVIEWS)


@pytest.mark.parametrize("path", ["/advise/secret/project/", "/api/v1/results/abc"])
@pytest.mark.parametrize("agent", [EVERYBODY, *PREVIEWS])
def test_private_pages_are_for_nobody(robots, path, agent):
    assert not robots.can_fetch(agent, path)


def test_robots_name_the_sitemap_of_this_site_and_not_where_editors_sign_in(client):
    response = client.get("/robots.txt", headers={"host": "elsewhere.example"})
    text = response.content.decode()
    assert "Sitemap: http://advisor.test/sitemap.xml" in text.splitlines()
    assert "admin" not in text
    assert "elsewhere" not in text
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_names_of_programs_are_as_the_standard_has_them():
    """RFC 9309: letters, hyphens and underscores."""
    assert all(name.replace("-", "").replace("_", "").isalpha() for name in PREVIEWS)


@pytest.mark.parametrize(
    "address",
    ["", ".json", "/card.png", "/qr.svg", "/adr/", "/today/", "/change/", "/what-if/", "/what-if/keep/?w-graphql=9"],
)
def test_all_of_a_result_is_kept_out_of_search_engines_that_come_nevertheless(visitor, address):
    visitor.answer("project", "public-api")
    result = visitor.finish().rstrip("/")
    for _ in range(2):  # the second time some are kept pages
        response = Client().get(f"{result}{address or '/'}")
        assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")


def test_so_is_all_that_is_private_and_all_that_is_not_there(visitor):
    for address in (visitor.address, visitor.check, "/r/none/", "/r/none.json", "/advise/none/"):
        assert visitor.client.get(address)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in visitor.client.get("/")
    assert visitor.client.get("/api/docs")["X-Robots-Tag"] == "all"


def fields_of(response) -> dict[str, str]:
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


SECURITY = "/.well-known/security.txt"


def test_a_weakness_is_told_to_whom_the_site_names(client, settings):
    """RFC 9116: each field once, addresses of pages begin with https."""
    settings.CONTACT, settings.SOURCE_URL = "help+us@advisor.example", "https://github.com/example/advisor"
    settings.PUBLIC_URL = "https://advisor.example"
    fields = fields_of(client.get(SECURITY, headers={"host": "elsewhere.example"}))
    assert datetime.fromisoformat(fields.pop("Expires")) == datetime(*today().timetuple()[:3], tzinfo=UTC) + VALID_FOR
    assert fields == {
        "Contact": "mailto:help%2Bus@advisor.example",
        "Preferred-Languages": "en",
        "Canonical": "https://advisor.example/.well-known/security.txt",
        "Policy": "https://github.com/example/advisor/blob/HEAD/SECURITY.md",
    }
    assert timedelta(days=365) > VALID_FOR


def test_what_the_standard_would_not_allow_or_nobody_knows_is_left_out(client, settings):
    settings.CONTACT, settings.SOURCE_URL = "https://advisor.example/contact", "https://code.example/advisor"
    assert fields_of(client.get(SECURITY)).keys() == {"Contact", "Expires", "Preferred-Languages"}


def test_without_a_contact_there_is_nobody_to_tell(client, db):
    response = client.get(SECURITY)
    assert response.status_code == 404
    assert "named no address to write to" in response.content.decode()
