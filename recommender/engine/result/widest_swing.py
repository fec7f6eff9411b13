"""The swing of a question over all pairs of frameworks at once, by matrices; `open_questions` has it for some pairs."""

from functools import reduce
from itertools import product
from operator import or_

import numpy as np
from numpy.typing import NDArray

from recommender.engine.contributions import Contributions, Swing
from recommender.engine.result.courses import Course
from recommender.engine.vectors import BOTH_MISS, FIRST_MISSES, SECOND_MISSES, Vector

Pairs = NDArray[np.int64]
"""A number for each two frameworks, by their places."""


def widest_swing(contributions: Contributions, ways: tuple[Course, ...]) -> Swing:
    """Return what `swing` does for contests between all pairs of frameworks, all at once; there are at least two."""
    most = reduce(np.maximum, (greatest_leads(contributions, course) for course in ways))
    states = reduce(np.bitwise_or, (states_by_the_end(contributions, course) for course in ways))
    nearer, moved = most - leads_of_pairs(ways[-1].given), most + most.T
    pairs = ~np.eye(contributions.size, dtype=np.bool_)
    # More than one state is more than one bit. Pairs that have that come before all others, however far these move.
    is_several = pairs & (states & (states - 1) > 0)
    first = is_several if is_several.any() else pairs
    nearest = nearer[first].max()
    return bool(is_several.any()), int(nearest), int(moved[first & (nearer == nearest)].max())


def greatest_leads(contributions: Contributions, course: Course) -> Pairs:
    """Return the greatest lead of each framework over each other that a course can bring."""
    found = leads_of_pairs(course.given)
    for question, chosen in course.free:
        found = found + reduce(np.maximum, map(leads_of_pairs, contributions.free(question, chosen)))
    return found


def states_by_the_end(contributions: Contributions, course: Course) -> Pairs:
    """Return the states to which a course can bring each two frameworks, one bit for each."""
    found = states_of_pairs(course.given)
    for question, chosen in course.free:
        found = joined(found, reduce(np.bitwise_or, map(states_of_pairs, contributions.free(question, chosen))))
    return found


def joined(one: Pairs, other: Pairs) -> Pairs:
    """Return the states that come of two sets of them, one bit for each."""
    together = product(range(BOTH_MISS + 1), repeat=2)
    return reduce(or_, (((one >> state) & (other >> more) & 1) << (state | more) for state, more in together))


def leads_of_pairs(vector: Vector) -> Pairs:
    """Return the lead in utility of each framework over each other."""
    utilities = np.array(vector[: len(vector) // 2], dtype=np.int64)
    return utilities[:, np.newaxis] - utilities


def states_of_pairs(vector: Vector) -> Pairs:
    """Return the state of each framework with each other, as one bit."""
    misses = (np.array(vector[len(vector) // 2 : -1]) > 0).astype(np.int64)
    return 1 << (FIRST_MISSES * misses[:, np.newaxis] + SECOND_MISSES * misses)
