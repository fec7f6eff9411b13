"""Editions: made by themselves after a change, never changed afterwards."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from recommender.catalogue_files import SHIPPED, load_catalogue
from recommender.editions import catalogue_of, current_edition, replace_catalogue
from recommender.models import Condition, Criterion, Edition, Framework, Rating
from recommender.reading import read_catalogue
from recommender.serialisation import canonical_json, digest


@pytest.fixture(autouse=True)
def rows(db, shipped):
    """The shipped catalogue as rows, of which nobody has made an edition yet."""
    replace_catalogue(shipped)


def test_the_first_visitor_makes_the_first_edition(shipped):
    edition = current_edition()
    assert edition.number == 1
    assert edition.digest == digest(edition.content) == digest(canonical_json(shipped))
    assert catalogue_of(edition) == shipped


def test_nothing_changed_costs_one_query(django_assert_num_queries):
    first = current_edition()
    with django_assert_num_queries(1):
        assert current_edition() == first


def test_the_catalogue_is_read_once_a_process(django_assert_num_queries):
    edition = current_edition()
    catalogue = catalogue_of(edition)
    with django_assert_num_queries(0):
        assert catalogue_of(edition) is catalogue


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Rating.objects.first().delete(),
        lambda: Rating.objects.first().evidence.clear(),
        lambda: Framework.objects.get(slug="flask").delete(),
        lambda: Condition.objects.first().delete(),
        lambda: save(Criterion.objects.get(slug="graphql"), weight=11),
        lambda: save(Framework.objects.get(slug="flask"), published=False),
    ],
    ids=["rating", "evidence", "framework", "condition", "weight", "draft"],
)
def test_every_kind_of_change_makes_the_next_edition(change):
    first = current_edition()
    change()
    second = current_edition()
    assert (second.number, second.digest != first.digest) == (2, True)
    assert catalogue_of(second) == read_catalogue()
    assert catalogue_of(first) != catalogue_of(second)


def test_a_change_taken_back_before_anybody_came_makes_no_edition():
    first = current_edition()
    criterion = Criterion.objects.get(slug="graphql")
    save(criterion, weight=11)
    save(criterion, weight=10)
    assert current_edition() == first
    assert Edition.objects.count() == 1


def test_going_back_to_an_old_state_is_a_new_edition():
    first = current_edition()
    criterion = Criterion.objects.get(slug="graphql")
    save(criterion, weight=11)
    current_edition()
    save(criterion, weight=10)
    third = current_edition()
    assert (third.number, third.digest) == (3, first.digest)


def test_loading_files_makes_an_edition_too(tmp_path):
    current_edition()
    Criterion.objects.filter(slug="graphql").update(weight=11)
    load_catalogue(SHIPPED)
    assert current_edition().number == 1
    save(Criterion.objects.get(slug="graphql"), weight=11)
    assert current_edition().number == 2
    load_catalogue(SHIPPED)
    assert current_edition().number == 3


def test_drafts_are_in_no_edition():
    save(Framework.objects.get(slug="flask"), published=False)
    assert "flask" not in catalogue_of(current_edition()).framework_of


def test_an_edition_cannot_be_changed_or_lost():
    edition = current_edition()
    edition.number = 7
    with pytest.raises(ValidationError, match="never changes"):
        edition.save()
    with pytest.raises(ProtectedError):
        Edition.objects.get(number=1).delete()
    assert str(Edition.objects.get()) == "Edition 1"
