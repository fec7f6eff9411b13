"""What an index tells of a package, and that none of its faults does harm."""

import time
from contextlib import suppress
from datetime import date

import pytest
from packaging.version import Version

from recommender.facts.address import IndexAddress
from recommender.facts.index import Limits, PackageError, PackageIndex, UnreachableError
from tests.recommender.facts.local_index import JSON, file, redirects, sends, serving

SMALL = Limits(size=20_000)


def newest(index, package="flask", limits=SMALL):
    return PackageIndex(IndexAddress.parsed(index.address), limits).newest(package)


def fault(index, package="flask", limits=SMALL):
    with pytest.raises(PackageError) as error:
        newest(index, package, limits)
    return str(error.value)


def test_the_newest_release_with_its_day_and_metadata(index):
    index.release("flask", "3.2.0", "2026-11-05", "License-Expression: BSD-3-Clause", requires=">=3.10")
    found = newest(index)
    assert (str(found), found.released, found.metadata_fault) == ("flask 3.2.0", date(2026, 11, 5), "")
    assert found.metadata["license_expression"] == "BSD-3-Clause"
    assert found.metadata["requires_python"] == ">=3.10"
    assert found.source == f"{index.address}flask/"


def test_versions_are_compared_as_numbers_without_prereleases_and_withdrawn_ones(index):
    index.add(
        "flask",
        file("flask", "3.9.0", "2026-01-01"),
        file("flask", "3.10.0", "2026-02-03"),
        file("flask", "3.10.0", "2026-02-02", filename="flask-3.10.0.tar.gz"),
        file("flask", "3.11.0", yanked="It was broken."),
        file("flask", "3.12.0", yanked=True),
        file("flask", "4.0.0rc1"),
        file("flask", "4.0.0.dev3"),
        file("flask", "99", filename="flask-99.exe"),
        file("flask", "99", filename="nonsense.whl"),
    )
    found = newest(index)
    assert (found.version, found.released) == (Version("3.10.0"), date(2026, 2, 2)), "the day of its first file"
    assert found.versions == {Version("3.9.0"), Version("3.10.0")}


def test_only_prereleases_are_no_release(index):
    index.add("flask", file("flask", "4.0.0rc1"))
    assert fault(index) == "the index has no release of it that is neither a pre-release nor withdrawn"


def test_without_metadata_the_rest_is_told(index):
    index.add("flask", file("flask", "3.2.0", **{"requires-python": ">=3.10"}))
    found = newest(index)
    assert (found.metadata, found.requires_python) == (None, ">=3.10")
    assert found.metadata_fault == "the index keeps no metadata"
    index.add("flask", file("flask", "3.2.0", **{"core-metadata": {"sha256": "0"}, "upload-time": None}))
    found = newest(index)
    assert found.metadata_fault == "metadata: the index does not have it"
    assert found.released is None


@pytest.mark.parametrize("url", ["http://[", "file:///etc/passwd", "ftp://127.0.0.1/x", "mailto:x", "http://a b/"])
def test_metadata_at_no_address_of_the_web_is_not_read(index, url):
    index.add("flask", file("flask", "3.2.0", url=url, **{"core-metadata": True}))
    found = newest(index)
    assert found.metadata is None
    assert found.metadata_fault.startswith("metadata: ")


def test_metadata_by_the_older_name_of_its_key(index):
    index.release("flask", "3.2.0", "2026-11-05", **{"dist-info-metadata": {"sha256": "0"}})
    assert newest(index).metadata["name"] == "flask"


def test_what_goes_wrong_is_said(index):
    answers = index.answers
    assert fault(index) == "the index does not have it"
    answers["/simple/flask/"] = sends("<a href='flask-3.2.0.tar.gz'>flask-3.2.0.tar.gz</a>", "text/html; charset=utf-8")
    assert fault(index).startswith("the index answers in HTML only")
    for garbage in (
        "",
        "{",
        "[]",
        "{}",
        '{"meta": {"api-version": "1.0"}}',
        '{"meta": {"api-version": "2.0"}, "files": []}',
    ):
        answers["/simple/flask/"] = sends(garbage, JSON)
        assert fault(index) == "the index's answer cannot be read", garbage
    answers["/simple/flask/"] = sends("x" * 30_000, JSON)
    assert fault(index) == "the index's answer is larger than 20,000 bytes"
    for status, words in {
        500: "the index answers with status 500",
        403: "the index wants other credentials (status 403)",
    }.items():
        answers["/simple/flask/"] = sends("", "text/plain", status)
        assert fault(index) == words
    for target in ("/simple/flask/", "file:///etc/passwd", "ftp://127.0.0.1/"):
        answers["/simple/flask/"] = redirects(target)
        assert fault(index)
    answers["/simple/flask/"] = lambda request: request.wfile.write(b"nonsense\r\n\r\n")
    assert fault(index) == "the index cannot be reached"


def test_a_redirect_is_followed(index):
    index.release("flask", "3.2.0", "2026-11-05")
    index.answers["/simple/other/"] = redirects("/simple/flask/")
    assert newest(index, "other").version == Version("3.2.0")


def test_an_index_that_is_silent_or_drips_is_not_waited_for(index):
    index.answers["/simple/silent/"] = lambda request: time.sleep(5)

    def drip(request):
        request.send_response(200)
        request.send_header("Content-Type", JSON)
        request.end_headers()
        with suppress(ConnectionError):
            for _ in range(100):
                request.wfile.write(b" ")
                time.sleep(0.05)

    index.answers["/simple/drips/"] = drip
    for package in ("silent", "drips"):
        began = time.monotonic()
        assert fault(index, package, Limits(silence=0.15, answer=0.15)) == "the index does not answer in time"
        assert time.monotonic() - began < 3  # of five seconds, however busy the machine is


def test_the_whole_run_has_an_end(index):
    index.release("flask", "3.2.0", "2026-11-05")
    asked = PackageIndex(IndexAddress.parsed(index.address), Limits(everything=0))
    found = asked.releases(["flask", "quart"])
    assert {str(error) for error in found.values()} == {"it was not asked any more after 0 seconds in all"}
    assert index.asked == []


def test_without_a_network_it_says_so_and_soon_stops_asking():
    with serving() as gone:
        address = IndexAddress.parsed(gone.address)
    found = PackageIndex(address, Limits(tries=2, at_once=1)).releases(["a", "b", "c"])
    assert [type(error) for error in found.values()] == [UnreachableError] * 3
    assert [str(error) for error in found.values()] == [
        "the index cannot be reached (Connection refused)",
        "the index cannot be reached (Connection refused)",
        "the index does not answer",
    ]


def test_credentials_go_to_the_index_and_to_nobody_else(index):
    with serving() as other:
        other.release("flask", "3.2.0", "2026-11-05")
        address = IndexAddress.parsed(index.address.replace("//", "//ann:s%40cret@"))
        asked = PackageIndex(address)
        index.release("own", "1.0", "2026-11-05")
        index.add("flask", file("flask", "3.2.0", url=f"{other.address}x.whl", **{"core-metadata": True}))
        index.answers["/simple/moved/"] = redirects(f"{other.address}flask/")
        for package in ("own", "flask", "moved"):
            asked.newest(package)
    assert {sent for _, sent in index.asked} == {"Basic YW5uOnNAY3JldA=="}  # of ann:s@cret
    assert other.asked
    assert {sent for _, sent in other.asked} == {None}
