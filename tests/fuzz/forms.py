"""The forms of a page as a browser would send them: each with its fields and what stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from tests.fuzz.junk import Fields

UNSENT = {"submit", "button", "image", "reset"}


@dataclass
class Form:
    """A form of a page. `buttons` are names and values, of which a browser sends the one that was pressed; `files` are
    names of fields for files.
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
        self.selected: tuple[str, list[str], list[str]] | None = None  # name of a list, its options, those selected
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
            self.selected = (values.get("name", ""), [], [])
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
            self.forms[-1].fields[-1] = (self.area, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.is_open = False
        elif tag == "select" and self.selected:
            name, options, selected = self.selected
            self.forms[-1].fields += [(name, value) for value in selected or options[:1]]
            self.selected = None


def link_as_form(href: str) -> list[Form]:
    """Return a link with a query as a form that sends it; none of a link without."""
    path, _, query = href.partition("#")[0].partition("?")
    return [Form(path, "GET", is_multipart=False, fields=parse_qsl(query))] if query else []


def forms_of(page: str) -> list[Form]:
    reader = FormReader()
    reader.feed(page)
    return reader.forms
