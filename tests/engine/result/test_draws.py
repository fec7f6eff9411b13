"""The numbers of a simulation: whatever else is drawn at once, a result gets the same ones for ever."""

import numpy as np
import pytest

from recommender.engine.result import draws
from recommender.engine.result.draws import draw, draw_demanded

DRAWS = 50


@pytest.mark.parametrize("frameworks", [2, 3, 12])
@pytest.mark.parametrize("criteria", [1, 3, 31, 32, 33])
@pytest.mark.parametrize("variation", [0, 0.3, 1])
def test_who_needs_few_gets_what_would_have_been_drawn_for_few(frameworks, criteria, variation):
    """The oracle draws for just as many criteria from a stream of its own."""
    stream = np.random.RandomState(np.random.SFC64(2001))
    variates = stream.standard_normal((frameworks, DRAWS))
    size = (criteria, DRAWS)
    factors = stream.standard_gamma(variation**-2, size) if variation else np.ones(size)
    found = draw(frameworks, criteria, DRAWS, variation)
    assert np.array_equal(found[0], variates)
    assert np.array_equal(found[1], factors)


@pytest.mark.parametrize("criteria", [0, 1, 4, 5])
def test_for_what_must_haves_demand_it_is_so_too(criteria):
    expected = np.random.RandomState(np.random.SFC64(2002)).standard_normal((criteria, 3, DRAWS))
    assert np.array_equal(draw_demanded(criteria, 3, DRAWS), expected)


def test_one_drawing_does_for_all_numbers_of_criteria():
    draws.drawn.cache_clear()
    kept = [draw(3, criteria, DRAWS, 0.3)[1] for criteria in (5, 20, 32)]
    assert draws.drawn.cache_info().currsize == 1
    assert all(np.shares_memory(factors, kept[0]) for factors in kept)
    with pytest.raises(ValueError, match="read-only"):
        kept[0][0, 0] = 1
