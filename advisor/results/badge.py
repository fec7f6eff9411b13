"""The badge that a README shows of a result: the framework and how sure it is, or why none is named. No HTTP.

As on the card, the name that a visitor gave to the project is not on it.
"""

from dataclasses import dataclass

from PIL import ImageColor

from advisor.number_format import tone
from advisor.results.card import COLOURS, fitted, font
from advisor.words.verdict import Headline

LABEL = "framework"
LETTERS = font(11)
"""As large as on other badges. Who has no DejaVu Sans sees a font that is about as wide, spaced to the same width."""
PADDING, NAME_ROOM = 6, 170  # pixels
SHORTEST_CACHING = 300
"""Seconds for which Shields shows a badge without asking again: the least that it allows, as results are deleted."""

LEAST_CONTRAST = 4.5
"""Of letters and their ground, by WCAG 2.2 (1.4.3)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One half of a badge: a text, its length and where its ground begins, in pixels."""

    text: str
    left: int = 0

    @property
    def length(self) -> int:
        return round(LETTERS.getlength(self.text))

    @property
    def width(self) -> int:
        return self.length + 2 * PADDING

    @property
    def right(self) -> int:
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says, and the colour of its ground, on which white letters can be read."""

    message: str
    colour: str
    is_error: bool = False

    @property
    def words(self) -> str:
        """Return all that is on it, for who does not see it."""
        return f"{LABEL}: {self.message}"

    @property
    def parts(self) -> tuple[Part, Part]:
        """Return both halves, from left to right."""
        label = Part(LABEL)
        return label, Part(self.message, label.right)


def badge_of(headline: Headline) -> Badge:
    """Return the badge of a result. A long name is cut, what is said of it is not."""
    if headline.framework is None:
        return Badge(headline.state, NEUTRAL)
    name = fitted(headline.framework.name, LETTERS, NAME_ROOM)
    return Badge(f"{name} · {headline.state}", legible(COLOURS[tone(headline.framework)]))


def for_shields(badge: Badge) -> dict[str, object]:
    """Return a badge as the JSON that Shields' endpoint badge reads."""
    return {
        "schemaVersion": 1,
        "label": LABEL,
        "message": badge.message,
        "color": badge.colour.removeprefix("#"),
        "isError": badge.is_error,
        "cacheSeconds": SHORTEST_CACHING,
    }


def legible(colour: str) -> str:
    """Return a colour that white letters can be read on: the same, or as much darker as it takes."""
    channels = ImageColor.getrgb(colour)
    for percent in range(100, 0, -1):
        darker = tuple(channel * percent // 100 for channel in channels)
        if contrast_with_white(darker) >= LEAST_CONTRAST:
            break
    return "#{:02x}{:02x}{:02x}".format(*darker)


def contrast_with_white(channels: tuple[int, ...]) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21; the channels red, green and blue go from 0 to 255."""
    shares = [channel / 255 for channel in channels]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


NEUTRAL = legible(COLOURS["field"])
DELETED = Badge("result deleted", NEUTRAL, is_error=True)
