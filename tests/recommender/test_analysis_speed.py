"""How long a visitor waits for what is said of a result, with twelve frameworks."""

import time
from statistics import median

import pytest

from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.types import Answers
from tests.advisor.twelve import twelve_of
from tests.conftest import FIGURE

pytestmark = pytest.mark.slow

BOUND = 0.025


def test_a_whole_analysis_with_twelve_frameworks_takes_25_milliseconds_at_most(shipped, record_property):
    """Of the processor's time, which other tests that run at once do not lengthen; in the median over the personas."""
    contributions = Contributions(twelve_of(shipped))
    analyse(contributions, shipped.personas[0].answers)
    taken = [min(seconds(contributions, persona.answers) for _ in range(3)) for persona in shipped.personas]
    record_property(FIGURE, f"a whole analysis with twelve frameworks: {1000 * median(taken):.1f} ms in the median")
    assert median(taken) < BOUND


def seconds(contributions: Contributions, answers: Answers) -> float:
    start = time.process_time()
    assert analyse(contributions, answers).why_not
    return time.process_time() - start
