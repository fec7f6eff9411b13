"""Why the first, what is given up, and whom to try: on answers whose points are worked by hand."""

from dataclasses import replace

from advisor.words import reasons
from advisor.words.result import ResultWords
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from tests import answers
from tests.advisor.words.said import said
from tests.factories import chosen, create_choice, create_question


def words_of(catalogue, given) -> ResultWords:
    return ResultWords(analyse(Contributions(catalogue), given), catalogue, WhatIf())


def told(side):
    return [(reason.phrase, reason.answer, reason.tenths) for reason in side.reasons]


def test_reasons_and_drawbacks_are_tied_to_the_answer_that_weighs_most(catalogue):
    """FastAPI before Flask: api-tooling 8·60/13 = 36.9, familiarity 4·100/13 = 30.8, lightness −30/13 = −2.3."""
    why, lacks = words_of(catalogue, answers.FASTAPI_LEADS).argument.sides
    assert (why.title, why.against) == ("Why FastAPI", "Flask")
    assert told(why) == [
        ("FastAPI in a few words on api tooling", "“An API for others”", 369),
        ("Your team knows FastAPI well", "“FastAPI” (Which of these does your team know well?)", 308),
    ]
    assert lacks.title == "What you give up"
    assert told(lacks) == [("FastAPI in a few words on lightness", "“An API for others”", -23)]


def test_the_shown_points_are_those_of_the_comparison(catalogue):
    words = words_of(catalogue, answers.FASTAPI_LEADS)
    shown = {bar.tenths for bar in words.comparison.by_criterion.bars}
    assert {reason.tenths for side in words.argument.sides for reason in side.reasons} == shown


def test_ratings_of_an_edition_without_phrases_stay_readable(catalogue):
    def wordless(framework):
        return replace(framework, ratings=tuple(replace(rating, phrase="") for rating in framework.ratings))

    earlier = replace(catalogue, frameworks=tuple(map(wordless, catalogue.frameworks)))
    why, lacks = words_of(earlier, answers.FASTAPI_LEADS).argument.sides
    assert [reason.phrase for reason in why.reasons] == [
        "API tooling (OpenAPI): 90 of 100",
        "Your team knows FastAPI well",
    ]
    assert [reason.phrase for reason in lacks.reasons] == ["Lightness: 50 of 100"]


def test_where_nothing_is_given_up_it_is_said(catalogue):
    _, lacks = words_of(catalogue, answers.DJANGO_LEADS).argument.sides
    assert (lacks.reasons, lacks.if_none) == ((), "Nothing that counts for you is better in Flask.")


def test_two_that_are_close_each_have_what_speaks_for_them(catalogue):
    """FastAPI before Django by 30/9: api-tooling 280/9 and lightness 30/9 against batteries 280/9."""
    argument = words_of(catalogue, answers.TOSS_UP).argument
    assert argument.is_open
    assert [side.title for side in argument.sides] == ["What speaks for FastAPI", "What speaks for Django"]
    first, second = (told(side) for side in argument.sides)
    assert [tenths for *_, tenths in first] == [311, 33]
    assert [tenths for *_, tenths in second] == [311]
    assert argument.drawbacks == ()


def test_a_tie_is_open_too_and_where_nothing_tells_them_apart_nothing_is_said(catalogue):
    assert words_of(catalogue, answers.TIE).argument.is_open
    alike = {"alpha": {"speed": 7}, "beta": {"speed": 7}}
    assert said(FAST, ratings=alike, answers={"fast": chosen("yes")}).argument is None


FAST = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))


def test_nothing_is_argued_without_a_leader_a_rival_or_anybody_who_meets_all(catalogue):
    assert said(FAST, ratings={"alpha": {"speed": 7}}, answers={"fast": chosen("yes")}).argument is None
    assert said(FAST, ratings={"alpha": {"speed": 7}, "beta": {"speed": 1}}, answers={}).argument is None
    nobody = words_of(catalogue, answers.NONE_MEETS_ALL)
    assert nobody.argument is None
    assert nobody.candidates == ()
    assert nobody.band == ""
    assert nobody.chances is None


def test_what_decided_is_the_sentence_of_a_single_leader_only(catalogue):
    assert words_of(catalogue, answers.FASTAPI_LEADS).sentence == (
        "It fits your answers best, above all “FastAPI” (Which of these does your team know well?) and "
        "“JSON with an OpenAPI description”."
    )
    toss_up = words_of(catalogue, answers.TOSS_UP)
    assert (
        toss_up.sentence
        == "Choose FastAPI if you value API tooling (OpenAPI), Django if you value out-of-the-box functionality."
    )


def test_whom_to_try_first(catalogue):
    def names(given):
        return [standing.framework.name for standing in words_of(catalogue, given).candidates]

    assert names(answers.FASTAPI_LEADS) == ["FastAPI"]
    assert names(answers.TOSS_UP) == ["FastAPI", "Django"]
    assert sorted(names(answers.TIE)) == ["Django", "FastAPI"]


def test_a_rating_that_is_missing_and_a_team_that_knows_it_not_are_said(catalogue):
    analysis = analyse(Contributions(catalogue), {**answers.FASTAPI_LEADS, "known": chosen("flask")})
    familiarity = catalogue.criterion_of["familiarity"]
    django = catalogue.framework_of["django"]
    assert reasons.phrase(analysis.outcome, django, familiarity) == "Your team does not know Django well"
    bare = replace(django, ratings=())
    lightness = catalogue.criterion_of["lightness"]
    assert reasons.phrase(analysis.outcome, bare, lightness) == "Lightness: not rated"
