"""Texts in comments of a code host: as in the readable exports, short, and calling nobody and nothing by name.

A host reads names of people (“@…”) and numbers of issues (“#…”) in what is shown, however it was written. So a space
of no width comes between the sign and what follows it.
"""

import re
from itertools import takewhile

from django import template

from advisor.plain_text import one_line
from advisor.templatetags import commonmark

LONGEST = 300
"""The most characters of a text in a comment; the whole of it is in the files."""
BEFORE_CHANGE = 40
CALL = re.compile(r"\\[@#]|\bGH-(?=\d)", re.IGNORECASE)
APART = "&#8203;"

register = template.Library()


@register.filter("comment")
def quiet(text: str) -> str:
    """Return a text on one line that shows as it is, cut where it is long, and that notifies nobody."""
    return CALL.sub(rf"\g<0>{APART}", commonmark.escape(shortened(text)))


@register.filter
def plain(text: str) -> str:
    """Return a text for a terminal: on one line, without what nobody sees, cut where it is long."""
    return one_line(shortened(" ".join(text.split())))


@register.filter
def from_change(text: str, other: str) -> str:
    """Return a text that would be cut from shortly before the place at which it begins to differ from another one."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
    start = same - BEFORE_CHANGE
    return f"…{text[start:]}" if len(text) > LONGEST and start > 0 else text


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


@register.filter("comment_link")
def link(text: str, address: str) -> str:
    """Return a link, or only its text if the address is none of the web."""
    if not address.startswith(("https://", "http://")):
        return quiet(text)
    # Not even here: who takes care that nothing in a comment calls somebody need not know what an address is.
    return f"[{quiet(text)}]({commonmark.quoted(address).replace('@', '%40')})"
