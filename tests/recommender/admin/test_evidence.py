"""The evidence desk, and adding evidence and ratings on a framework's page."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from recommender.admin.evidence import half_a_year_before
from recommender.editions.current import catalogue_of, current_edition
from recommender.models import Criterion, Evidence, Framework, Rating
from tests.recommender.admin.forms import address, errors, form_data, row_of, save

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")

DESK = "/admin/recommender/evidence/"


def create_evidence(*, key, days=0, framework="flask", **values):
    return Evidence.objects.create(
        framework=Framework.objects.get(slug=framework),
        key=key,
        checked=timezone.localdate() - timedelta(days=days),
        **{"statement": f"What {key} says.", "kind": "opinion", "source": "A blog", **values},
    )


def listed(client, **query):
    return [row.key for row in client.get(DESK, query).context["cl"].result_list]


@pytest.fixture
def reviewer(client_in):
    return client_in("Reviewer", "rita")


def check_today(client, *rows, **data):
    posted = {"action": "checked_today", "_selected_action": [row.pk for row in rows], **data}
    return errors(client.post(DESK, posted, follow=True))


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 22), date(2026, 5, 22)),
        (date(2026, 6, 22), date(2025, 12, 22)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2026, 1, 1), date(2025, 7, 1)),
    ],
)
def test_six_whole_months_ago(today, day):
    assert half_a_year_before(today) == day


def test_the_oldest_check_comes_first_with_its_age_in_words(admin_client):
    create_evidence(key="aged", days=430, url="https://blog.example/post", published="2020")
    page = errors(admin_client.get(DESK))
    assert listed(admin_client)[0] == "aged"
    assert '(14 months ago) <strong class="marked">old</strong>' in page
    assert '<a href="https://blog.example/post" rel="noopener noreferrer">A blog</a>' in page
    assert f"2020 ({timezone.localdate().year - 2020} years ago)" in page
    assert '<strong class="marked">cited by nothing</strong>' in page
    assert page.count('<strong class="marked">') == 2
    assert "1 rating, 1 claim" in page


def test_filters_by_age_kind_framework_and_use(admin_client):
    Evidence.objects.update(checked=timezone.localdate())
    create_evidence(key="old", days=400)
    create_evidence(key="middle", days=250, framework="django")
    new = Evidence.objects.count() - 2
    assert listed(admin_client, age="old") == ["old"]
    assert listed(admin_client, age="middle") == ["middle"]
    assert admin_client.get(DESK, {"age": "new"}).context["cl"].result_count == new
    assert set(listed(admin_client, cited="no")) == {"old", "middle"}
    assert admin_client.get(DESK, {"cited": "yes"}).context["cl"].result_count == new
    flask = Framework.objects.get(slug="flask")
    assert listed(admin_client, framework__id__exact=flask.pk, kind__exact="opinion", cited="no") == ["old"]
    assert admin_client.get(DESK, {"_facets": "True"}).status_code == 200


def test_more_evidence_costs_no_more_queries(admin_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        admin_client.get(DESK)


def test_checked_today_for_many_at_once_with_a_reason(reviewer, django_user_model):
    rows = [create_evidence(key=f"row-{number}", days=500 + number) for number in range(3)]
    cited = Evidence.objects.filter(ratings__isnull=False).first()
    Evidence.objects.filter(pk=cited.pk).update(checked=date(2020, 1, 1))
    today = create_evidence(key="today")
    first = current_edition()
    page = check_today(reviewer, *rows, cited, today, _why="Read all\nof them.")
    assert "4 marked as checked today. 1 already was." in page
    assert set(Evidence.objects.filter(pk__in=[*(row.pk for row in rows), cited.pk]).values_list("checked")) == {
        (timezone.localdate(),)
    }
    entries = LogEntry.objects.filter(user__username="rita")
    assert {entry.object_repr for entry in entries} == {str(row) for row in (*rows, cited)}
    after = current_edition()
    assert after.number == first.number + 1, "an update of many rows is counted as a change"
    assert {item["why"] for item in after.history} == {"Read all of them."}
    assert {item["who"] for item in after.history} == {"rita"}


def test_what_was_checked_today_already_is_left_alone(reviewer):
    row = create_evidence(key="today")
    first = current_edition()
    assert "0 marked as checked today. 1 already was." in check_today(reviewer, row)
    assert not LogEntry.objects.exists()
    assert current_edition() == first


def test_who_may_only_look_cannot_mark_anything(client_in):
    row = create_evidence(key="aged", days=400)
    page = check_today(client_in("Viewer"), row)
    assert "aged" in page
    assert "checked_today" not in page
    assert Evidence.objects.get(pk=row.pk).checked == row.checked


def test_the_page_of_evidence_links_to_what_cites_it(admin_client):
    rating = Rating.objects.filter(evidence__claims__isnull=False).first()
    cited = rating.evidence.filter(claims__isnull=False).first()
    page = errors(admin_client.get(address(cited)))
    assert f'<a href="{address(rating)}">{rating}</a>' in page
    assert f'<a href="{address(cited.claims.first())}">' in page
    assert "nothing" in errors(admin_client.get(address(create_evidence(key="aged"))))
    assert "Nothing yet" in errors(admin_client.get(f"{DESK}add/"))


def new_evidence(row=0, **values):
    """A row of new evidence on a framework's page, filled in."""
    filled = {"key": "fresh", "kind": "documented", "statement": "A fact.", "source": "Its docs", **values}
    return {f"evidence-{row}-{name}": value for name, value in filled.items()}


