"""The picture that link previews show of a result: its verdict, how sure it is, and bars of the first scores. No HTTP.

The name that a visitor gave to the project is not on it: no font that we could bring draws emoji, Arabic and Chinese
alike, and a card once fetched stays with whoever fetched it. The preview's title says the name, in the reader's fonts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from advisor.number_format import in_points, tenths, tone
from advisor.words.verdict import Headline
from recommender import places
from recommender.engine.result.certainty import Certainty
from recommender.engine.scoring import Outcome, Standing

WIDTH, HEIGHT, MARGIN = 1200, 630, 60
INNER, NAME_ROOM = WIDTH - 2 * MARGIN, 420
HEADLINE_TOP, HEADLINE_ROOM = 122, 190
PANEL_TOP, PADDING, STRIPE = 100, 22, 16
HEADLINE_SIZES = (60, 54, 48, 42, 36, 30, 26, 22, 19, 15)
ROWS_BOTTOM, ROW_HEIGHT, SHOWN_ROWS, GAP = 545, 72, 5, PADDING + 8
TINT = 10
"""How much of the winner's colour is in the ground of the verdict, in percent."""
PALETTE = 128  # enough for smooth letters, and a third of the size
# Brought along: a server need not have any font, and with another one the picture would be another one, too.
FONTS = places.FONTS / "dejavu-2.37.3"

STYLES = places.STATIC / "css" / "site.css"
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLES.read_text().partition("@media")[0]))
"""The light colours of the pages, by the names they have in the style sheet."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A framework on the card; its score is in tenths of a point."""

    rank: int
    name: str
    tenths: int
    colour: str
    misses: bool


@dataclass(frozen=True, slots=True)
class Card:
    """All that is drawn: equal cards are the same picture. `colour` is the winner's, if there is one.

    `lines` stand where there is no ranking.
    """

    headline: str
    rows: tuple[CardRow, ...]
    more: int
    band: str = ""
    colour: str = ""
    lines: tuple[str, ...] = ()


SITE_CARD = Card(
    "Which Python web framework should your next project use?",
    rows=(),
    more=0,
    lines=("About fifteen short questions", "A ranking with exact reasons", "Every rating with its dated sources"),
)
"""For pages that are about no result."""


def card_of(headline: Headline, outcome: Outcome, certainty: Certainty | None) -> Card:
    """Return the card of an outcome: the headline of its page, the band and the first in the ranking."""
    rows = tuple(map(card_row, outcome.standings[:SHOWN_ROWS]))
    is_sure = certainty is not None and not rows[0].misses
    return Card(
        headline.title,
        rows,
        len(outcome.standings) - len(rows),
        band=certainty.band.capitalize() if certainty and is_sure else "",
        colour=COLOURS[tone(headline.framework)] if headline.framework else "",
    )


def card_row(standing: Standing) -> CardRow:
    framework = standing.framework
    return CardRow(
        standing.rank, framework.name, tenths(standing.score), COLOURS[tone(framework)], bool(standing.missed)
    )


def drawn(card: Card) -> bytes:
    """Return a card as a PNG; the same card is always the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    canvas = ImageDraw.Draw(image)
    draw_frame(canvas, card)
    bottom = draw_verdict(canvas, card)
    height = min(ROW_HEIGHT, (ROWS_BOTTOM - bottom - GAP) // max(1, len(card.rows)))
    draw_rows(canvas, card.rows, ROWS_BOTTOM - height * len(card.rows), height)
    draw_lines(canvas, card.lines, bottom + PADDING + GAP)
    file = BytesIO()
    # Without dithering, so that even grounds stay even, and small.
    few = image.quantize(PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return file.getvalue()


def draw_frame(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    """Draw the site's name and the band above, and below what the figures are and how many more there are."""
    name, small = font(28, is_bold=True), font(22)
    canvas.text((MARGIN, 34), "Framework ", COLOURS["ink"], name)
    canvas.text((MARGIN + name.getlength("Framework "), 34), "Advisor", COLOURS["accent"], name)
    if card.band:
        left = WIDTH - MARGIN - round(name.getlength(card.band)) - 40
        canvas.rounded_rectangle((left, 24, WIDTH - MARGIN, 76), radius=26, outline=COLOURS["ink"], width=3)
        canvas.text((left + 20, 50), card.band, COLOURS["ink"], name, anchor="lm")
    if card.rows:
        canvas.text((WIDTH - MARGIN, 590), "Score out of 100", COLOURS["muted"], small, anchor="rs")
    if card.more:
        canvas.text((MARGIN, 590), f"and {card.more} more", COLOURS["muted"], small, anchor="ls")


