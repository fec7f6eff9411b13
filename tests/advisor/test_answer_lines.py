"""Answers in the lists that show them: what counts, how much, and why something counts for nothing."""

import pytest

from advisor.answer_lines import answer_lines
from recommender.engine.types import SKIPPED, Familiarity, Importance
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

KIND = create_question("kind", (create_choice("new"), create_choice("old"), create_choice("big", {"speed": 1})))
THEN = yes_or_no("then", "speed", 1, 50, ask_if=(("kind", "old"),))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
CATALOGUE = create_catalogue(KIND, THEN, KNOWN)


def line_of(question, **answers):
    return next(line for line in answer_lines(CATALOGUE, answers) if line.question.slug == question)


@pytest.mark.parametrize(
    ("answer", "effect"),
    [
        (chosen("big"), ""),
        (chosen("new"), "no effect"),
        (chosen("old"), "only decides what else is asked"),
        (SKIPPED, "Skipped: no effect"),
    ],
)
def test_an_answer_that_asks_for_nothing_is_told_like_a_skip(answer, effect):
    assert line_of("kind", kind=answer).effect == effect


def test_what_was_not_answered_yet_is_told_apart_from_a_skip():
    assert line_of("kind").effect == "Not answered yet: no effect"


def test_knowing_none_of_them_has_no_effect():
    assert line_of("known", known=chosen("none")).effect == "no effect"
    assert line_of("known", known=chosen("alpha")).effect == ""


def test_importance_is_told_where_there_is_something_that_counts_and_where_it_is_not_the_usual_one():
    double = Importance.DOUBLE
    assert line_of("kind", kind=chosen("big", importance=double)).importance is double
    assert line_of("kind", kind=chosen("big")).importance is None
    assert line_of("kind", kind=chosen("new", importance=double)).importance is None
    assert line_of("kind").importance is None


def test_a_must_have_counts_even_with_a_choice_that_gives_no_points():
    asks = create_question("asks", (create_choice("yes", {}, {"speed": 50}), create_choice("no")))
    (line,) = answer_lines(create_catalogue(asks), {"asks": chosen("yes", importance=Importance.MUST_HAVE)})
    assert (line.importance, line.effect) == (Importance.MUST_HAVE, "")
