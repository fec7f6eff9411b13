"""Each fault, built by hand, with its near miss that is none; and a catalogue that is in order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.engine.checks.conditions import askable
from recommender.engine.checks.report import FOR_NONE, FaultKind, faults_by_kind
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import ANCHORS, Familiarity, Importance, RatingMethod, Section
from recommender.engine.versions.drafts import published
from tests.engine.every_completion import EveryRun, tiny_catalogues
from tests.factories import (
    chosen,
    create_add_on,
    create_catalogue,
    create_choice,
    create_claim,
    create_criterion,
    create_framework,
    create_persona,
    create_question,
    create_rating,
    create_reading,
    with_framework,
)

RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 20, "size": 80}}
FAST = create_question("fast", (create_choice("yes", {"speed": 2}), create_choice("no", {"size": 1})))
SMALL = create_question("small", (create_choice("yes", {"size": 3}), create_choice("no", {"speed": 1})))
SOMEBODY = create_persona(answers={"fast": chosen("yes")}, accepted=("alpha",))
IN_ORDER = create_catalogue(FAST, SMALL, ratings=RATINGS, personas=(SOMEBODY,))
ALPHA, BETA = IN_ORDER.frameworks
SPEED, SIZE = IN_ORDER.criteria


def faults(catalogue):
    return tuple(problem for found in faults_by_kind(catalogue).values() for problem in found)


def told(catalogue, kind=None):
    """Path and reason of all faults, or of those of one kind."""
    found = faults(catalogue) if kind is None else faults_by_kind(catalogue).get(kind, ())
    return [(" › ".join(problem.path), problem.reason) for problem in found]


def places(catalogue, kind=None):
    return [place for place, _ in told(catalogue, kind)]


def asking(*questions, **changes):
    return replace(IN_ORDER, sections=(Section(slug="first", title="First", questions=questions),), **changes)


def with_persona(**changes):
    return replace(IN_ORDER, personas=(replace(SOMEBODY, **changes),))


def with_criterion(criterion):
    others = [item for item in IN_ORDER.criteria if item.slug != criterion.slug]
    return replace(IN_ORDER, criteria=(criterion, *others))


def with_alpha(**changes):
    return with_framework(IN_ORDER, replace(ALPHA, **changes))


def draft(item):
    return replace(item, published=False)


def test_a_catalogue_in_order_has_no_faults():
    assert faults(IN_ORDER) == ()


# Personas


def test_a_persona_for_whom_another_leads():
    broken = with_persona(answers={"small": chosen("yes")})
    assert told(broken) == [("personas › somebody", "Beta leads, but accepted is only Alpha")]
    assert faults(with_persona(answers={"small": chosen("yes")}, accepted=("alpha", "beta"))) == ()


def test_a_disagreement_with_a_persona_is_in_order_as_long_as_there_is_one():
    assert faults(with_persona(answers={"small": chosen("yes")}, disagreement="It is about speed.")) == ()
    assert told(with_persona(disagreement="It is about speed.")) == [
        ("personas › somebody › disagreement", "comes out right, so there is none: empty it")
    ]


def test_a_persona_is_judged_among_the_best_known_unless_it_accepts_others_only():
    """Beta, the only one of the others, leads if small is asked for."""
    small = with_persona(answers={"small": chosen("yes")})
    alpha, beta = small.frameworks
    third = replace(alpha, slug="gamma", name="Gamma")
    catalogue = replace(small, frameworks=(alpha, third, replace(beta, best_known=False)))
    fault = ("personas › somebody", "Alpha and Gamma share the lead, but accepted is only Alpha")
    assert told(catalogue)[:1] == [fault]
    only_beta = replace(catalogue, personas=(replace(small.personas[0], accepted=("beta",)),))
    assert FaultKind.PERSONA not in faults_by_kind(only_beta)


def test_a_persona_for_whom_nobody_leads():
    assert told(with_persona(answers={})) == [("personas › somebody", "nobody leads, but accepted is only Alpha")]


def test_a_persona_for_whom_a_lead_is_shared_with_one_that_is_not_accepted():
    """2 x 2 to speed and 4 x 1 to size give both frameworks the same."""
    half = {"fast": chosen("yes"), "small": chosen("no")}
    level = create_catalogue(
        FAST,
        create_question("small", (create_choice("no", {"size": 2}), create_choice("yes", {"size": 1}))),
        ratings=RATINGS,
        personas=(replace(SOMEBODY, answers=half),),
    )
    assert told(level, FaultKind.PERSONA) == [
        ("personas › somebody", "Alpha and Beta share the lead, but accepted is only Alpha")
    ]
    both = replace(level, personas=(replace(SOMEBODY, answers=half, accepted=("alpha", "beta")),))
    assert told(both, FaultKind.PERSONA) == []


def test_a_persona_that_answers_or_accepts_what_is_not_there():
    assert told(with_persona(answers={"fast": chosen("yes"), "gone": chosen("yes")})) == [
        ("personas › somebody › answers › gone", "there is no such question")
    ]
    assert told(with_persona(accepted=("alpha", "gamma"))) == [
        ("personas › somebody › accepted", "“gamma” is not a framework")
    ]
    assert told(with_persona(accepted=("gamma",)))[1] == (
        "personas › somebody",
        "Alpha leads, but accepted is only gamma",
    )
    assert told(with_persona(accepted=())) == [("personas › somebody › accepted", "names no published framework")]


def test_a_persona_may_answer_and_accept_drafts_besides():
    ready = asking(FAST, SMALL, draft(create_question("later")))
    answers = {"fast": chosen("yes"), "later": chosen("yes")}
    accepted = replace(SOMEBODY, answers=answers, accepted=("alpha", "gamma"))
    drafted = (*IN_ORDER.frameworks, draft(create_framework("gamma")))
    assert faults(replace(ready, frameworks=drafted, personas=(accepted,))) == ()


# Texts


@pytest.mark.parametrize("text", ["", " "])
def test_a_published_framework_that_does_not_say_when_to_choose_it(text):
    assert told(with_alpha(choose_when=text), FaultKind.TEXT) == [("frameworks › alpha › choose_when", "is empty")]
    assert places(with_alpha(think_twice_when=text)) == ["frameworks › alpha › think_twice_when"]
    assert told(with_alpha(choose_when=text, published=False), FaultKind.TEXT) == []


@pytest.mark.parametrize("name", ["choose_when", "think_twice_when", "moving_here"])
def test_a_text_goes_on_with_its_sentence_and_ends_it(name):
    place = f"frameworks › alpha › {name}"
    assert told(with_alpha(**{name: "You need it."}), FaultKind.TEXT) == [
        (place, "goes on in the middle of a sentence, so it begins in lower case")
    ]
    assert told(with_alpha(**{name: "you need it"}), FaultKind.TEXT) == [
        (place, "ends the sentence, so it needs a full stop at its end")
    ]
    assert places(with_alpha(**{name: "A. "})) == [place]


@pytest.mark.parametrize(
    "text",
    ["you need it.", "Alpha is known.", "APIs are all.", "WebSockets.", "3 of it.", "“it” is enough.", "Python 2."],
)
def test_a_text_may_begin_with_a_name_an_abbreviation_or_no_letter(text):
    assert told(with_alpha(choose_when=text), FaultKind.TEXT) == []


def test_a_text_may_begin_with_the_name_of_an_add_on():
    ours = replace(create_add_on("more", {}), name="Celery 5")
    assert told(with_alpha(choose_when="Celery is there.", add_ons=(ours,)), FaultKind.TEXT) == []
    assert places(with_alpha(choose_when="Celery is there.")) == ["frameworks › alpha › choose_when"]


@pytest.mark.parametrize("text", ["", " "])
def test_a_rating_without_a_phrase_is_a_fault_once_visitors_see_it(text):
    silent = replace(create_rating("speed", 80), phrase=text)
    rest = create_rating("size", 20)
    place = "frameworks › alpha › ratings › speed › phrase"
    assert told(with_alpha(ratings=(silent, rest))) == [(place, "is empty")]
    assert place not in places(with_alpha(ratings=(replace(silent, evidence=()), rest)))
    assert place not in places(with_alpha(ratings=(silent, rest), published=False))
    assert place not in places(with_framework(with_criterion(draft(SPEED)), replace(ALPHA, ratings=(silent, rest))))


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"moving_here": ""}, "moving_here", "is empty"),
        ({"moving_here": " "}, "moving_here", "is empty"),
        ({"first_page": None}, "first_page", "is missing"),
        ({"further_reading": (create_reading(),)}, "further_reading", "names 1, and should name 2"),
        ({"known_users": ()}, "known_users", "names 0, and should name 3"),
    ],
)
def test_a_published_framework_that_does_not_say_how_to_begin_or_who_uses_it(changes, place, reason):
    assert told(with_alpha(**changes)) == [(f"frameworks › alpha › {place}", reason)]
    assert told(with_alpha(**changes, published=False), FaultKind.TEXT) == []


def test_a_rating_with_an_add_on_without_a_phrase():
    silent = replace(create_rating("speed", 90), phrase=" ")
    add_on = replace(create_add_on("turbo", {}), ratings=(silent,))
    place = "frameworks › alpha › add_ons › turbo › ratings › speed › phrase"
    assert told(with_alpha(add_ons=(add_on,))) == [(place, "is empty")]
    assert faults(with_alpha(add_ons=(replace(add_on, ratings=(create_rating("speed", 90),)),))) == ()
    draft_speed = with_criterion(draft(SPEED))
    assert place not in places(with_framework(draft_speed, replace(ALPHA, add_ons=(add_on,))))


# Add-ons


def test_a_rating_with_an_add_on_without_evidence():
    bare = replace(create_rating("speed", 90), evidence=())
    add_on = replace(create_add_on("turbo", {}), ratings=(bare,))
    assert told(with_alpha(add_ons=(add_on,))) == [
        (
            "frameworks › alpha › add_ons › turbo › ratings › speed",
            "needs at least one piece of evidence; without it, no visitor sees it",
        )
    ]
    assert told(with_alpha(add_ons=(add_on,), published=False), FaultKind.EVIDENCE) == []
    assert faults(with_alpha(add_ons=(replace(add_on, ratings=()),))) == ()


@pytest.mark.parametrize(("value", "is_told"), [(79, True), (80, True), (81, False)])
def test_an_add_on_that_raises_nothing(value, is_told):
    """Alpha has 80 without it."""
    found = told(with_alpha(add_ons=(create_add_on("turbo", {"speed": value}),)))
    line = (
        "frameworks › alpha › add_ons › turbo › ratings › speed",
        f"is {value}, and 80 without the add-on: it raises nothing",
    )
    assert found == ([line] if is_told else [])


@pytest.mark.parametrize(("value", "is_told"), [(90, False), (91, True)])
def test_an_add_on_stays_another_project_to_look_after(value, is_told):
    line = (
        "frameworks › alpha › add_ons › turbo › ratings › speed",
        "is 91; with an add-on it is 90 at most",
    )
    assert told(with_alpha(add_ons=(create_add_on("turbo", {"speed": value}),))) == ([line] if is_told else [])


# Must-haves


THREE = {**RATINGS, "gamma": {"speed": 60, "size": 70}}


def demanding(*least):
    """A question each, whose “yes” demands so much speed."""
    return tuple(
        create_question(
            f"q{number}", (create_choice("yes", {"speed": 1}, {"speed": each}), create_choice("no", {"size": 1}))
        )
        for number, each in enumerate(least)
    )


def must_haves(*questions, ratings=THREE, framework=None):
    catalogue = create_catalogue(*questions, ratings=ratings)
    return told(with_framework(catalogue, framework) if framework else catalogue, FaultKind.MUST_HAVE)


def test_more_than_two_thirds_of_the_must_haves_leave_a_single_framework():
    """Alpha alone has 70, alpha and gamma have 60."""
    assert must_haves(*demanding(70, 70, 60)) == []
    assert must_haves(*demanding(70, 70, 70)) == [
        (
            "questions",
            "3 of the 3 choices that can be a must-have leave a single framework; at most two thirds should",
        )
    ]
    assert must_haves(*demanding(70, 70, 70, 60))[0][1].startswith("3 of the 4 choices")
    assert must_haves(*demanding(90, 90, 90)) == []  # they leave none
    assert must_haves(*demanding(70, 70, 70), ratings=RATINGS) == []  # of two, one is left wherever they differ
    assert must_haves(*demanding()) == []


def test_an_add_on_lets_a_framework_meet_a_must_have():
    catalogue = create_catalogue(*demanding(70, 70, 70), ratings=THREE)
    gamma = replace(catalogue.framework_of["gamma"], add_ons=(create_add_on("turbo", {"speed": 75}),))
    assert must_haves(*demanding(70, 70, 70), framework=gamma) == []


@pytest.mark.parametrize(("high", "is_told"), [(69, False), (70, True)])
def test_a_must_have_that_shuts_a_framework_out_within_its_range(high, is_told):
    gamma = replace(create_framework("gamma", position=3), ratings=(create_rating("speed", 65, high=high),))
    line = (
        "questions › q0 › choices › yes › requirements › speed",
        f"is 70, and shuts out Gamma, rated 65 and perhaps {high}",
    )
    assert must_haves(*demanding(70, 60, 60), framework=gamma) == ([line] if is_told else [])


def test_a_framework_that_misses_another_demand_for_certain_is_shut_out_anyway():
    both = create_question("both", (create_choice("yes", {"speed": 1}, {"speed": 70, "size": 60}), create_choice("no")))
    shut_out = (create_rating("speed", 65, high=75), create_rating("size", 50))
    gamma = replace(create_framework("gamma", position=3), ratings=shut_out)
    found = [line for line in must_haves(both, framework=gamma) if line[0] != "questions"]
    assert found == []
    near = replace(gamma, ratings=(shut_out[0], create_rating("size", 55, high=60)))
    found = [line for line in must_haves(both, framework=near) if line[0] != "questions"]
    assert [place.rpartition(" › ")[2] for place, _ in found] == ["speed", "size"]


# Evidence and anchors


def test_a_rating_that_is_missing_or_has_no_evidence():
    bare = replace(create_rating("speed", 80), evidence=())
    assert told(with_alpha(ratings=(bare, ALPHA.ratings[1])), FaultKind.EVIDENCE) == [
        ("frameworks › alpha › ratings › speed", "needs at least one piece of evidence; without it, it counts as 0")
    ]
    assert told(with_alpha(ratings=ALPHA.ratings[1:]), FaultKind.EVIDENCE) == [
        ("frameworks › alpha › ratings › speed", "is missing, so it counts as 0")
    ]


def test_a_claim_without_evidence():
    bare = replace(create_claim(), evidence=())
    assert told(with_alpha(claims=(bare,))) == [
        (
            "frameworks › alpha › claims › Very fast",
            "needs at least one piece of evidence; without it, no visitor sees it",
        )
    ]
    assert faults(with_alpha(claims=(create_claim(),))) == ()


def test_nothing_is_missing_where_the_framework_or_the_criterion_is_a_draft_or_nobody_rates_it():
    later = (*IN_ORDER.frameworks, draft(create_framework("gamma")))
    assert faults(replace(IN_ORDER, frameworks=later)) == ()
    unrated = draft(create_criterion("charm", weight=0))
    claim = replace(create_claim(criterion="charm"), evidence=())
    assert faults(with_framework(with_criterion(unrated), replace(ALPHA, claims=(claim,)))) == ()
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    assert faults(create_catalogue(FAST, SMALL, known, ratings=RATINGS)) == ()


@pytest.mark.parametrize("text", ["", "  "])
def test_an_anchor_that_says_nothing(text):
    blank = replace(SPEED, anchors={**SPEED.anchors, 25: text, 75: text})
    assert told(with_criterion(blank)) == [("criteria › speed › anchors", "nothing is said at 25, 75")]
    assert faults(with_criterion(draft(replace(blank, slug="charm")))) == ()


def test_an_anchor_that_is_not_there_is_told_once():
    lacking = replace(SPEED, anchors={0: "slow", 100: "fast"})
    assert told(with_criterion(lacking)) == [("criteria › speed › anchors", "nothing is said at 25, 50, 75")]


def test_what_the_visitor_rates_needs_only_the_ends_of_its_scale():
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    catalogue = create_catalogue(FAST, SMALL, known, ratings=RATINGS)
    ends = dict.fromkeys(ANCHORS, "") | {0: "not known", 100: "known"}
    familiarity = replace(create_criterion("familiarity", method=RatingMethod.ANSWER), anchors=ends)
    assert faults(replace(catalogue, criteria=(SPEED, SIZE, familiarity))) == ()
    without = replace(familiarity, anchors=ends | {100: ""})
    assert places(replace(catalogue, criteria=(SPEED, SIZE, without))) == ["criteria › familiarity › anchors"]


# Questions and choices


def test_a_question_on_whose_criterion_all_are_level():
    level = {"alpha": {**RATINGS["alpha"], "charm": 50}, "beta": {**RATINGS["beta"], "charm": 50}}
    charming = create_question("charming", (create_choice("yes", {"charm": 3}), create_choice("no", {"charm": 1})))
    assert told(create_catalogue(FAST, SMALL, charming, ratings=level)) == [
        ("questions › charming", f"an answer to it changes who leads {FOR_NONE}")
    ]
    level["beta"]["charm"] = 51
    assert faults(create_catalogue(FAST, SMALL, charming, ratings=level)) == ()


def test_a_question_that_only_opens_another_changes_something():
    """Neither answer asks for anything itself, so neither can be idle."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    opened = replace(SMALL, ask_if=create_question(ask_if=(("gate", "yes"),)).ask_if)
    assert told(asking(FAST, gate, opened)) == []
    assert told(asking(FAST, SMALL, gate)) == [("questions › gate", "is not asked: no choice does anything")]


