"""Keys and counts of rows that somebody made up: a page says so before anything reads them."""

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from recommender.hidden_fields import refuse_forged, refuse_lookups
from recommender.models import Choice, Framework
from tests.recommender.admin.forms import add, address, form_data, listed

FORGED = ["", "[]", "all", "-1", "1.5", " 1", "²", "٣", "\0", "1'", "9" * 19, "9" * 5000]
SOUND = "a-TOTAL_FORMS=3&a-INITIAL_FORMS=2&a-0-id=7&a-1-id=9&a-2-id=&b-TOTAL_FORMS=0&b-INITIAL_FORMS=0"


@pytest.mark.parametrize("sent", [SOUND, "_selected_action=1&_selected_action=2", "anything=1", ""])
def test_what_pages_send_passes(sent):
    refuse_forged(QueryDict(sent))


@pytest.mark.parametrize("value", FORGED)
@pytest.mark.parametrize("name", ["a-TOTAL_FORMS", "a-INITIAL_FORMS", "a-0-id", "a-1-id", "_selected_action"])
def test_what_is_no_number_is_refused(name, value):
    sent = QueryDict(SOUND, mutable=True)
    sent[name] = value
    with pytest.raises(BadRequest):
        refuse_forged(sent)


@pytest.mark.parametrize(
    "more",
    [
        "a-0-id=8",  # Django takes the last of several, other code the first
        "a-TOTAL_FORMS=4",
        "a-2-id=5",  # a stored row among the new ones
        "a-٣-id=x",  # Django looks for it, too
        f"a-{'9' * 5000}-id=x",
        "c-0-id=5",  # a row of a table that is not there
        "c-TOTAL_FORMS=1",
        "c-TOTAL_FORMS=1&c-INITIAL_FORMS=2",
        "c-TOTAL_FORMS=1&c-INITIAL_FORMS=1",
        "c-TOTAL_FORMS=301&c-INITIAL_FORMS=0",
        "form-TOTAL_FORMS=2&form-INITIAL_FORMS=1&form-0-id=1",  # nothing is added to a list
    ],
)
def test_rows_that_do_not_go_together_are_refused(more):
    with pytest.raises(BadRequest):
        refuse_forged(QueryDict(f"{SOUND}&{more}"))


@pytest.mark.parametrize(
    "forged",
    [
        {"form-0-id": "[]"},
        {"form-INITIAL_FORMS": "all"},
        {"form-5-id": "bad"},
        {"form-0-id": "9" * 30},
        {"form-0-id": None},
        {"form-INITIAL_FORMS": None},
    ],
    ids=str,
)
@pytest.mark.usefixtures("loaded")
def test_a_forged_list_has_a_page_and_saves_nothing(admin_client, forged):
    sent = form_data(admin_client.get(listed(Framework))) | {"form-0-position": "77", "_save": "Save"} | forged
    response = admin_client.post(listed(Framework), {name: value for name, value in sent.items() if value is not None})
    assert response.status_code == 400
    assert "<h1>We could not read this request</h1>" in response.content.decode()
    assert not Framework.objects.filter(position=77).exists()


@pytest.mark.parametrize("chosen", ["[]", "9" * 30, "\0"])
@pytest.mark.usefixtures("loaded")
def test_a_forged_choice_of_rows_has_a_page(admin_client, chosen):
    response = admin_client.post(listed(Choice), {"action": "delete_selected", "_selected_action": chosen})
    assert response.status_code == 400
    assert "<h1>We could not read this request</h1>" in response.content.decode()


@pytest.mark.usefixtures("loaded")
def test_a_stored_row_that_is_said_to_be_new_is_refused(admin_client):
    """It would be stored a second time, which the database refuses at no field."""
    url = address(Choice.objects.filter(effects__isnull=False).first())
    sent = form_data(admin_client.get(url)) | {"effects-INITIAL_FORMS": "0"}
    assert admin_client.post(url, sent).status_code == 400


@pytest.mark.parametrize("query", ["q=flask&o=1.2&framework__id__exact=1", "_to_field=id&_popup=1", "framework=3", ""])
def test_what_links_look_up_passes(query):
    refuse_lookups(QueryDict(query))


@pytest.mark.parametrize(
    "query",
    ["q=%00", "%00=1", "name__regex=(", "name__iregex=x", "_to_field=%2B", "_to_field=ratings", f"q={'a+' * 51}"],
)
def test_what_no_database_takes_is_refused(query):
    with pytest.raises(BadRequest):
        refuse_lookups(QueryDict(query))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "9" * 30),
        ("position__in", "9" * 18),
        ("position__in", "9" * 30),
        ("slug", "\0"),
        ("slug__regex", "("),
        ("q", "a " * 2000),
        ("_to_field", "+"),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_a_list_answers_to_any_lookup(admin_client, field, value):
    assert admin_client.get(listed(Choice), {field: value}).status_code in {200, 400}


@pytest.mark.parametrize("model", [Choice, Framework])
@pytest.mark.usefixtures("loaded")
def test_a_form_without_any_field_comes_back(admin_client, model):
    for url in (add(model), address(model.objects.first())):
        assert admin_client.post(url).status_code == 200
