"""Add-ons have pages of their own: with the ratings that they lead to, as safe to edit as any other row."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from recommender.editions.current import catalogue_of, current_edition
from recommender.models import AddOn, AddOnRating, Criterion, Evidence, Framework, Rating
from tests.recommender.admin.forms import add, address, errors, form_data, listed, row_of, save, text

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

VALUES = {
    "name": "Flask Books",
    "slug": "flask-books",
    "summary": "A database layer.",
    "latest_version": "3.1",
    "latest_release": "2026-09",
    "licence": "MIT",
    "docs_url": "https://books.example/",
    "install": "pip install flask-books",
}


def flask():
    return Framework.objects.get(slug="flask")


def guard():
    return AddOn.objects.get(slug="flask-guard")


def one_rating(*, evidence, criterion="batteries-included", **changes):
    """What a browser sends of a new add-on's first row."""
    row = {
        "criterion": Criterion.objects.get(slug=criterion).pk,
        "value": 70,
        "low": 60,
        "high": 80,
        "phrase": "Tables with Flask Books",
        "rationale": "Two items more.",
        "evidence": [item.pk for item in evidence],
    }
    rows = {f"ratings-0-{name}": value for name, value in (row | changes).items()}
    return {"ratings-TOTAL_FORMS": 1, **rows}


def of(framework):
    return Evidence.objects.filter(framework__slug=framework).order_by("key")


def current(framework="flask"):
    return catalogue_of(current_edition()).framework_of[framework]


def test_the_frameworks_page_leads_to_its_add_ons_and_to_a_new_one(admin_client):
    page = errors(admin_client.get(address(flask())))
    assert f'<a href="{address(guard())}">Flask Guard</a>' in page
    assert f'<a href="{add(AddOn, framework=flask().pk)}">Add an add-on of this framework</a>' in page
    assert AddOn._meta.verbose_name in text(admin_client.get(add(Framework))).lower()


def test_one_is_added_with_its_rating_and_evidence_in_one_form(admin_client):
    guide = of("flask").get(key="guide")
    page = save(admin_client, add(AddOn, framework=flask().pk), **VALUES, **one_rating(evidence=[guide]), _why="Asked.")
    assert "was added successfully" in text(page)
    books = current().add_ons[-1]
    assert (books.slug, books.latest_release) == ("flask-books", "2026-09")
    assert [(item.criterion, item.value, item.evidence) for item in books.ratings] == [
        ("batteries-included", 70, ("guide",))
    ]
    assert current().usual_rating_of["batteries-included"].value == 70
    assert current_edition().history[-1]["why"] == "Asked."


def test_one_without_a_rating_reaches_no_visitor(admin_client):
    first = current_edition()
    assert "was added successfully" in text(save(admin_client, add(AddOn), **VALUES, framework=flask().pk))
    assert current_edition() == first
    assert AddOn.objects.get(slug="flask-books").position == 2


