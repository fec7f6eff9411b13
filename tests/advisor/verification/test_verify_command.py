"""`manage.py verify`, as somebody outside uses it; and the page and the API that say the same."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from math import inf
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from advisor.evaluations import create_finished, delete
from advisor.verification import fetching
from advisor.verification.fetching import fetch, site_and_share_id
from advisor.verification.findings import NotVerifiableError
from recommender.models import Edition
from tests.answers import DJANGO_LEADS
from tests.pages import seen


@pytest.fixture
def result(edition):
    return create_finished(edition, DJANGO_LEADS, title="Shop", note="")


@pytest.fixture
def site(result, client):
    """Another site, on this machine: it sends what is in `files`, by path."""
    files = {
        f"/sub/r/{result.share_id}.json": client.get(f"{result.result_url()}"[:-1] + ".json").content,
        "/sub/editions/1.json": client.get("/editions/1.json").content,
        "/elsewhere.json": "http://localhost:1/",
        "/within.json": "/sub/editions/1.json",
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            found = files.get(self.path, 404)
            status = found if isinstance(found, int) else 302 if isinstance(found, str) else 200
            self.send_response(status)
            if status == 302:
                self.send_header("Location", found)
            if status == 200:
                self.send_header("Content-Length", str(len(found) + (self.path in server.cut)))
            self.end_headers()
            if status == 200:
                self.wfile.write(found)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    server.files, server.cut, server.address = files, set(), f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def run(*args) -> str:
    out = StringIO()
    call_command("verify", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("address", ["/r/{}/", "/r/{}", "/r/{}.json", "/r/{}/what-if/?w=1#x", "/api/v1/results/{}"])
def test_a_result_is_verified_over_http_whatever_address_of_it_is_given(
    site, result, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        told = run(f"{site.address}/sub{address.format(result.share_id)}")
    assert "ok  Scores: Django" in told
    assert "follows from its answers" in told


@pytest.mark.parametrize(("path", "old", "new"), [("result", b'"rank": 2', b'"rank": 3'), ("edition", b"80", b"81")])
def test_what_does_not_agree_ends_with_1_and_says_where(site, result, path, old, new):
    path = {"result": f"/sub/r/{result.share_id}.json", "edition": "/sub/editions/1.json"}[path]
    site.files[path] = site.files[path].replace(old, new, 1)
    with pytest.raises(CommandError, match="does not agree") as error:
        run(f"{site.address}/sub/r/{result.share_id}/")
    assert error.value.returncode == 1


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "no result"), (410, "deleted"), (503, "right now"), (500, "status 500")]
)
def test_what_a_site_cannot_give_ends_with_2(site, result, status, reason):
    site.files[f"/sub/r/{result.share_id}.json"] = status
    with pytest.raises(CommandError, match=reason) as error:
        run(f"{site.address}/sub/r/{result.share_id}/")
    assert error.value.returncode == 2


def test_an_edition_that_was_cut_off_on_its_way_is_nobodys_fault(site, result):
    site.cut.add("/sub/editions/1.json")
    with pytest.raises(CommandError, match=r"cannot be reached: IncompleteRead\(.*, 1 more expected\)") as error:
        run(f"{site.address}/sub/r/{result.share_id}/")
    assert error.value.returncode == 2


def test_a_document_cannot_forge_lines_of_ours(tmp_path, result, client, capsys):
    document = json.loads(client.get(f"/r/{result.share_id}.json").content)
    document["leaders"] = ["flask\n   ok  Ranking: flask\x1b[2A\u202e"]
    path, edition = tmp_path / "result.json", tmp_path / "edition.json"
    path.write_text(json.dumps(document))
    edition.write_bytes(client.get("/editions/1.json").content)
    with pytest.raises(CommandError, match="does not agree"):
        call_command("verify", str(path), "--edition", str(edition))
    lines = capsys.readouterr().out.splitlines()
    assert [line[:5] for line in lines if "Ranking" in line] == ["WRONG"]
    assert not any(character in line for line in lines for character in "\x1b\u202e")
    path.write_text(json.dumps({"schema_version": "\x1b[2A\nok"}))
    with pytest.raises(CommandError, match=r"schema version \[2Aok,"):
        run(path)


def test_it_says_what_it_does_not_compare(tmp_path, result, client):
    document = json.loads(client.get(f"/r/{result.share_id}.json").content)
    document["headline"] = "Use Flask."
    path, edition = tmp_path / "result.json", tmp_path / "edition.json"
    path.write_text(json.dumps(document))
    edition.write_bytes(client.get("/editions/1.json").content)
    assert "Nothing else was compared: not the headline" in run(path, "--edition", edition)
    assert "Nothing else was compared" in seen(client.get(f"{result.result_url()}verify/"), "main").text


def test_files_are_enough(tmp_path, result, client):
    document, edition = tmp_path / "result.json", tmp_path / "edition.json"
    document.write_bytes(client.get(f"/r/{result.share_id}.json").content)
    edition.write_bytes(client.get("/editions/1.json").content)
    assert "follows from its answers" in run(document, "--edition", edition)


def test_a_file_alone_names_where_its_edition_is_or_it_is_asked_for(tmp_path, site, result, client):
    document = json.loads(client.get(f"/r/{result.share_id}.json").content)
    assert document["edition"]["url"] == "http://advisor.test/editions/1.json"
    document["edition"]["url"] = f"{site.address}/sub/editions/1.json"
    path = tmp_path / "result.json"
    path.write_text(json.dumps(document))
    assert "follows from its answers" in run(path)
    document["edition"]["url"] = None
    path.write_text(json.dumps(document))
    with pytest.raises(CommandError, match="Download edition 1 from the site that made it, and give it with --edition"):
        run(path)
    with pytest.raises(CommandError, match="cannot be read"):
        run(path, "--edition", tmp_path / "nowhere.json")


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://advisor.example/r/a-B_1/", "https://advisor.example"),
        ("http://advisor.example:8000/tools/r/ab.json", "http://advisor.example:8000/tools"),
    ],
)
def test_the_site_of_a_result(address, site):
    assert site_and_share_id(address)[0] == site


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("nowhere.json", "neither a file nor an address"),
        ("file:///etc/passwd", "neither a file nor an address"),
        ("ftp://advisor.example/r/ab/", "neither a file nor an address"),
        ("https://me:secret@advisor.example/r/ab/", "neither a file nor an address"),
        ("http://[::1/r/ab/", "neither a file nor an address"),
        ("https://advisor.example/method/", "not the address of a result"),
        ("https://advisor.example/r/", "not the address of a result"),
    ],
)
def test_what_is_no_address_of_a_result(address, reason):
    with pytest.raises(NotVerifiableError, match=reason):
        site_and_share_id(address)


def test_what_is_too_long_for_a_file_is_none():
    with pytest.raises(CommandError, match="neither a file nor an address") as error:
        run("x" * 5000)
    assert error.value.returncode == 2


def test_a_redirect_is_followed_within_the_site_only(site):
    assert fetch(f"{site.address}/within.json") == site.files["/sub/editions/1.json"]
    with pytest.raises(NotVerifiableError, match="leads to another site"):
        fetch(f"{site.address}/elsewhere.json")


def test_without_a_network_it_says_so(site):
    with pytest.raises(NotVerifiableError, match=r"cannot be reached: .*refused"):
        fetch("http://127.0.0.1:1/editions/1.json")
    for address in ("file:///etc/passwd", "edition.json", "HTTP:"):
        with pytest.raises(NotVerifiableError, match="neither http"):
            fetch(address)
    for address in ("http://[", "http://a b/", "http://127.0.0.1:port/"):  # a document may name any of them
        with pytest.raises(NotVerifiableError, match="cannot be reached"):
            fetch(address)


def test_size_and_time_are_limited(site, monkeypatch):
    monkeypatch.setattr(fetching, "GREATEST_SIZE", 1000)
    with pytest.raises(NotVerifiableError, match="is larger than"):
        fetch(f"{site.address}/sub/editions/1.json")
    monkeypatch.setattr(fetching, "GREATEST_SIZE", 10**7)
    monkeypatch.setattr("recommender.fetching.monotonic", lambda: inf)
    with pytest.raises(NotVerifiableError, match="longer than 30 seconds"):
        fetch(f"{site.address}/sub/editions/1.json")


def test_the_page_says_the_same_and_how_to_do_it_oneself(client, result):
    page = seen(client.get(f"{result.result_url()}verify/"), "main")
    assert "This result can be recomputed" in page.text
    assert "Scores agrees Django" in page.text
    assert f"manage.py verify http://advisor.test{result.result_url()}" in page.text
    assert ("its edition", "/editions/1.json") in page.links


def test_the_result_leads_to_it_and_to_its_edition(client, result):
    links = dict(seen(client.get(result.result_url()), "main").links)
    assert links["Recompute this result from it"] == f"{result.result_url()}verify/"
    assert links["edition 1"] == "/editions/1/"


def test_the_api_says_the_same(client, result):
    found = client.get(f"/api/v1/results/{result.share_id}/verification").json()
    assert found["agrees"]
    assert [finding["label"] for finding in found["findings"]][-1] == "Certainty"


def test_of_a_result_that_is_gone_or_whose_edition_is_damaged_there_is_nothing_to_tell(client, result):
    Edition.objects.update(digest="0" * 64)
    assert client.get(f"{result.result_url()}verify/").status_code == 503
    assert client.get(f"/api/v1/results/{result.share_id}/verification").status_code == 503
    delete(result.edit_key)
    assert client.get(f"{result.result_url()}verify/").status_code == 410
