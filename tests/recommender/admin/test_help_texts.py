"""Every field that an editor can fill in says what belongs there, on the page and to assistive technology."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.editors_pages import MODELS, address, address_of_model, own_pages, populate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("loaded", "few_respondents")]

VOID = {"input", "img", "br", "hr", "link", "meta", "area", "source", "col", "wbr", "use", "path"}
CONTROLS = {"input", "select", "textarea"}
NO_FIELDS = {"hidden", "submit", "button", "reset", "image"}


@dataclass
class Fields(HTMLParser):
    """The fields of a page: its name, and the ids that describe it or a group it stands in. The words of each id."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    open: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.words.setdefault(attributes["id"], "")
        is_main = any(outer == "main" for outer, _ in self.open)
        if tag in CONTROLS and is_main and attributes.get("type") not in NO_FIELDS:
            describers = [about.get("aria-describedby", "") for _, about in [*self.open, (tag, attributes)]]
            self.fields[attributes.get("name", "")] = " ".join(describers).split()
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        while tag not in VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for _, attributes in self.open:
            if "id" in attributes:
                self.words[attributes["id"]] += data.strip()

    def without_help(self):
        return sorted(
            name for name, ids in self.fields.items() if not any(self.words.get(described) for described in ids)
        )


def fields_of(response):
    page = Fields()
    page.feed(response.content.decode())
    return page


# What is no field of a row and whose label says all: searching, choosing rows and what to do with them, why, and which
# editions to compare.
TOOLS = {"q", "action", "_selected_action", "fact", "", "_why", "from", "to"}


# Fields that Django's own templates explain by their label alone.
SAID_BY_LABEL = {"old_password"}

# Fields that are explained otherwise, by the beginning of their names.
EXPLAINED = (
    *("value-", "low-", "high-", "phrase-"),  # the legend above the grid says once what a cell's fields are
    *("answer-", "importance-"),  # a persona answers the questionnaire itself: the questions are the labels
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_model_has_a_help_text(admin_client, model):
    populate()
    for page in ("changelist", "change", "add"):
        response = admin_client.get(address_of_model(model, page))
        if response.status_code == 403 and page == "add":
            continue
        shown = fields_of(response)
        assert unexplained(shown) == [], page
        assert shown.fields or page == "changelist", "the test sees the fields of a form"


def test_the_page_for_a_new_password_helps(admin_client):
    shown = fields_of(admin_client.get(reverse("admin:password_change")))
    assert shown.fields.keys() == {"old_password", "new_password1", "new_password2"}
    assert set(shown.without_help()) == SAID_BY_LABEL


@pytest.mark.parametrize("own", own_pages(), ids=lambda own: own.name)
def test_every_field_of_our_own_pages_has_a_help_text(admin_client, own):
    populate()
    shown = fields_of(admin_client.get(address(own)))
    assert unexplained(shown) == []


def unexplained(shown):
    return [name for name in shown.without_help() if name not in TOOLS and not name.startswith(EXPLAINED)]


def test_the_test_sees_what_is_missing():
    page = Fields()
    page.feed(
        '<main><input name="a" aria-describedby="h"><p id="h">Help</p><input name="b" aria-describedby="gone"><br>'
        '<div aria-describedby="h"><input type="checkbox" name="c"></div><select name="d"></select></main>'
        '<input name="outside">'
    )
    assert page.without_help() == ["b", "d"]
