"""The files of an edition: its canonical JSON to the byte, and the files of a catalogue, which can be loaded again."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from recommender.files.upload import read_upload
from recommender.models import Edition


def test_the_json_has_the_digest_that_the_page_shows_and_is_kept_for_ever(client, edition):
    response = client.get("/editions/1.json")
    assert sha256(response.content).hexdigest() == edition.digest
    assert edition.digest in client.get("/editions/1/").content.decode()
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "application/json"
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert 'filename="framework-advisor-edition-1.json"' in response["Content-Disposition"]


def test_the_page_says_how_to_check_it(client, edition):
    assert "curl -s http://advisor.test/editions/1.json | sha256sum" in client.get("/editions/1/").content.decode()


@pytest.mark.parametrize("address", ["/editions/1.json", "/editions/1.zip", "/editions/feed.atom"])
def test_scripts_of_other_sites_may_read_them_as_they_may_the_api(client, edition, address):
    for _ in range(2):  # the second time some are kept
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


def test_head_and_the_etag_of_the_json(edition, django_assert_max_num_queries):
    response = Client().head("/editions/1.json")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == f'"{edition.digest}"'
    with django_assert_max_num_queries(1):
        unchanged = Client().get("/editions/1.json", headers={"if-none-match": response["ETag"]})
    assert unchanged.status_code == 304


def test_an_edition_of_a_newer_format_is_sent_as_it_is_but_not_read(client, edition):
    """Who asks for the bytes reads them by themselves; pages and files made of them would have to be understood."""
    content = '{"format":99}'
    Edition.objects.create(number=2, digest=sha256(content.encode()).hexdigest(), content=content)
    assert client.get("/editions/2.json").content.decode() == content
    for address in ("/editions/2/", "/editions/2.zip"):
        response = client.get(address)
        assert response.status_code == 503
        assert "newer release" in response.content.decode()


def test_the_zip_holds_its_licence_and_loads_again(client, edition, catalogue):
    response = client.get("/editions/1.zip")
    assert response["Content-Type"] == "application/zip"
    assert 'rel="license"' in response["Link"]
    with ZipFile(BytesIO(response.content)) as archive:
        assert "CC BY 4.0" in archive.read("LICENSE").decode()
        assert "frameworks/flask.yaml" in archive.namelist()
    files = read_upload("edition.zip", response.content)
    assert files.catalogue == catalogue
    assert files.origin is not None
    assert files.origin.digest == edition.digest


@pytest.mark.parametrize("address", ["/editions/1.json", "/editions/1.zip", "/editions/"])
def test_nobody_can_write_there(client, edition, address):
    assert client.post(address).status_code == 405