def test_evidence_is_added_on_the_frameworks_page(admin_client):
    flask = Framework.objects.get(slug="flask")
    assert "was changed successfully" in errors(save(admin_client, address(flask), **new_evidence()))
    fresh = flask.evidence.get(key="fresh")
    assert (fresh.kind, fresh.checked) == ("documented", timezone.localdate())
    assert "already exists" in errors(save(admin_client, address(flask), **new_evidence()))
    assert "This field is required" in errors(save(admin_client, address(flask), **new_evidence(key="x", statement="")))
    assert flask.evidence.filter(key="x").count() == 0


def test_a_framework_without_ratings_gets_a_row_for_each_criterion(admin_client):
    flask = Framework.objects.get(slug="flask")
    flask.ratings.all().delete()
    data = form_data(admin_client.get(address(flask)))
    offered = [data[name] for name in data if name.startswith("ratings-") and name.endswith("-criterion")]
    rated = list(Criterion.objects.exclude(method="answer").values_list("pk", flat=True))
    assert offered[: len(rated)] == rated
    assert 'aria-label="Value: GraphQL"' in errors(admin_client.get(address(flask)))
    assert "Nothing was changed." in errors(save(admin_client, address(flask)))
    assert not flask.ratings.exists(), "rows that are left empty are left out"
    evidence = flask.evidence.first()
    filled = {
        "value": 40,
        "low": 30,
        "high": 50,
        "phrase": "It is",
        "rationale": "So it is.",
        "evidence": [evidence.pk],
    }
    save(admin_client, address(flask), **{f"ratings-1-{name}": value for name, value in filled.items()})
    rating = flask.ratings.get()
    assert (rating.criterion_id, rating.value, list(rating.evidence.all())) == (rated[1], 40, [evidence])
    refused = save(admin_client, address(flask), **{"ratings-1-value": 1})
    assert "This field is required" in errors(refused), "a row that is half full is not left out"


def test_a_rating_cites_evidence_of_its_own_framework_only_and_keeps_one(admin_client):
    flask = Framework.objects.get(slug="flask")
    rating = flask.ratings.get(criterion__slug="graphql")
    row = row_of(form_data(admin_client.get(address(flask))), rating, "ratings")
    fresh = create_evidence(key="fresh")
    save(admin_client, address(flask), **{f"{row}evidence": [fresh.pk]})
    assert list(rating.evidence.all()) == [fresh]
    assert fresh.key in {item.key for item in catalogue_of(current_edition()).framework_of["flask"].evidence}
    foreign = Evidence.objects.filter(framework__slug="django").first()
    for refused in (foreign.pk, "x", 0):
        page = errors(save(admin_client, address(flask), **{f"{row}evidence": [refused]}))
        assert "is not one of the available choices" in page
    page = errors(save(admin_client, address(flask), **{f"{row}evidence": []}))
    assert "A rating that names evidence keeps at least one piece." in page
    assert list(rating.evidence.all()) == [fresh]


def test_saving_an_unchanged_framework_changes_no_rating(admin_client):
    flask = Framework.objects.get(slug="flask")
    first = current_edition()
    page = save(admin_client, address(flask))
    assert "Nothing was changed." in errors(page)
    assert "No fields changed." in errors(
        admin_client.get(reverse("admin:recommender_framework_history", args=[flask.pk]))
    )
    assert current_edition() == first


def test_the_lists_of_evidence_are_read_once(admin_client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = errors(admin_client.get(address(Framework.objects.get(slug="fastapi"))))
    assert 'aria-label="Value: FastAPI: GraphQL"' in page
    assert "Team familiarity" not in page, "visitors rate it, not editors"


def test_evidence_that_is_cited_cannot_be_moved_to_another_framework(admin_client):
    evidence = Evidence.objects.filter(framework__slug="flask", ratings__isnull=False).first()
    url = reverse("admin:recommender_evidence_change", args=[evidence.pk])
    django = Framework.objects.get(slug="django")
    shown = form_data(admin_client.get(url)) | {"framework": django.pk, "key": "moved"}
    admin_client.post(url, {name: value for name, value in shown.items() if value is not None})
    evidence.refresh_from_db()
    assert (evidence.framework.slug, evidence.key) == ("flask", "moved")


def test_a_row_of_the_time_before_phrases_stays_as_it_is_until_it_is_changed(admin_client):
    flask = Framework.objects.get(slug="flask")
    Rating.objects.filter(framework=flask).update(phrase="")
    url = address(flask)
    assert "Nothing was changed." in errors(save(admin_client, url))
    opened = form_data(admin_client.get(url))
    row = row_of(opened, Rating.objects.get(framework=flask, criterion__slug="graphql"), "ratings")
    assert "This field is required" in errors(save(admin_client, url, **{f"{row}value": 41}))
    page = save(admin_client, url, **{f"{row}value": 41, f"{row}phrase": "One library"})
    assert "was changed successfully" in errors(page)
    assert Rating.objects.get(framework=flask, criterion__slug="graphql").phrase == "One library"
