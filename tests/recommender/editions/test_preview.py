"""Previews on the pages of catalogue rows: they say what a change would do, keep what was typed, and store nothing."""

import json
from fractions import Fraction

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from advisor.models import Evaluation
from recommender.admin.base import CatalogueAdmin
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.serialisation import ANSWERS, WHAT_IF, plain
from recommender.engine.result.what_if import WhatIf
from recommender.engine.simulation.respondents import respondents
from recommender.models import (
    CatalogueState,
    Choice,
    Criterion,
    Edition,
    Evidence,
    Framework,
    Persona,
    Question,
    Rating,
    catalogue_models,
)
from tests.factories import chosen
from tests.recommender.admin.forms import add, address, form_data, listed, row_of, text

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

CATALOGUE = [model for model, site in admin.site._registry.items() if isinstance(site, CatalogueAdmin)]
LISTS = [model for model in CATALOGUE if admin.site._registry[model].list_editable]


def stored():
    """All that a preview must leave as it is."""
    models = [*catalogue_models(include_auto_created=True), CatalogueState, Edition, LogEntry]
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def preview(client, url, button="Preview", **changes):
    """The page that comes after a button is pressed, and nothing is stored unless that is “Save”."""
    before = stored()
    data = form_data(client.get(url)) | {"_save": button} | changes
    page = client.post(url, {name: value for name, value in data.items() if value is not None}, follow=True)
    assert page.status_code == 200
    if button == "Preview":
        assert stored() == before
        assert "successfully" not in text(page)
    return page


def kept_from(number):
    """What was tried out on a result, by its number: something on every tenth."""
    return WhatIf() if number % 10 else WhatIf(percents={"graphql": 300, "lightness": 20}, dropped=("flask",))


def finish_results(count):
    """So many finished results of random respondents, every tenth kept from a what-if."""
    edition = current_edition()
    for number, answers in enumerate(respondents(catalogue_of(edition), count, must_haves=0.1)):
        what_if = plain(WHAT_IF, kept_from(number))
        Evaluation(edition=edition, stored_answers=plain(ANSWERS, dict(answers)), stored_what_if=what_if).finish()


def weight_field(client, slug):
    data = form_data(client.get(listed(Criterion)))
    return f"{row_of(data, Criterion.objects.get(slug=slug))}weight"


def test_a_weight_in_the_list_is_previewed_saved_and_explained(admin_client):
    in_between = {"project": chosen("online-shop"), "pages": chosen("some")}  # Django leads until beginners count more
    Persona.objects.filter(slug="shop").update(answers=plain(ANSWERS, in_between))
    finish_results(20)
    field = weight_field(admin_client, "learning-ease")
    page = preview(admin_client, listed(Criterion), **{field: 80, "_why": "Beginners  first"})
    shown = text(page)
    assert "Nothing is saved yet." in shown
    assert "Of the last 20 finished results" in shown
    assert "criteria › Ease of starting › weight 10 80" in shown
    assert "turns red" in shown
    assert "Please correct" not in shown
    assert page.context["preview"].impact.shares_after["flask"] > Fraction(1, 2)
    assert form_data(page)[field] == "80"
    assert 'value="Beginners first"' in page.content.decode()
    saved = preview(admin_client, listed(Criterion), button="_save", **{field: 80, "_why": "Beginners first"})
    assert "1 criterion was changed successfully" in text(saved)
    assert current_edition().history[-1]["why"] == "Beginners first"


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_every_list_with_fields_can_be_previewed(admin_client, model):
    page = preview(admin_client, listed(model))
    assert "This change reaches no visitor" in text(page)
    assert page.context["cl"].formset.is_bound


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.__name__)
def test_every_form_can_be_previewed_as_it_is(admin_client, model):
    assert "This change reaches no visitor" in text(preview(admin_client, address(model.objects.first())))
    assert 'value="Preview"' in admin_client.get(add(model)).content.decode()


