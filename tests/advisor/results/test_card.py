"""The picture for link previews: what is on it, that it is always the same, and how it is fetched."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image, ImageColor

from advisor import evaluations
from advisor.number_format import TONES
from advisor.results import card
from advisor.results.card import COLOURS, INNER, Card, CardRow, card_of, drawn, fitted, font, typeset
from advisor.words.verdict import headline
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.types import Importance
from tests.factories import chosen, create_catalogue, yes_or_no

THREE = (CardRow(1, "Alpha", 742, COLOURS["tone-1"], False), CardRow(2, "Beta", 600, COLOURS["tone-2"], False))
CLOSE = Card("A close call: Alpha or Beta.", THREE, 0)


def picture(drawing: Card) -> Image.Image:
    image = Image.open(BytesIO(drawn(drawing))).convert("RGB")
    assert image.size == (1200, 630)
    return image


def area(drawing: Card, colour: str) -> int:
    """How many pixels are about of a colour: the palette moves it a little."""
    wanted = ImageColor.getrgb(COLOURS[colour])
    return sum(
        count
        for count, found in picture(drawing).getcolors(1 << 20)
        if all(abs(a - b) < 6 for a, b in zip(found, wanted, strict=True))
    )


@pytest.fixture
def address(visitor) -> str:
    visitor.answer("project", "public-api")
    return f"{visitor.finish('Partner 🚀 واجهة')}card.png"


def test_the_card_of_a_result(address):
    browser = Client()
    response = browser.get(address)
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 40_000
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response.cookies == {}
    assert browser.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert browser.post(address).status_code == 405


def test_no_card_where_there_is_no_result_or_no_more(address, visitor):
    assert Client().get("/r/nobody-has-this/card.png").status_code == 404
    evaluations.delete(visitor.edit_key)
    assert Client().get(address).status_code == 410


def test_it_says_what_the_page_says_of_the_ranking():
    asked = yes_or_no("fast", "speed", 1, least=50)
    ratings = {f"framework-{number}": {"speed": 5 * number} for number in range(1, 13)}
    answers = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    analysis = analyse(Contributions(create_catalogue(asked, ratings=ratings)), answers)
    shown = card_of(headline(analysis.outcome, analysis.certainty), analysis.outcome, analysis.certainty)
    assert shown.headline == "Use Framework-12."
    assert shown.colour == COLOURS["tone-12"]
    assert shown.band == analysis.certainty.band.capitalize()
    assert shown.more == 7
    assert [(row.rank, row.name, row.tenths, row.colour, row.misses) for row in shown.rows] == [
        (1, "Framework-12", 600, COLOURS["tone-12"], False),
        (2, "Framework-11", 550, COLOURS["tone-11"], False),
        (3, "Framework-10", 500, COLOURS["tone-10"], False),
        (4, "Framework-9", 450, COLOURS["tone-9"], True),
        (5, "Framework-8", 400, COLOURS["tone-8"], True),
    ]


def test_where_nobody_wins_the_verdict_has_nobodys_colour():
    asked = yes_or_no("fast", "speed", 1, least=50)
    alike = {"alpha": {"speed": 40}, "beta": {"speed": 40}}
    close = analyse(Contributions(create_catalogue(asked, ratings=alike)), {"fast": chosen("yes")})
    shown = card_of(headline(close.outcome, close.certainty), close.outcome, close.certainty)
    assert (shown.colour, shown.band) == ("", close.certainty.band.capitalize())
    demanding = {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    missed = analyse(Contributions(create_catalogue(asked, ratings=alike)), demanding)
    shown = card_of(headline(missed.outcome, missed.certainty), missed.outcome, missed.certainty)
    assert (shown.colour, shown.band) == ("", "")
    nobody = analyse(Contributions(create_catalogue(asked, ratings=alike)), {})
    shown = card_of(headline(nobody.outcome, nobody.certainty), nobody.outcome, nobody.certainty)
    assert (shown.colour, shown.band) == ("", "")


def test_a_verdict_stands_on_a_ground_of_the_winners_colour():
    won = replace(CLOSE, colour=COLOURS["tone-3"])
    assert area(CLOSE, "tone-3") == 0
    assert area(won, "tone-3") > card.STRIPE * card.HEADLINE_ROOM // 2


def test_the_same_card_is_the_same_bytes():
    first = drawn(CLOSE)
    assert drawn(CLOSE) == first
    assert drawn(Card("Probably Alpha.", THREE, 0)) != first
    assert drawn(Card(CLOSE.headline, THREE, 7)) != first


def test_bars_are_as_long_as_the_scores_in_the_colours_of_the_frameworks():
    alpha, beta = area(CLOSE, "tone-1"), area(CLOSE, "tone-2")
    assert alpha / beta == pytest.approx(742 / 600, rel=0.02)
    nobody = Card(
        "Your answers do not point to a framework yet.", (CardRow(1, "Alpha", 0, COLOURS["tone-1"], False),), 0
    )
    assert area(nobody, "tone-1") == 0


def test_a_missed_must_have_is_written_down():
    missing = Card(CLOSE.headline, (THREE[0], CardRow(2, "Beta", 900, COLOURS["tone-2"], True)), 0)
    assert area(missing, "warn") > 200
    assert area(CLOSE, "warn") == 0


@pytest.mark.parametrize(
    "title",
    [
        "Use Alpha.",
        "No framework meets all your must-haves.",
        "A close call: " + ", ".join(f"A framework with quite a long name {number}" for number in range(12)) + ".",
        "A close call: " + ", ".join("W" * 60 for _ in range(12)) + ".",
    ],
    ids=["one", "none", "twelve", "widest"],
)
def test_a_headline_is_wrapped_and_never_cut(title):
    size, lines = typeset(title)
    assert " ".join(lines) == title
    assert all(font(size, is_bold=True).getlength(line) <= INNER for line in lines)
    assert card.HEADLINE_TOP + len(lines) * card.spaced(size) < 400


def test_no_word_of_a_headline_stands_alone():
    assert typeset("Litestar fits best, but not by much.")[1] == ["Litestar fits best,", "but not by much."]


def test_a_long_name_is_fitted_and_a_short_one_is_not():
    long = fitted("A framework with a name as long as names may be, sixty chars", font(30), card.NAME_ROOM)
    assert long.startswith("A framework with a")
    assert long.endswith("…")
    assert font(30).getlength(long) <= card.NAME_ROOM
    assert fitted("Django", font(30), card.NAME_ROOM) == "Django"


def test_the_colours_are_the_light_ones_of_the_pages_one_for_each_tone():
    assert COLOURS["paper"] == "#faf9f6"
    assert COLOURS["ink"] == "#1c1b19"
    assert len({COLOURS[f"tone-{number}"] for number in range(1, TONES + 1)}) == TONES
