"""The badge of a result: what it says of each kind of result, that it can be read, and how it is fetched."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client
from PIL import ImageColor

from advisor import evaluations
from advisor.evaluations import create_finished
from advisor.number_format import TONES
from advisor.results.badge import DELETED, LETTERS, NAME_ROOM, PADDING, Badge, badge_of, contrast_with_white, legible
from advisor.results.card import COLOURS
from advisor.words.verdict import Headline, headline
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import assess
from recommender.engine.result.what_if import WhatIf
from tests import answers
from tests.factories import chosen, create_catalogue, yes_or_no

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<b onload="x">&amp;\'</b>'
SAID = {
    "DJANGO_LEADS": "Django · clear",
    "OTHERS_MISS": "FastAPI · clear",
    "TOSS_UP": "too close to call",
    "TIE": "shared lead",
    "NONE_MEETS_ALL": "no match",
}


def drawn(badge: Badge) -> ET.Element:
    return parsed(render_to_string("results/badge.svg", {"badge": badge, "padding": PADDING}))


def parsed(svg: str | bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # our own


def texts(picture: ET.Element) -> list[str]:
    return [text.text for text in picture.iter(f"{SVG}text")]


def badge_with(name: str) -> Badge:
    """The badge of a clear winner with this name."""
    catalogue = create_catalogue(yes_or_no("fast", "speed", 1), ratings={"alpha": {"speed": 90}, "beta": {"speed": 10}})
    found = assess(Contributions(catalogue), {"fast": chosen("yes")})
    said = headline(found.outcome, found.certainty)
    return badge_of(replace(said, framework=replace(said.framework, name=name)))


@pytest.mark.parametrize("given", SAID)
def test_it_says_who_wins_and_how_clearly_or_why_nobody_is_named(edition, catalogue, given):
    result = create_finished(edition, getattr(answers, given), title="Secret project", note="A note")
    response = Client().get(f"{result.result_url()}badge.svg")
    picture = parsed(response.content)
    assert texts(picture) == ["framework", SAID[given]]
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == picture.find(f"{SVG}title").text == f"framework: {SAID[given]}"
    told = Client().get(f"{result.result_url()}badge.json").json()
    assert (told["label"], told["message"], told["isError"]) == ("framework", SAID[given], False)
    assert f'fill="#{told["color"]}"' in response.content.decode()
    if "·" not in SAID[given]:
        assert not any(framework.name in response.content.decode() for framework in catalogue.frameworks)


def test_the_only_one_left_is_no_winner(edition):
    what_if = WhatIf(dropped=("flask", "fastapi"))
    origin = create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    kept = evaluations.finish(evaluations.keep(origin, what_if).edit_key, "")
    assert Client().get(f"{kept.result_url()}badge.json").json()["message"] == "Django · only one left"


def test_it_is_likely_in_the_words_of_the_band():
    catalogue = create_catalogue(
        yes_or_no("fast", "speed", 4),
        yes_or_no("small", "size", 3),
        ratings={"alpha": {"speed": 90, "size": 20}, "beta": {"speed": 20, "size": 80}},
    )
    found = assess(Contributions(catalogue), {"fast": chosen("yes"), "small": chosen("yes")})
    badge = badge_of(headline(found.outcome, found.certainty))
    assert badge.message == f"Alpha · {found.certainty.band}" == "Alpha · likely"


def test_shields_reads_it(edition):
    """The properties and their types as on Shields' page about its endpoint badge; it takes no others."""
    result = create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    response = Client().get(f"{result.result_url()}badge.json")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    assert told == {
        "schemaVersion": 1,
        "label": "framework",
        "message": "Django · clear",
        "color": legible(COLOURS["tone-1"]).removeprefix("#"),
        "isError": False,
        "cacheSeconds": 300,
    }


def test_of_a_deleted_result_it_says_so_and_tells_nothing_else(edition):
    """With 200: Shields and many image proxies show nothing of an answer with another status."""
    result = create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    address = result.result_url()
    evaluations.delete(result.edit_key)
    shown, told = Client().get(f"{address}badge.svg"), Client().get(f"{address}badge.json")
    assert (shown.status_code, texts(parsed(shown.content))) == (200, ["framework", "result deleted"])
    assert (told.status_code, told.json()["message"], told.json()["isError"]) == (200, "result deleted", True)
    assert told["Access-Control-Allow-Origin"] == "*"
    assert {shown["Cache-Control"], told["Cache-Control"]} == {"public, max-age=0, s-maxage=60"}


