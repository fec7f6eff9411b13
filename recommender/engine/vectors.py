"""Sums of answers as vectors of integers, and duels between two frameworks in them.

A vector holds one utility a framework, then the number of must-haves that each framework misses, then the total weight;
frameworks in the catalogue's order. Utilities are linear in the answers, so vectors are simply added.

A duel says how far one framework can get ahead of another, both by their places in the catalogue. A missed must-have
cannot be made good by utility, so leads are kept apart by state: who misses something. Among answers that lead to the
same state only the greatest lead matters, so free answers are combined by adding greatest leads, never by running
through all their combinations.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add, sub

Vector = tuple[int, ...]

Duel = Mapping[int, int]
"""The greatest lead in utility of the first framework over the second, negative if it is behind, by state."""

# Bits: if answers add up, whoever misses something by one of them misses it, so states are joined by “|”.
NEITHER_MISSES, FIRST_MISSES, SECOND_MISSES, BOTH_MISS = 0, 1, 2, 3


def total(vectors: Iterable[Vector], start: Vector) -> Vector:
    """Return the sum of vectors and a start, all of one length."""
    # By column, for speed: adding them one by one would make a vector for each.
    return tuple(map(sum, zip(start, *vectors, strict=True)))


def plus(one: Vector, other: Vector) -> Vector:
    """Return the sum of two vectors of one length."""
    return tuple(map(add, one, other))


def minus(one: Vector, other: Vector) -> Vector:
    """Return the difference of two vectors of one length."""
    return tuple(map(sub, one, other))


def times(vector: Vector, factor: int) -> Vector:
    """Return a multiple of a vector."""
    return tuple([factor * number for number in vector])


def duel(vector: Vector, first: int, second: int) -> Duel:
    """Return the duel between two frameworks, by their places, if it is this vector that counts."""
    # Utilities and misses take one place a framework each, and the total weight one more.
    size = len(vector) // 2
    state = FIRST_MISSES * bool(vector[size + first]) + SECOND_MISSES * bool(vector[size + second])
    return {state: vector[first] - vector[second]}


def either(duels: Iterable[Duel]) -> Duel:
    """Return the duel if one of several may be had."""
    greatest: dict[int, int] = {}
    for one in duels:
        for state, lead in one.items():
            # Never compare leads across states: a greater one with a missed must-have is worth less than any without.
            greatest[state] = max(lead, greatest.get(state, lead))
    return greatest


def combined(duels: Iterable[Duel]) -> Duel:
    """Return the duel if all of several add up. At least one is needed."""
    return reduce(both, duels)


def both(one: Duel, other: Duel) -> Duel:
    """Return the duel if two add up."""
    greatest: dict[int, int] = {}
    # Not by `either`, for speed: a duel made for each pair of states would take longer than all the rest.
    for state, lead in one.items():
        for more, extra in other.items():
            joined, reached = state | more, lead + extra
            if reached > greatest.get(joined, reached - 1):
                greatest[joined] = reached
    return greatest


def can_lead_by(reach: Duel, lead: int) -> bool:
    """Return whether the first framework can rank before the second because that one misses a must-have, or else be at
    least so far ahead, in utility, when both or neither miss one.
    """
    # A state that cannot be reached has no lead: one less than what is asked for stands for that.
    return can_win_by(reach, lead) or reach.get(BOTH_MISS, lead - 1) >= lead


def can_win_by(reach: Duel, lead: int) -> bool:
    """Return whether the first framework can rank before the second in the same way without missing a must-have itself.

    Its lead counts only while neither misses one.
    """
    return SECOND_MISSES in reach or reach.get(NEITHER_MISSES, lead - 1) >= lead
