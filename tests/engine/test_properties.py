"""What must hold for every catalogue and all answers (metamorphic tests: how the outcome changes with its input)."""

from dataclasses import replace
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from recommender.engine.contributions import Contributions
from recommender.engine.interview import demands
from recommender.engine.result.explain import contrast_by_answer, contrast_by_criterion
from recommender.engine.scoring import recommend
from recommender.engine.types import Answer, Rating
from recommender.engine.validity import problems
from tests.engine.strategies import CRITERIA, cases
from tests.factories import with_framework


def places(outcome):
    return {standing.framework.slug: (standing.rank, standing.score) for standing in outcome.standings}


def rerated(framework, change):
    return replace(framework, ratings=tuple(change(rating) for rating in framework.ratings))


@given(cases())
def test_the_cases_are_sound(case):
    assert list(problems(case[0])) == []


@given(cases())
def test_scores_stay_on_the_scale_and_ranks_are_dense_at_the_top(case):
    outcome = recommend(*case)
    assert all(0 <= standing.score <= 100 for standing in outcome.standings)
    assert outcome.standings[0].rank == 1
    assert [standing.rank for standing in outcome.standings] == sorted(standing.rank for standing in outcome.standings)
    for standing in outcome.standings:
        before = [other for other in outcome.standings if other.rank < standing.rank]
        assert standing.rank == len(before) + 1


@given(cases(), st.sampled_from(CRITERIA), st.integers(0, 100))
def test_a_better_rating_never_hurts(case, criterion, value):
    catalogue, answers = case
    framework = catalogue.frameworks[0]
    better = rerated(
        framework,
        lambda rating: (
            replace(rating, value=max(value, rating.value), high=100) if rating.criterion == criterion else rating
        ),
    )
    before, after = recommend(catalogue, answers), recommend(with_framework(catalogue, better), answers)
    assert after.standing_of(framework.slug).score >= before.standing_of(framework.slug).score
    assert after.standing_of(framework.slug).rank <= before.standing_of(framework.slug).rank


@given(cases(), st.data())
def test_what_is_at_least_as_good_everywhere_never_ranks_below(case, data):
    catalogue, answers = case
    lesser, better = catalogue.frameworks[:2]
    assume("known" not in answers or {lesser.slug, better.slug}.isdisjoint(answers["known"].chosen))

    def at_least(rating: Rating) -> Rating:
        floor = lesser.rating_of[rating.criterion].value
        return replace(rating, value=data.draw(st.integers(floor, 100)), high=100)

    outcome = recommend(with_framework(catalogue, rerated(better, at_least)), answers)
    assert outcome.standing_of(better.slug).score >= outcome.standing_of(lesser.slug).score
    assert outcome.standing_of(better.slug).rank <= outcome.standing_of(lesser.slug).rank


@given(cases(), st.randoms(use_true_random=False))
def test_names_of_frameworks_do_not_matter(case, random):
    """Frameworks exchange their ratings and places, and who knew one knows the one that has its ratings now.

    Whoever is ranked first has to go along, for standings and for sums: nothing but ratings counts.
    """
    catalogue, answers = case
    givers = list(catalogue.frameworks)
    random.shuffle(givers)
    taker = {giver.slug: item.slug for item, giver in zip(catalogue.frameworks, givers, strict=True)}
    taken = [replace(item, ratings=giver.ratings) for item, giver in zip(catalogue.frameworks, givers, strict=True)]
    random.shuffle(taken)
    exchanged = replace(catalogue, frameworks=tuple(taken))
    given_now = {
        slug: replace(answer, chosen=tuple(sorted(taker.get(choice, choice) for choice in answer.chosen)))
        for slug, answer in answers.items()
    }
    before, after = recommend(catalogue, answers), recommend(exchanged, given_now)
    assert places(after) == {taker[slug]: place for slug, place in places(before).items()}
    assert {item.framework.slug for item in after.leaders} == {taker[item.framework.slug] for item in before.leaders}
    sums, sums_now = Contributions(catalogue), Contributions(exchanged)
    leaders = sums.leaders(sums.total(answers))
    assert set(sums_now.leaders(sums_now.total(given_now))) == {taker[slug] for slug in leaders}


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_frameworks_and_criteria_does_not_matter(case, random):
    catalogue, answers = case
    frameworks, criteria = list(catalogue.frameworks), list(catalogue.criteria)
    random.shuffle(frameworks)
    random.shuffle(criteria)
    shuffled = replace(catalogue, frameworks=tuple(frameworks), criteria=tuple(criteria))
    assert places(recommend(shuffled, answers)) == places(recommend(catalogue, answers))


@given(cases())
def test_names_do_not_matter(case):
    """Exchanging the names of the frameworks exchanges their places, so no rule favours a name."""
    catalogue, answers = case
    slugs = [framework.slug for framework in catalogue.frameworks]
    before = places(recommend(catalogue, answers))
    for renamed in list(permutations(slugs))[:6]:
        name = dict(zip(slugs, renamed, strict=True))
        exchanged = replace(
            catalogue, frameworks=tuple(replace(item, slug=name[item.slug]) for item in catalogue.frameworks)
        )
        answered = {
            slug: replace(answer, chosen=tuple(name.get(item, item) for item in answer.chosen))
            for slug, answer in answers.items()
        }
        after = places(recommend(exchanged, answered))
        assert {name[slug]: place for slug, place in before.items()} == after


@given(cases(), st.integers(2, 50))
def test_the_scale_of_the_weights_does_not_matter(case, factor):
    catalogue, answers = case
    scaled = replace(
        catalogue, criteria=tuple(replace(item, weight=item.weight * factor) for item in catalogue.criteria)
    )
    assert places(recommend(scaled, answers)) == places(recommend(catalogue, answers))


@given(cases())
def test_dropping_a_framework_keeps_the_order_of_the_others(case):
    catalogue, answers = case
    full = recommend(catalogue, answers)
    for dropped in catalogue.frameworks:
        rest = replace(catalogue, frameworks=tuple(item for item in catalogue.frameworks if item is not dropped))
        left = recommend(rest, answers)
        assert [standing.framework for standing in left.standings] == [
            standing.framework for standing in full.standings if standing.framework is not dropped
        ]
        assert all(standing.score == full.standing_of(standing.framework.slug).score for standing in left.standings)


@given(cases())
def test_a_skip_adds_nothing(case):
    catalogue, answers = case
    for slug in answers:
        skipped = recommend(catalogue, {**answers, slug: Answer()})
        unanswered = recommend(catalogue, {key: value for key, value in answers.items() if key != slug})
        assert places(skipped) == places(unanswered)


@given(cases())
def test_must_haves_are_sound(case):
    outcome = recommend(*case)
    needed = [
        demand
        for slug, answer in outcome.answers.items()
        for demand in demands(outcome.catalogue.question_of[slug], answer).items()
    ]
    for standing in outcome.standings:
        misses = [least for criterion, least in needed if standing.framework.rating_of[criterion].value < least]
        assert len(standing.missed) == len(misses)
    for meeting in (item for item in outcome.standings if not item.missed):
        assert all(meeting.rank < missing.rank for missing in outcome.standings if missing.missed)


@given(cases())
def test_contrasts_add_up_to_the_gap(case):
    outcome = recommend(*case)
    for ahead, behind in permutations(outcome.standings, 2):
        pair = (ahead.framework.slug, behind.framework.slug)
        gap = ahead.score - behind.score
        assert sum(item.points for item in contrast_by_criterion(outcome, *pair)) == gap
        assert sum(item.points for item in contrast_by_answer(outcome, *pair)) == gap