def test_a_must_have_that_all_miss_changes_nothing():
    vain = create_question("vain", (create_choice("yes", {}, {"speed": 90}), create_choice("no", {}, {"speed": 91})))
    assert places(asking(FAST, SMALL, vain)) == ["questions › vain"]
    met = create_question("vain", (create_choice("yes", {}, {"speed": 80}), create_choice("no", {}, {"speed": 91})))
    assert places(asking(FAST, SMALL, met)) == ["questions › vain › choices › no"]


def test_a_question_with_nothing_to_choose_from_or_about_a_draft_is_not_asked():
    assert told(asking(FAST, SMALL, create_question("only", (create_choice("yes", {"speed": 1}),)))) == [
        ("questions › only", "is not asked: it needs at least two choices")
    ]
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
    catalogue = create_catalogue(FAST, SMALL, known, ratings=RATINGS)
    unfinished = replace(
        catalogue, criteria=tuple(draft(item) if not item.is_rated else item for item in catalogue.criteria)
    )
    assert told(unfinished) == [("questions › known", "is not asked: the criterion that it is about is a draft")]
    assert faults(asking(FAST, SMALL, draft(create_question("only", ())))) == ()


def test_a_choice_that_asks_for_nothing_may_be_like_a_skip():
    """But not one that gives points for nothing: both frameworks are rated the same on charm."""
    vague = create_question("small", (*SMALL.choices, create_choice("perhaps")))
    assert faults(asking(FAST, vague)) == ()
    level = {slug: {**ratings, "charm": 50} for slug, ratings in RATINGS.items()}
    charmed = create_question("small", (*SMALL.choices, create_choice("perhaps", {"charm": 1})))
    assert places(create_catalogue(FAST, charmed, ratings=level)) == ["questions › small › choices › perhaps"]
    firm = create_question("small", (*SMALL.choices, create_choice("perhaps", {}, {"speed": 50})))
    assert faults(asking(FAST, firm)) == ()


