"""Texts that people type: what is not seen, but turns the text around or breaks it, is left out."""

import re

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
UNSEEN_IN_LINES = re.compile(rf"(?!\n){UNSEEN.pattern}")


def one_line(text: str) -> str:
    """A text of one line."""
    return UNSEEN.sub("", text.strip()).strip()


def lines(text: str) -> str:
    """A text of several lines, which end in the one usual way."""
    return UNSEEN_IN_LINES.sub("", text.strip()).strip()
