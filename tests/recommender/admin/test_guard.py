"""Two editors at once: nobody overwrites silently what somebody else saved since a page was opened."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recommender.admin import guard
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    Section,
)
from tests.recommender.admin.forms import address, form_data, listed, row_of, text

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")


@pytest.fixture
def ann(db):
    """Another editor."""
    client = Client()
    client.force_login(User.objects.create_superuser("ann"))
    return client


def opened(client, url):
    """What the browser of somebody who has just opened a page would send back."""
    return sent_back(client.get(url))


def sent_back(page):
    values = {name: "on" if value is True else value for name, value in form_data(page).items()}
    return values | ({guard.FIELD: page.context["opened"]} if page.context.get("opened") else {})


def post(client, url, data, **changes):
    values = {name: value for name, value in (data | changes).items() if value is not None}
    return client.post(url, values, follow=True)


def save(client, url, **changes):
    page = post(client, url, opened(client, url), **changes)
    assert "changed successfully" in text(page)


def rating(criterion="graphql"):
    return Rating.objects.get(framework__slug="flask", criterion__slug=criterion)


def test_what_somebody_else_changed_is_named_and_overwritten_knowingly_only(admin_client, ann):
    url = address(rating())
    mine = opened(admin_client, url)
    save(ann, url, value=55, high=70, rationale="Ann thinks so.")
    page = post(admin_client, url, mine, value=60, high=70)
    shown = text(page)
    assert "Error: somebody else saved meanwhile" in shown
    assert "Flask: GraphQL was changed by ann" in shown
    assert "Value: 55 stands there now. What you typed stays below" in shown
    assert "Rationale: Ann thinks so. stands there now. You did not change this field" in shown
    assert "High: 70 stands" not in shown, "both typed the same"
    assert rating().value == 55
    again = sent_back(page)
    assert (again["value"], again["rationale"]) == ("60", "Ann thinks so.")
    assert "changed successfully" in text(post(admin_client, url, again))
    assert (rating().value, rating().rationale) == (60, "Ann thinks so.")


def test_a_preview_after_somebody_elses_change_is_a_clash_too(admin_client, ann):
    url = address(rating())
    mine = opened(admin_client, url)
    save(ann, url, value=55)
    page = post(admin_client, url, mine, value=52, _preview="1")
    assert "somebody else saved meanwhile" in text(page)
    assert "preview" not in page.context
    page = post(admin_client, url, sent_back(page), _preview="1")
    assert "What this change would do" in text(page)
    assert "changed successfully" in text(post(admin_client, url, sent_back(page)))
    assert rating().value == 52


def test_a_change_after_the_preview_is_noticed(admin_client, ann):
    url = address(rating())
    page = post(admin_client, url, opened(admin_client, url), value=52, _preview="1")
    save(ann, url, value=55)
    assert "somebody else saved meanwhile" in text(post(admin_client, url, sent_back(page)))


def test_rows_that_an_editor_left_alone_stay_as_somebody_else_made_them(admin_client, ann):
    """Both are on the framework's page; each changes another rating, and one its summary."""
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    save(ann, address(rating()), value=55, rationale="Ann thinks so.")
    save(ann, url, summary="Ann's words.")
    other = row_of(mine, rating("async-support"), "ratings")
    page = post(admin_client, url, mine, **{f"{other}rationale": "Mine."})
    assert "changed successfully" in text(page)
    assert (rating().value, rating().rationale) == (55, "Ann thinks so.")
    assert Framework.objects.get(slug="flask").summary == "Ann's words."
    assert rating("async-support").rationale == "Mine."


def test_a_row_changed_on_its_own_page_and_on_its_frameworks_is_a_clash(admin_client, ann):
    framework = address(Framework.objects.get(slug="flask"))
    mine, own = opened(admin_client, framework), opened(admin_client, address(rating()))
    row = row_of(mine, rating(), "ratings")
    save(ann, address(rating()), value=55)
    shown = text(post(admin_client, framework, mine, **{f"{row}value": 45}))
    assert "Flask: GraphQL was changed by ann" in shown
    save(ann, framework, **{f"{row}value": 54})
    shown = text(post(admin_client, address(rating()), own, value=45))
    assert "Flask: GraphQL was changed by ann" in shown
    assert "Value: 54 stands there now" in shown


def test_nothing_that_was_changed_meanwhile_is_deleted_by_a_tick(admin_client, ann):
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    row = row_of(mine, rating(), "ratings")
    save(ann, address(rating()), value=55)
    page = post(admin_client, url, mine, **{f"{row}DELETE": "on"})
    assert "You ticked “Delete”; tick it again" in text(page)
    assert rating().value == 55
    again = sent_back(page)
    assert f"{row}DELETE" not in again
    assert "changed successfully" in text(post(admin_client, url, again, **{f"{row}DELETE": "on"}))
    assert not Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").exists()


