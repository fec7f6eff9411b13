"""How long the engine takes: `make bench`. Targets are reported beside what was measured, never asserted.

Not named test_*, so that `make test` leaves it out.
"""

from random import Random

import numpy as np
import pytest
from django.core.cache import caches
from pymcdm.methods import WSM

from advisor.evaluations import create_finished
from recommender.editions.current import contributions_of
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.draws import drawn
from recommender.engine.result.open_questions import open_questions
from recommender.engine.result.robustness import simulate
from recommender.engine.result.sensitivity import sensitivity
from recommender.engine.result.why_not import why_not
from recommender.engine.scoring import ranks, recommend, utility
from recommender.engine.simulation.respondents import respondents
from tests.benchmarks.made_up import made_up
from tests.engine.doubts import settled

MICROSECOND, MILLISECOND = 1e-6, 1e-3
# frameworks, criteria, target
SIZES = [
    (3, 21, 10 * MICROSECOND),
    (7, 30, None),
    (20, 40, 60 * MICROSECOND),
    (40, 60, None),
    (90, 80, None),
    (200, 100, None),
    (450, 140, None),
    (1000, 200, None),
]
# frameworks, criteria, questions; targets of: the outlook before the first answer, why not another, the whole analysis
LARGE = [
    (12, 21, 16, 40 * MILLISECOND, 10 * MILLISECOND, 25 * MILLISECOND),
    (50, 40, 20, 80 * MILLISECOND, 20 * MILLISECOND, None),
    (100, 60, 30, 160 * MILLISECOND, 40 * MILLISECOND, None),
]
SIMULATED = [(3, 21, 12 * MILLISECOND), (20, 40, 30 * MILLISECOND)]
PAGE = 25 * MILLISECOND
DRAWS, LOOPED = 10_000, 200
ROUNDS = 100


@pytest.fixture(scope="session")
def contributions(shipped):
    """The shipped catalogue's contributions, with its entries, as the site keeps it for each edition."""
    made = Contributions(shipped)
    assert made.entries
    return made


@pytest.fixture(scope="session")
def full(shipped):
    """The first seeded respondent who is asked, and answers, exactly 15 questions; none is a must-have."""
    return next(answers for answers in respondents(shipped, skips=0) if len(answers) == 15)


@pytest.fixture(scope="session")
def hard(contributions):
    """The first seeded respondent with must-haves for whom some framework needs two other answers to win."""
    runs = respondents(contributions.catalogue, skips=0, must_haves=0.1)
    return next(
        answers for answers in runs if any(len(item.changes) == 2 for item in analyse(contributions, answers).why_not)
    )


@pytest.fixture(scope="session", params=LARGE, ids=str)
def large(request):
    """A made-up catalogue's contributions with its entries, its size in words, and what its targets are."""
    *size, outlook, why, whole = request.param
    made = Contributions(made_up(*size))
    assert made.entries
    return made, " × ".join(map(str, size)), {"outlook": outlook, "why": why, "whole": whole}


@pytest.fixture
def label(benchmark):
    """Says what a benchmark measures, its target in seconds if any, and how many times its work the whole is."""

    def give(what, target=None, *, times=1, **more):
        benchmark.extra_info.update(what=what, target=target, times=times, **more)

    return give


@pytest.mark.parametrize(("frameworks", "criteria", "target"), SIZES)
def test_score_and_rank(benchmark, label, frameworks, criteria, target):
    random = Random(1)
    names = [f"criterion-{number}" for number in range(criteria)]
    weights = {name: random.randint(1, 100) for name in names}
    rows = [{name: random.randint(0, 100) for name in names} for _ in range(frameworks)]
    label(f"score and rank, {frameworks:,} × {criteria}", target, size=frameworks * criteria)
    ranked = benchmark(lambda: ranks([(True, utility(weights, ratings)) for ratings in rows]))
    assert min(ranked) == 1
    assert len(ranked) == frameworks


def test_contributions(benchmark, label, shipped):
    label("contributions of the shipped catalogue")
    assert benchmark(lambda: Contributions(shipped).entries)


def test_sensitivity(benchmark, label, contributions, full):
    label("all changes of one of 15 answers", MILLISECOND)
    assert benchmark(sensitivity, contributions, full).flips


@pytest.mark.parametrize(("answered", "when"), [(0, "before the first answer"), (7, "after 7 of 15 answers")])
def test_outlook(benchmark, label, contributions, full, answered, when):
    label(f"open questions, {when}")
    answers = dict(list(full.items())[:answered])
    assert benchmark(lambda: open_questions(contributions, answers).live)


@pytest.mark.parametrize(("answered", "when"), [(0, "before the first answer"), (7, "after 7 of 15 answers")])
def test_settled(benchmark, label, contributions, full, answered, when):
    label(f"whether it is settled, {when}", MILLISECOND)
    answers = dict(list(full.items())[:answered])
    assert not benchmark(lambda: open_questions(contributions, answers).is_settled)


def test_why_not(benchmark, label, contributions, hard):
    outcome, changed = recommend(contributions.catalogue, hard), sensitivity(contributions, hard)
    label("why not another, where two answers must change")
    assert benchmark(why_not, contributions, hard, outcome, changed)


