"""The queue of proposals: what is stored once, what the database refuses, and what becomes public."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from recommender.editions.current import current_edition
from recommender.files.pending import lost_words
from recommender.models import Criterion, Framework, FrameworkSuggestion, Rating, RatingProposal
from recommender.proposals.queue import file_proposal, settled_proposals, settled_suggestions
from tests.recommender.proposals.create import create_proposal, create_suggestion

pytestmark = pytest.mark.usefixtures("loaded")


def test_the_same_is_stored_once_while_it_is_open():
    create_proposal()
    create_proposal()
    create_proposal(value=65)
    create_proposal(framework="django")
    assert RatingProposal.objects.count() == 3
    RatingProposal.objects.update(status="declined", answer="No.", settled_at=timezone.now())
    create_proposal()
    assert RatingProposal.objects.count() == 4


def test_what_is_not_there_cannot_be_proposed():
    with pytest.raises(Framework.DoesNotExist):
        file_proposal(framework="nothing", criterion="graphql", former=None)
    with pytest.raises(Criterion.DoesNotExist):
        file_proposal(framework="flask", criterion="nothing", former=None)


def test_proposals_and_suggestions_make_no_edition():
    before = current_edition()
    create_proposal()
    create_suggestion()
    RatingProposal.objects.get().save()
    assert current_edition() == before


@pytest.mark.parametrize("model", [RatingProposal, FrameworkSuggestion])
@pytest.mark.parametrize("values", [{"status": "accepted"}, {"settled_at": timezone.now()}, {"answer": ""}])
def test_the_database_keeps_verdict_day_and_answer_together(model, values):
    create_proposal()
    create_suggestion()
    if "answer" in values:
        values = {"status": "declined", "settled_at": timezone.now()} | values
    with pytest.raises(IntegrityError, match="settled_with_an_answer"), transaction.atomic():
        model.objects.update(**values)


@pytest.mark.parametrize("values", [{"value": 71}, {"value": 49}, {"high": 101}, {"low": 61}])
def test_the_database_keeps_a_proposed_value_within_its_bounds(values):
    create_proposal()
    with pytest.raises(IntegrityError, match="rating_proposal_within_bounds"), transaction.atomic():
        RatingProposal.objects.update(**values)


def test_only_settled_ones_become_public_the_last_first(django_assert_num_queries):
    create_proposal(value=55)
    for value, status in ((65, "declined"), (60, "accepted")):
        row = create_proposal(value=value)
        RatingProposal.objects.filter(pk=row.pk).update(status=status, answer=status, settled_at=timezone.now())
    with django_assert_num_queries(1):
        found = settled_proposals(framework="flask", criterion="graphql")
    assert [(item.value, item.answer, item.is_accepted) for item in found] == [
        (60, "accepted", True),
        (65, "declined", False),
    ]
    assert found[0].former == Rating.objects.get(framework__slug="flask", criterion__slug="graphql").value
    assert found[0].settled_on == timezone.localdate()
    assert settled_proposals(framework="django", criterion="graphql") == []


def test_of_suggestions_the_last_ones_are_public(django_assert_num_queries):
    for name in ("Bolt", "Nut"):
        create_suggestion(name=name)
        FrameworkSuggestion.objects.open().update(status="accepted", answer="Yes.", settled_at=timezone.now())
    create_suggestion(name="Open")
    with django_assert_num_queries(1):
        assert [item.name for item in settled_suggestions(1)] == ["Nut"]


def test_proposals_that_would_be_deleted_with_a_framework_are_told(catalogue):
    create_proposal()
    without = replace(catalogue, frameworks=[item for item in catalogue.frameworks if item.slug != "flask"])
    [loss] = lost_words(catalogue, without)
    assert (loss.kind, loss.names) == ("proposed rating", ("Flask: GraphQL",))
    assert list(lost_words(catalogue, catalogue)) == []