@pytest.mark.parametrize("name", ["badge.svg", "badge.json"])
def test_there_is_none_of_a_result_that_never_was(edition, name):
    assert Client().get(f"/r/nobody-has-this/{name}").status_code == 404
    assert Client().post(f"/r/nobody-has-this/{name}").status_code == 405


@pytest.mark.parametrize("name", ["badge.svg", "badge.json"])
def test_it_is_for_everybody_and_holds_nothing_private(edition, name):
    result = create_finished(edition, answers.DJANGO_LEADS, title="Secret project", note="A secret note")
    response = Client().get(f"{result.result_url()}{name}")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response.cookies == {}
    told = response.content.decode() + str(response.headers)
    for private in ("ecret", result.edit_key, result.share_id):
        assert private not in told


def test_it_is_a_small_picture_that_brings_no_style_and_asks_for_nothing(edition):
    result = create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    response = Client().get(f"{result.result_url()}badge.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert len(response.content) < 1000
    picture = parsed(response.content)
    assert picture.get("height") == "20"
    names = {name for element in picture.iter() for name in element.attrib}
    assert not {name for name in names if "href" in name or name.startswith(("on", "style", "class"))}
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} == {"svg", "title", "path", "g", "text"}
    assert b"url(" not in response.content


@pytest.mark.parametrize("name", ["Django", "W" * 60, HOSTILE, "واجهة", "Ünïcödé 框架"])
def test_every_name_fits_into_it(name):
    picture = drawn(badge_with(name))
    edges = [(int(text.get("x")), int(text.get("textLength"))) for text in picture.iter(f"{SVG}text")]
    (first, label), (second, message) = edges
    assert first + label + PADDING == second - PADDING
    assert second + message + PADDING == int(picture.get("width"))
    assert message <= NAME_ROOM + LETTERS.getlength(" · clear") + 1


def test_a_long_name_is_cut_and_how_sure_it_is_stays():
    message = badge_with("A framework with a name as long as names may be, sixty chars").message
    assert message.startswith("A framework with a")
    assert message.endswith("… · clear")


def test_a_hostile_name_is_only_letters():
    picture = drawn(badge_with(HOSTILE))
    assert texts(picture)[1] == f"{HOSTILE} · clear"
    assert picture.get("aria-label") == f"framework: {HOSTILE} · clear"


def test_white_letters_can_be_read_on_the_colour_of_every_framework():
    """WCAG 2.2, 1.4.3: at least 4.5; the formula as checked by black, white and the grey that just meets it."""
    assert contrast_with_white((0, 0, 0)) == pytest.approx(21)
    assert contrast_with_white((255, 255, 255)) == pytest.approx(1)
    assert contrast_with_white((0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.005)
    colours = [legible(COLOURS[f"tone-{number}"]) for number in range(1, TONES + 1)]
    assert len({*colours, DELETED.colour}) == TONES + 1
    for colour in (*colours, DELETED.colour, "#555555"):
        assert contrast_with_white(ImageColor.getrgb(colour)) >= 4.5, colour
    assert legible("#0069ac") == "#0069ac", "what can be read stays as on the pages"


def test_the_page_offers_it_with_markdown_that_leads_to_the_result(edition):
    result = create_finished(edition, answers.DJANGO_LEADS, title="", note="")
    page = Client().get(result.result_url(), headers={"host": "elsewhere.example"}).content.decode()
    address = f"http://advisor.test{result.result_url()}"
    assert f"<code>[![Framework Advisor result]({address}badge.svg)]({address})</code>" in page
    assert f"{address}badge.json</a>" in page
    assert 'height="20" alt="framework: Django · clear"' in page


def test_a_headline_about_nobody_has_a_badge_without_a_name():
    assert badge_of(Headline("A close call: Alpha or Beta.", "", "too close to call")) == Badge(
        "too close to call", DELETED.colour
    )
