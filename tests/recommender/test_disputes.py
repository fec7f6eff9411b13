"""Disputes: the queue behind the public form, and what a reviewer does with it."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from recommender.disputes import file_dispute, settled_disputes
from recommender.editions.current import current_edition
from recommender.models import Dispute, Framework, Rating

pytestmark = pytest.mark.usefixtures("loaded")

QUEUE = "/admin/recommender/dispute/"
WORDS = "Strawberry has an official view for it."


def create_dispute(*, framework="flask", criterion="graphql", statement=WORDS, source="", answer="", status="open"):
    rating = Rating.objects.get(framework__slug=framework, criterion__slug=criterion)
    return Dispute.objects.create(
        framework=rating.framework,
        criterion=rating.criterion,
        rating=rating.value,
        statement=statement,
        source=source,
        answer=answer,
        status=status,
        settled_at=None if status == "open" else timezone.now(),
    )


@pytest.fixture
def reviewer(client_in):
    return client_in("Reviewer", "rita")


def page_of(dispute):
    return reverse("admin:recommender_dispute_change", args=[dispute.pk])


def fields_of(response):
    """What a browser would send back of a dispute's page."""
    form = response.context["adminform"].form
    [shown] = re.findall(r'name="initial-status" value="(\w+)"', response.content.decode())
    return {"initial-status": shown, "status": form["status"].value(), "answer": form["answer"].value()}


def text(response):
    return response.content.decode().replace("&#x27;", "'")


def test_the_same_words_about_the_same_rating_are_stored_once_while_they_are_open():
    said = {"framework": "flask", "criterion": "graphql", "rating": 50, "statement": WORDS}
    file_dispute(**said)
    file_dispute(**said, source="https://docs.example/")
    file_dispute(**said | {"framework": "django"})
    file_dispute(**said | {"statement": "Something else is wrong."})
    assert Dispute.objects.count() == 3
    dispute = Dispute.objects.get(framework__slug="flask", statement=WORDS)
    assert (dispute.rating, dispute.source, dispute.is_open) == (50, "", True)
    Dispute.objects.update(status="rejected", answer="No.", settled_at=timezone.now())
    file_dispute(**said)
    assert Dispute.objects.count() == 4


def test_what_is_not_rated_cannot_be_disputed():
    with pytest.raises(Rating.DoesNotExist):
        file_dispute(framework="flask", criterion="familiarity", rating=0, statement=WORDS)


def test_a_dispute_makes_no_edition(reviewer):
    first = current_edition()
    dispute = create_dispute()
    reviewer.post(page_of(dispute), {"status": "accepted", "answer": "You are right."})
    assert current_edition() == first


def test_only_settled_ones_become_public_the_last_first(django_assert_num_queries):
    create_dispute()
    old = create_dispute(statement="Earlier words.", status="rejected", answer="No.")
    new = create_dispute(statement="Later words.", status="accepted", answer="Yes.", source="https://docs.example/")
    create_dispute(framework="django", status="accepted", answer="Yes.")
    with django_assert_num_queries(1):
        found = settled_disputes(framework="flask", criterion="graphql")
    assert [(item.statement, item.verdict) for item in found] == [
        (new.statement, "accepted"),
        (old.statement, "rejected"),
    ]
    assert (found[0].framework, found[0].criterion, found[0].rating) == ("flask", "graphql", 40)
    assert (found[0].source, found[0].answer) == ("https://docs.example/", "Yes.")
    assert found[0].settled_on == timezone.localdate()
    assert len(settled_disputes(criterion="graphql")) == 3


@pytest.mark.parametrize("values", [{"status": "accepted"}, {"settled_at": timezone.now()}, {"answer": ""}])
def test_the_database_keeps_verdict_date_and_answer_together(values):
    settled = {"status": "rejected", "settled_at": timezone.now(), "answer": "No."}
    dispute = create_dispute()
    if "answer" in values:
        values = settled | values
    with pytest.raises(IntegrityError, match="settled_with_an_answer"), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(**values)


def test_the_queue_shows_open_ones_first_and_all_on_demand(reviewer, django_assert_max_num_queries):
    create_dispute(source="https://docs.example/page")
    create_dispute(statement="Long settled words.", status="rejected", answer="No.")
    with django_assert_max_num_queries(12):
        page = text(reviewer.get(QUEUE))
    assert WORDS in page
    assert "Long settled words." not in page
    assert '<a href="https://docs.example/page" rel="noopener noreferrer nofollow ugc">' in page
    assert "40 → 40" in page
    assert "Long settled words." in text(reviewer.get(QUEUE, {"status": "rejected"}))
    everything = text(reviewer.get(QUEUE, {"status": "all"}))
    assert WORDS in everything
    assert "Rejected on" in everything
    assert reviewer.get(f"{QUEUE}add/").status_code == 403