def draw_verdict(canvas: ImageDraw.ImageDraw, card: Card) -> int:
    """Draw the headline as large as it fits, never cut, in the winner's colour; return where it ends."""
    size, lines = typeset(card.headline)
    bottom = HEADLINE_TOP + len(lines) * spaced(size)
    ground = tinted(card.colour) if card.colour else COLOURS["band"]
    canvas.rectangle((0, PANEL_TOP, WIDTH, bottom + PADDING), fill=ground)
    canvas.rectangle((0, PANEL_TOP, STRIPE, bottom + PADDING), fill=card.colour or COLOURS["field"])
    for place, line in enumerate(lines):
        canvas.text((MARGIN, HEADLINE_TOP + place * spaced(size)), line, COLOURS["ink"], font(size, is_bold=True))
    return bottom


def tinted(colour: str) -> tuple[int, ...]:
    """Return the paper with a little of a colour in it."""
    paper, ink = ImageColor.getrgb(COLOURS["paper"]), ImageColor.getrgb(colour)
    return tuple((below * (100 - TINT) + above * TINT) // 100 for below, above in zip(paper, ink, strict=True))


def draw_rows(canvas: ImageDraw.ImageDraw, rows: Sequence[CardRow], top: int, height: int) -> None:
    """Draw the frameworks: rank, name, bar and score. Long names are cut, and no colour says anything by itself."""
    plain = font(min(30, height * 3 // 5))
    bold = font(min(30, height * 3 // 5), is_bold=True)
    bars_left = MARGIN + 45 + min(NAME_ROOM, round(max((bold.getlength(row.name) for row in rows), default=0))) + 30
    for place, row in enumerate(rows):
        middle, text = top + place * height + height // 2, bold if row.rank == 1 and not row.misses else plain
        canvas.text((MARGIN, middle), str(row.rank), COLOURS["muted"], plain, anchor="lm")
        canvas.text((MARGIN + 45, middle), fitted(row.name, text, NAME_ROOM), COLOURS["ink"], text, anchor="lm")
        canvas.text((WIDTH - MARGIN, middle), in_points(row.tenths), COLOURS["ink"], bold, anchor="rm")
        draw_bar(canvas, row, (bars_left, middle - 8 if row.misses else middle))


def draw_bar(canvas: ImageDraw.ImageDraw, row: CardRow, left_middle: tuple[int, int]) -> None:
    """Draw a bar on its track of 100 points, and below it whether a must-have is missed."""
    left, middle = left_middle
    length = WIDTH - MARGIN - 120 - left
    canvas.rectangle((left, middle - 9, left + length, middle + 8), fill=COLOURS["track"])
    if row.tenths:
        canvas.rectangle((left, middle - 9, left + length * row.tenths // 1000, middle + 8), fill=row.colour)
    if row.misses:
        canvas.text((left, middle + 28), "misses a must-have", COLOURS["warn"], font(20), anchor="ls")


def draw_lines(canvas: ImageDraw.ImageDraw, lines: Sequence[str], top: int) -> None:
    """Draw lines of text, each behind a point."""
    for place, line in enumerate(lines):
        middle = top + place * ROW_HEIGHT + ROW_HEIGHT // 2
        canvas.rectangle((MARGIN, middle - 9, MARGIN + 18, middle + 8), fill=COLOURS["accent"])
        canvas.text((MARGIN + 45, middle), line, COLOURS["ink"], font(30), anchor="lm")


@cache
def font(size: int, *, is_bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the typeface of the card; the basic layout is the same on every machine."""
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def typeset(text: str) -> tuple[int, list[str]]:
    """Return the largest size in which a headline fits, and its lines; the smallest size if it fits in none."""
    size, lines = 0, [""]
    for size in HEADLINE_SIZES:
        bold = font(size, is_bold=True)
        lines = wrapped(text, bold, INNER)
        if len(lines) * spaced(size) <= HEADLINE_ROOM and all(bold.getlength(line) <= INNER for line in lines):
            break
    return size, balanced(text, font(size, is_bold=True), lines)


def balanced(text: str, face: ImageFont.FreeTypeFont, lines: list[str]) -> list[str]:
    """Return as many lines, but of about the same length, so that no word stands alone."""
    tries = (wrapped(text, face, width) for width in range(INNER // 2, INNER, INNER // 12))
    return next((shorter for shorter in tries if len(shorter) == len(lines)), lines)


def spaced(size: int) -> int:
    """Return the height of a line."""
    return size * 6 // 5


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a text in lines that are no wider, but for a word that is: it stands alone."""
    lines: list[str] = []
    space, taken = face.getlength(" "), 0.0
    for word in text.split(" "):
        length = face.getlength(word)
        if lines and taken + space + length <= width:
            lines[-1] += f" {word}"
            taken += space + length
        else:
            lines.append(word)
            taken = length
    return lines


def fitted(name: str, face: ImageFont.FreeTypeFont, room: int) -> str:
    """Return a name as it fits into so many pixels, with … where it was cut."""
    if face.getlength(name) <= room:
        return name
    fitting = next(end for end in range(len(name), -1, -1) if face.getlength(f"{name[:end]}…") <= room)
    return f"{name[:fitting].rstrip()}…"
