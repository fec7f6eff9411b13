"""Other answers to a question, and how far they are from the given one."""

import pytest

from recommender.engine.answer_changes import ChangeKind, changes
from recommender.engine.types import NONE_OF_THESE, SKIPPED, Familiarity, Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question

HALF, NORMAL, DOUBLE, MUST = Importance
FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no", {"speed": 1})))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
CATALOGUE = create_catalogue(FAST, KNOWN)


def found(question, current):
    return [
        (*change.answer.chosen, change.answer.importance.value, change.kind.name)
        for change in changes(CATALOGUE, question, current)
    ]


def test_every_other_answer_to_a_must_have():
    """“no” cannot be a must-have, so counting double, which weighs the same, is the smallest change to it."""
    assert found(FAST, chosen("yes", importance=MUST)) == [
        ("yes", "double", "IMPORTANCE"),
        ("yes", "normal", "IMPORTANCE"),
        ("yes", "half", "IMPORTANCE"),
        ("no", "double", "CHOICE"),
        ("no", "normal", "SEVERAL"),
        ("no", "half", "SEVERAL"),
        ("normal", "SKIP"),
    ]


def test_every_other_answer_to_one_of_half_importance():
    assert found(FAST, chosen("no", importance=HALF)) == [
        ("yes", "half", "CHOICE"),
        ("yes", "normal", "SEVERAL"),
        ("yes", "double", "SEVERAL"),
        ("yes", "must-have", "SEVERAL"),
        ("no", "normal", "IMPORTANCE"),
        ("no", "double", "IMPORTANCE"),
        ("normal", "SKIP"),
    ]


def test_every_answer_to_a_skipped_question():
    assert found(FAST, SKIPPED) == [
        ("yes", "normal", "CHOICE"),
        ("yes", "half", "SEVERAL"),
        ("yes", "double", "SEVERAL"),
        ("yes", "must-have", "SEVERAL"),
        ("no", "normal", "CHOICE"),
        ("no", "half", "SEVERAL"),
        ("no", "double", "SEVERAL"),
    ]


def test_one_known_framework_more_or_less_is_one_change():
    normal = [item[:-2] + item[-1:] for item in found(KNOWN, chosen("alpha")) if item[-2] == "normal"]
    assert normal == [(NONE_OF_THESE, "CHOICE"), ("alpha", "beta", "CHOICE"), ("beta", "SEVERAL"), ("SKIP",)]
    normal = [item[:-2] + item[-1:] for item in found(KNOWN, chosen("alpha", "beta")) if item[-2] == "normal"]
    assert normal == [("beta", "CHOICE"), ("alpha", "CHOICE"), (NONE_OF_THESE, "SEVERAL"), ("SKIP",)]


def test_a_set_of_known_frameworks_is_tried_with_every_other_importance():
    both = chosen("alpha", "beta", importance=DOUBLE)
    assert [item for item in found(KNOWN, both) if item[-1] == "IMPORTANCE"] == [
        ("alpha", "beta", "normal", "IMPORTANCE"),
        ("alpha", "beta", "half", "IMPORTANCE"),
    ]


@pytest.mark.parametrize("kind", ChangeKind)
def test_all_but_several_changes_at_once_are_steps(kind):
    change = next(change for change in changes(CATALOGUE, FAST, chosen("no", importance=HALF)) if change.kind is kind)
    assert change.is_step is (kind is not ChangeKind.SEVERAL)


def test_the_smallest_change_costs_least():
    assert sorted(ChangeKind) == [ChangeKind.IMPORTANCE, ChangeKind.SKIP, ChangeKind.CHOICE, ChangeKind.SEVERAL]
    assert [kind.value for kind in sorted(ChangeKind)] == [1, 2, 3, 4]