def test_a_row_that_somebody_deleted_drops_out_unless_the_editor_changed_it(admin_client, ann):
    question = Question.objects.get(slug="project")
    free = [choice for choice in question.choices.all() if not choice.conditions.exists()][:2]
    url = address(question)
    mine = opened(admin_client, url)
    typed = row_of(mine, free[0], "choices")
    for choice in free:
        ann.post(address(choice, "delete"), {"post": "yes"})
    page = post(admin_client, url, mine, **{f"{typed}help": "Still here.", "help": "What is meant."})
    shown = text(page)
    assert f"{free[0]} was deleted by ann" in shown
    assert "What you typed stands below as a new row." in shown
    assert str(free[1]) not in shown
    again = sent_back(page)
    assert int(again["choices-TOTAL_FORMS"]) == int(mine["choices-TOTAL_FORMS"]) - 1
    assert int(again["choices-INITIAL_FORMS"]) == int(mine["choices-INITIAL_FORMS"]) - 2
    assert "changed successfully" in text(post(admin_client, url, again))
    assert Choice.objects.get(question=question, slug=free[0].slug).help == "Still here."
    assert not Choice.objects.filter(question=question, slug=free[1].slug).exists()


def test_a_deleted_row_that_the_editor_wants_to_delete_too_is_no_clash(admin_client, ann):
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    row = row_of(mine, rating(), "ratings")
    rating().delete()
    assert "changed successfully" in text(post(admin_client, url, mine, **{f"{row}DELETE": "on"}))


def test_who_is_not_in_the_log_stays_unnamed(admin_client, admin_user):
    """A command deleted the rating; the log tells of something else, in words of its own."""
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    row, gone = row_of(mine, rating(), "ratings"), rating()
    LogEntry.objects.log_actions(admin_user.pk, [rating("lightness")], CHANGE, "By hand")
    Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").delete()
    shown = text(post(admin_client, url, mine, **{f"{row}rationale": "Mine."}))
    assert f"rating {gone.pk} was deleted by somebody else." in shown
    row = row_of(mine, rating("async-support"), "ratings")
    Rating.objects.filter(framework__slug="flask", criterion__slug="async-support").update(rationale="Other.")
    shown = text(post(admin_client, url, mine, **{f"{row}rationale": "Mine."}))
    assert "Flask: Async support was changed by somebody else." in shown


def test_rows_keep_their_names_when_others_come_and_move(admin_client, ann):
    """After an error, each row of the page stands under its own name, though another came in between."""
    framework = Framework.objects.get(slug="flask")
    rating().delete()
    url = address(framework)
    mine = opened(admin_client, url)
    Rating.objects.create(
        framework=framework, criterion=Criterion.objects.get(slug="graphql"), value=1, low=1, high=1, rationale="x"
    )
    Criterion.objects.filter(slug="lightness").update(position=0)
    row = row_of(mine, rating("lightness"), "ratings")
    page = post(admin_client, url, mine, **{f"{row}value": 101})
    inline = next(item for item in page.context["inline_admin_formsets"] if item.formset.prefix == "ratings")
    named = [(item.original.pk, item.form.instance.pk) for item in inline if item.original]
    assert len(named) == int(mine["ratings-INITIAL_FORMS"])
    assert all(first == second for first, second in named)


def weights(client):
    data = opened(client, listed(Criterion))
    return data, *(f"{row_of(data, Criterion.objects.get(slug=slug))}weight" for slug in ("graphql", "lightness"))


def test_lists_are_guarded_row_by_row(admin_client, ann):
    mine, graphql, lightness = weights(admin_client)
    url = listed(Criterion)
    post(ann, url, weights(ann)[0], **{graphql: 20, lightness: 21, "_save": "Save"})
    page = post(admin_client, url, mine, **{graphql: 30, "_save": "Save"})
    shown = text(page)
    assert "GraphQL was changed by ann" in shown
    assert "Lightness was changed" not in shown
    assert "Weight: 20 stands there now" in shown
    again = sent_back(page)
    assert (again[graphql], again[lightness]) == ("30", "21")
    assert "1 criterion was changed successfully" in text(post(admin_client, url, again, _save="Save"))
    assert dict(Criterion.objects.filter(weight__gt=10).values_list("slug", "weight")) == {
        "graphql": 30,
        "lightness": 21,
    }


