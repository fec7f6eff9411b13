"""Two versions of the catalogue in one, by the values of the catalogue and in editors' words."""

from dataclasses import replace

import pytest
from hypothesis import given

from recommender.editions.differences import flat
from recommender.editions.merging import ToldConflict, comparable, merged, told_conflicts, unflat
from tests.engine.strategies import catalogues


def with_item(catalogue, part, slug, **changes):
    """The catalogue with something changed in one item of a list."""
    items = (replace(item, **changes) if item.slug == slug else item for item in getattr(catalogue, part))
    return replace(catalogue, **{part: tuple(items)})


def with_rating(catalogue, framework, criterion, **changes):
    ratings = tuple(
        replace(rating, **changes) if rating.criterion == criterion else rating
        for rating in catalogue.framework_of[framework].ratings
    )
    return with_item(catalogue, "frameworks", framework, ratings=ratings)


def moved_to_last_section(catalogue, slug):
    """The catalogue with a question at the end of its last section."""
    question = catalogue.question_of[slug]
    sections = [
        replace(section, questions=tuple(item for item in section.questions if item.slug != slug))
        for section in catalogue.sections
    ]
    sections[-1] = replace(sections[-1], questions=(*sections[-1].questions, question))
    return replace(catalogue, sections=tuple(sections))


@given(catalogues())
def test_plain_data_for_merging_loses_nothing_of_random_catalogues(drawn):
    assert unflat(flat(drawn)) == drawn


def test_plain_data_for_merging_loses_nothing_of_a_whole_catalogue(catalogue):
    assert unflat(flat(catalogue)) == catalogue


def test_another_order_in_a_file_is_no_change_where_rows_keep_none(catalogue):
    """Otherwise a file written by hand would seem to be changed by editors as soon as it is loaded."""
    flask = catalogue.framework_of["flask"]
    cited = tuple(evidence.key for evidence in flask.evidence[:2])
    ours = with_rating(catalogue, "flask", "graphql", evidence=cited)
    base = with_item(ours, "frameworks", "flask", evidence=flask.evidence[::-1])
    base = with_rating(base, "flask", "graphql", evidence=cited[::-1])
    assert comparable(base)["frameworks"] != comparable(catalogue)["frameworks"]
    assert merged(base, ours, catalogue) == merged(ours, base, catalogue)
    assert merged(base, ours, catalogue).conflicts == ()


def test_what_either_changed_is_in_the_merged_catalogue(catalogue):
    ours = with_item(catalogue, "criteria", "graphql", weight=7)
    theirs = with_rating(catalogue, "flask", "graphql", rationale="Another.")
    found = merged(catalogue, ours, theirs)
    assert (found.conflicts, found.faults) == ((), ())
    assert comparable(found.catalogue) == comparable(with_rating(ours, "flask", "graphql", rationale="Another."))
    assert found.catalogue == merged(catalogue, theirs, ours).catalogue


def test_a_question_that_one_moved_and_the_other_worded_anew_is_both(catalogue):
    slug = catalogue.sections[0].questions[0].slug
    ours = moved_to_last_section(catalogue, slug)
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(item, text="Reworded?") if item.slug == slug else item for item in section.questions
            ),
        )
        for section in catalogue.sections
    )
    found = merged(catalogue, ours, replace(catalogue, sections=sections))
    assert found.conflicts == ()
    moved = found.catalogue.sections[-1].questions[-1]
    assert (moved.slug, moved.text) == (slug, "Reworded?")


def test_a_question_in_a_section_that_the_other_deleted_is_a_fault(catalogue):
    """It would be lost without a word."""
    *_, last = catalogue.sections
    slug = catalogue.sections[0].questions[-1].slug
    ours = moved_to_last_section(catalogue, slug)
    theirs = replace(catalogue, sections=catalogue.sections[:-1])
    faults = merged(catalogue, ours, theirs).faults
    assert (("questions", slug, "section"), f"“{last.slug}” is not a section") in [
        (it.path, it.reason) for it in faults
    ]


def test_rules_that_only_both_together_break_are_faults(catalogue):
    """One deletes a piece of evidence, and the other cites it for the first time."""
    flask = catalogue.framework_of["flask"]
    unused = replace(flask.evidence[0], key="unused")
    base = with_item(catalogue, "frameworks", "flask", evidence=(*flask.evidence, unused))
    cited = (*flask.rating_of["graphql"].evidence, "unused")
    found = merged(base, with_rating(base, "flask", "graphql", evidence=cited), catalogue)
    assert found.conflicts == ()
    assert [fault.reason for fault in found.faults] == ["“unused” is not a piece of evidence of this framework"]


def test_a_rule_that_ours_broke_before_stands_in_nobodys_way(catalogue):
    broken = with_rating(catalogue, "flask", "graphql", evidence=("gone",))
    assert merged(catalogue, broken, with_item(catalogue, "criteria", "graphql", weight=7)).faults == ()


@pytest.mark.parametrize("prefers_theirs", [False, True])
def test_a_conflict_is_told_in_words_field_by_field(catalogue, prefers_theirs):
    ours = with_rating(catalogue, "flask", "graphql", value=20, low=10, high=30)
    theirs = with_rating(catalogue, "flask", "graphql", value=70, low=60, high=80)
    found = merged(catalogue, ours, theirs, prefers_theirs=prefers_theirs)
    assert comparable(found.catalogue) == comparable(theirs if prefers_theirs else ours)
    before = catalogue.framework_of["flask"].rating_of["graphql"]
    assert told_conflicts(found.conflicts, ours, theirs) == (
        ToldConflict("frameworks › Flask › ratings › GraphQL › value", str(before.value), "20", "70"),
        ToldConflict("frameworks › Flask › ratings › GraphQL › likely range from", str(before.low), "10", "60"),
        ToldConflict("frameworks › Flask › ratings › GraphQL › likely range to", str(before.high), "30", "80"),
    )


def test_a_conflict_of_two_orders_names_the_items(catalogue):
    first, second, third, *rest = catalogue.criteria
    ours = replace(catalogue, criteria=(second, third, first, *rest))
    theirs = replace(catalogue, criteria=(third, first, second, *rest))
    (told,) = told_conflicts(merged(catalogue, ours, theirs).conflicts, ours, theirs)
    assert told.place == "criteria › order"
    assert told.ours.startswith(f"{second.name}, {third.name}, {first.name}")
    assert told.base.startswith(f"{first.name}, {second.name}, {third.name}")
