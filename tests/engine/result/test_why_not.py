"""Why not another framework: the nearest one or two changes, against trying them all."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings

from recommender.engine.answer_changes import ChangeKind, change_kind
from recommender.engine.contributions import Contributions
from recommender.engine.result.sensitivity import sensitivity
from recommender.engine.result.why_not import why_not
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Importance
from tests.engine.brute_force import changed_answers, leaders
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question, yes_or_no

HALF, NORMAL, DOUBLE, MUST = Importance


FAST, SMALL, KIND = yes_or_no("fast", "speed", 3), yes_or_no("small", "size", 1), yes_or_no("kind", "kindness", 1)
RATINGS = {
    "alpha": {"speed": 80, "size": 0, "kindness": 0},
    "beta": {"speed": 40, "size": 100, "kindness": 0},
    "gamma": {"speed": 0, "size": 0, "kindness": 60},
}


def explained(catalogue, answers):
    contributions = Contributions(catalogue)
    found = why_not(contributions, answers, recommend(catalogue, answers), sensitivity(contributions, answers))
    return {item.standing.framework.slug: item for item in found}


def changed(item):
    return [
        (change.question.slug, *change.answer.chosen, change.answer.importance.value, change.kind.name)
        for change in item.changes
    ]


def test_one_change_and_two_changes_worked_by_hand():
    """Weights speed 6, size 2, kindness 2: alpha 480/10, beta 440/10, gamma 120/10.

    Beta leads with speed 3 (320 to 240) as with size 4 (640 to 480); of these two importances the first question comes
    first. Gamma needs speed gone, and size 1 at most: 120 to beta's 100. So “fast” is no and “small” halved.
    """
    answers = {"fast": chosen("yes"), "small": chosen("yes"), "kind": chosen("yes")}
    found = explained(create_catalogue(FAST, SMALL, KIND, ratings=RATINGS), answers)
    assert list(found) == ["beta", "gamma"]
    assert changed(found["beta"]) == [("fast", "yes", "half", "IMPORTANCE")]
    assert found["beta"].behind == 4
    assert changed(found["gamma"]) == [("fast", "no", "normal", "CHOICE"), ("small", "yes", "half", "IMPORTANCE")]
    assert found["gamma"].behind == 36


def test_what_two_changes_cannot_do_has_none_and_says_how_far_it_is_behind():
    """Gamma has nothing but kindness, for which nobody asked: it can draw level with 0, never lead."""
    catalogue = create_catalogue(FAST, SMALL, ratings=RATINGS)
    found = explained(catalogue, {"fast": chosen("yes"), "small": chosen("yes")})
    assert found["gamma"].changes == ()
    assert found["gamma"].behind == Fraction(480 + 0 - 0, 8)


def test_the_farthest_two_changes_are_found_where_no_nearer_ones_will_do():
    """Beta is 7 behind by “base”, and by 2 x 3 for each “old”. As “new” it gains 2, or 4 if that counts double.

    Only both as “new” and double will do: 8 - 7. Without “base” one of the two stays “old”: 4 - 6.
    """
    one, other = (
        create_question(slug, (create_choice("old", {"speed": 1}), create_choice("new", {"size": 1})))
        for slug in ("one", "other")
    )
    base = yes_or_no("base", "base", 1)
    ratings = {"alpha": {"base": 7, "speed": 3, "size": 0}, "beta": {"base": 0, "speed": 0, "size": 1}}
    answers = {"base": chosen("yes", importance=HALF), "one": chosen("old"), "other": chosen("old")}
    found = explained(create_catalogue(base, one, other, ratings=ratings), answers)
    assert changed(found["beta"]) == [("one", "new", "double", "SEVERAL"), ("other", "new", "double", "SEVERAL")]


def test_a_nearer_pair_of_changes_is_found_behind_a_farther_one():
    """Beta has 10 by “size”, alpha 10 by “some” and 40 by “much”.

    With “size” at normal (20) “much” has to be skipped (10): 1 + 2. At double (40) it need only be normal (10 + 20).
    """
    size, some, much = yes_or_no("size", "size", 2), yes_or_no("some", "speed", 1), yes_or_no("much", "speed", 1)
    ratings = {"alpha": {"speed": 10, "size": 0}, "beta": {"speed": 0, "size": 5}}
    answers = {
        "size": chosen("yes", importance=HALF),
        "some": chosen("yes", importance=HALF),
        "much": chosen("yes", importance=DOUBLE),
    }
    found = explained(create_catalogue(size, some, much, ratings=ratings), answers)
    assert changed(found["beta"]) == [("size", "yes", "double", "IMPORTANCE"), ("much", "yes", "normal", "IMPORTANCE")]


def test_of_pairs_that_are_equally_near_the_first_in_the_order_of_the_questions_is_told():
    """Beta has 24, alpha 20 by each of the others: any two of them as “no” will do, one so and one halved not."""
    three = [yes_or_no(slug, "speed", 1) for slug in ("one", "two", "three")]
    ratings = {"alpha": {"speed": 10, "size": 0}, "beta": {"speed": 0, "size": 6}}
    answers = {question.slug: chosen("yes") for question in three} | {"small": chosen("yes", importance=DOUBLE)}
    found = explained(create_catalogue(*three, SMALL, ratings=ratings), answers)
    assert changed(found["beta"]) == [("one", "no", "normal", "CHOICE"), ("two", "no", "normal", "CHOICE")]


def test_sharing_the_lead_is_not_enough():
    """Alpha and beta are level at speed 3 and size 4; beta leads alone only with size 4 and speed halved or none."""
    level = {"alpha": {"speed": 80, "size": 0}, "beta": {"speed": 40, "size": 60}}
    catalogue = create_catalogue(FAST, SMALL, ratings=level)
    answers = {"fast": chosen("yes"), "small": chosen("yes", importance=DOUBLE)}
    assert leaders(catalogue, answers) == ("alpha", "beta")
    found = explained(catalogue, answers)
    assert changed(found["alpha"]) == [("fast", "yes", "double", "IMPORTANCE")]
    assert changed(found["beta"]) == [("fast", "yes", "half", "IMPORTANCE")]
    assert {item.behind for item in found.values()} == {0}


def test_giving_up_a_must_have_may_be_enough():
    """Beta scores more but misses the must-have; at double it is no must-have and weighs the same."""
    strict = yes_or_no("fast", "speed", 1, least=75)
    catalogue = create_catalogue(strict, SMALL, ratings=RATINGS)
    found = explained(catalogue, {"fast": chosen("yes", importance=MUST), "small": chosen("yes")})
    assert changed(found["beta"]) == [("fast", "yes", "double", "IMPORTANCE")]
    assert found["beta"].behind == Fraction(4 * 80 - (4 * 40 + 2 * 100), 6)


def test_the_change_of_one_answer_may_bring_the_question_of_the_other():
    """Only “details” asks for size, and only after “fast” is no. Beta needs both."""
    fast = create_question("fast", (create_choice("yes", {"speed": 9}), create_choice("no", {"speed": 1})))
    details = create_question(
        "details", (create_choice("yes", {"size": 5}), create_choice("no")), ask_if=(("fast", "no"),)
    )
    catalogue = create_catalogue(fast, details, ratings=RATINGS)
    found = explained(catalogue, {"fast": chosen("yes")})
    assert changed(found["beta"]) == [("fast", "no", "normal", "CHOICE"), ("details", "yes", "normal", "CHOICE")]


def test_the_question_that_brings_another_may_be_unanswered():
    """“fast” gives alpha 6 x 40, and “details” would give beta 10 x 100."""
    gate = create_question("gate", (create_choice("yes"), create_choice("no")))
    details = create_question(
        "details", (create_choice("yes", {"size": 5}), create_choice("no")), ask_if=(("gate", "yes"),)
    )
    found = explained(create_catalogue(FAST, gate, details, ratings=RATINGS), {"fast": chosen("yes")})
    assert changed(found["beta"]) == [("gate", "yes", "normal", "CHOICE"), ("details", "yes", "normal", "CHOICE")]


def test_a_change_that_hides_the_question_of_the_other_is_no_pair():
    """“three” is asked after “two” is b, “two” after “one” is yes. With “one” no, no answer to “two” counts."""
    one = create_question("one", (create_choice("yes", {"speed": 1}), create_choice("no")))
    two = create_question("two", (create_choice("a"), create_choice("b")), ask_if=(("one", "yes"),))
    three = create_question("three", (create_choice("yes", {"size": 2}), create_choice("no")), ask_if=(("two", "b"),))
    answers = {"one": chosen("yes"), "two": chosen("a")}
    found = explained(create_catalogue(one, two, three, ratings=RATINGS), answers)
    assert changed(found["beta"]) == [("two", "b", "normal", "CHOICE"), ("three", "yes", "normal", "CHOICE")]


def test_a_hidden_answer_that_comes_back_needs_no_change():
    fast = create_question("fast", (create_choice("yes", {"speed": 9}), create_choice("no", {"speed": 1})))
    details = create_question(
        "details", (create_choice("yes", {"size": 5}), create_choice("no")), ask_if=(("fast", "no"),)
    )
    catalogue = create_catalogue(fast, details, ratings=RATINGS)
    found = explained(catalogue, {"fast": chosen("yes"), "details": chosen("yes")})
    assert changed(found["beta"]) == [("fast", "no", "normal", "CHOICE")]


def test_the_nearest_to_winning_comes_first():
    """Alpha 150, beta 98, gamma 90. With “kind” as double gamma has 360 to 300; beta wins by no change, alpha having
    more of all that it has.
    """
    kind = yes_or_no("kind", "kindness", 1)
    ratings = {"alpha": {"speed": 50, "kindness": 50}, "beta": {"speed": 49}, "gamma": {"kindness": 90}}
    fast = create_question("fast", (create_choice("yes", {"speed": 1}), create_choice("no")))
    answers = {"fast": chosen("yes"), "kind": chosen("yes", importance=HALF)}
    found = explained(create_catalogue(fast, kind, ratings=ratings), answers)
    assert [(slug, item.standing.rank) for slug, item in found.items()] == [("gamma", 3), ("beta", 2)]
    assert [item.distance for item in found.values()] == [ChangeKind.IMPORTANCE, 2 * ChangeKind.SEVERAL + 1]


def test_the_five_with_the_highest_scores_are_told():
    """Alpha misses the must-have and scores most; beta leads. Of the six others the one with the least is left out."""
    strict = yes_or_no("safe", "safety", 0, least=50)
    others = {f"other-{number}": {"speed": 10 * number, "safety": 60} for number in range(1, 7)}
    ratings = {"alpha": {"speed": 90, "safety": 0}, "beta": {"speed": 70, "safety": 60}} | others
    found = explained(
        create_catalogue(FAST, strict, ratings=ratings),
        {"fast": chosen("yes"), "safe": chosen("yes", importance=MUST)},
    )
    assert found.keys() == {"alpha", "other-6", "other-5", "other-4", "other-3"}
    assert changed(found["alpha"]) == [("safe", "yes", "double", "IMPORTANCE")]
    assert found["other-6"].behind > 0 > found["alpha"].behind


def test_another_project_is_no_answer_to_why_not():
    """“small” says what is built. As “yes” beta would win; nothing else brings it before alpha."""
    project = replace(yes_or_no("small", "size", 9), describes_project=True)
    answers = {"fast": chosen("yes"), "small": chosen("no")}
    for asked in (create_catalogue(FAST, project, ratings=RATINGS), gated(project)):
        assert leaders(asked, answers) == ("alpha",)
        assert leaders(asked, {**answers, "small": chosen("yes")}) == ("beta",)
        assert changed(explained(asked, answers)["beta"]) == []


def gated(project):
    """The same with a question that is asked only after another project."""
    more = create_question("more", (create_choice("a", {"size": 9}), create_choice("b")), ask_if=(("small", "yes"),))
    return create_catalogue(FAST, project, more, ratings=RATINGS)


def test_nobody_is_asked_about_when_nobody_leads():
    assert explained(create_catalogue(FAST, ratings=RATINGS), {}) == {}


def test_a_lead_for_want_of_a_framework_that_meets_all_is_no_win():
    """Were “small” a must-have, alpha would miss it as beta misses “fast”. Beta would lead, but not win."""
    fast, small = yes_or_no("fast", "speed", 1, least=75), yes_or_no("small", "size", 1, least=75)
    catalogue = create_catalogue(fast, small, ratings=RATINGS)
    answers = {"fast": chosen("yes", importance=MUST), "small": chosen("yes")}
    assert leaders(catalogue, {**answers, "small": chosen("yes", importance=MUST)}) == ("beta",)
    found = explained(catalogue, answers)
    assert changed(found["beta"]) == [("fast", "yes", "double", "IMPORTANCE")]


def test_who_leads_and_misses_a_must_have_is_told_how_to_win():
    strict = yes_or_no("small", "size", 1, least=75)
    catalogue = create_catalogue(strict, ratings={"alpha": {"size": 70}, "beta": {"size": 60}})
    found = explained(catalogue, {"small": chosen("yes", importance=MUST)})
    assert changed(found["alpha"]) == [("small", "yes", "double", "IMPORTANCE")]
    assert (found["beta"].changes, found["beta"].behind) == ((), 10)


@settings(max_examples=60)
@given(cases())
def test_the_changes_are_the_nearest_of_all_that_there_are(case):
    """Brute force over every change of one preference, and of two where none of one is enough."""
    catalogue, answers = case
    small = len(catalogue.questions) <= 4
    for slug, item in explained(catalogue, answers).items():
        given_up = {change.question.slug: change.answer for change in item.changes}
        if item.changes:
            assert wins(catalogue, {**answers, **given_up}, slug)
        for count in (1, 2) if small else (1,):
            costs = [
                cost_of(catalogue, answers, other)
                for other in changed_answers(catalogue, answers, count)
                if all(is_preference(catalogue, answers, *one) for one in other.items())
                and wins(catalogue, {**answers, **other}, slug)
            ]
            if costs:
                assert len(item.changes) == count
                assert sum(change.kind for change in item.changes) == min(costs)
                break
            assert len(item.changes) != count


def wins(catalogue, answers, slug):
    """Whether a framework leads alone and misses no must-have."""
    (first, *others) = recommend(catalogue, answers).leaders or (None,)
    return not others and first is not None and first.framework.slug == slug and not first.missed


def is_preference(catalogue, answers, slug, answer):
    """Whether it is neither a skip, nor another project, nor a must-have where there was none."""
    before = answers.get(slug, SKIPPED)
    if catalogue.question_of[slug].describes_project and answer.chosen != before.chosen:
        return False
    return not answer.is_skip and (before.importance is MUST or answer.importance is not MUST)


def cost_of(catalogue, answers, other):
    return sum(kind_between(catalogue, answers, slug, answer) for slug, answer in other.items())


def kind_between(catalogue, answers, slug, answer):
    return change_kind(catalogue, catalogue.question_of[slug], answers.get(slug, SKIPPED), answer)