def test_a_row_of_a_list_that_is_gone_drops_out(admin_client, ann):
    url, persona = listed(Section), Section.objects.create(slug="last", title="Last", position=99)
    mine = opened(admin_client, url)
    row = row_of(mine, persona)
    ann.post(address(persona, "delete"), {"post": "yes"})
    page = post(admin_client, url, mine, **{f"{row}position": 7, "_save": "Save"})
    assert "Last was deleted by ann" in text(page)
    assert "What you typed in it is dropped." in text(page)
    assert "changed successfully" not in text(page)
    assert len(page.context["cl"].formset.forms) == Section.objects.count()
    page = post(admin_client, url, sent_back(page), _save="Save")
    assert "Please correct" not in text(page)


def test_rows_of_a_list_keep_their_names_when_they_are_moved(admin_client, ann):
    mine, graphql, _ = weights(admin_client)
    url = listed(Criterion)
    last = row_of(mine, Criterion.objects.get(slug="lightness")) + "position"
    first = Criterion.objects.first()
    post(ann, url, weights(ann)[0], **{last: 0, f"{row_of(mine, first)}position": 30, "_save": "Save"})
    page = post(admin_client, url, mine, **{graphql: 1001, "_save": "Save"})
    shown = page.context["cl"]
    assert [row.pk for row in shown.result_list] == [form.instance.pk for form in shown.formset.forms]


def test_evidence_truth_values_and_choices_are_told_in_words(admin_client, ann):
    claim = Claim.objects.filter(framework__slug="flask").first()
    other = Evidence.objects.filter(framework__slug="flask").exclude(claims=claim).first()
    url = address(claim)
    mine = opened(admin_client, url)
    statuses = {"holds": "Outdated", "caveat": "Outdated", "outdated": "Holds"}
    theirs = {"Outdated": "outdated", "Holds": "holds"}[statuses[claim.status]]
    save(ann, url, status=theirs, evidence=[other.pk])
    shown = text(post(admin_client, url, mine, text="Other words"))
    assert f"Status: {statuses[claim.status]} stands there now" in shown
    assert f"Evidence: {other} stands there now" in shown
    framework = Framework.objects.get(slug="flask")
    mine = opened(admin_client, address(framework))
    Framework.objects.filter(pk=framework.pk).update(published=False, support="")
    shown = text(post(admin_client, address(framework), mine, licence="MIT"))
    assert "was changed by somebody else ." in shown.replace("else.", "else .")
    assert "Published: no stands there now" in shown
    assert "Support: empty stands there now" in shown


def test_conditions_and_personas_are_guarded(admin_client, ann):
    persona = Persona.objects.first()
    mine = opened(admin_client, address(persona))
    save(ann, address(persona), description="Ann's.")
    assert "Description: Ann's. stands there now" in text(
        post(admin_client, address(persona), mine, description="Mine.")
    )
    condition = Condition.objects.first()
    mine = opened(admin_client, address(condition.question))
    assert "changed successfully" in text(post(admin_client, address(condition.question), mine))


def test_a_page_without_the_hidden_field_is_trusted(admin_client, ann):
    url = address(rating())
    mine = form_data(admin_client.get(url))
    save(ann, url, value=55)
    for sealed in ({}, {guard.FIELD: "forged"}):
        assert "changed successfully" in text(post(admin_client, url, mine | sealed, value=52))


def test_who_may_only_look_seals_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_rating"))
    client.force_login(user)
    assert "opened" not in client.get(address(rating())).context
    assert client.post(address(rating()), {guard.FIELD: "x", "value": 1}).status_code == 403


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, []),
        ("", []),
        (False, []),
        (True, ["on"]),
        (0, ["0"]),
        ("a\r\nb", ["a\nb"]),
        ([3, 20], ["20", "3"]),
        ([""], []),
    ],
)
def test_values_are_compared_as_a_browser_sends_them(value, texts):
    assert guard.texts_of(value) == texts


def test_a_forged_number_of_rows_finds_none():
    assert guard.identities(QueryDict("x-INITIAL_FORMS=many&x-0-id=1"), "x", "id") == {}
    assert guard.identities(QueryDict("x-INITIAL_FORMS=2&x-0-id=1&x-1-id=z"), "x", "id") == {0: "1"}


def test_guarding_the_largest_form_costs_no_queries_by_row(admin_client, django_assert_max_num_queries):
    url = address(Framework.objects.get(slug="fastapi"))
    mine = opened(admin_client, url)
    with CaptureQueriesContext(connection) as unguarded:
        admin_client.post(url, mine | {guard.FIELD: ""})
    with django_assert_max_num_queries(len(unguarded) + 20):
        admin_client.post(url, mine)
