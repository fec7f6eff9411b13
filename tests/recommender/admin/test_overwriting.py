"""Two editors at once: nobody overwrites silently what somebody else saved since a page was opened."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recommender.editions.current import current_edition
from recommender.editions.history import log_replacement
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

TOLD = "Error: somebody else saved meanwhile"


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
    return {name: "on" if value is True else value for name, value in form_data(page).items()}


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
    save(ann, url, value=45, high=70, rationale="Ann thinks so.")
    page = post(admin_client, url, mine, value=48, high=70)
    shown = text(page)
    assert TOLD in shown
    assert "Flask: GraphQL was changed by ann on " in shown
    form = page.context["adminform"].form
    assert form.errors["value"] == ["Stored now: 45"]
    assert form.errors["rationale"] == ["Stored now: Ann thinks so."]
    assert "high" not in form.errors, "both typed the same"
    assert (rating().value, rating().rationale) == (45, "Ann thinks so.")
    again = sent_back(page)
    assert (again["value"], again["rationale"]) == ("48", mine["rationale"])
    assert "changed successfully" in text(post(admin_client, url, again, rationale="Ann thinks so."))
    assert (rating().value, rating().rationale) == (48, "Ann thinks so.")


def test_a_preview_after_somebody_elses_change_is_refused_too(admin_client, ann):
    url = address(rating())
    mine = opened(admin_client, url)
    save(ann, url, value=45)
    page = post(admin_client, url, mine, value=42, _save="Preview")
    assert TOLD in text(page)
    assert "preview" not in page.context
    page = post(admin_client, url, sent_back(page), _save="Preview")
    assert "What this change would do" in text(page)
    assert "changed successfully" in text(post(admin_client, url, sent_back(page)))
    assert rating().value == 42


def test_a_change_after_the_preview_is_noticed(admin_client, ann):
    url = address(rating())
    page = post(admin_client, url, opened(admin_client, url), value=42, _save="Preview")
    save(ann, url, value=45)
    assert TOLD in text(post(admin_client, url, sent_back(page)))


def test_a_change_while_the_preview_is_made_is_noticed(admin_client, admin_user, monkeypatch):
    """Somebody saves between the look and the page: the page must not carry a number that hides it."""
    url = address(rating())

    def slow(catalogue):
        Rating.objects.filter(pk=rating().pk).update(value=45)
        LogEntry.objects.log_actions(admin_user.pk, [rating()], CHANGE, [{"changed": {"fields": ["Value"]}}])

    monkeypatch.setattr("recommender.admin.base.preview_of", slow)
    page = post(admin_client, url, opened(admin_client, url), value=42, _save="Preview")
    assert rating().value == 45
    assert TOLD in text(post(admin_client, url, sent_back(page)))


def test_what_both_typed_alike_or_another_row_is_no_reason(admin_client, ann):
    url, other = address(rating()), address(rating("documentation"))
    same, different = opened(admin_client, url), opened(admin_client, other)
    save(ann, url, value=45)
    assert "Nothing was changed." in text(post(admin_client, url, same, value=45))
    assert "changed successfully" in text(post(admin_client, other, different, rationale="Mine."))


def test_a_save_without_a_change_is_no_reason(admin_client, ann):
    url = address(rating())
    mine = opened(admin_client, url)
    assert "Nothing was changed." in text(post(ann, url, opened(ann, url)))
    assert "changed successfully" in text(post(admin_client, url, mine, value=42))


def test_a_row_on_the_page_that_somebody_else_changed_is_told_in_its_place(admin_client, ann):
    """Both are on the framework's page; each changes another rating, and one its summary."""
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    save(ann, address(rating()), value=45)
    other = row_of(mine, rating("documentation"), "ratings")
    page = post(admin_client, url, mine, **{f"{other}rationale": "Mine."})
    assert "Flask: GraphQL was changed by ann" in text(page)
    assert "Flask was changed" not in text(page)
    assert "Flask: Documentation was changed" not in text(page)
    assert rating("documentation").rationale != "Mine."
    again, row = sent_back(page), row_of(mine, rating(), "ratings")
    assert again[f"{other}rationale"] == "Mine."
    assert "changed successfully" in text(post(admin_client, url, again, **{f"{row}value": 45}))
    assert (rating().value, rating("documentation").rationale) == (45, "Mine.")


