"""Sharing a result: link previews, the QR code, and who learns the edit key."""

import re

import pytest
import segno
from django.test import Client

from advisor import evaluations
from advisor.models import Evaluation
from tests.pages import head_of


@pytest.fixture
def result(visitor) -> str:
    visitor.answer("project", "public-api")
    visitor.answer("api-style", "openapi", "must-have")
    return visitor.finish('Our “API” <b>"&')


def test_a_link_preview_has_what_the_page_says(result):
    response = Client().get(result)
    meta = head_of(response).meta
    words = response.context_data["words"]
    headline = words.headline
    assert meta["og:title"] == f'{headline.title} – Our “API” <b>"&'
    assert meta["og:description"] == words.sentence
    assert meta["og:type"] == "website"
    assert meta["og:site_name"] == "Framework Advisor"
    assert meta["twitter:card"] == "summary_large_image"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"].startswith(f"{headline.title} Scores out of 100: FastAPI ")
    assert meta["og:image:alt"].count("(misses a must-have)") == 2


def test_the_addresses_of_a_preview_are_public_ones_whatever_host_was_asked(result):
    meta = head_of(Client().get(result, headers={"host": "elsewhere.example"})).meta
    assert meta["og:url"] == f"http://advisor.test{result}"
    assert meta["og:image"] == f"http://advisor.test{result}card.png"
    assert Client().get(meta["og:image"].removeprefix("http://advisor.test")).status_code == 200


def test_a_result_without_a_name_is_previewed_by_its_headline_alone(visitor):
    visitor.answer("project", "public-api")
    response = Client().get(visitor.finish())
    assert head_of(response).meta["og:title"] == response.context_data["words"].headline.title


def test_the_qr_code_is_the_public_address(result):
    """Each run of black modules is compared with the matrix that segno makes of the address."""
    browser = Client()
    response = browser.get(f"{result}qr.svg", headers={"host": "elsewhere.example"})
    code = segno.make_qr(f"http://advisor.test{result}", error="m")
    assert black_modules(response.content.decode()) == {
        (x + 4, y + 4) for y, row in enumerate(code.matrix) for x, is_dark in enumerate(row) if is_dark
    }
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}
    assert b"style" not in response.content
    assert browser.get(f"{result}qr.svg", headers={"if-none-match": response["ETag"]}).status_code == 304


def black_modules(svg: str) -> set[tuple[int, int]]:
    """The black modules of a code drawn as horizontal strokes, counted from the corner of its white ground."""
    assert re.search(r'<path fill="#fff" d="M0 0h(\d+)v\1h-\1z"/>', svg)
    (path,) = re.findall(r'<path stroke="#000" d="([^"]*)"', svg)
    x, y, modules = 0, 0, set()
    for command, across, down in re.findall(r"([Mmh])(-?\d+)(?: (-?\d+))?", path):
        if command == "h":
            modules |= {(x + step, y) for step in range(int(across))}
        x += int(across)
        y += int(down or 0)
    return modules


def test_no_qr_code_where_there_is_no_result_or_no_more(result, visitor):
    assert Client().get("/r/nobody-has-this/qr.svg").status_code == 404
    evaluations.delete(visitor.edit_key)
    assert Client().get(f"{result}qr.svg").status_code == 410


def test_the_edit_key_is_in_nothing_that_is_shared(result, visitor):
    for name in ("", "card.png", "qr.svg"):
        response = visitor.client.get(f"{result}{name}")
        assert visitor.edit_key.encode() not in response.content
        assert visitor.edit_key not in str(response.headers)


def test_the_address_and_the_qr_code_are_there_without_scripts(result):
    page = Client().get(result).content.decode()
    assert f'<a class="address" href="http://advisor.test{result}">http://advisor.test{result}</a>' in page
    assert f'src="{result}qr.svg?v=' in page


def test_addresses_with_an_edit_key_are_told_to_this_site_only(visitor):
    """On finishing, the result's page may see the key in the referrer; other sites never."""
    assert visitor.client.get(visitor.check)["Referrer-Policy"] == "same-origin"


def test_before_finishing_one_learns_what_the_private_link_is_for(visitor):
    page = visitor.client.get(visitor.check).content.decode()
    assert f"http://advisor.test{Evaluation.objects.get().owner_url()}" in page
    assert "afterwards to name, annotate or delete the result" in page