def test_the_queue_shows_the_rating_then_and_now(reviewer):
    dispute = create_dispute()
    Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").update(value=45)
    assert "40 → 45" in text(reviewer.get(QUEUE))
    page = text(reviewer.get(page_of(dispute)))
    assert f'href="{reverse("rating", args=["flask", "graphql"])}"' in page
    assert "/admin/recommender/rating/" in page
    Framework.objects.filter(slug="flask").update(published=False)
    assert "what visitors see" not in text(reviewer.get(page_of(dispute)))
    Rating.objects.filter(framework__slug="flask", criterion__slug="graphql").delete()
    Dispute.objects.update(rating=None)
    assert "? → no longer rated" in text(reviewer.get(QUEUE))
    assert "It is no longer rated." in text(reviewer.get(page_of(dispute)))


def test_settling_takes_an_answer_sets_the_date_and_is_logged(reviewer):
    dispute = create_dispute()
    for empty in ("", "  \n "):
        refused = reviewer.post(page_of(dispute), {"status": "accepted", "answer": empty})
        assert "To settle a dispute, say in the answer what you found." in text(refused)
    assert Dispute.objects.get().is_open
    reviewer.post(page_of(dispute), {"status": "accepted", "answer": "You are right.", "statement": "Forged"})
    dispute.refresh_from_db()
    assert (dispute.status, dispute.answer, dispute.statement) == ("accepted", "You are right.", WORDS)
    assert (timezone.now() - dispute.settled_at).total_seconds() < 60
    settled_at = dispute.settled_at
    better = {"status": "accepted", "initial-status": "accepted", "answer": "You are right, and we raised it."}
    reviewer.post(page_of(dispute), better)
    dispute.refresh_from_db()
    assert dispute.settled_at == settled_at, "a better answer is not another verdict"
    assert "Changed Status and Answer." in text(reviewer.get(f"{page_of(dispute).removesuffix('change/')}history/"))


def test_of_two_who_settle_a_dispute_the_second_is_told_and_can_insist(reviewer, client_in):
    dispute, other = create_dispute(), client_in("Reviewer", "rolf")
    shown = fields_of(other.get(page_of(dispute)))
    reviewer.post(page_of(dispute), {**shown, "status": "accepted", "answer": "You are right."})
    refused = other.post(page_of(dispute), {**shown, "status": "rejected", "answer": "No."})
    assert "Meanwhile somebody else settled it or opened it again: it is accepted now." in text(refused)
    dispute.refresh_from_db()
    assert (dispute.status, dispute.answer) == ("accepted", "You are right.")
    assert (fields_of(refused)["status"], fields_of(refused)["answer"]) == ("rejected", "No."), "as it was typed"
    other.post(page_of(dispute), fields_of(refused))
    dispute.refresh_from_db()
    assert (dispute.status, dispute.answer) == ("rejected", "No.")


def test_a_settled_dispute_can_be_opened_again(reviewer):
    dispute = create_dispute(status="rejected", answer="No.")
    reviewer.post(page_of(dispute), {"status": "open", "initial-status": "rejected", "answer": "No."})
    dispute.refresh_from_db()
    assert (dispute.is_open, dispute.settled_at) == (True, None)
    assert settled_disputes(framework="flask") == []


def test_spam_can_be_deleted(reviewer):
    dispute = create_dispute(statement="Buy our pills now, cheap.")
    reviewer.post(reverse("admin:recommender_dispute_delete", args=[dispute.pk]), {"post": "yes"})
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("role", ["Viewer", "Editor"])
def test_who_is_no_reviewer_reads_and_changes_nothing(client_in, role):
    client = client_in(role)
    dispute = create_dispute()
    assert WORDS in text(client.get(QUEUE))
    assert WORDS in text(client.get(page_of(dispute)))
    assert client.post(page_of(dispute), {"status": "accepted", "answer": "x"}).status_code == 403
    assert Dispute.objects.get().is_open


def test_what_visitors_write_is_shown_as_they_wrote_it(reviewer):
    dispute = create_dispute(statement="<script>alert(1)</script>\nsecond line")
    for address in (QUEUE, page_of(dispute)):
        page = text(reviewer.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
