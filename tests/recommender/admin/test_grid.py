"""The rating grid: what it shows, what it saves and refuses, and what two editors at once get to see."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from recommender.admin.editing import Editing
from recommender.admin.grid_cells import typed_cells
from recommender.admin.grid_rules import Refusal, TypedCell, read_grid, save_cells
from recommender.editions.current import catalogue_of, current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import last_entry
from recommender.models import CatalogueState, Criterion, Edition, Evidence, Framework, Rating
from tests.recommender.admin.forms import address, save

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

GRID = "/admin/grid/"
TODAY = date(2026, 11, 22)


def rating(framework="flask", criterion="graphql"):
    return Rating.objects.get(framework__slug=framework, criterion__slug=criterion)


def key_of(row):
    return row.framework_id, row.criterion_id


def place(row):
    return f"{row.framework_id}-{row.criterion_id}"


def numbers(row):
    row = Rating.objects.get(framework=row.framework, criterion=row.criterion)
    return row.value, row.low, row.high


def rate(row, *now):
    """Somebody else changes a rating meanwhile."""
    Rating.objects.filter(pk=row.pk).update(value=now[0], low=now[1], high=now[2])


def cell(row, *typed):
    return TypedCell(key_of(row), tuple(map(str, typed)))


def save_now(*typed):
    """Save cells of a grid that was opened just now."""
    return save_cells(typed, Editing(last_entry(), read_catalogue(include_drafts=True)))


def cells(page):
    """What a page shows, by framework and criterion."""
    rows = [row for group in page.context["grid"].groups.values() for row in group]
    return {(shown.cell.framework.slug, shown.cell.criterion.slug): shown for _, every in rows for shown in every}


def form_data(page):
    """What the browser would send back if nothing were changed on the grid."""
    data = {"_opened_on": page.context["editing"].number}
    for shown in cells(page).values():
        data |= {f"{field.name}-{shown.place}": field.text for field in shown.fields}
        data |= {f"phrase-{shown.place}": shown.phrase} if shown.fields else {}
    return data


def typed(row, value, low, high):
    return {f"value-{place(row)}": value, f"low-{place(row)}": low, f"high-{place(row)}": high}


@pytest.fixture
def other(db) -> User:
    return User.objects.create_superuser("anna", "anna@advisor.test", "secret")


@pytest.fixture
def other_client(other) -> Client:
    client = Client()
    client.force_login(other)
    return client


# The service


def test_the_grid_holds_every_framework_on_every_criterion_that_editors_rate():
    draft = Framework.objects.get(slug="flask")
    draft.published = False
    draft.save()
    Criterion.objects.filter(slug="graphql").update(published=False)
    grid = read_grid(TODAY)
    assert [framework.slug for framework in grid.frameworks] == ["django", "flask", "fastapi"]
    rated = Criterion.objects.exclude(method="answer")
    assert len(list(grid.cells())) == 3 * rated.count()
    shown = [criterion.slug for rows in grid.groups.values() for criterion, _ in rows]
    assert set(shown) == set(rated.values_list("slug", flat=True))


def test_a_cell_tells_its_numbers_its_evidence_and_how_old_that_is():
    row = rating()
    Evidence.objects.filter(framework__slug="flask").update(checked=date(2026, 11, 1))
    count = row.evidence.count()
    old = Evidence.objects.create(
        framework=row.framework, key="old", statement="x", kind="documented", source="x", checked=date(2025, 11, 21)
    )
    row.evidence.add(old)
    bare = rating("flask", "security-features")
    bare.evidence.clear()
    rating("flask", "api-tooling").delete()
    found = {shown.name: shown for shown in read_grid(TODAY).cells()}
    shown = found[str(row)]
    assert (shown.rating, shown.numbers, shown.evidence) == (row.pk, numbers(row), count + 1)
    assert (shown.oldest_check, shown.is_stale) == (date(2025, 11, 21), True)
    assert (found[str(bare)].evidence, found[str(bare)].is_stale) == (0, False)
    assert found["Flask: API tooling (OpenAPI)"].numbers is None
    old.checked = date(2025, 11, 22)
    old.save()
    assert not {shown.name: shown for shown in read_grid(TODAY).cells()}[str(row)].is_stale


@pytest.mark.parametrize(
    ("values", "message", "parts"),
    [
        (("abc", 40, 60), "Not a whole number from 0 to 100: value.", ("value",)),
        (("50.5", 40, 60), "Not a whole number from 0 to 100: value.", ("value",)),
        ((50, -1, 1010), "Not a whole number from 0 to 100: low, high.", ("low", "high")),
        ((50, 40, 101), "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100, got 40, 50, 101.", ("value", "low", "high")),
        ((50, "²", "9" * 5000), "Not a whole number from 0 to 100: low, high.", ("low", "high")),
        ((50, "", 60), "A rating needs all three numbers; empty: low.", ("low",)),
        (("", "", ""), "A rating needs all three numbers; empty: value, low, high.", ("value", "low", "high")),
        (
            (50, 51, 60),
            "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100, got 51, 50, 60.",
            ("value", "low", "high"),
        ),
        (
            (61, 51, 60),
            "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100, got 51, 61, 60.",
            ("value", "low", "high"),
        ),
    ],
)
def test_what_is_no_rating_is_refused_and_nothing_else_is_saved_either(values, message, parts):
    row, good = rating(), rating("django")
    before = numbers(row), numbers(good)
    outcome = save_now(cell(good, 1, 0, 2), cell(row, *values))
    assert outcome.refusals == {key_of(row): Refusal(message, parts)}
    assert not outcome.saved
    assert (numbers(row), numbers(good)) == before


def test_changed_cells_are_saved_together_and_only_those():
    first, second, same = rating("django"), rating("flask"), rating("fastapi")
    outcome = save_now(cell(first, 1, 0, 2), cell(second, 0, 0, 100), cell(same, *numbers(same)))
    assert [(saved.rating, saved.changed) for saved in outcome.saved] == [
        (first, ("value", "low", "high")),
        (second, ("value", "low", "high")),
    ]
    assert (numbers(first), numbers(second)) == ((1, 0, 2), (0, 0, 100))
    value, low, high = numbers(same)
    assert save_now(cell(same, value, low - 1, high)).saved[0].changed == ("low",)


@pytest.mark.usefixtures("transactional_db")
def test_of_two_saves_at_the_same_moment_the_later_one_is_refused(admin_client, other_client):
    first, second = rating("flask"), rating("django")
    clients, begin = (admin_client, other_client), Barrier(2)
    opened = form_data(admin_client.get(GRID))

    def save_at_once(at):
        begin.wait()
        try:
            value = (20, 30)[at]
            return clients[at].post(GRID, opened | typed(first, value, 0, 100) | typed(second, value, 0, 100))
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        statuses = [page.status_code for page in pool.map(save_at_once, (0, 1))]
    assert sorted(statuses) == [302, 422]
    kept = (20, 30)[statuses.index(302)]
    assert numbers(first) == numbers(second) == (kept, 0, 100)


# The page


def test_the_page_as_an_editor_opens_it(admin_client, django_assert_max_num_queries):
    Framework.objects.filter(slug="flask").update(published=False)
    rating("flask", "graphql").evidence.clear()
    rating("flask", "api-tooling").delete()
    rating("django", "api-tooling").evidence.update(checked=date(2020, 3, 1))
    with django_assert_max_num_queries(9):
        page = admin_client.get(GRID)
    text = page.content.decode()
    shown = cells(page)
    assert 'aria-label="Flask: GraphQL, value"' in text
    assert reverse("admin:recommender_rating_change", args=[rating("flask", "graphql").pk]) in text
    assert "no evidence for Flask: GraphQL" in text
    assert "evidence last checked on 1 March 2020" in text
    missing = shown["flask", "api-tooling"]
    assert missing.add_address.replace("&", "&amp;") in text
    prefilled = admin_client.get(missing.add_address).context["adminform"].form.initial
    assert (int(prefilled["framework"]), int(prefilled["criterion"])) == missing.cell.key
    assert shown["django", "api-tooling"].level == 1


@pytest.mark.parametrize(("value", "level"), [(0, 0), (19, 0), (20, 1), (59, 2), (60, 3), (80, 4), (100, 4)])
def test_the_colour_follows_the_value(admin_client, value, level):
    rate(rating(), value, 0, 100)
    assert cells(admin_client.get(GRID))["flask", "graphql"].level == level


def test_a_catalogue_without_anything_to_rate_says_so(admin_client):
    Framework.objects.all().delete()
    page = admin_client.get(GRID).content.decode()
    assert "There is nothing to rate yet" in page
    assert "grid.js" not in page


def test_changes_reach_an_edition_with_who_and_why(admin_client):
    row, opened = rating(), admin_client.get(GRID)
    data = form_data(opened) | typed(row, 42, 30, 50) | {"_why": "  The library\nis unmaintained "}
    data |= typed(rating("django"), *numbers(rating("django")))
    page = admin_client.post(GRID, data, follow=True)
    assert page.redirect_chain == [(GRID, 302)]
    assert "1 rating changed." in page.content.decode()
    (logged,) = LogEntry.objects.all()
    assert logged.get_edited_object() == row
    assert json.loads(logged.change_message) == [
        {"changed": {"fields": ["Value"]}},
        {"why": "The library is unmaintained", "is_public": True},
    ]
    edition = current_edition()
    assert catalogue_of(edition).framework_of["flask"].rating_of["graphql"].value == 42
    (told,) = edition.history
    assert told["who"] == "admin"
    assert "“Flask: GraphQL”" in told["what"]
    assert told["why"] == "The library is unmaintained"


def test_the_log_says_the_same_as_after_a_change_on_the_ratings_own_page(admin_client):
    row = rating()
    save(admin_client, address(row), value=45, low=44)
    admin_client.post(GRID, form_data(admin_client.get(GRID)) | typed(row, 47, 46, 50))
    own, grid = LogEntry.objects.order_by("pk")
    assert (own.change_message, own.object_repr, own.object_id) == (
        grid.change_message,
        grid.object_repr,
        grid.object_id,
    )


def test_saving_without_a_change_changes_nothing(admin_client):
    before = CatalogueState.objects.get().changes
    page = admin_client.post(GRID, form_data(admin_client.get(GRID)), follow=True)
    assert "Nothing was changed." in page.content.decode()
    assert CatalogueState.objects.get().changes == before
    assert not LogEntry.objects.exists()


def test_a_refused_cell_keeps_everything_that_was_typed(admin_client):
    bad, good = rating("flask"), rating("django")
    data = form_data(admin_client.get(GRID)) | typed(bad, "<b>", "", "101") | typed(good, 12, 11, 13)
    page = admin_client.post(GRID, data | {"_why": "because"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: Rating grid" in text
    assert f'<a href="#low-{place(bad)}">Flask: GraphQL</a>: A rating needs all three numbers; empty: low.' in text
    assert f'id="why-not-{place(bad)}">A rating needs all three numbers; empty: low.' in text
    assert (
        f'data-field="low" data-stored="{numbers(bad)[1]}" aria-invalid="true" aria-describedby="why-not-{place(bad)}"'
        in text
    )
    assert 'value="&lt;b&gt;"' in text
    assert 'value="because"' in text
    again = form_data(page)
    assert again | typed(bad, "<b>", "", "101") | typed(good, "12", "11", "13") == again
    assert not LogEntry.objects.exists()
    admin_client.post(GRID, again | typed(bad, 1, 0, 2))
    assert (numbers(bad), numbers(good)) == ((1, 0, 2), (12, 11, 13))


def test_two_editors_on_one_cell(admin_client, other_client):
    row, second = rating(), rating("django")
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30) | typed(second, 12, 11, 13)
    other_client.post(GRID, form_data(other_client.get(GRID)) | typed(row, 70, 65, 75))
    page = admin_client.post(GRID, mine)
    text = page.content.decode()
    assert page.status_code == 422
    assert "(UTC). Save again to replace that with yours." in text
    assert f'<a href="#value-{place(row)}">Flask: GraphQL</a>' in text
    assert 'data-stored="70"' in text
    assert [shown.cell.name for shown in page.context["grid"].refused] == ["Flask: GraphQL"]
    assert numbers(row) == (70, 65, 75)
    again = form_data(page)
    assert again | typed(row, "20", "10", "30") | typed(second, "12", "11", "13") == again
    other_client.post(GRID, form_data(other_client.get(GRID)) | typed(row, 71, 66, 76))  # and once more
    page = admin_client.post(GRID, again)
    assert "anna made it 71 (66–76)" in page.content.decode()
    assert admin_client.post(GRID, form_data(page)).status_code == 302
    assert (numbers(row), numbers(second)) == ((20, 10, 30), (12, 11, 13))


def test_what_both_typed_alike_and_what_stands_elsewhere_is_no_reason(admin_client, other_client):
    row, second = rating(), rating("django")
    mine = form_data(admin_client.get(GRID)) | typed(row, 70, 65, 75) | typed(second, 12, 11, 13)
    other_client.post(GRID, form_data(other_client.get(GRID)) | typed(row, 70, 65, 75))
    assert admin_client.post(GRID, mine).status_code == 302
    assert (numbers(row), numbers(second)) == ((70, 65, 75), (12, 11, 13))


def test_a_change_and_what_is_no_rating_are_told_at_once(admin_client, other_client):
    row = rating()
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, "", 30)
    other_client.post(GRID, form_data(other_client.get(GRID)) | typed(row, 70, 65, 75))
    shown = cells(admin_client.post(GRID, mine))["flask", "graphql"]
    assert shown.refusal.message.endswith("replace that with yours. A rating needs all three numbers; empty: low.")
    assert shown.anchor == f"low-{place(row)}"


def test_a_change_while_the_preview_is_made_is_noticed(admin_client, other, monkeypatch):
    row = rating()

    def slow(catalogue):
        rate(row, 70, 65, 75)
        LogEntry.objects.log_actions(other.pk, [row], 2, [{"changed": {"fields": ["Value"]}}])

    monkeypatch.setattr("recommender.admin.grid.preview_of", slow)
    data = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30)
    page = admin_client.post(GRID, data | {"_save": "Preview"})
    assert admin_client.post(GRID, form_data(page)).status_code == 422
    assert numbers(row) == (70, 65, 75)


def test_who_changed_a_rating_on_the_page_of_its_framework_is_named(admin_client, other):
    row = rating()
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30)
    inline = [{"changed": {"name": "rating", "object": "Flask: GraphQL", "fields": ["Value"]}}, {"why": "x"}]
    for message in (inline, "[]", "Changed by hand"):
        LogEntry.objects.log_actions(other.pk, [row.framework], 2, message)
    rate(row, 70, 65, 75)
    assert "anna made it 70 (65–75)" in admin_client.post(GRID, mine).content.decode()


def test_an_earlier_change_is_no_reason(admin_client, other):
    row = rating()
    LogEntry.objects.log_actions(other.pk, [row], 2, "By hand")
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30)
    assert admin_client.post(GRID, mine).status_code == 302


def test_a_rating_deleted_meanwhile_is_told_and_can_be_added_again_with_what_was_typed(admin_client, other):
    row, second = rating(), rating("django")
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30) | typed(second, 12, 11, 13)
    mine[f"phrase-{place(row)}"] = "Less than before"
    LogEntry.objects.log_actions(other.pk, [row], DELETION)
    row.delete()
    page = admin_client.post(GRID, mine)
    shown = cells(page)["flask", "graphql"]
    assert "Somebody deleted this rating meanwhile. You had typed 20, 10, 30." in page.content.decode()
    assert f'<a href="#add-{place(row)}">Flask: GraphQL</a>' in page.content.decode()
    assert shown.add_address.endswith("&value=20&low=10&high=30&phrase=Less+than+before")
    assert shown.add_address.replace("&", "&amp;") in page.content.decode()
    assert numbers(second) != (12, 11, 13)
    assert admin_client.post(GRID, form_data(page)).status_code == 302
    assert numbers(second) == (12, 11, 13)
    assert not Rating.objects.filter(framework=row.framework, criterion=row.criterion).exists()


def test_what_was_typed_for_a_framework_deleted_meanwhile_is_told_once(admin_client):
    row = rating()
    mine = form_data(admin_client.get(GRID)) | typed(row, 20, 10, 30)
    row.framework.delete()
    page = admin_client.post(GRID, mine)
    assert page.status_code == 422
    assert "the cell into which you typed 20, 10, 30" in page.content.decode()
    assert admin_client.post(GRID, form_data(page)).status_code == 302


def test_a_preview_stores_nothing_and_keeps_what_was_typed(admin_client):
    before, row = numbers(rating()), rating()
    state, editions = CatalogueState.objects.get().changes, Edition.objects.count()
    data = form_data(admin_client.get(GRID)) | typed(row, 99, 98, 100) | {"_save": "Preview", "_why": "because"}
    page = admin_client.post(GRID, data)
    assert page.status_code == 200
    assert [(edit.before, edit.after) for edit in page.context["preview"].edits] == [
        (str(was), str(now)) for was, now in zip(before, (99, 98, 100), strict=True)
    ]
    assert "What this change would do" in page.content.decode()
    assert 'value="because"' in page.content.decode()
    assert numbers(row) == before
    assert (CatalogueState.objects.get().changes, Edition.objects.count()) == (state, editions)
    assert not LogEntry.objects.exists()
    assert admin_client.post(GRID, form_data(page)).status_code == 302
    assert numbers(row) == (99, 98, 100)


def test_a_preview_refuses_what_saving_would_refuse(admin_client):
    data = form_data(admin_client.get(GRID)) | typed(rating(), 99, 98, "") | {"_save": "Preview"}
    page = admin_client.post(GRID, data)
    assert page.status_code == 422
    assert "preview" not in page.context


@pytest.mark.parametrize(("role", "may"), [("Viewer", False), ("Reviewer", False), ("Editor", True)])
def test_who_may_only_look_gets_no_fields(client_in, role, may):
    client = client_in(role)
    page = client.get(GRID)
    assert ("<input" in page.content.decode().partition("grid-table")[2].partition("</table>")[0]) is may
    assert ("grid.js" in page.content.decode()) is may
    row = rating()
    assert client.post(GRID, typed(row, 2, 1, 3)).status_code == (302 if may else 403)
    assert (numbers(row) == (2, 1, 3)) is may


def test_without_a_right_to_ratings_there_is_no_grid(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(GRID).status_code == 403
    assert client.put(GRID).status_code == 403


def test_fields_of_no_cell_are_ignored(admin_client, rf):
    sent = {"value-x-1": "1", "value-1": "1", f"value-{'9' * 30}-1": "1", "_opened_on": "x"}
    assert typed_cells(rf.post(GRID, sent).POST) == ()
    assert admin_client.post(GRID, sent).status_code == 302
    assert admin_client.post(GRID, {f"value-{'9' * 18}-1": "1"}).status_code == 422


def test_twelve_frameworks_fit_into_what_the_site_accepts(admin_client, settings):
    """Twelve frameworks on all criteria, every field filled with the longest number or phrase."""
    flask = Framework.objects.get(slug="flask")
    ratings = list(flask.ratings.all())
    for number in range(9):
        flask.pk, flask._state.adding, flask.slug = None, True, f"more-{number}"
        flask.name = f"A framework with a rather long name, number {number}"
        flask.save()
        Rating.objects.bulk_create(
            Rating(framework=flask, criterion_id=row.criterion_id, value=1, low=0, high=100) for row in ratings
        )
    opened = admin_client.get(GRID)
    data = form_data(opened)
    assert len(data) == 1 + 12 * len(ratings) * 4 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
    changed = {name: "100" for name in data if name.startswith(("value", "high"))}
    changed |= {name: "é" * 60 for name in data if name.startswith("phrase")}
    assert admin_client.post(GRID, data | changed).status_code == 302
    assert set(Rating.objects.values_list("value", flat=True)) == {100}


# Phrases


def test_a_phrase_is_saved_alone_or_with_the_numbers(admin_client):
    row, other = rating(), rating("django")
    data = form_data(admin_client.get(GRID)) | {
        f"phrase-{place(row)}": "  Two  libraries ",
        f"phrase-{place(other)}": "None",
        **typed(other, 10, 5, 15),
    }
    page = admin_client.post(GRID, data, follow=True)
    assert "2 ratings changed." in page.content.decode()
    assert (rating().phrase, numbers(row)) == ("Two libraries", numbers(row))
    assert (rating("django").phrase, numbers(other)) == ("None", (10, 5, 15))
    changed = {
        entry.object_id: json.loads(entry.change_message)[0]["changed"]["fields"] for entry in LogEntry.objects.all()
    }
    assert changed == {str(row.pk): ["Phrase"], str(other.pk): ["Value", "Low", "High", "Phrase"]}


def test_without_the_phrase_in_the_form_it_stays_as_it_is():
    row = rating()
    outcome = save_now(cell(row, 30, 20, 40))
    assert [saved.changed for saved in outcome.saved] == [("value", "low", "high")]
    assert rating().phrase == row.phrase != ""


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "A rating needs a phrase."),
        ("x" * 61, "The phrase has 61 characters; at most 60 fit."),
        ("a\0b", "The phrase holds the character NUL, which no database takes."),
    ],
)
def test_a_phrase_that_says_nothing_or_does_not_fit_is_refused(admin_client, phrase, message):
    row = rating()
    data = form_data(admin_client.get(GRID)) | {f"phrase-{place(row)}": phrase}
    page = admin_client.post(GRID, data)
    assert page.status_code == 422
    shown = cells(page)["flask", "graphql"]
    assert (shown.refusal.message, shown.anchor, shown.phrase) == (message, f"phrase-{place(row)}", phrase)
    assert rating().phrase == row.phrase


def test_whose_phrase_somebody_else_changed_is_told_what_is_stored(admin_client, other_client):
    row = rating()
    mine = form_data(admin_client.get(GRID)) | {f"phrase-{place(row)}": "Mine"}
    other_client.post(GRID, form_data(other_client.get(GRID)) | {f"phrase-{place(row)}": "Hers"})
    refused = cells(admin_client.post(GRID, mine))["flask", "graphql"].refusal
    assert "anna made it " in refused.message
    assert ", “Hers”, " in refused.message
    assert rating().phrase == "Hers"