def test_a_preview_of_what_is_not_valid_shows_the_errors_that_saving_would(admin_client):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    page = preview(admin_client, address(rating), value=101, _why="Too good")
    assert "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100." in text(page)
    assert "What this change would do" not in text(page)
    assert 'value="Too good"' in page.content.decode()
    field = weight_field(admin_client, "graphql")
    page = preview(admin_client, listed(Criterion), **{field: 1001})
    assert "Must be from 0 to 1000." in text(page)
    assert "Please correct the error below" in text(page)
    assert "What this change would do" not in text(page)


def test_a_change_of_inline_rows_is_previewed_and_kept_in_the_form(admin_client):
    """One row is changed, one deleted and one added on a question's page."""
    question = Question.objects.get(slug="project")
    url = address(question)
    data = form_data(admin_client.get(url))
    first, second = [row_of(data, choice, "choices") for choice in question.choices.all()[:2]]
    total = int(data["choices-TOTAL_FORMS"])
    extra = {"choices-TOTAL_FORMS": total + 1, f"choices-{total}-text": "A toy", f"choices-{total}-slug": "toy"}
    other = Question.objects.exclude(pk=question.pk).first()
    changes = {f"{first}text": "A big shop", "help": "Say it.", **extra}
    assert not Choice.objects.filter(question=other, text="A toy")
    page = preview(admin_client, url, **changes)
    shown = text(page)
    assert "A toy" in shown
    assert "An online shop A big shop" in shown
    kept = form_data(page)
    assert kept[f"{first}text"] == "A big shop"
    assert kept[f"choices-{total}-slug"] == "toy"
    assert kept["help"] == "Say it."
    gone = preview(admin_client, url, **{f"{second}DELETE": "on"})
    assert ("protected" in text(gone).lower()) or "not there" in text(gone)
    assert form_data(gone)[f"{second}DELETE"]


def test_a_framework_with_its_rows_is_previewed_before_it_exists(admin_client):
    flask = form_data(admin_client.get(address(Framework.objects.get(slug="flask"))))
    values = {name: value for name, value in flask.items() if "-" not in name}
    values |= {"name": "Bottle", "slug": "bottle", "published": None, "position": 9}
    page = preview(admin_client, add(Framework), **values)
    assert "This change reaches no visitor" in text(page)
    assert form_data(page)["name"] == "Bottle"
    assert not Framework.objects.filter(slug="bottle").exists()


def test_publishing_a_draft_that_is_ready_shows_the_framework_that_was_not_there(admin_client):
    flask = Framework.objects.get(slug="flask")
    flask.published = False
    flask.save()
    page = preview(admin_client, address(flask), published="on")
    assert page.context["preview"].impact.shares_before.keys() == {"django", "fastapi"}
    assert "Flask not there" in text(page)
    page = preview(admin_client, address(Framework.objects.get(slug="django")), published=None)
    assert "−" in text(page)
    assert "Django 5" not in page.context["title"]
    assert page.context["preview"].impact.shares_after.keys() == {"fastapi"}


def test_another_slug_keeps_who_leads_and_the_links_of_the_page(admin_client):
    Question.objects.filter(slug="known").delete()  # whose answers name frameworks by their slugs
    finish_results(10)
    framework = Framework.objects.get(slug="django")
    page = preview(admin_client, address(framework), slug="django-web")
    assert page.context["preview"].impact.moved == 0
    assert "frameworks › Django" in text(page)
    assert f'href="{framework.get_absolute_url()}" class="viewsitelink"' in page.content.decode()
    assert form_data(page)["slug"] == "django-web"


def test_the_evidence_of_a_rating_is_previewed(admin_client):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    other = Evidence.objects.filter(framework__slug="flask").exclude(ratings=rating).first()
    page = preview(admin_client, address(rating), evidence=[other.pk])
    assert other.key in text(page)
    assert [str(pk) for pk in form_data(page)["evidence"]] == [str(other.pk)]


