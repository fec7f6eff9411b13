"""The forms of a page as a browser would send them: each with its fields and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl

Fields = list[tuple[str, str]]
"""Names and values, in order; a name may stand there more than once."""

UNSENT = {"submit", "button", "image", "reset"}


@dataclass
class Form:
    """A form of a page. `fields` are sent if nobody touches it, `buttons` only if they are pressed or ticked; `files`
    are names of fields for files.
    """

    action: str
    method: str
    is_multipart: bool
    fields: Fields = field(default_factory=list)
    buttons: Fields = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class FormReader(HTMLParser):
    """Reads the forms of a page, and the fields outside that belong to one."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_open = False
        # The name of a list, its options, those selected; of one that takes several, only these are sent.
        self.selected: tuple[str, list[str], list[str]] | None = None
        self.takes_several = False
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.forms[:0] = link_as_form(values.get("href", ""))
        elif tag == "form":
            is_multipart = values.get("enctype") == "multipart/form-data"
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").upper(), is_multipart))
            self.is_open = True
        elif self.is_open and tag == "option" and self.selected:
            self.read_option(values)
        elif self.is_open and values.get("name") and tag in {"input", "button"}:
            self.read_input(values["name"], "submit" if tag == "button" else values.get("type", "text"), values)
        elif self.is_open and tag == "select":
            self.selected, self.takes_several = (values.get("name", ""), [], []), "multiple" in values
        elif self.is_open and tag == "textarea":
            self.area = values.get("name", "")
            self.forms[-1].fields.append((self.area, ""))

    def read_option(self, values: dict[str, str]) -> None:
        _, options, selected = self.selected or ("", [], [])
        options.append(values.get("value", ""))
        selected += options[-1:] if "selected" in values else []

    def read_input(self, name: str, kind: str, values: dict[str, str]) -> None:
        form, can_be_ticked = self.forms[-1], kind in {"checkbox", "radio"}
        if kind == "file":
            form.files.append(name)
        elif kind in UNSENT or (can_be_ticked and "checked" not in values):
            # What is not ticked may be, as a button may be pressed.
            form.buttons.append((name, values.get("value", "on")))
        else:
            form.fields.append((name, values.get("value", "on" if can_be_ticked else "")))

    def handle_data(self, data: str) -> None:
        if self.area and self.forms:
            before = self.forms[-1].fields[-1][1]
            # A browser leaves out the line break that stands right behind the tag.
            self.forms[-1].fields[-1] = (self.area, (before + data).removeprefix("\r").removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.is_open = False
        elif tag == "select" and self.selected:
            name, options, selected = self.selected
            first = [] if self.takes_several else options[:1]
            self.forms[-1].fields += [(name, value) for value in selected or first]
            self.selected = None


def link_as_form(href: str) -> list[Form]:
    """Return a link with a query as a form that sends it; none of a link without."""
    path, _, query = href.partition("#")[0].partition("?")
    return [Form(path, "GET", is_multipart=False, fields=parse_qsl(query))] if query else []


def forms_of(page: str) -> list[Form]:
    reader = FormReader()
    reader.feed(page)
    return reader.forms


def sent(page: str, name: str) -> list[str]:
    """Return what the fields of a name send if nobody touches the page's forms."""
    return list(values(name, *(form.fields for form in forms_of(page))))


def offered(page: str, name: str) -> list[str]:
    """Return what the fields of a name may send."""
    return list(values(name, *([*form.fields, *form.buttons] for form in forms_of(page))))


def values(name: str, *fields: Fields) -> Iterator[str]:
    return (value for some in fields for known, value in some if known == name)