def with_detail(points):
    """A question that is asked only of those who give speed at least 1 x 5 points, which is 300 to alpha."""
    first = create_question("first", (create_choice("yes", {"speed": 5}), create_choice("no", {"size": 5})))
    details = (create_choice("yes", {"size": points}), create_choice("no", {"speed": 1}))
    return asking(first, create_question("detail", details, ask_if=(("first", "yes"),)), personas=())


def test_a_choice_that_comes_too_late_to_matter():
    """At most 4 x 1 x 60 = 240 to beta, and alpha is 300 ahead; with 2 points it can be 480. That alpha gains is idle
    in any case, as it leads already. A question all of whose choices are idle is told once."""
    assert places(with_detail(1)) == ["questions › detail"]
    assert places(with_detail(2)) == ["questions › detail › choices › no"]


def test_a_choice_that_draws_level_matters():
    """1 x 4 x 60 to alpha, and as much to beta by 4 x 1 x 60. Where size counts
    only there, beta never leads, but by drawing level it takes the lead from alpha."""
    ratings = {"alpha": {"speed": 60, "size": 0}, "beta": {"speed": 0, "size": 60}}
    details = create_question(
        "detail", (create_choice("yes", {"size": 1}), create_choice("no", {"speed": 1})), ask_if=(("first", "yes"),)
    )
    for other in ({"size": 5}, {"speed": 5}):
        first = create_question("first", (create_choice("yes", {"speed": 4}), create_choice("no", other)))
        catalogue = create_catalogue(first, details, ratings=ratings)
        assert places(catalogue, FaultKind.CHOICE) == ["questions › detail › choices › no"]
        assert places(catalogue, FaultKind.FRAMEWORK) == (["frameworks › beta"] if "speed" in other else [])