def test_large_outlook(benchmark, label, large):
    made, size, targets = large
    label(f"open questions, before anybody’s first answer, {size}", targets["outlook"])

    def forget():
        made.widest_swings.clear()

    def live():
        return open_questions(made, {}).live

    assert benchmark.pedantic(live, setup=forget, rounds=ROUNDS // 5, warmup_rounds=1)


def test_large_why_not(benchmark, label, large):
    made, size, targets = large
    answers = hard_run(made)
    outcome, changed = recommend(made.catalogue, answers), sensitivity(made, answers)
    label(f"why not another, where one answer is not enough, {size}", targets["why"])
    assert benchmark(why_not, made, answers, outcome, changed)


def test_large_analysis(benchmark, label, large):
    made, size, targets = large
    label(f"whole analysis, where one answer is not enough, {size}", targets["whole"])
    assert benchmark(analyse, made, hard_run(made)).why_not


def hard_run(contributions):
    """Return the first seeded respondent with must-haves for whom no framework told of wins by one other answer."""
    runs = respondents(contributions.catalogue, skips=0, must_haves=0.1)
    return next(
        answers for answers in runs if all(len(item.changes) != 1 for item in analyse(contributions, answers).why_not)
    )


@pytest.mark.parametrize(("frameworks", "criteria", "target"), SIMULATED)
@pytest.mark.parametrize("forget", [drawn.cache_clear, None], ids=["anew", "kept"])
def test_simulation(benchmark, label, frameworks, criteria, target, forget):
    weights, ratings, deviations = problem(frameworks, criteria)
    must_haves = settled(np.ones(frameworks, dtype=bool))
    label(f"SMAA, {frameworks} × {criteria}, {'drawn anew' if forget else 'draws kept'}", target)
    settings = {"draws": DRAWS, "variation": 0.3}
    found = benchmark.pedantic(
        simulate, (weights, ratings, deviations, must_haves), settings, setup=forget, rounds=ROUNDS, warmup_rounds=2
    )
    assert found.acceptability.sum() == pytest.approx(frameworks)


@pytest.mark.parametrize(("frameworks", "criteria", "target"), SIMULATED)
def test_simulation_as_a_loop(benchmark, label, frameworks, criteria, target):
    """Only scores and ranks, from draws made beforehand and without pymcdm's checks: less than `simulate` does."""
    weights, ratings, deviations = problem(frameworks, criteria)
    stream, method, profit = np.random.RandomState(2), WSM(lambda values, cost: values), np.ones(criteria)
    factors = stream.gamma(0.3**-2, size=(LOOPED, criteria)) * weights
    drawn_weights = factors / factors.sum(axis=1, keepdims=True)
    drawn_ratings = stream.normal(ratings, deviations, (LOOPED, frameworks, criteria))
    label(f"SMAA, {frameworks} × {criteria}, as a loop over pymcdm", times=DRAWS // LOOPED)

    def loop():
        pairs = zip(drawn_ratings, drawn_weights, strict=True)
        return [method.rank(method(matrix, one, profit, validation=False)) for matrix, one in pairs]

    first = np.mean(np.array(benchmark.pedantic(loop, rounds=ROUNDS, warmup_rounds=2)) == 1, axis=0)
    found = simulate(weights, ratings, deviations, settled(np.ones(frameworks, dtype=bool)), draws=DRAWS, variation=0.3)
    assert first == pytest.approx(found.acceptability[:, 0], abs=0.15)


@pytest.mark.parametrize(("run", "name"), [("full", "15 answers"), ("hard", "two answers must change")])
def test_analysis(benchmark, label, contributions, request, run, name):
    label(f"whole analysis, {name}")
    assert benchmark(analyse, contributions, request.getfixturevalue(run)).why_not


@pytest.mark.django_db
@pytest.mark.parametrize("forgets", [False, True], ids=["kept", "anew"])
@pytest.mark.parametrize(("run", "name"), [("full", "15 answers"), ("hard", "two answers must change")])
def test_result_page(benchmark, label, client, edition, request, run, name, forgets):
    """The whole page from its address to its HTML, with the database, but without a network."""
    evaluation = create_finished(edition, request.getfixturevalue(run), title="", note="")
    contributions = contributions_of(edition)

    def forget():
        caches["pages"].clear()  # the page itself is never the kept one
        if forgets:
            for kept in (
                contributions.others,
                contributions.preferences,
                contributions.set_entry,
                contributions.reach,
                drawn,
            ):
                kept.cache_clear()

    label(f"result page, {name}{', nothing kept' if forgets else ''}", PAGE)
    page = benchmark.pedantic(client.get, (evaluation.result_url(),), setup=forget, rounds=ROUNDS, warmup_rounds=2)
    assert page.status_code == 200


def problem(frameworks, criteria):
    """Weights, ratings and deviations to simulate, drawn once and for all."""
    stream = np.random.RandomState(1)
    weights = stream.randint(1, 100, criteria).astype(float)
    ratings = stream.randint(0, 101, (frameworks, criteria)).astype(float)
    return weights, ratings, stream.uniform(0, 10, (frameworks, criteria))
