"""One member of a JSON column is set by the database, on SQLite and on PostgreSQL alike."""

import pytest

from advisor.models import Evaluation
from advisor.one_member_set import OneMemberSet


@pytest.fixture
def row(edition):
    return Evaluation.objects.create(edition=edition, stored_answers={"one": {"chosen": ["a"], "importance": "half"}})


def set_member(row, member, value):
    changed = Evaluation.objects.filter(pk=row.pk).update(stored_answers=OneMemberSet("stored_answers", member, value))
    assert changed == 1
    row.refresh_from_db()
    return row.stored_answers


def test_others_stay_as_they_are(row):
    assert set_member(row, "two", {"chosen": []}) == {
        "one": {"chosen": ["a"], "importance": "half"},
        "two": {"chosen": []},
    }


def test_an_earlier_value_is_replaced_and_not_mixed_with_the_new_one(row):
    assert set_member(row, "one", {"chosen": ["b", "c"]}) == {"one": {"chosen": ["b", "c"]}}


@pytest.mark.parametrize("member", ["with-hyphen", "with.dot", "with$[0]", "5", "with'quote", "100%s", "{}"])
def test_a_name_is_a_name_and_no_path(row, member):
    assert set_member(row, member, ["é", 'a"b', "%s", "{}"])[member] == ["é", 'a"b', "%s", "{}"]
    assert "one" in row.stored_answers
