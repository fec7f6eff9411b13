"""The few things that the values say of themselves."""

from recommender.engine.types import ClaimStatus, Familiarity, Importance
from tests.factories import create_catalogue, create_question


def test_importance_and_status_have_words():
    assert [importance.label for importance in Importance] == ["Half", "Normal", "Double", "Must-have"]
    assert [importance.demands for importance in Importance] == [False, False, False, True]
    assert [status.label for status in ClaimStatus] == ["Holds", "Holds, with a caveat", "Outdated"]


def test_groups_keep_the_editors_order_and_rated_ones_leave_out_familiarity():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    catalogue = create_catalogue(create_question("fast"), known)
    assert [(group, [item.slug for item in items]) for group, items in catalogue.groups()] == [
        ("Group", ["speed", "familiarity"])
    ]
    assert [(group, [item.slug for item in items]) for group, items in catalogue.rated_groups()] == [
        ("Group", ["speed"])
    ]
    only_known = create_catalogue(known, ratings={"alpha": {}})
    assert list(only_known.rated_groups()) == []


def test_a_question_can_be_a_must_have_if_one_of_its_choices_demands_something():
    assert not create_question().can_be_must_have