def test_a_choice_that_could_matter_only_if_a_third_one_did_not_lead():
    """Alpha and beta are nearly level on charm, gamma is far ahead of both whenever the question is asked."""
    ratings = {
        "alpha": {"speed": 50, "charm": 2, "size": 90},
        "beta": {"speed": 50, "charm": 1, "size": 10},
        "gamma": {"speed": 100, "charm": 0, "size": 0},
    }
    first = create_question("first", (create_choice("yes", {"speed": 9}), create_choice("no", {"size": 1})))
    details = (create_choice("yes", {"charm": 1}), create_choice("no", {"size": 9}))
    catalogue = create_catalogue(first, create_question("detail", details, ask_if=(("first", "yes"),)), ratings=ratings)
    assert places(catalogue, FaultKind.CHOICE) == ["questions › detail › choices › yes"]


# Criteria and conditions


def test_a_criterion_that_no_choice_raises():
    idle = create_criterion("charm")
    rated = {slug: {**values, "charm": 10} for slug, values in RATINGS.items()}
    charming = create_question(
        "charming", (create_choice("yes", {"charm": 0, "speed": 1}), create_choice("no", {"size": 1}))
    )
    catalogue = create_catalogue(FAST, SMALL, charming, ratings=rated)
    assert told(catalogue) == [("criteria › charm", "no choice that can be reached gives it points")]
    assert faults(replace(catalogue, criteria=(SPEED, SIZE, draft(idle)))) == ()


