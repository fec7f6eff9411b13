"""Editions: made by themselves after a change, never changed afterwards."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from recommender.editions.current import (
    catalogue_of,
    current_edition,
    replace_catalogue,
)
from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import NOTED, log_replacement
from recommender.editions.serialisation import canonical_json, digest
from recommender.files.exchange import load_catalogue
from recommender.files.plan import Way
from recommender.models import AddOn, AddOnRating, Condition, Criterion, Edition, Framework, KnownUser, Rating, Reading
from tests.conftest import CATALOGUE


@pytest.fixture(autouse=True)
def rows(db, catalogue):
    """The catalogue as rows, of which nobody has made an edition yet."""
    replace_catalogue(catalogue)


def test_the_first_visitor_makes_the_first_edition(catalogue):
    edition = current_edition()
    assert edition.number == 1
    assert edition.digest == digest(edition.content) == digest(canonical_json(catalogue))
    assert catalogue_of(edition) == catalogue


def test_nothing_changed_costs_one_query(django_assert_num_queries):
    first = current_edition()
    assert current_edition() == first, "read once a process"
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
        lambda: AddOn.objects.get(slug="flask-guard").delete(),
        lambda: save(AddOnRating.objects.get(add_on__slug="flask-guard"), value=81),
        lambda: AddOnRating.objects.get(add_on__slug="flask-guard").evidence.clear(),
        lambda: save(Reading.objects.first(), published="2026"),
        lambda: KnownUser.objects.first().delete(),
        lambda: save(Framework.objects.get(slug="flask"), first_page_serve="flask serve"),
        lambda: Framework.objects.get(slug="flask").delete(),
        lambda: Condition.objects.first().delete(),
        lambda: save(Criterion.objects.get(slug="graphql"), weight=11),
        lambda: save(Framework.objects.get(slug="flask"), published=False),
    ],
    ids=[
        *("rating", "evidence", "add-on", "rating with it", "its evidence", "reading", "user", "first page"),
        *("framework", "condition", "weight", "draft"),
    ],
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
    load_catalogue(CATALOGUE, way=Way.REPLACE)
    assert current_edition().number == 1
    save(Criterion.objects.get(slug="graphql"), weight=11)
    assert current_edition().number == 2
    load_catalogue(CATALOGUE, way=Way.REPLACE)
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


def log(user, row, *, flag=CHANGE, fields=("Weight",), why=""):
    """What the admin logs of a change."""
    message = [{"changed": {"fields": list(fields)}}] if flag == CHANGE else [{"added": {}}]
    if why:
        message.append({"why": why})
    LogEntry.objects.log_actions(user.pk, [row], flag, message)


@pytest.fixture
def graphql():
    return Criterion.objects.get(slug="graphql")


@pytest.fixture
def anna(django_user_model):
    return django_user_model.objects.create_user("anna")


@pytest.fixture
def ben(django_user_model):
    return django_user_model.objects.create_user("ben")


def told(edition):
    return [(entry["who"], entry["what"], entry["why"]) for entry in edition.history]


def test_the_history_tells_what_several_editors_did_before_the_next_visitor_in_their_order(graphql, anna, ben):
    current_edition()
    save(graphql, weight=11)
    log(anna, graphql, why="It matters.")
    save(Framework.objects.get(slug="flask"), summary="Small.")
    log(ben, Framework.objects.get(slug="flask"), fields=("Summary", "Support"))
    save(graphql, weight=12)
    log(anna, graphql)
    assert told(current_edition()) == [
        ("anna", "Criterion “GraphQL”: Changed Weight.", "It matters."),
        ("ben", "Framework “Flask”: Changed Summary and Support.", ""),
        ("anna", "Criterion “GraphQL”: Changed Weight.", ""),
    ]


def test_the_history_names_what_was_added_and_deleted(anna):
    current_edition()
    rating = Rating.objects.select_related("framework", "criterion").get(
        framework__slug="flask", criterion__slug="graphql"
    )
    log(anna, rating, flag=DELETION)
    rating.delete()
    log(anna, Framework.objects.get(slug="flask"), flag=ADDITION)
    assert [what for _, what, _ in told(current_edition())] == [
        "Deleted the rating “Flask: GraphQL”",
        "Added the framework “Flask”",
    ]


def test_the_history_keeps_the_name_of_who_is_deleted_later(graphql, anna):
    current_edition()
    save(graphql, weight=11)
    log(anna, graphql)
    edition = current_edition()
    anna.delete()
    edition.refresh_from_db()
    assert edition.history[0]["who"] == "anna"


def test_of_who_is_deleted_before_the_next_visitor_the_log_tells_nothing(graphql, anna):
    current_edition()
    save(graphql, weight=11)
    log(anna, graphql)
    anna.delete()
    assert current_edition().history == []


def test_what_was_taken_back_is_not_told_of_a_later_edition(graphql, anna, ben):
    first = current_edition()
    save(graphql, weight=11)
    log(anna, graphql, why="A slip.")
    save(graphql, weight=10)
    log(anna, graphql, why="Taken back.")
    assert current_edition() == first
    save(graphql, weight=20)
    log(ben, graphql, why="Now really.")
    assert [(who, why) for who, _, why in told(current_edition())] == [("ben", "Now really.")]


def test_what_reached_drafts_only_is_not_told_of_a_later_edition(graphql, anna):
    flask = Framework.objects.get(slug="flask")
    save(flask, published=False)
    first = current_edition()
    save(flask, summary="Not yet.")
    log(anna, flask, why="A draft.")
    assert current_edition() == first
    save(graphql, weight=11)
    log(anna, graphql, why="Live.")
    assert [why for _, _, why in told(current_edition())] == ["Live."]


def test_notes_and_tidying_among_editions_are_not_told_of_a_later_one(graphql, anna):
    first = current_edition()
    LogEntry.objects.log_actions(anna.pk, [first], CHANGE, NOTED)
    LogEntry.objects.log_actions(anna.pk, [first], DELETION, "")
    log_replacement("loaded the whole catalogue, from a.zip", anna.pk, "It is newer.")
    save(graphql, weight=11)
    assert told(current_edition()) == [("anna", "Loaded the whole catalogue, from a.zip", "It is newer.")]


@pytest.mark.parametrize("message", ["", "Changed it.", "{", '{"why": "no list"}', '[{"changed": {"fields": []}}]'])
def test_a_message_without_a_reason_gives_none(graphql, anna, message):
    current_edition()
    save(graphql, weight=11)
    LogEntry.objects.log_actions(anna.pk, [graphql], CHANGE, message)
    assert [why for _, _, why in told(current_edition())] == [""]


def test_only_the_note_on_an_edition_can_change():
    edition = current_edition()
    edition.note = "Before the survey."
    edition.save(update_fields=["note"])
    edition.refresh_from_db()
    assert edition.note == "Before the survey."
    with pytest.raises(ValidationError, match="never changes"):
        edition.save(update_fields=["note", "content"])


def test_a_number_is_never_given_twice(graphql):
    """The newest edition is the current one, which nobody can delete, so the next number is always a new one."""
    current_edition()
    save(graphql, weight=11)
    second = current_edition()
    Edition.objects.get(number=1).delete()
    with pytest.raises(ProtectedError):
        second.delete()
    save(graphql, weight=10)
    assert current_edition().number == 3
