"""Texts as CommonMark: whatever somebody typed stays the text it is and never becomes a link, HTML or structure."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

BLANKS = re.compile(r"[^\S\u00a0\u202f]+")  # every space and line break, but none that is there to keep words together
# Control characters, and those which make a line read backwards or hide something in it.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# What begins a link, a table cell, HTML, an entity, emphasis, code or a formula; the last two make links of bare
# addresses in GitHub's dialect.
SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=#?\w+;)|@(?=\w)|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
FIRST = re.compile(r"\A([-+=]|\d{1,9}[.)](?=\s|\Z))")  # what begins a list or underlines a heading
SAFE_IN_ADDRESSES = ":/?#[]@!$&'*+,=%~"


def escape(text: str) -> str:
    """A text on one line that shows as it is wherever it stands in a paragraph, a heading or a table."""
    line = UNSEEN.sub("", BLANKS.sub(" ", text)).strip()
    special = SPECIAL.sub(r"\\\g<0>", line)
    return FIRST.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", special)


def link(text: str, address: str) -> str:
    """A link, or only its text if the address is none of the web."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return f"[{escape(text)}]({quote(address, safe=SAFE_IN_ADDRESSES)})"


def quotation(text: str) -> str:
    """A text of several lines as a block quote with a paragraph for each."""
    lines = filter(None, map(escape, text.splitlines()))
    return "\n>\n".join(f"> {line}" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """A list of what is escaped already; nothing without items."""
    return "\n".join(f"- {item}" for item in items)


def escaped_bullets(texts: Iterable[str]) -> str:
    return bullets(map(escape, texts))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are escaped already; the dialects that know no tables show it readably."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def section(title: str, *blocks: str, level: int = 2) -> str:
    """A heading with blocks below; nothing if all blocks are empty."""
    filled = joined(*blocks)
    return f"{'#' * level} {escape(title)}\n\n{filled}" if filled else ""


def joined(*blocks: str) -> str:
    """Blocks with blank lines between them; empty ones are left out."""
    return "\n\n".join(filter(None, blocks))