def test_a_criterion_without_weight():
    assert told(with_criterion(replace(SPEED, weight=0)), FaultKind.CRITERION) == [
        ("criteria › speed › weight", "is 0, so no answer can raise the criterion")
    ]
    assert told(with_criterion(replace(SPEED, weight=1)), FaultKind.CRITERION) == []


@pytest.mark.parametrize(("points", "count"), [(0, 1), (1, 0)])
def test_familiarity_that_gives_no_points(points, count):
    known = create_question("known", familiarity=Familiarity(criterion="familiarity", points=points))
    catalogue = create_catalogue(FAST, SMALL, known, ratings=RATINGS)
    assert places(catalogue, FaultKind.CRITERION) == ["criteria › familiarity"] * count
    assert places(catalogue, FaultKind.QUESTION) == ["questions › known"] * count


def depending(*ask_if):
    return create_question("late", SMALL.choices, ask_if=ask_if)


KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
LATER = draft(create_question("later"))
UNASKED = create_question("unasked", SMALL.choices, ask_if=(("later", "yes"),))


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (("gone", "yes"), "cannot be met: there is no such question"),
        (("fast", "maybe"), "cannot be met: there is no such choice"),
        (("later", "yes"), "cannot be met: that question is a draft"),
        (("known", "alpha"), "cannot be met: that question's choices are the frameworks"),
        (("unasked", "yes"), "cannot be met: that question is never asked"),
        (("late", "yes"), "comes back to this question: late → late"),
    ],
)
def test_a_condition_that_cannot_be_met(condition, reason):
    catalogue = create_catalogue(FAST, SMALL, KNOWN, LATER, UNASKED, depending(condition), ratings=RATINGS)
    line = ("questions › late › ask_if", f"“{': '.join(condition)}” {reason}")
    never = ("questions › late", "is never asked, because none of its conditions can be met")
    mine = [item for item in told(catalogue) if item[0].startswith("questions › late")]
    assert mine == [line, never]
    other_way = create_catalogue(
        FAST, SMALL, KNOWN, LATER, UNASKED, depending(condition, ("fast", "yes")), ratings=RATINGS
    )
    assert [item for item in told(other_way) if item[0].startswith("questions › late")] == [line]


