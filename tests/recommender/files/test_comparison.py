"""What one catalogue changes in another: differences, whom it tells something else, evidence, faults."""

from dataclasses import replace

import pytest

from recommender.files.comparison import compare
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_evidence,
    create_persona,
    create_rating,
    with_framework,
)

MINE = create_persona("mine", answers={"fast": chosen("yes")}, accepted=("alpha",))
BEFORE = create_catalogue(personas=(MINE,))
ALPHA, BETA = BEFORE.frameworks
QUICK = create_rating(value=90)

pytestmark = pytest.mark.usefixtures("few_respondents")


def with_beta(**changes):
    return with_framework(BEFORE, replace(BETA, **changes))


def test_equal_catalogues_differ_in_nothing():
    found = compare(BEFORE, create_catalogue(personas=(MINE,)))
    told = (found.edits, found.preview.edits, found.ratings, found.new_faults, found.mended_faults)
    assert not any((*told, found.preview.personas, found.turned_red))
    assert not any(row.difference for row in found.preview.shares)


def test_a_rating_that_turns_a_persona_is_told_with_whom_experts_accept():
    """Alpha, with 80 for speed, leads for whoever wants it; then Beta does, with 90 in place of 40."""
    found = compare(BEFORE, with_beta(ratings=(QUICK,)))
    (row,) = found.preview.personas
    assert (row.before.leaders, row.after.leaders, row.accepted, row.turn) == ("Alpha", "Beta", "Alpha", "turns red")
    assert found.turned_red == 1
    moved = {row.name: row.difference for row in found.preview.shares if row.difference}
    assert moved.keys() == {"Alpha", "Beta"}
    assert moved["Beta"] == -moved["Alpha"] > 0
    assert ("frameworks", "Beta", "ratings", "Speed", "value") in {edit.path for edit in found.edits}
    assert [line for line in found.new_faults if "Beta leads, but accepted is only Alpha" in line]
    assert compare(with_beta(ratings=(QUICK,)), BEFORE).mended_faults == found.new_faults


def test_a_draft_is_a_change_that_reaches_nobody():
    found = compare(with_beta(published=False), with_beta(published=False, ratings=(QUICK,)))
    assert found.edits
    assert not found.preview.edits
    assert [rating.framework for rating in found.ratings] == ["Beta"]


def test_what_a_changed_rating_cites_is_told_and_what_of_it_is_new():
    new = create_evidence("bench")
    cited = replace(QUICK, evidence=("docs", "bench"))
    (told,) = compare(BEFORE, with_beta(ratings=(cited,), evidence=(*BETA.evidence, new))).ratings
    assert (told.framework, told.criterion, told.add_on) == ("Beta", "Speed", "")
    assert (told.before.value, told.after.value, told.is_moved) == (40, 90, True)
    assert [(item.evidence.key, item.is_new) for item in told.cited] == [("docs", False), ("bench", True)]


def test_a_rating_that_only_says_otherwise_has_not_moved():
    (told,) = compare(BEFORE, with_beta(ratings=(replace(BETA.ratings[0], phrase="Slow"),))).ratings
    assert not told.is_moved


def test_evidence_that_says_something_else_counts_as_new_where_a_rating_changes():
    said = replace(BETA.evidence[0], statement="It is measured.")
    (told,) = compare(BEFORE, with_beta(ratings=(QUICK,), evidence=(said,))).ratings
    assert [item.is_new for item in told.cited] == [True]
    assert compare(BEFORE, with_beta(evidence=(said,))).ratings == ()


def test_ratings_with_add_ons_and_of_new_frameworks_are_told():
    found = compare(BEFORE, with_beta(add_ons=(create_add_on("turbo", {"speed": 60}),)))
    (told,) = found.ratings
    assert (told.framework, told.add_on, told.before, told.after.value) == ("Beta", "Turbo", None, 60)
    (new,) = compare(replace(BEFORE, frameworks=(ALPHA,)), BEFORE).ratings
    assert (new.framework, new.before, [item.is_new for item in new.cited]) == ("Beta", None, [True])


def test_nothing_is_asked_of_a_catalogue_that_is_empty():
    empty = replace(BEFORE, frameworks=(), sections=(), personas=())
    assert compare(empty, BEFORE).edits
    assert compare(BEFORE, empty).edits