def test_without_a_framework_there_are_no_ratings_yet(admin_client):
    """They cite its evidence."""
    assert "ratings-TOTAL_FORMS" not in form_data(admin_client.get(add(AddOn)))
    assert "ratings-TOTAL_FORMS" not in form_data(admin_client.get(add(AddOn, framework="x")))
    assert "ratings-TOTAL_FORMS" in form_data(admin_client.get(add(AddOn, framework=flask().pk)))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"slug": "flask-guard"}, "already exists"),
        ({"slug": "under_score"}, "A slug has only a-z"),
        ({"latest_release": "soon"}, "Must be YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"docs_url": "https://no host/"}, "Enter a valid URL"),
        ({"summary": ""}, "This field is required"),
        ({"summary": "x" * 101}, "at most 100 characters"),
        ({"ratings-0-value": 85}, "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100."),
        ({"ratings-0-phrase": ""}, "This field is required"),
        ({"ratings-0-evidence": ["0"]}, "is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(admin_client, values, message):
    first = current_edition()
    sent = VALUES | one_rating(evidence=of("flask")[:1]) | values
    page = errors(save(admin_client, add(AddOn, framework=flask().pk), **sent))
    assert message in page
    assert not AddOn.objects.filter(name="Flask Books").exists()
    assert current_edition() == first


def test_evidence_of_another_framework_is_refused(admin_client):
    sent = VALUES | one_rating(evidence=of("django")[:1])
    page = errors(save(admin_client, add(AddOn, framework=flask().pk), **sent))
    assert "is not one of the available choices" in page
    assert not AddOn.objects.filter(slug="flask-books").exists()


def test_it_stays_with_its_framework(admin_client):
    django = Framework.objects.get(slug="django")
    assert "not one of the available choices" in errors(save(admin_client, address(guard()), framework=django.pk))
    assert guard().framework == flask()


def test_a_rating_is_changed_on_its_page_and_keeps_its_evidence(admin_client):
    url = address(guard())
    row = row_of(form_data(admin_client.get(url)), guard().ratings.get(), "ratings")
    assert "keeps at least one piece" in errors(save(admin_client, url, **{f"{row}evidence": []}))
    assert "changed successfully" in text(save(admin_client, url, **{f"{row}value": 77}))
    [rating] = current().add_ons[0].ratings
    assert (rating.value, rating.evidence) == (77, ("guide", "releases"))


def test_a_preview_shows_what_would_change_and_stores_nothing(admin_client):
    url = address(guard())
    row = row_of(form_data(admin_client.get(url)), guard().ratings.get(), "ratings")
    page = text(save(admin_client, url, **{f"{row}value": 77}, _save="Preview"))
    assert "What this change would do" in page
    assert "frameworks › Flask › add-ons › Flask Guard › ratings › Security features › value" in page
    assert guard().ratings.get().value == 80


def another_editor():
    client = Client()
    client.force_login(User.objects.create_superuser("ann"))
    return client


def opened(client, url):
    return {name: "on" if value is True else value for name, value in form_data(client.get(url)).items()}


def test_what_somebody_else_changed_is_told_and_not_overwritten(admin_client):
    ann, url = another_editor(), address(guard())
    mine = opened(admin_client, url)
    row = row_of(mine, guard().ratings.get(), "ratings")
    save(ann, url, **{f"{row}value": 77, "summary": "Ann's."})
    page = text(admin_client.post(url, mine | {f"{row}value": 76, "summary": "Mine."}, follow=True))
    assert "Flask: Flask Guard was changed by ann on " in page
    assert "Flask: Flask Guard: Security features was changed by ann on " in page
    assert "Stored now: 77" in page
    assert "Stored now: Ann's." in page
    assert guard().ratings.get().value == 77


def test_what_was_typed_for_one_that_somebody_deleted_can_be_added_again(admin_client):
    ann, row = another_editor(), guard()
    mine = opened(admin_client, address(row))
    rating = row_of(mine, row.ratings.get(), "ratings")
    ann.post(address(row, "delete"), {"post": "yes"})
    page = admin_client.post(address(row), mine | {f"{rating}value": 78}, follow=True)
    assert "Flask: Flask Guard was deleted by ann" in text(page)
    again = {name: "on" if value is True else value for name, value in form_data(page).items()}
    assert "was added successfully" in text(admin_client.post(add(AddOn), again, follow=True))
    assert AddOnRating.objects.get(add_on__slug="flask-guard").value == 78


def test_the_list_tells_what_had_no_release_for_long(admin_client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 27))
    AddOn.objects.filter(slug="flask-guard").update(latest_release="2025-04-30")
    AddOn.objects.filter(slug="flask-graph").update(latest_release="2025-05")
    page = errors(admin_client.get(listed(AddOn)))
    assert page.count('<strong class="marked">old</strong>') == 1
    assert "30 Apr 2025 (" in page

    def found(**query):
        return {row.slug for row in admin_client.get(listed(AddOn), query).context["cl"].result_list}

    assert found(release="old") == {"flask-guard"}
    assert found(release="new") == {"django-graph", "fastapi-guard", "flask-graph"}
    assert found(framework__id__exact=flask().pk) == {"flask-guard", "flask-graph"}


def test_evidence_names_the_add_on_that_rests_on_it(admin_client):
    releases = of("flask").get(key="releases")
    page = errors(admin_client.get(address(releases)))
    assert f'<a href="{address(guard())}">Flask: Flask Guard: Security features</a>' in page
    releases.ratings.clear()
    assert "1 rating with an add-on" in errors(admin_client.get(listed(Evidence), {"q": "releases", "cited": "yes"}))


def test_who_may_only_look_is_offered_no_new_one(client_in):
    viewer = client_in("Viewer")
    assert "Add an add-on" not in errors(viewer.get(address(flask())))
    assert "As Flask is rated, with Flask Guard." in errors(viewer.get(address(guard())))


def own_value():
    return Rating.objects.get(framework=flask(), criterion__slug="security-features").value


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda own: 91, "With an add-on a rating is 90 at most: it stays another project to keep up."),
        (lambda own: own, "Without the add-on it is {}, so this raises nothing."),
        (lambda own: own - 1, "Without the add-on it is {}, so this raises nothing."),
    ],
)
def test_a_rating_that_raises_nothing_or_too_much_is_refused_before_it_is_saved(admin_client, change, message):
    url, own, before = address(guard()), own_value(), guard().ratings.get().value
    row, value = row_of(form_data(admin_client.get(url)), guard().ratings.get(), "ratings"), change(own)
    sent = {f"{row}value": value, f"{row}low": min(value, 75), f"{row}high": 100}
    assert message.format(own) in errors(save(admin_client, url, **sent))
    assert guard().ratings.get().value == before
    best = sent | {f"{row}value": 90}
    assert "changed successfully" in text(save(admin_client, url, **best))


def test_a_new_rating_is_compared_with_the_frameworks_own_on_its_criterion(admin_client):
    own = Rating.objects.get(framework=flask(), criterion__slug="batteries-included")
    sent = VALUES | one_rating(evidence=of("flask")[:1])
    sent |= {"ratings-0-value": own.value, "ratings-0-low": 0, "ratings-0-high": 100}
    url = add(AddOn, framework=flask().pk)
    assert f"Without the add-on it is {own.value}" in errors(save(admin_client, url, **sent))
    own.evidence.clear()  # then no visitor sees it, and it counts as 0
    assert "was added successfully" in text(save(admin_client, url, **sent))


def test_a_rating_that_came_to_raise_nothing_stays_open_to_other_changes(admin_client):
    Rating.objects.filter(framework=flask(), criterion__slug="security-features").update(value=99, low=99, high=99)
    url = address(guard())
    assert "changed successfully" in text(save(admin_client, url, summary="More."))
    row = row_of(form_data(admin_client.get(url)), guard().ratings.get(), "ratings")
    assert "changed successfully" in text(save(admin_client, url, **{f"{row}rationale": "Read once more."}))
