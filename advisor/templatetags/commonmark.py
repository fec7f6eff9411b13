"""Texts in the readable exports: whatever somebody typed stays the text it is, never a link, HTML or structure.

Export templates are rendered without HTML escaping, so each text in them goes through one of these filters; a test
holds that.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from django import template

from recommender.engine.unseen import UNSEEN

BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # every space and line break, but none that is there to keep words together
# What begins a link, a table cell, HTML, an entity, emphasis, code or a formula; the last two make links of bare
# addresses in GitHub's dialect.
SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=#?\w+;)|@(?=\w)|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
FIRST = re.compile(r"\A([-+=]|\d{1,9}[.)](?=\s|\Z))")  # what begins a list or underlines a heading
BACKTICKS = re.compile(r"`+")
SAFE_IN_ADDRESSES = ":/?#[]@!$&'*+,=%~"

register = template.Library()


@register.filter("commonmark")
def escape(text: str) -> str:
    """Return a text on one line that shows as it is wherever it stands in a paragraph, a heading or a table."""
    # Blanks first, because line breaks are among what is unseen: removed, they would join two words.
    line = UNSEEN.sub("", BLANKS.sub(" ", text)).strip()
    special = SPECIAL.sub(r"\\\g<0>", line)
    return FIRST.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", special)


@register.filter("commonmark_link")
def link(text: str, address: str) -> str:
    """Return a link, or only its text if the address is none of the web."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return f"[{escape(text)}]({quoted(address)})"


@register.filter("commonmark_address")
def address(text: str) -> str:
    """Return an address that shows as it is and can be followed, or only its text if it is none of the web."""
    if not text.startswith(("https://", "http://")):
        return escape(text)
    return f"<{quoted(text)}>"


def quoted(address: str) -> str:
    """Return an address with nothing in it that could end it."""
    return quote(address, safe=SAFE_IN_ADDRESSES)


@register.filter("commonmark_code_span")
def code_span(text: str) -> str:
    """Return a command as code within a line, exactly as it is to be copied."""
    line = UNSEEN.sub("", BLANKS.sub(" ", text)).strip()
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in BACKTICKS.findall(line)), default=0) + 1)
    # A blank keeps a backtick at an end apart from the fence; readers take one away again.
    margin = " " * (line.startswith("`") or line.endswith("`"))
    return f"{fence}{margin}{line}{margin}{fence}"


@register.filter("commonmark_quote")
def quotation(text: str) -> str:
    """Return a text of several lines as a block quote with a paragraph for each."""
    lines = filter(None, map(escape, text.splitlines()))
    return "\n>\n".join(f"> {line}" for line in lines)


@register.filter("commonmark_code")
def code(text: str | Sequence[str], language: str) -> str:
    """Return a text, or lines, as a block of code, with a fence that nothing in it can close."""
    lines = (text if isinstance(text, str) else "\n".join(text)).strip("\n").splitlines()
    longest = max((len(run) for line in lines for run in BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((f"{fence}{language}", *map(without_unseen, lines), fence))


def without_unseen(line: str) -> str:
    """Return a line of code without what nobody sees, but with its tabs."""
    return "\t".join(UNSEEN.sub("", piece) for piece in line.split("\t"))
