"""Every registered form can be had by a link on the result page, as a file, and only as long as the result exists."""

import pytest
from django.test import Client

from advisor.exports import EXPORTS, FILES, STYLES, file_name, links
from advisor.models import DeletedResult, Evaluation
from tests.advisor.exports.results import golden_reports

RESULT = "/r/golden-winner"


@pytest.fixture
def client(db: None) -> Client:
    golden_reports()
    return Client()


def test_the_result_page_links_every_form(client):
    evaluation = Evaluation.objects.get(share_id="golden-winner")
    page = client.get(f"{RESULT}/").content.decode()
    found = links(evaluation)
    assert [link.label for link in found] == [export.label for export in EXPORTS.values()]
    for link in found:
        assert f'<a href="{link.address}" rel="nofollow">{link.label}</a>' in page


def test_every_link_gives_its_form_as_a_file(client):
    evaluation = Evaluation.objects.get(share_id="golden-winner")
    for (key, export), link in zip(EXPORTS.items(), links(evaluation), strict=True):
        response = client.get(link.address)
        assert response.status_code == 200
        assert response["Content-Type"] == f"{export.media_type}; charset=utf-8"
        assert response["Content-Disposition"] == f'attachment; filename="{file_name("Partner API", key)}"'
        assert response["X-Robots-Tag"] == "noindex"
        assert response.content.decode()


def test_every_form_is_a_file_or_a_style_with_a_name_of_its_own():
    assert {*FILES, *STYLES} == set(EXPORTS)
    assert FILES == ("csv", "json", "md")
    assert STYLES[0] == "madr"
    assert len({file_name("x", key) for key in EXPORTS}) == len(EXPORTS)


@pytest.mark.parametrize(
    ("title", "key", "name"),
    [
        ("Partner API", "md", "framework-decision-partner-api.md"),
        ("Partner API", "madr", "framework-decision-partner-api-madr.md"),
        ("", "csv", "framework-decision.csv"),
        ('../"\r\nX: y', "json", "framework-decision-x-y.json"),
        ("日本", "nygard", "framework-decision-nygard.md"),
        ("a " * 40, "log4brains", f"framework-decision-{'-'.join('a' * 25)}-log4brains.md"),
    ],
)
def test_file_names_are_sensible_whatever_the_title_is(title, key, name):
    assert file_name(title, key) == name


def test_a_file_is_cacheable_without_a_cookie_and_asked_for_again(client):
    response = client.get(f"{RESULT}.md")
    assert response.cookies == {}
    assert "public" in response["Cache-Control"]
    assert "max-age=0" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert client.get(f"{RESULT}.md", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.head(f"{RESULT}.md").status_code == 200
    assert client.post(f"{RESULT}.md").status_code == 405


def test_the_public_address_is_in_it_whatever_host_was_asked(client):
    text = client.get(f"{RESULT}.md", headers={"host": "evil.example"}).content.decode()
    assert "<http://advisor.test/r/golden-winner/>" in text
    assert "evil.example" not in text


@pytest.mark.parametrize("extension", ["pdf", "madr", "CSV"])
def test_an_unknown_extension_is_not_found_and_the_page_names_the_forms(client, extension):
    response = client.get(f"{RESULT}.{extension}")
    assert response.status_code == 404
    assert "A result can be had as .csv, .json or .md." in response.content.decode()


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", "madr"),
        ("?style=madr", "madr"),
        ("?style=nygard&style=nygard", "nygard"),
        ("?style=log4brains&x=1", "log4brains"),
    ],
)
def test_a_decision_record_comes_in_the_style_that_is_asked_for(client, query, key):
    response = client.get(f"{RESULT}/adr/{query}")
    assert file_name("Partner API", key) in response["Content-Disposition"]


@pytest.mark.parametrize("query", ["?style=", "?style=arc42", "?style=csv", "?style=madr&style=nygard"])
def test_an_unknown_or_unclear_style_is_not_found_and_the_page_names_the_styles(client, query):
    response = client.get(f"{RESULT}/adr/{query}")
    assert response.status_code == 404
    assert "one of these styles: madr, nygard or log4brains." in response.content.decode()


@pytest.mark.parametrize("rest", [".csv", ".json", ".md", "/adr/", "/adr/?style=nygard"])
def test_a_deleted_result_is_gone_and_an_unknown_one_not_found(client, rest):
    assert client.get(f"/r/nobody{rest}").status_code == 404
    Evaluation.objects.get(share_id="golden-winner").delete()
    DeletedResult.objects.create(share_id="golden-winner")
    assert client.get(f"{RESULT}{rest}").status_code == 410
