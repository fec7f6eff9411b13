"""The few things that the values say of themselves."""

from dataclasses import replace

from recommender.engine.types import Familiarity, Importance
from tests.factories import (
    create_catalogue,
    create_choice,
    create_claim,
    create_criterion,
    create_evidence,
    create_framework,
    create_question,
    create_rating,
)


def test_only_a_must_have_demands():
    assert [importance.demands for importance in Importance] == [False, False, False, True]


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


def test_a_scale_goes_up_whatever_the_order_of_its_anchors():
    criterion = replace(create_criterion(), anchors={100: "all", 0: "none", 50: "half"})
    assert criterion.scale == ((0, "none"), (50, "half"), (100, "all"))


def test_what_a_question_offers_and_whether_it_matters():
    silent = create_question("silent", (create_choice("yes"), create_choice("no")))
    single = create_question("single", (create_choice("yes", {"speed": 1}),))
    demanding = create_question("demanding", (create_choice("yes", {}, {"speed": 1}), create_choice("no")))
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    questions = (silent, single, demanding, known, create_question())
    assert [question.has_choice for question in questions] == [True, False, True, True, True]
    assert [question.has_effect for question in questions] == [False, True, True, True, True]


def test_a_catalogue_is_ready_with_questions_and_two_frameworks():
    assert create_catalogue().is_ready
    assert not create_catalogue(ratings={"alpha": {"speed": 1}}).is_ready
    assert not replace(create_catalogue(), sections=()).is_ready


def test_a_question_can_be_a_must_have_if_one_of_its_choices_demands_something():
    assert create_question().must_have_choices == ()


def test_a_rating_or_claim_cites_its_evidence_in_the_order_of_its_keys():
    other, docs = create_evidence("other"), create_evidence("docs")
    framework = replace(create_framework("alpha"), evidence=(docs, other))
    assert framework.cited(replace(create_rating(), evidence=("other", "docs"))) == (other, docs)
    assert framework.cited(create_claim()) == (docs,)