def test_a_row_changed_on_its_own_page_and_on_its_frameworks_is_told_on_both(admin_client, ann):
    framework = address(Framework.objects.get(slug="flask"))
    mine, own = opened(admin_client, framework), opened(admin_client, address(rating()))
    row = row_of(mine, rating(), "ratings")
    save(ann, address(rating()), value=45)
    shown = text(post(admin_client, framework, mine, **{f"{row}value": 35}))
    assert "Flask: GraphQL was changed by ann" in shown
    save(ann, framework, **{f"{row}value": 44})
    shown = text(post(admin_client, address(rating()), own, value=35))
    assert "Flask: GraphQL was changed by ann" in shown
    assert "Stored now: 44" in shown


def test_nothing_that_was_changed_meanwhile_is_deleted_by_a_tick(admin_client, ann):
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    row = row_of(mine, rating(), "ratings")
    save(ann, address(rating()), value=45)
    page = post(admin_client, url, mine, **{f"{row}DELETE": "on"})
    assert "You ticked “Delete”." in text(page)
    assert "Stored now: 45" in text(page)
    assert rating().value == 45
    again = sent_back(page)
    assert again[f"{row}DELETE"] == "on"
    assert "changed successfully" in text(post(admin_client, url, again))
    assert not Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").exists()


def test_what_was_typed_in_a_row_that_somebody_deleted_becomes_a_new_one(admin_client, ann):
    question = Question.objects.get(slug="project")
    first, second = [choice for choice in question.choices.all() if not choice.conditions.exists()][:2]
    url = address(question)
    mine = opened(admin_client, url)
    typed = row_of(mine, first, "choices")
    for choice in (first, second):
        ann.post(address(choice, "delete"), {"post": "yes"})
    page = post(admin_client, url, mine, **{f"{typed}help": "Still here.", "help": "What is meant."})
    shown = text(page)
    assert f"{first} was deleted by ann" in shown
    assert f"{second} was deleted by ann" in shown
    again = sent_back(page)
    assert int(again["choices-TOTAL_FORMS"]) == int(mine["choices-TOTAL_FORMS"])
    assert int(again["choices-INITIAL_FORMS"]) == int(mine["choices-INITIAL_FORMS"]) - 2
    unwanted = next(name for name, value in again.items() if name.endswith("-slug") and value == second.slug)
    ticked = unwanted.replace("-slug", "-DELETE")
    assert f'name="{ticked}"' in page.content.decode()
    assert "changed successfully" in text(post(admin_client, url, again, **{ticked: "on"}))
    assert Choice.objects.get(question=question, slug=first.slug).help == "Still here."
    assert not Choice.objects.filter(question=question, slug=second.slug).exists()
    question.refresh_from_db()
    assert question.help == "What is meant."


def test_a_deleted_row_that_the_editor_wants_to_delete_too_is_no_reason(admin_client, ann):
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    row = row_of(mine, rating(), "ratings")
    rating().delete()
    assert "Nothing was changed." in text(post(admin_client, url, mine, **{f"{row}DELETE": "on"}))


def test_a_row_deleted_by_a_tick_elsewhere_is_told_with_who_did_it(admin_client, ann):
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    save(ann, url, **{f"{row_of(mine, rating(), 'ratings')}DELETE": "on"})
    assert "A rating on this page was deleted by ann" in text(post(admin_client, url, mine))


def test_what_was_typed_for_a_row_that_somebody_deleted_can_be_added_again(admin_client, ann):
    question = Question.objects.get(slug="project")
    choice = next(choice for choice in question.choices.all() if not choice.conditions.exists())
    effects = choice.effects.count()
    assert effects
    url = address(choice)
    mine = opened(admin_client, url)
    ann.post(address(choice, "delete"), {"post": "yes"})
    page = post(admin_client, url, mine, help="Still here.", _why="Because")
    assert f"{choice} was deleted by ann" in text(page)
    assert page.context["form_url"] == "/admin/recommender/choice/add/"
    assert 'value="Because"' in page.content.decode()
    assert not Choice.objects.filter(slug=choice.slug, question=question).exists()
    added = post(admin_client, page.context["form_url"], sent_back(page))
    assert "added successfully" in text(added)
    found = Choice.objects.get(slug=choice.slug, question=question)
    assert (found.help, found.effects.count()) == ("Still here.", effects)


