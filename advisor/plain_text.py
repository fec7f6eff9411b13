"""Typed texts without the characters that nobody sees and that turn a text around, hide a part of it or break it."""

import re

from recommender.engine.unseen import UNSEEN

UNSEEN_IN_LINES = re.compile(rf"(?!\n){UNSEEN.pattern}")


def one_line(text: str) -> str:
    """Return a typed text as one line."""
    return UNSEEN.sub("", text).strip()


def several_lines(text: str) -> str:
    """Return a typed text with its lines, which end in the one usual way."""
    return UNSEEN_IN_LINES.sub("", text).strip()  # browsers send lines that end in \r\n