def test_a_draft_may_have_conditions_that_cannot_be_met_and_no_other_question_is_at_fault_for_it():
    assert faults(asking(FAST, SMALL, LATER, draft(depending(("later", "yes"))))) == ()
    assert faults(asking(FAST, SMALL, depending(("fast", "yes")))) == ()


def test_a_loop_that_others_lead_into_is_told_though_its_conditions_can_be_met():
    one = create_question("one", SMALL.choices, ask_if=(("fast", "yes"), ("other", "yes")))
    other = create_question("other", SMALL.choices, ask_if=(("one", "yes"),))
    looped = asking(FAST, SMALL, one, other)
    assert told(looped) == [
        ("questions › one › ask_if", "“other: yes” comes back to this question: one → other → one"),
        ("questions › other › ask_if", "“one: yes” comes back to this question: other → one → other"),
    ]


# Frameworks and addresses


def test_a_framework_that_is_always_behind_another():
    behind = {**RATINGS, "gamma": {"speed": 70, "size": 19}}
    assert told(create_catalogue(FAST, SMALL, ratings=behind)) == [("frameworks › gamma", f"leads {FOR_NONE}")]
    behind["gamma"]["size"] = 79
    assert faults(create_catalogue(FAST, SMALL, ratings=behind)) == ()


