"""Which rivals are ahead of a framework whatever is answered: proofs that it never leads."""

from collections.abc import Collection, Sequence
from itertools import starmap

from recommender.engine.checks.reachability import Reach
from recommender.engine.contributions import Contributions
from recommender.engine.vectors import BOTH_MISS, NEITHER_MISSES, SECOND_MISSES, Duel, Vector, duel, either, together

ROUNDS = 2000


def rivals_always_ahead(reach: Reach, framework: int) -> tuple[int, ...]:
    """A rival that is always ahead of a framework, or several one of whom always is, wherever not all are level.

    Frameworks are named by their places in the catalogue. None if it cannot be shown, which proves nothing. A proof by
    several counts only on those who never miss a must-have that the framework meets. Errors: none.
    """
    contributions = reach.contributions
    rivals = [rival for rival in range(contributions.size) if rival != framework]
    answers = [
        adds
        for entries in contributions.entries.values()
        for adds in entries.values()
        if tells_apart(contributions, adds)
    ]
    if not answers:
        return ()
    for rival in rivals:
        if is_always_behind(reach, framework, rival):
            return (rival,)
    able = [
        rival for rival in rivals if not any(misses_more(contributions, adds, rival, framework) for adds in answers)
    ]
    return rivals_ahead_in(answers, framework, able)


def is_always_behind(reach: Reach, framework: int, rival: int) -> bool:
    """Whether one framework is behind another in every completion but those in which all are level. True is a proof.

    Leads are counted in units so large that they also tell whether any answer tells some frameworks apart: with no lead
    at all, and no such answer, all are level.
    """
    unit = len(reach.contributions.catalogue.questions) + 1

    def weighed(adds: Vector) -> Duel:
        (state, lead), *_ = duel(adds, framework, rival).items()
        return {state: unit * lead + tells_apart(reach.contributions, adds)}

    def best(question: str, chosen: tuple[str, ...] | None) -> Duel:
        return either(map(weighed, reach.contributions.free(question, chosen)))

    level: Duel = {NEITHER_MISSES: 0}
    parts = (either(together([level, *starmap(best, way.free)]) for way in ways) for ways in reach.ways.values())
    greatest = together([level, *parts])
    return SECOND_MISSES not in greatest and all(greatest.get(state, 0) <= 0 for state in (NEITHER_MISSES, BOTH_MISS))


def tells_apart(contributions: Contributions, adds: Vector) -> bool:
    """Whether what an answer adds differs between frameworks, in utility or in whether they miss something."""
    return len(set(adds[: contributions.size])) > 1 or is_missed_by_some(contributions, adds)


def is_missed_by_some(contributions: Contributions, adds: Vector) -> bool:
    """Whether an answer makes some frameworks, but not all, miss something."""
    return len(set(map(bool, adds[contributions.size : -1]))) > 1


def rivals_ahead_in(answers: Collection[Vector], framework: int, rivals: Sequence[int]) -> tuple[int, ...]:
    """Rivals one of whom is ahead in utility whichever of these answers are given, at least one of them.

    A rival that no answer puts behind settles all answers that put it ahead; the others are left to other rivals. If
    there is none like that, a mixture of rivals may do.
    """
    for rival in rivals:
        leads = [adds[rival] - adds[framework] for adds in answers]
        if min(leads) >= 0 and max(leads) > 0:
            left = [adds for adds, lead in zip(answers, leads, strict=True) if not lead]
            others = rivals_ahead_in(left, framework, rivals) if left else ()
            return (rival, *others) if others or not left else ()
    return mixture_ahead([[adds[rival] - adds[framework] for rival in rivals] for adds in answers], rivals)


def mixture_ahead(leads: Sequence[Sequence[int]], rivals: Sequence[int]) -> tuple[int, ...]:
    """Rivals whose utilities, mixed in some proportion, are ahead in every answer, and so in any sum of answers; the
    leads are by answer and rival.

    The mixture is found by fictitious play of the rivals against the answers (Brown 1951) and is checked exactly.
    """
    if not rivals:
        return ()
    played, against = [0] * len(leads), [0] * len(rivals)
    mixture: set[int] = set()
    for _ in range(ROUNDS):
        best = against.index(max(against))
        mixture.add(rivals[best])
        played = [worth + lead[best] for worth, lead in zip(played, leads, strict=True)]
        if min(played) > 0:
            return tuple(sorted(mixture))
        worst = leads[played.index(min(played))]
        against = [worth + lead for worth, lead in zip(against, worst, strict=True)]
    return ()


def misses_more(contributions: Contributions, adds: Vector, one: int, other: int) -> bool:
    """Whether an answer makes one framework miss something that another meets."""
    return bool(adds[contributions.size + one]) and not adds[contributions.size + other]
