"""Typed texts without the characters that nobody sees and that turn a text around, hide a part of it or break it."""

import re

# Control characters, marks of direction, invisible separators and joiners of nothing. Not U+200C and U+200D: scripts
# and emoji are spelt with them.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
UNSEEN_IN_LINES = re.compile(rf"(?!\n){UNSEEN.pattern}")


def one_line(text: str) -> str:
    """Return a typed text as one line."""
    return UNSEEN.sub("", text).strip()


def several_lines(text: str) -> str:
    """Return a typed text with its lines, which end in the one usual way."""
    return UNSEEN_IN_LINES.sub("", text).strip()  # browsers send lines that end in \r\n
