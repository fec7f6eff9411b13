"""The editors' home page: what needs attention comes first, for those who may see it."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from recommender.admin_home import describe_current, open_tasks
from recommender.editions.current import current_edition, read_state
from recommender.models import AddOn, Criterion, Dispute, Evidence, Framework, Persona, Question, Rating
from tests.editors_pages import propose
from tests.pages import seen, text_of
from tests.recommender.proposals.create import create_proposal, create_suggestion

pytestmark = pytest.mark.usefixtures("loaded")

TODAY = date(2026, 11, 22)


def words(may=lambda permission: True, today=TODAY):
    return [task.words for task in open_tasks(read_state(), today, may)]


def everything_at_once():
    """One of each kind of fault."""
    Persona.objects.get(slug="shop").accepted.set(Framework.objects.filter(slug="flask"))
    Rating.objects.get(framework__slug="flask", criterion__slug="graphql").evidence.clear()
    rating = Rating.objects.get(framework__slug="django", criterion__slug="graphql")
    Dispute.objects.create(framework=rating.framework, criterion=rating.criterion, statement="No.")
    create_proposal()
    create_suggestion()
    propose(rating.framework, "latest_version", "6.0")
    Evidence.objects.filter(pk=rating.evidence.first().pk).update(checked=TODAY - timedelta(days=366))
    AddOn.objects.filter(slug="flask-guard").update(latest_release="2025-04-30")
    Framework.objects.create(
        slug="bottle", name="Bottle", latest_version="1", latest_release="2025", first_release=2009, position=9
    )
    Criterion.objects.create(slug="fun", name="Fun", group="x", method="rubric", position=99)
    Question.objects.create(slug="fun", text="Fun?", section=Question.objects.first().section, position=99)


def test_a_catalogue_in_order_needs_none():
    assert words() == []


def test_one_of_each_kind_the_most_urgent_first():
    everything_at_once()
    assert words() == [
        f"1 persona gets a wrong answer: {Persona.objects.get(slug='shop').name}",
        "1 disputed rating waits for an answer",
        "1 proposed rating waits for a review",
        "1 suggested framework waits for an answer",
        "1 rating is missing or names no evidence",
        "1 fact differs from what the package index says",
        "1 piece of evidence was last checked over 12 months ago",
        "1 add-on had its last release over 18 months ago",
        "1 framework is a draft that no visitor sees",
        "1 criterion is a draft that no visitor sees",
        "1 question is a draft that no visitor sees",
    ]


def test_a_persona_whose_disagreement_is_explained_needs_no_attention():
    Persona.objects.get(slug="shop").accepted.set(Framework.objects.filter(slug="flask"))
    [told] = words()
    assert told.startswith("1 persona gets a wrong answer")
    Persona.objects.filter(slug="shop").update(disagreement="They do it in Flask.")
    assert words() == []


def test_other_faults_that_the_check_finds_are_counted():
    section = Question.objects.first().section
    Question.objects.create(slug="fun", text="Fun?", section=section, position=99, published=True)
    assert words() == ["1 fault is found by the check of the catalogue"]
    Question.objects.create(slug="joy", text="Joy?", section=section, position=99, published=True)
    assert words() == ["2 faults are found by the check of the catalogue"]


def test_several_of_a_kind_are_counted():
    for persona in Persona.objects.filter(slug__in=["shop", "partner-api"]):
        persona.accepted.clear()
    Framework.objects.filter(slug__in=["flask", "django"]).update(published=False)
    Question.objects.filter(slug__in=["data", "freedom"]).update(published=False)
    Criterion.objects.filter(slug__in=["graphql", "documentation"]).update(published=False)
    for criterion in Criterion.objects.filter(slug__in=["graphql", "lightness", "documentation"]):
        Dispute.objects.create(framework=Framework.objects.first(), criterion=criterion, statement="No.")
    found = words(today=date(2029, 1, 1))
    assert any("personas get a wrong answer: " in line for line in found)
    assert f"{Dispute.objects.count()} disputed ratings wait for an answer" in found
    assert f"{Evidence.objects.count()} pieces of evidence were last checked over 12 months ago" in found
    assert "2 frameworks are drafts that no visitor sees" in found
    assert "2 criteria are drafts that no visitor sees" in found
    assert "2 questions are drafts that no visitor sees" in found


def test_a_missing_rating_counts_as_one_without_evidence_does_but_none_of_a_draft():
    Rating.objects.filter(framework__slug="flask", criterion__slug__in=["graphql", "documentation"]).delete()
    assert "2 ratings are missing or name no evidence" in words()
    Framework.objects.filter(slug="flask").update(published=False)
    assert not [line for line in words() if "no evidence" in line]


def test_evidence_is_old_on_the_day_after_a_year():
    Evidence.objects.update(checked=TODAY)
    assert words(today=date(2027, 11, 22)) == []
    assert words(today=date(2027, 11, 23)) == [
        f"{Evidence.objects.count()} pieces of evidence were last checked over 12 months ago"
    ]


def test_an_add_on_is_told_more_than_eighteen_months_after_its_last_release():
    AddOn.objects.update(latest_release="2025-05")
    assert words() == []
    AddOn.objects.filter(framework__slug="flask").update(latest_release="2025-04")
    assert words() == ["2 add-ons had their last release over 18 months ago"]


def test_a_settled_dispute_needs_nothing_more():
    rating = Rating.objects.first()
    Dispute.objects.create(
        framework=rating.framework, criterion=rating.criterion, statement="No.", status="rejected", answer="Yes.",
        settled_at="2026-11-22T00:00Z",
    )  # fmt: skip
    assert words() == []


def test_each_matter_leads_to_the_page_where_it_is_mended(admin_client):
    everything_at_once()
    found = open_tasks(read_state(), TODAY, lambda permission: True)
    assert [urlsplit(task.address).path for task in found] == [
        reverse(f"admin:{name}")
        for name in ("personas", "recommender_dispute_changelist", "recommender_ratingproposal_changelist",
                     "recommender_frameworksuggestion_changelist", "grid", "facts", "recommender_evidence_changelist",
                     "recommender_addon_changelist", "recommender_framework_changelist",
                     "recommender_criterion_changelist", "recommender_question_changelist")
    ]  # fmt: skip
    for task in found:
        page = admin_client.get(task.address)
        assert page.status_code == 200, task
        if parse_qs(urlsplit(task.address).query):
            assert page.context["cl"].result_count == 1, task


@pytest.mark.parametrize("kind", ["dispute", "ratingproposal", "frameworksuggestion"])
def test_from_what_waits_one_press_leads_to_what_is_settled(admin_client, kind):
    """As the task's address says nothing of a status, no filter of it is left beside the one that is chosen."""
    everything_at_once()
    [task] = [task for task in open_tasks(read_state(), TODAY, lambda permission: True) if kind in task.address]
    page = admin_client.get(task.address)
    assert page.context["cl"].result_count == 1
    page.context["cl"].model.objects.update(status="accepted", answer="Yes.", settled_at="2026-11-22T00:00Z")
    assert admin_client.get(task.address).context["cl"].result_count == 0
    accepted = dict(seen(page, "#changelist-filter").links)["Accepted"]
    assert admin_client.get(urljoin(task.address, accepted)).context["cl"].result_count == 1


