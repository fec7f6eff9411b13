"""Why the first, what is given up, and whom to try: on answers whose points are worked by hand."""

from dataclasses import replace

from advisor.words import reasons
from advisor.words.result import ResultWords
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Familiarity, Importance
from tests import answers
from tests.advisor.words.said import said
from tests.factories import chosen, create_add_on, create_catalogue, create_choice, create_question, with_framework


def words_of(catalogue, given) -> ResultWords:
    return ResultWords(analyse(Contributions(catalogue), given), catalogue, WhatIf())


def told(side):
    return [(reason.phrase, reason.answer, reason.tenths) for reason in side.reasons]


def test_reasons_and_drawbacks_are_tied_to_the_answer_that_weighs_most(catalogue):
    """FastAPI before Flask: api-tooling 8·60/13 = 36.9, familiarity 4·100/13 = 30.8, lightness −30/13 = −2.3.

    Both answers give api-tooling 4: it is 4 of the 5 that the kind of project gives, and all that OpenAPI gives.
    """
    why, lacks = words_of(catalogue, answers.FASTAPI_LEADS).argument.sides
    assert (why.title, why.against) == ("Why FastAPI", "Flask")
    assert told(why) == [
        ("FastAPI in a few words on api tooling", "“JSON with an OpenAPI description”", 369),
        ("Your team knows FastAPI well", "“FastAPI” (Which of these does your team know well?)", 308),
    ]
    assert lacks.title == "What you give up"
    assert told(lacks) == [("FastAPI in a few words on lightness", "“An API for others”", -23)]


def test_of_answers_that_give_a_criterion_as_much_the_one_that_is_most_about_it_is_named():
    """Both give speed 2. It is 2 of 5 of the first and 2 of 3 of the second; then the same, and the later one is."""
    broad = create_choice("yes", {"speed": 2, "comfort": 3})
    narrow = create_choice("yes", {"speed": 2, "comfort": 1})

    def named(*choices):
        questions = [create_question(slug, (choice, NO)) for slug, choice in zip(("one", "two"), choices, strict=True)]
        ratings = {"alpha": {"speed": 90, "comfort": 50}, "beta": {"speed": 10, "comfort": 50}}
        given = {"one": chosen("yes"), "two": chosen("yes")}
        (reason,) = said(*questions, ratings=ratings, answers=given).argument.sides[0].reasons
        return reason.answer

    assert named(broad, narrow) == "“Answer yes” (Is it two?)"
    assert named(narrow, broad) == "“Answer yes” (Is it one?)"
    assert named(narrow, narrow) == "“Answer yes” (Is it two?)"


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


NO = create_choice("no")
FAST = create_question("fast", (create_choice("yes", {"speed": 1}), NO))
SMALL = create_question("small", (create_choice("yes", {"size": 4}), NO))


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


def argued(*add_ons):
    """Why Alpha, with these add-ons, and what is given up: Beta is faster."""
    ratings = {"alpha": {"speed": 20, "size": 90}, "beta": {"speed": 60, "size": 10}}
    catalogue = create_catalogue(FAST, SMALL, ratings=ratings)
    with_them = with_framework(catalogue, replace(catalogue.frameworks[0], add_ons=add_ons))
    return words_of(with_them, {"fast": chosen("yes"), "small": chosen("yes")}).argument


def mends(argument):
    return [reason.mend and str(reason.mend) for reason in argument.drawbacks]


def test_a_drawback_names_the_add_ons_that_mend_it_the_best_two():
    good, better, best = (create_add_on(slug, {"speed": value}) for slug, value in (("a", 75), ("b", 80), ("c", 90)))
    assert mends(argued(good, better, best)) == ["Usually mended with C or B"]
    assert mends(argued(good)) == ["Usually mended with A"]
    assert mends(argued()) == [None]


def test_an_add_on_that_leaves_a_weak_point_mends_it_partly_and_is_no_choice_beside_one_that_does_not():
    some, good = create_add_on("some", {"speed": 74}), create_add_on("good", {"speed": 75})
    assert mends(argued(some)) == ["Partly mended with Some"]
    assert mends(argued(some, good)) == ["Usually mended with Good"]


def test_reasons_for_a_framework_name_no_add_on():
    argument = argued(create_add_on("small", {"size": 95}), create_add_on("fast", {"speed": 80}))
    assert [reason.mend for reason in argument.sides[0].reasons] == [None]


def test_what_an_application_is_built_with_is_said_as_that_and_is_no_weak_point_to_check():
    built = create_question("built", familiarity=Familiarity(criterion="existing", points=1, is_built_with=True))
    ratings = {"alpha": {"speed": 90}, "beta": {"speed": 20}}
    given = {"fast": chosen("yes", importance=Importance.DOUBLE), "built": chosen("beta", importance=Importance.HALF)}
    words = said(FAST, built, ratings=ratings, answers=given)
    (lack,) = words.argument.drawbacks
    assert lack.phrase == "Your application is not built with Alpha"
    assert words.argument.weak_points == ()
    staying = said(FAST, built, ratings=ratings, answers={**given, "built": chosen("alpha")})
    assert [reason.phrase for reason in staying.argument.sides[0].reasons] == [
        "Rated 90 for speed",
        "Your application is built with Alpha already",
    ]


def test_what_takes_the_framework_s_place_is_named_beside_its_add_ons():
    some = create_add_on("some", {"speed": 50})
    instead = replace(create_add_on("instead", {"speed": 85}), replaces=True)
    assert mends(argued(some, instead)) == ["Partly mended with Some, or Instead, which takes Alpha’s place"]
    assert mends(argued(instead)) == ["People change to Instead, which takes Alpha’s place"]
    assert argued(some, instead).drawbacks[0].mend.briefly == "Partly mended with Some"
    assert argued(instead).drawbacks[0].mend.briefly == "People change to Instead, which takes Alpha’s place"


def decided(value, least, **given):
    """What decided for Alpha, rated so on speed, where a must-have of speed would demand this much of it."""
    fast = create_choice("yes", {"speed": 3, "size": 1}, {"speed": least})
    questions = (create_question("fast", (fast, NO)), create_question("small", (create_choice("yes", {"size": 1}), NO)))
    ratings = {"alpha": {"speed": value, "size": 60}, "beta": {"speed": 10, "size": 40}}
    catalogue = create_catalogue(*questions, ratings=ratings)
    quick = replace(catalogue.framework_of["alpha"], add_ons=(create_add_on("quick", {"speed": 90}),))
    return words_of(with_framework(catalogue, quick), given).sentence


def test_an_answer_to_which_the_winner_itself_falls_short_did_not_decide():
    """Speed 50 with 60 demanded: an add-on may make it enough, but it is no strength."""
    both = {"fast": chosen("yes"), "small": chosen("yes")}
    first, second = "“Answer yes” (Is it fast?)", "“Answer yes” (Is it small?)"
    assert decided(60, 60, **both) == f"It fits your answers best, above all {first} and {second}."
    assert decided(50, 60, **both) == f"It fits your answers best, above all {second}."
    must_have = both | {"fast": chosen("yes", importance=Importance.MUST_HAVE)}
    assert second in decided(50, 60, **must_have)
    assert first not in decided(50, 60, **must_have)
    assert decided(50, 60, fast=chosen("yes")).startswith("Alpha scores 52.5 of 100")  # (3·50 + 60) / 4