def test_a_framework_that_shares_a_lead_wins_for_somebody():
    shared = {**RATINGS, "gamma": {"speed": 80, "size": 0}}
    assert faults(create_catalogue(FAST, SMALL, ratings=shared)) == ()


# The rest


def test_nothing_to_choose_from_and_nothing_to_ask():
    assert told(replace(IN_ORDER, frameworks=(ALPHA, draft(BETA)))) == [
        ("frameworks", "at least two must be published")
    ]
    assert told(asking(draft(FAST), personas=()), FaultKind.INVALID) == [
        ("questions", "none is asked: at least one must be published, with choices that do something")
    ]


def test_what_breaks_a_rule_is_told_too():
    assert told(with_criterion(replace(SPEED, weight=1001))) == [
        ("criteria › speed › weight", "must be from 0 to 1000")
    ]


def test_must_haves_count_among_the_ways_to_matter():
    """“Sturdy” gives no points; as a must-have it shuts out beta, which would lead."""
    sturdy = create_question("sturdy", (create_choice("yes", {}, {"speed": 50}), create_choice("no", {"size": 1})))
    catalogue = asking(FAST, SMALL, sturdy)
    assert faults(catalogue) == ()
    assert Importance.MUST_HAVE.demands


@given(tiny_catalogues(st.integers(2, 3)))
def test_all_that_trying_every_run_finds_idle_is_told_if_anybody_chose_it(catalogue):
    """And a framework that leads in no run always is."""
    visible = published(catalogue)
    if not askable(visible):
        assert (FaultKind.QUESTION in faults_by_kind(catalogue)) or (FaultKind.CONDITION in faults_by_kind(catalogue))
        return
    every = EveryRun(visible)
    found = set(places(catalogue))
    seen = {(slug, choice) for person in respondents(visible) for slug in person for choice in person[slug].chosen}
    asking_for_something = {
        (question.slug, choice.slug)
        for question in visible.questions
        for choice in question.choices
        if choice.asks_for_something
    }
    for question, choice in every.idle_choices & seen & asking_for_something:
        assert found & {f"questions › {question}", f"questions › {question} › choices › {choice}"}
    never = {f"frameworks › {item.slug}" for item in visible.frameworks if item.slug not in every.ever_leading}
    assert never <= set(places(catalogue, FaultKind.FRAMEWORK))
