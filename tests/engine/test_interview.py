"""Which questions are asked, in which order, and what can be answered."""

from dataclasses import replace

import pytest

from recommender.engine import interview
from recommender.engine.types import Answer, Familiarity, Importance, Section
from tests.factories import chosen, create_catalogue, create_choice, create_question

API = create_question("api", (create_choice("yes", {"speed": 1}, {"speed": 50}), create_choice("no")))
STYLE = create_question("style", ask_if=(("api", "yes"),))
DETAIL = create_question("detail", ask_if=(("style", "yes"), ("style", "no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=2))
PACE = create_question("pace", (*(create_choice(slug, {}, {"speed": 1}) for slug in ("a", "b")), create_choice("any")))
CATALOGUE = create_catalogue(API, STYLE, DETAIL, KNOWN)
MUST = Importance.MUST_HAVE
NO_MUST_HAVE = "can be a must-have. Choose another importance."


def asked(answers, catalogue=CATALOGUE):
    return [question.slug for question in interview.asked_questions(catalogue, answers)]


def test_questions_without_conditions_are_always_asked():
    assert asked({}) == ["api", "known"]


def test_a_condition_brings_a_question_in_and_a_chain_of_them_too():
    assert asked({"api": chosen("yes")}) == ["api", "style", "known"]
    assert asked({"api": chosen("yes"), "style": chosen("no")}) == ["api", "style", "detail", "known"]


def test_a_question_behind_a_hidden_one_is_hidden():
    assert asked({"api": chosen("no"), "style": chosen("no")}) == ["api", "known"]


def test_a_condition_may_name_a_later_question():
    early = create_question("early", ask_if=(("late", "yes"),))
    catalogue = create_catalogue(early, create_question("late"))
    assert asked({"late": chosen("yes")}, catalogue) == ["early", "late"]


def test_a_loop_is_never_asked():
    one = create_question("one", ask_if=(("two", "yes"),))
    two = create_question("two", ask_if=(("one", "yes"),))
    catalogue = create_catalogue(one, two, create_question("free"))
    assert asked({"one": chosen("yes"), "two": chosen("yes")}, catalogue) == ["free"]


def test_answers_count_only_when_asked_and_not_skipped():
    answers = {"api": chosen("no"), "style": chosen("yes"), "known": Answer()}
    assert interview.counting_answers(CATALOGUE, answers) == {"api": chosen("no")}


def test_the_next_question_is_the_first_open_one_behind_else_the_first_of_all():
    assert interview.next_question(CATALOGUE, {}) is API
    assert interview.next_question(CATALOGUE, {"api": chosen("yes")}, after=API) is STYLE
    assert interview.next_question(CATALOGUE, {}, after=API) is KNOWN
    assert interview.next_question(CATALOGUE, {"known": Answer()}, after=KNOWN) is API
    assert interview.next_question(CATALOGUE, {"api": Answer(), "known": Answer()}, after=KNOWN) is None
    assert interview.next_question(CATALOGUE, {}, after=STYLE) is API


def test_the_previous_question_is_the_one_asked_before():
    assert interview.previous_question(CATALOGUE, {}, API) is None
    assert interview.previous_question(CATALOGUE, {}, KNOWN) is API
    assert interview.previous_question(CATALOGUE, {"api": chosen("yes")}, KNOWN) is STYLE


def test_a_step_counts_questions_that_are_asked():
    catalogue = create_catalogue(API, STYLE)
    catalogue = type(catalogue)(
        criteria=catalogue.criteria,
        frameworks=catalogue.frameworks,
        sections=(
            *catalogue.sections,
            Section(slug="hidden", title="Hidden", questions=(create_question("never", ask_if=(("style", "yes"),)),)),
            Section(slug="last", title="Last", questions=(create_question("end"),)),
        ),
        personas=(),
    )
    step = interview.step(catalogue, {"api": chosen("yes")}, catalogue.question_of["end"])
    assert (step.section.title, step.number, step.count) == ("Last", 3, 3)
    assert interview.step(catalogue, {"api": chosen("yes")}, STYLE).section.title == "First"
    with pytest.raises(ValueError, match="not in tuple"):
        interview.step(catalogue, {}, STYLE)


def test_how_far_along_a_step_is_leaves_room_for_the_check_page():
    """With it three questions are four steps."""
    catalogue = create_catalogue(*(create_question(slug) for slug in ("one", "two", "three")))
    assert [interview.step(catalogue, {}, question).percent for question in catalogue.questions] == [25, 50, 75]


def test_a_question_offers_its_choices():
    choice = replace(create_choice("yes"), help="What is meant by yes.")
    question = create_question("fast", (choice, create_choice("no")))
    assert interview.options(CATALOGUE, question) == (
        interview.Option("yes", "Answer yes", "What is meant by yes.", counts=False),
        interview.Option("no", "Answer no", "", counts=False),
    )


def test_an_option_says_whether_it_counts_and_can_be_a_must_have():
    question = create_question(
        "fast",
        (
            create_choice("much", {"speed": 1}, {"speed": 75}),
            create_choice("strictly", {}, {"speed": 75}),
            create_choice("some", {"speed": 1}),
            create_choice("any"),
        ),
    )
    options = interview.options(CATALOGUE, question)
    assert [option.slug for option in options if option.demands] == ["much", "strictly"]
    assert [option.slug for option in options if option.counts] == ["much", "strictly", "some"]


def test_a_question_about_familiarity_offers_the_frameworks_and_none_of_them():
    assert interview.options(CATALOGUE, KNOWN) == (
        interview.Option("alpha", "Alpha", "A framework."),
        interview.Option("beta", "Beta", "A framework."),
        interview.Option("none", "None of these", "Then it favors no framework.", counts=False),
    )


@pytest.mark.parametrize(
    ("question", "answer", "problem"),
    [
        (API, chosen("yes"), None),
        (API, Answer(), None),
        (API, Answer(importance=MUST), None),
        (API, chosen("yes", importance=MUST), None),
        (API, chosen("forged"), "“forged” is not among the choices of this question."),
        (API, chosen("yes", "no"), "Choose one answer only."),
        (API, chosen("no", importance=MUST), f"Only “Answer yes” {NO_MUST_HAVE}"),
        (PACE, chosen("any", importance=MUST), f"Only “Answer a” or “Answer b” {NO_MUST_HAVE}"),
        (KNOWN, chosen("alpha", "beta"), None),
        (KNOWN, chosen("none"), None),
        (KNOWN, chosen("alpha", "none"), "Choose either frameworks or “None of these”."),
        (KNOWN, chosen("gamma"), "“gamma” is not among the choices of this question."),
        (KNOWN, chosen("alpha", importance=MUST), f"Only answers to other questions {NO_MUST_HAVE}"),
    ],
)
def test_what_can_be_answered(question, answer, problem):
    assert interview.answer_problem(CATALOGUE, question, answer) == problem


def test_a_problem_at_a_question_is_found_by_its_slug():
    assert interview.problem_at(CATALOGUE, "known", chosen("alpha")) is None
    assert interview.problem_at(CATALOGUE, "api", chosen("yes", "no")) == "Choose one answer only."
    assert interview.problem_at(CATALOGUE, "gone", chosen("yes")) == "there is no such question"


def test_a_short_run_counts_what_is_behind_out_of_what_is_asked_at_most():
    """“style” and “detail” may still come while “api” is open; an answer that rules them out leaves “known”."""
    step = interview.short_step(CATALOGUE, {}, KNOWN)
    assert (step.section.title, step.number, step.count, step.percent) == ("First", 0, 4, 0)
    assert interview.short_step(CATALOGUE, {"known": Answer()}, API).percent == 20
    assert interview.short_step(CATALOGUE, {"known": Answer(), "api": chosen("yes")}, STYLE).percent == 40
    assert interview.short_step(CATALOGUE, {"api": chosen("no")}, KNOWN).percent == 33
    assert interview.short_step(CATALOGUE, {"api": Answer()}, KNOWN).percent == 33
    with pytest.raises(ValueError, match="not in tuple"):
        interview.short_step(CATALOGUE, {}, STYLE)


def test_what_other_answers_hide_does_not_count_as_behind():
    hidden = {"api": chosen("no"), "style": chosen("yes"), "detail": chosen("yes")}
    assert interview.short_step(CATALOGUE, hidden, KNOWN).percent == 33


def test_questions_in_a_loop_are_not_possible():
    one = create_question("one", ask_if=(("two", "yes"),))
    two = create_question("two", ask_if=(("one", "yes"),))
    free = create_question("free")
    assert interview.possible_questions(create_catalogue(one, two, free), {}) == (free,)