def test_nobody_is_told_of_what_they_may_not_see(client_in):
    everything_at_once()
    assert words(may=lambda permission: False) == []
    assert len(words(may=lambda permission: permission == "recommender.view_dispute")) == 1
    page = text_of(client_in("Viewer").get(reverse("admin:index")))
    assert "1 persona gets a wrong answer" in page


def test_the_home_page_says_so_if_there_is_nothing(admin_client):
    Evidence.objects.update(checked=timezone.localdate())
    page = text_of(admin_client.get(reverse("admin:index")))
    assert "Nothing needs attention." in page
    assert "Every change makes the next edition by itself" in page


def test_the_home_page_tells_the_edition_and_whether_changes_wait(admin_client):
    edition = current_edition()
    page = text_of(admin_client.get(reverse("admin:index")))
    assert f"Visitors get edition {edition.number}, made on" in page
    assert "Nothing was changed since." in page
    Framework.objects.get(slug="flask").save()
    assert "Something was changed since" in text_of(admin_client.get(reverse("admin:index")))
    assert current_edition() == edition, "looking at the home page makes no edition"


def test_an_edition_names_each_of_its_editors_once():
    edition = current_edition()
    edition.history = [{"who": "ada"}, {"who": "bob"}, {"who": "ada"}]
    type(edition).objects.bulk_update([edition], ["history"])
    assert describe_current(read_state()).editors == ("ada", "bob")
    assert describe_current(None) is None


@pytest.mark.parametrize(("is_changed", "budget"), [(False, 45), (True, 75)])
def test_it_costs_few_queries(django_assert_max_num_queries, is_changed, budget):
    everything_at_once()
    current_edition()
    if is_changed:
        Framework.objects.get(slug="flask").save()
    with django_assert_max_num_queries(budget):
        open_tasks(read_state(), TODAY, lambda permission: True)


def test_the_models_stand_in_the_order_of_the_work(admin_client):
    [catalogue, accounts] = admin_client.get(reverse("admin:index")).context["app_list"]
    assert [model["object_name"] for model in catalogue["models"]][:3] == ["Framework", "Criterion", "Rating"]
    assert accounts["app_label"] == "auth"


def test_view_site_leads_to_the_site(admin_client, settings):
    settings.PUBLIC_URL = "https://a.example"
    assert ("View site", "https://a.example/") in seen(admin_client.get(reverse("admin:index"))).links
