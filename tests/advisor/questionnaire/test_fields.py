"""The fields of a question are what Django's own widgets would be, though they are drawn without them."""

import pytest
from django.http import QueryDict

from advisor.questionnaire.forms import AnswerForm
from recommender.engine.types import SKIPPED
from tests.pages import seen

UNSEEN = {"csrfmiddlewaretoken"}


def inputs(response, status):
    """The attributes of all radio buttons and checkboxes on the page, in order."""
    elements = seen(response, "form", status=status).elements
    return [values for tag, values in elements if tag == "input" and values["name"] not in UNSEEN]


def djangos_own(form):
    """The attributes that Django's widgets would have; as in HTML, one without a value has an empty one."""
    for field in form:
        for widget in field:
            attributes = {name: "" if value is True else value for name, value in widget.data["attrs"].items()}
            yield {"type": widget.data["type"], "name": field.html_name, "value": widget.data["value"], **attributes}


@pytest.mark.parametrize("slug", ["project", "pages", "known"])
@pytest.mark.parametrize(
    "sent",
    [
        "",
        "importance=double",
        "choice=forged&importance=half",
        "choice=many&importance=forged",
        "choice=online-shop&importance=must-have",
        "choice=none&choice=django&importance=normal",
        "choice=some&importance=must-have",
        "choice=%3Cb%3E&importance=%22",
    ],
)
def test_what_was_sent_is_shown_again_with_its_errors(visitor, catalogue, slug, sent):
    form = AnswerForm(catalogue, catalogue.question_of[slug], SKIPPED, QueryDict(sent))
    assert not form.is_valid()
    response = visitor.client.post(visitor.question(slug), sent, content_type="application/x-www-form-urlencoded")
    assert inputs(response, 422) == list(djangos_own(form))


@pytest.mark.parametrize(
    ("slug", "saved"),
    [("project", "choice=public-api&importance=double"), ("known", "choice=django&choice=flask&importance=half")],
)
def test_what_is_saved_is_ticked(visitor, catalogue, slug, saved):
    form = AnswerForm(catalogue, catalogue.question_of[slug], SKIPPED, QueryDict(saved))
    assert (
        visitor.client.post(visitor.question(slug), saved, content_type="application/x-www-form-urlencoded").status_code
        == 302
    )
    shown = inputs(visitor.client.get(visitor.question(slug)), 200)
    assert shown == list(djangos_own(form))
    assert sum("checked" in values for values in shown) == saved.count("=")


def test_every_field_has_a_label_and_every_error_a_place(visitor):
    page = seen(visitor.client.post(visitor.question("pages"), {"importance": "forged"}), "form", status=422)
    ids = {values["id"] for tag, values in page.elements if tag == "input" and "id" in values}
    assert ids == {values["for"] for tag, values in page.elements if tag == "label"}
    described = [values["aria-describedby"].split() for tag, values in page.elements if tag == "fieldset"]
    assert described == [["error_choice"], ["importance-help", "error_importance"]]
    assert {name for names in described for name in names} <= {values.get("id") for _, values in page.elements}


def test_a_question_without_errors_describes_nothing_by_them(visitor):
    page = seen(visitor.client.get(visitor.question("project")), "form")
    assert not [values for tag, values in page.elements if tag == "fieldset" and "aria-describedby" in values]
    assert not [values for _, values in page.elements if "aria-invalid" in values]
