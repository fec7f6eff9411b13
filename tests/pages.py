"""A page of the site as somebody sees it: its words, links and ticked fields, however they are marked up."""

from html.parser import HTMLParser

from django.http import HttpResponse

UNSEEN = {"script", "style", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WITHIN_WORDS = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "q", "small", "span", "strong", "time"}


class Seen(HTMLParser):
    """What is on a page, or within its first element of a kind (“main”), with an id or labelled by it
    (“#ratings”).

    `text` has single blanks only, also where a block ends. `links` are pairs of words and address, `ticked` pairs of a
    field's name and value, `elements` pairs of tag and attributes.
    """

    def __init__(self, page: str, within: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ticked: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._within = within
        self._open: list[str] = []
        self._depth: int | None = None  # of the element within which we look; 0 behind it
        self._pieces: list[str] = []
        self._link = ("", 0)
        self.feed(page)
        assert self._depth is not None, f"there is no {within} on the page"

    @property
    def text(self) -> str:
        return squeezed(self._pieces)

    @property
    def _is_inside(self) -> bool:
        return bool(self._depth) and self._depth <= len(self._open) and not UNSEEN & set(self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        names = {tag, f"#{values.get('id')}", f"#{values.get('aria-labelledby')}"}
        if self._depth is None and self._within in names:
            self._depth = len(self._open)
        if not self._is_inside:
            return
        self.elements.append((tag, values))
        if tag not in WITHIN_WORDS:
            self._pieces.append(" ")
        if tag == "a":
            self._link = (values.get("href", ""), len(self._pieces))
        if tag == "input" and "checked" in values:
            self.ticked.append((values["name"], values["value"]))

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._is_inside and tag == "a":
            address, start = self._link
            self.links.append((squeezed(self._pieces[start:]), address))
        if self._is_inside and tag not in WITHIN_WORDS:
            self._pieces.append(" ")
        while tag in self._open and self._open.pop() != tag:
            pass
        if self._depth and len(self._open) < self._depth:
            self._depth = 0


class Head(HTMLParser):
    """What a page tells programs: its title, its meta elements by name or property, its links by what they are for, and
    the JSON of its data blocks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.data: list[str] = []
        self._within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._within = values.get("type", tag)
        if tag == "meta" and "content" in values:
            name = values.get("property") or values.get("name", "")
            assert name not in self.meta, f"{name} is told twice"
            self.meta[name] = values["content"]
        if tag == "link":
            self.links[values["rel"]] = values["href"]

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += data
        if self._within == "application/ld+json":
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._within = ""


def head_of(response: HttpResponse, *, status: int = 200) -> Head:
    """Read what a page, which must have the status, tells programs."""
    assert response.status_code == status
    return Head(response.content.decode())


def squeezed(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def seen(response: HttpResponse, within: str = "body", *, status: int = 200) -> Seen:
    """Look at a page, which must have the status, or at the first element on it such as “main” or “#ratings”."""
    assert response.status_code == status
    return Seen(response.content.decode(), within)


def text_of(response: HttpResponse, within: str = "body", *, status: int = 200) -> str:
    """Return the words on a page, which must have the status, or in the first element on it such as “main”."""
    return seen(response, within, status=status).text