def test_without_results_and_without_shifts_the_panel_says_so(admin_client):
    shown = text(preview(admin_client, address(Framework.objects.get(slug="flask")), summary="Small."))
    assert "There are no finished results yet." in shown
    assert "No persona changes" in shown
    finish_results(1)
    shown = text(preview(admin_client, address(Framework.objects.get(slug="flask")), summary="Small."))
    assert "Of the last 1 finished result, none would change who leads." in shown


def test_a_long_text_is_folded(admin_client):
    page = preview(admin_client, address(Criterion.objects.get(slug="graphql")), definition="Much. " * 40)
    assert "<summary>Much. Much." in page.content.decode()


def test_reasons_reach_the_log_in_one_line_and_no_longer_than_they_may_be(admin_client):
    section = Question.objects.first().section
    preview(admin_client, address(section), button="_save", title="Start", _why="  New\nname " + "x" * 400)
    [told] = [part["why"] for part in json.loads(LogEntry.objects.latest("pk").change_message) if "why" in part]
    assert told.startswith("New name xxx")
    assert len(told) == 300
    values = {"title": "More", "slug": "more", "position": "", "_why": "Room"}
    preview(admin_client, add(type(section)), button="_save", **values)
    assert json.loads(LogEntry.objects.latest("pk").change_message)[-1] == {"why": "Room", "is_public": True}


def test_deleting_shows_its_impact_first_and_keeps_the_reason(admin_client):
    finish_results(10)
    framework = Framework.objects.get(slug="flask")
    before = stored()
    page = admin_client.get(address(framework, "delete"))
    assert stored() == before
    assert "Nothing is deleted yet." in text(page)
    assert "Flask" in text(page)
    assert page.context["preview"].impact.shares_after.keys() == {"django", "fastapi"}
    page = admin_client.post(address(framework, "delete"), {"post": "yes", "_why": "Gone"}, follow=True)
    assert "was deleted successfully" in text(page)
    assert not Framework.objects.filter(slug="flask").exists()
    assert "Flask" in current_edition().history[-1]["what"]
    assert current_edition().history[-1]["why"] == "Gone"


def test_what_cannot_be_deleted_has_no_preview(admin_client):
    page = admin_client.get(address(Criterion.objects.get(slug="graphql"), "delete"))
    assert "protected related objects" in text(page)
    assert "What this change would do" not in text(page)


@pytest.mark.parametrize("reason", ["Too many", None])
def test_several_rows_are_deleted_after_a_preview_with_or_without_a_reason(admin_client, reason):
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in Persona.objects.all()[:2]]}
    before = stored()
    page = admin_client.post(listed(Persona), chosen)
    assert stored() == before
    assert "Nothing is deleted yet." in text(page)
    assert len(page.context["preview"].edits) == 2
    sent = chosen | {"post": "yes"} | ({"_why": reason} if reason else {})
    page = admin_client.post(listed(Persona), sent, follow=True)
    assert "Successfully deleted 2 personas" in text(page)
    assert [entry["why"] for entry in current_edition().history] == [reason or ""] * 2


def test_several_rows_that_others_need_are_not_previewed(admin_client):
    chosen = {"action": "delete_selected", "_selected_action": [Criterion.objects.get(slug="graphql").pk]}
    page = admin_client.post(listed(Criterion), chosen)
    assert "protected related objects" in text(page)
    assert "What this change would do" not in text(page)


def test_a_large_effect_is_told_first_and_a_small_one_is_not(admin_client):
    graphql = address(Criterion.objects.get(slug="graphql"))
    large = text(preview(admin_client, graphql, weight=1000))
    assert "Nothing is saved yet. Large effect: the share of random respondents for whom" in large
    assert "Large effect" not in text(preview(admin_client, graphql, weight=11))


def test_save_is_in_reach_of_a_preview(admin_client):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    page = preview(admin_client, address(rating), phrase="Two libraries").content.decode()
    assert '<input type="submit" class="default" name="_save" value="Save this change" form="rating_form">' in page
    assert 'id="rating_form"' in page
    listed_page = preview(admin_client, listed(Criterion), **{"form-0-weight": 11}).content.decode()
    assert 'name="_save" value="Save this change" form="changelist-form"' in listed_page
