"""The shipped questionnaire: what a kind of project may decide, and what an answer does that asks for nothing."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from recommender.engine.interview import asked_questions, options
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Importance
from tests.factories import chosen

AMBIGUOUS = yaml.safe_load((Path(__file__).parent / "ambiguous_projects.yaml").read_text())
MOST_ASKED = 16
MOST_POINTS_OF_A_KIND = 3

# Every choice by which somebody says that there is no such need. All others ask for something.
NEUTRAL = {
    "interface": "neither",
    "api-style": "plain-json",
    "data": "hardly-any",
    "back-office": "no",
    "sign-in": "nobody",
    "real-time": "no",
    "background": "none",
    "load": "quiet",
    "experience": "much",
    "types": "no",
    "freedom": "mixed",
    "popularity": "no",
}


def winners(catalogue, answers):
    return {standing.framework.slug for standing in recommend(catalogue, answers).leaders}


def answers_of(project):
    return {
        question: chosen(*answer["chosen"], importance=Importance(answer.get("importance", Importance.NORMAL)))
        for question, answer in project["answers"].items()
    }


def test_nobody_is_asked_more_than_sixteen_questions(shipped):
    """Exact: every combination of the answers that open other questions."""
    gates = {condition.question for question in shipped.questions for condition in question.ask_if}
    open_by = [
        [{slug: chosen(option.slug)} for option in options(shipped, shipped.question_of[slug])] for slug in gates
    ]
    asked = [
        len(asked_questions(shipped, {slug: answer for one in combination for slug, answer in one.items()}))
        for combination in product(*open_by)
    ]
    assert max(asked) == MOST_ASKED


def test_the_choices_that_ask_for_nothing_are_those_we_know(shipped):
    gates = {condition.question for question in shipped.questions for condition in question.ask_if}
    neutral = {
        question.slug: choice.slug
        for question in shipped.questions
        for choice in question.choices
        if not choice.asks_for_something and question.slug not in gates - NEUTRAL.keys()
    }
    assert neutral == NEUTRAL


@pytest.mark.parametrize(("question", "choice"), NEUTRAL.items())
def test_an_answer_that_asks_for_nothing_counts_like_a_skip(shipped, question, choice):
    """By itself it recommends nothing, and beside other answers it moves no score."""
    assert winners(shipped, {question: chosen(choice)}) == set()
    assert not recommend(shipped, {question: chosen(choice)}).total_weight
    for persona in shipped.personas:
        with_it = {**persona.answers, question: chosen(choice)}
        skipped = {**persona.answers, question: SKIPPED}
        scores = [
            {item.framework.slug: item.score for item in recommend(shipped, answers).standings}
            for answers in (with_it, skipped)
        ]
        assert scores[0] == scores[1], persona.slug


def test_much_experience_does_not_say_that_parts_are_to_be_chosen(shipped):
    """It used to give flexibility points, against those who want ready-made parts."""
    wants = {
        "project": chosen("frontend-service"),
        "data": chosen("relational"),
        "freedom": chosen("ready-made"),
    }
    before, after = (
        recommend(shipped, answers).standings for answers in (wants, {**wants, "experience": chosen("much")})
    )
    assert [(item.framework.slug, item.score) for item in before] == [
        (item.framework.slug, item.score) for item in after
    ]


def test_a_kind_of_project_weighs_less_than_a_need(shipped):
    """The kind gives few points, over needs that other questions ask for, whose strongest answers give more."""
    [project] = (question for question in shipped.questions if question.slug == "project")
    assert {sum(choice.effects.values()) for choice in project.choices} == {MOST_POINTS_OF_A_KIND}
    asked_anyway = {
        slug
        for question in shipped.questions
        if question is not project
        for choice in question.choices
        for slug in choice.effects
    }
    assert {slug for choice in project.choices for slug in choice.effects} <= asked_anyway
    needs = ("api-style", "data", "back-office", "sign-in", "real-time", "background", "load", "experience", "freedom")
    for slug in needs:
        strongest = max(sum(choice.effects.values()) for choice in shipped.question_of[slug].choices)
        assert strongest > MOST_POINTS_OF_A_KIND, slug


@pytest.mark.parametrize("project", AMBIGUOUS, ids=lambda project: project["slug"])
def test_neighboring_kinds_of_project_do_not_change_who_leads(shipped, project):
    """The same needs get the same framework, by whichever of the plausible kinds somebody calls the project."""
    needs = answers_of(project)
    assert {tuple(winners(shipped, {**needs, "project": chosen(kind)})) for kind in project["kinds"]} == {
        tuple(winners(shipped, {**needs, "project": SKIPPED}))
    }
    assert len(project["kinds"]) > 1


def test_there_are_ten_ambiguous_projects():
    assert len({project["slug"] for project in AMBIGUOUS}) >= 10
