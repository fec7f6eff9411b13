"""Changed answers and weights: against recomputing everything, and at the ends of the intervals."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from recommender.engine.contributions import Contributions
from recommender.engine.interview import asked_questions
from recommender.engine.result.sensitivity import sensitivity, weight_intervals
from recommender.engine.scoring import recommend
from recommender.engine.types import SKIPPED, Familiarity, Importance
from tests.engine.brute_force import every_answer, leaders
from tests.engine.strategies import cases
from tests.factories import chosen, create_catalogue, create_choice, create_question

MUST = Importance.MUST_HAVE
FAST = create_question("fast", (create_choice("yes", {"speed": 3}, {"speed": 75}), create_choice("no", {"size": 1})))
SMALL = create_question("small", (create_choice("yes", {"size": 2}), create_choice("no")))
KNOWN = create_question("known", familiarity=Familiarity(criterion="familiarity", points=1))
RATINGS = {"alpha": {"speed": 80, "size": 20}, "beta": {"speed": 40, "size": 90}}
CATALOGUE = create_catalogue(FAST, SMALL, KNOWN, ratings=RATINGS)


def test_flips_worked_by_hand():
    """fast=yes gives speed 6, small=yes size 4: alpha (480+80)/10 = 56, beta (240+360)/10 = 60.

    Alpha leads if fast counts double (speed 12: 65 to 52.5) or as a must-have, if small counts half (size 2: 65 to
    52.5), if small is “no” or skipped (80 to 40), or if the team knows alpha (familiarity 2: 63.3 to 50). A must-have
    that nobody set and a skip are no preferences; of the others half and double are one step of importance.
    """
    found = sensitivity(Contributions(CATALOGUE), {"fast": chosen("yes"), "small": chosen("yes")})
    assert found.leaders == ("beta",)
    steps = [("fast", ("yes",), "double"), ("small", ("yes",), "half")]
    assert told(found.importance_steps) == steps
    assert told(found.changes) == [*steps, ("small", ("no",), "normal"), ("known", ("alpha",), "normal")]
    assert {("fast", ("yes",), "must-have"), ("small", (), "normal")} <= set(told(found.turns))
    assert {flip.leaders for flip in found.turns} == {("alpha",)}
    assert found.safe_questions == ()


def told(flips):
    return [
        (flip.change.question.slug, flip.change.answer.chosen, flip.change.answer.importance.value) for flip in flips
    ]


def test_another_project_is_no_preference_though_it_changes_the_lead():
    """Its importance is one: alpha leads with “fast” as double."""
    project = replace(FAST, describes_project=True)
    answers = {"fast": chosen("no"), "small": chosen("yes", importance=Importance.HALF)}
    found = sensitivity(Contributions(create_catalogue(project, SMALL, ratings=RATINGS)), answers)
    assert ("fast", ("yes",), "double") in told(found.turns)
    assert told(found.changes) == []
    assert found.safe_questions == (SMALL,)


def test_a_must_have_may_be_given_up_or_moved_to_another_choice_but_none_is_added():
    slow = create_question("fast", (*FAST.choices, create_choice("very", {"speed": 4}, {"speed": 80})))
    contributions = Contributions(create_catalogue(slow, ratings=RATINGS))

    def preferences(importance):
        others = contributions.others("fast", chosen("yes", importance=importance)).alternatives
        changes = [other.change for other in others if other.change.is_preference]
        return {(*change.answer.chosen, change.answer.importance) for change in changes}

    assert {("very", MUST), ("yes", Importance.DOUBLE)} <= preferences(MUST)
    assert MUST not in {importance for _, importance in preferences(Importance.DOUBLE)}


def test_questions_that_cannot_change_the_lead_are_safe():
    found = sensitivity(Contributions(CATALOGUE), {"fast": chosen("yes", importance=MUST)})
    assert [question.slug for question in found.safe_questions] == ["small", "known"]
    assert {flip.change.question.slug for flip in found.turns} == {"fast"}


def test_an_answer_changed_in_two_things_is_no_step():
    """Alpha leads at speed 12 and size 4; “no” at half importance leaves size 5 only, but that changes two things."""
    answers = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    found = sensitivity(Contributions(CATALOGUE), answers)
    two_things = next(flip for flip in found.flips if flip.change.answer == chosen("no", importance=Importance.HALF))
    assert not two_things.change.is_step
    assert two_things.leaders == ("beta",)
    assert two_things not in found.changes


def test_a_change_may_bring_a_hidden_answer_back():
    """“details” was answered before “fast” hid it; answering “fast” with yes brings its weight back, which keeps beta
    in front.
    """
    size = (create_choice("yes", {"size": 9}), create_choice("no"))
    catalogue = create_catalogue(FAST, create_question("details", size, ask_if=(("fast", "yes"),)), ratings=RATINGS)
    given, answer = {"fast": chosen("no"), "details": chosen("yes")}, chosen("yes")
    changed = {flip.change.answer: flip.leaders for flip in sensitivity(Contributions(catalogue), given).flips}
    assert answer not in changed
    assert leaders(catalogue, given) == leaders(catalogue, {**given, "fast": answer}) == ("beta",)
    without = sensitivity(Contributions(catalogue), {"fast": chosen("no")})
    assert {flip.change.answer: flip.leaders for flip in without.flips}[answer] == ("alpha",)


@given(cases())
def test_flips_are_what_recomputing_everything_finds(case):
    """What is among the flips changes what they say, and every other answer that is not changes nothing."""
    catalogue, answers = case
    contributions = Contributions(catalogue)
    found = sensitivity(contributions, answers)
    assert found.leaders == leaders(catalogue, answers)
    before = told_of(recommend(catalogue, answers))
    flips = {(flip.change.question.slug, flip.change.answer): (flip.leaders, flip.all_miss) for flip in found.flips}
    assert before not in flips.values()
    for question in asked_questions(catalogue, answers):
        for other in contributions.others(question.slug, answers.get(question.slug, SKIPPED)).alternatives:
            answer = other.change.answer
            outcome = recommend(catalogue, {**answers, question.slug: answer})
            assert flips.pop((question.slug, answer), before) == told_of(outcome)
    assert not flips


def told_of(outcome):
    """Who leads, and whether every framework misses a must-have."""
    return (
        tuple(sorted(item.framework.slug for item in outcome.leaders)),
        all(standing.missed for standing in outcome.standings),
    )


@given(cases())
def test_a_question_is_safe_exactly_when_no_answer_whatever_changes_the_lead(case):
    catalogue, answers = case
    safe = sensitivity(Contributions(catalogue), answers).safe_questions
    before = leaders(catalogue, answers)
    for question in asked_questions(catalogue, answers):
        moves = any(
            leaders(catalogue, {**answers, question.slug: answer}) != before
            for answer in every_answer(catalogue, question)
        )
        assert (question in safe) is not moves, question.slug


def test_an_interval_worked_by_hand():
    """speed 12, size 4: alpha 65, beta 52.5. Level at 12*40 = w*70, so size may reach 48/7; speed may fall to 7."""
    answers = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    found = weight_intervals(recommend(CATALOGUE, answers))
    assert [(item.criterion.slug, item.weight, item.low, item.high) for item in found] == [
        ("speed", 12, 7, None),
        ("size", 4, 0, Fraction(48, 7)),
    ]
    assert [item.low_rival and item.low_rival.slug for item in found] == ["beta", None]
    assert [item.high_rival and item.high_rival.slug for item in found] == [None, "beta"]


def test_an_interval_where_ratings_differ_by_one_point():
    """speed 12, size 4: alpha leads by 12 - 4 = 8. Level at speed 12 - 8 = 4 or at size 4 + 8 = 12."""
    ratings = {"alpha": {"speed": 41, "size": 20}, "beta": {"speed": 40, "size": 21}}
    answers = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    found = weight_intervals(recommend(create_catalogue(FAST, SMALL, ratings=ratings), answers))
    assert [(item.criterion.slug, item.low, item.high) for item in found] == [("speed", 4, None), ("size", 0, 12)]


def test_the_rival_at_an_end_is_the_one_that_comes_level_first():
    """speed 12, size 4: alpha 960 + 80, gamma 720 + 200, beta 480 + 360: alpha leads by 120 and by 200.

    Gamma is level at size 4 + 120/30 and speed 12 - 120/20, beta at size 4 + 200/70 and speed 12 - 200/40.
    """
    catalogue = create_catalogue(FAST, SMALL, ratings=RATINGS | {"gamma": {"speed": 60, "size": 50}})
    answers = {"fast": chosen("yes", importance=Importance.DOUBLE), "small": chosen("yes")}
    speed, size = weight_intervals(recommend(catalogue, answers))
    assert (speed.low, speed.low_rival.slug) == (7, "beta")
    assert (size.high, size.high_rival.slug) == (4 + Fraction(200, 70), "beta")


def test_without_a_single_leader_there_is_no_interval():
    assert weight_intervals(recommend(CATALOGUE, {})) == ()


def test_a_rival_that_misses_a_must_have_sets_no_limit():
    answers = {"fast": chosen("yes", importance=MUST), "small": chosen("yes")}
    found = weight_intervals(recommend(CATALOGUE, answers))
    assert [(item.low, item.high) for item in found] == [(0, None), (0, None)]


@given(cases())
def test_at_the_ends_of_an_interval_the_leader_is_level_and_just_beyond_it_is_behind(case):
    outcome = recommend(*case)
    for found in weight_intervals(outcome):
        assert found.low <= found.weight
        assert lead_at(outcome, found, Fraction(found.weight)) > 0
        if found.low > 0:
            assert lead_at(outcome, found, found.low) == 0
            assert lead_at(outcome, found, found.low * Fraction(99, 100)) < 0
        else:
            assert lead_at(outcome, found, Fraction(0)) >= 0
        if found.high is None:
            assert lead_at(outcome, found, Fraction(10**9)) > 0
        else:
            assert lead_at(outcome, found, found.high) == 0
            assert lead_at(outcome, found, found.high + Fraction(1, 100)) < 0


def lead_at(outcome, found, weight):
    """By how much the leader is before the best comparable rival when one criterion has another weight."""
    weights = {**outcome.weights, found.criterion.slug: weight}
    values = {
        slug: sum(weights[key] * ratings.get(key, 0) for key in weights) for slug, ratings in outcome.ratings.items()
    }
    leader = outcome.leaders[0]
    rivals = [item for item in outcome.standings if item is not leader and bool(item.missed) == bool(leader.missed)]
    return min((values[leader.framework.slug] - values[item.framework.slug] for item in rivals), default=Fraction(1))