def test_who_may_not_add_is_sent_on_from_a_deleted_row(client, django_user_model):
    user = django_user_model.objects.create_user("half", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_rating", "change_rating"]))
    client.force_login(user)
    url = address(rating())
    rating().delete()
    assert "Perhaps it was deleted?" in text(client.post(url, {"value": 1}, follow=True))


def test_who_is_not_in_the_log_stays_unnamed(admin_client, admin_user):
    """A command deleted the rating; the log tells of something else, in words of its own."""
    url = address(Framework.objects.get(slug="flask"))
    mine = opened(admin_client, url)
    LogEntry.objects.log_actions(admin_user.pk, [rating("lightness")], CHANGE, "By hand")
    Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").delete()
    shown = text(post(admin_client, url, mine))
    assert "A rating on this page was deleted by somebody else." in shown


def test_a_change_told_in_words_of_its_own_is_noticed(admin_client, admin_user):
    url = address(rating())
    mine = opened(admin_client, url)
    LogEntry.objects.log_actions(admin_user.pk, [rating()], CHANGE, "By hand")
    assert "Flask: GraphQL was changed by admin" in text(post(admin_client, url, mine, value=42))


def test_after_the_whole_catalogue_was_replaced_every_form_is_told(admin_client, admin_user):
    url = address(rating())
    mine = opened(admin_client, url)
    log_replacement("Loaded new.yaml", admin_user.pk, "")
    assert "Flask: GraphQL was changed by admin" in text(post(admin_client, url, mine, value=42))


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


def test_lists_are_told_row_by_row(admin_client, ann):
    mine, graphql, lightness = weights(admin_client)
    url = listed(Criterion)
    post(ann, url, weights(ann)[0], **{graphql: 20, "_save": "Save"})
    page = post(admin_client, url, mine, **{graphql: 30, lightness: 40, "_save": "Save"})
    shown = text(page)
    assert "GraphQL was changed by ann" in shown
    assert "Lightness was changed" not in shown
    assert "Stored now: 20" in shown
    assert page.content.decode().count("<title>Error:") == 1
    assert dict(Criterion.objects.filter(weight__gt=10).values_list("slug", "weight")) == {"graphql": 20}
    again = sent_back(page)
    assert (again[graphql], again[lightness]) == ("30", "40")
    assert "2 criteria were changed successfully" in text(post(admin_client, url, again, _save="Save"))
    assert dict(Criterion.objects.filter(weight__gt=10).values_list("slug", "weight")) == {
        "graphql": 30,
        "lightness": 40,
    }


def test_what_was_typed_in_a_row_of_a_list_that_is_gone_is_told(admin_client, ann):
    url, section = listed(Section), Section.objects.create(slug="last", title="Last", position=99)
    mine = opened(admin_client, url)
    row = row_of(mine, section)
    ann.post(address(section, "delete"), {"post": "yes"})
    page = post(admin_client, url, mine, **{f"{row}position": 7, "_save": "Save"})
    assert "Last was deleted by ann" in text(page)
    assert "What you typed in its row is dropped: 7." in text(page)
    assert "changed successfully" not in text(page)
    assert len(page.context["cl"].formset.forms) == Section.objects.count()
    page = post(admin_client, url, sent_back(page), _save="Save")
    assert TOLD not in text(page)
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
    errors = post(admin_client, url, mine, text="Other words").context["adminform"].form.errors
    assert errors["status"] == [f"Stored now: {statuses[claim.status]}"]
    assert errors["evidence"][0].startswith(f"Stored now: {other}")
    framework = Framework.objects.get(slug="flask")
    mine = opened(admin_client, address(framework))
    save(ann, address(framework), published=None, summary="Ann's.")
    errors = post(admin_client, address(framework), mine, licence="MIT").context["adminform"].form.errors
    assert errors["published"] == ["Stored now: no"]
    assert errors["summary"] == ["Stored now: Ann's."]
    criterion = Criterion.objects.get(slug="graphql")
    mine = opened(admin_client, address(criterion))
    save(ann, address(criterion), caveat="Ann's.")
    save(ann, address(criterion), caveat="")
    errors = post(admin_client, address(criterion), mine, caveat="Mine.").context["adminform"].form.errors
    assert errors["caveat"] == ["Stored now: empty"]


def test_conditions_and_personas_are_told(admin_client, ann):
    persona = Persona.objects.first()
    mine = opened(admin_client, address(persona))
    save(ann, address(persona), description="Ann's.")
    assert "Stored now: Ann's." in text(post(admin_client, address(persona), mine, description="Mine."))
    condition = Condition.objects.first()
    mine = opened(admin_client, address(condition.question))
    assert "Nothing was changed." in text(post(admin_client, address(condition.question), mine))


@pytest.mark.parametrize("number", [None, "forged", "9" * 30])
def test_a_form_without_a_number_counts_as_opened_before_everything(admin_client, ann, number):
    url = address(rating())
    mine = opened(admin_client, url)
    save(ann, url, value=45)
    assert TOLD in text(post(admin_client, url, mine, _opened_on=number, value=42))
    assert rating().value == 45


def test_who_may_only_look_changes_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_rating"))
    client.force_login(user)
    assert client.post(address(rating()), {"_opened_on": "x", "value": 1}).status_code == 403


def number_on(page):
    return page.context["editing"].number


def test_a_row_changed_since_its_deletion_was_asked_for_is_asked_for_again(admin_client, ann):
    url = address(rating(), "delete")
    asked = {"post": "yes", "_opened_on": number_on(admin_client.get(url)), "_why": "Because"}
    save(ann, address(rating()), value=45)
    page = admin_client.post(url, asked)
    assert TOLD in text(page)
    assert "Flask: GraphQL was changed by ann" in text(page)
    assert "Nothing is deleted yet: look at it once more." in text(page)
    assert page.context["title"] == "Delete"
    assert "What this change would do" in text(page)
    assert 'value="Because"' in page.content.decode()
    assert rating().value == 45
    assert not LogEntry.objects.filter(action_flag=3).exists()
    assert admin_client.post(url, asked | {"_opened_on": number_on(page)}).status_code == 302
    assert not Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").exists()


def test_so_is_a_row_of_which_something_that_goes_with_it_was_changed(admin_client, ann):
    framework = Framework.objects.get(slug="flask")
    url = address(framework, "delete")
    asked = {"post": "yes", "_opened_on": number_on(admin_client.get(url))}
    save(ann, address(rating()), value=45)
    assert "Flask: GraphQL was changed by ann" in text(admin_client.post(url, asked))
    assert Framework.objects.filter(slug="flask").exists()


def test_so_are_rows_deleted_together(admin_client, ann):
    url, chosen = listed(Claim), list(Claim.objects.all()[:2])
    question = {"action": "delete_selected", "_selected_action": [claim.pk for claim in chosen]}
    asked = question | {"post": "yes", "_opened_on": number_on(admin_client.post(url, question))}
    save(ann, address(chosen[1]), reason="Ann's.")
    page = admin_client.post(url, asked)
    assert f"{chosen[1]} was changed by ann" in text(page)
    assert str(Claim.objects.filter(pk__in=question["_selected_action"]).count()) == "2"
    admin_client.post(url, asked | {"_opened_on": number_on(page)})
    assert not Claim.objects.filter(pk__in=question["_selected_action"]).exists()


def test_saving_the_largest_form_costs_no_queries_by_row(admin_client, ann, django_assert_max_num_queries):
    """With an entry of the log to look for, as without one."""
    url = address(Framework.objects.get(slug="fastapi"))
    mine = opened(admin_client, url)
    with CaptureQueriesContext(connection) as undisturbed:
        admin_client.post(url, mine)
    count = len(undisturbed)
    mine = opened(admin_client, url)
    save(ann, address(Rating.objects.get(framework__slug="fastapi", criterion__slug="graphql")), rationale="Ann's.")
    with django_assert_max_num_queries(count + 10):
        admin_client.post(url, mine)


def test_a_catalogue_that_broke_a_rule_before_stays_editable_and_no_new_one_is_broken(admin_client):
    criterion = Criterion.objects.get(slug="graphql")
    Criterion.objects.filter(slug="lightness").update(weight=2000)
    save(admin_client, address(criterion), weight=20)
    page = post(admin_client, address(criterion), opened(admin_client, address(criterion)), weight=2000)
    assert page.context["adminform"].form.errors["weight"] == ["Must be from 0 to 1000."]
    assert "changed successfully" not in text(page)
    criterion.refresh_from_db()
    assert criterion.weight == 20
    assert current_edition()
