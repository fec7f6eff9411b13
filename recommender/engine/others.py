"""Other answers to a question, and how far they can bring one framework before another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from recommender.engine.answer_changes import Change
from recommender.engine.vectors import Vector

KEPT_LEADS = 16  # more than the frameworks of which a result tells why they do not win


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer to a question, and the vector that it adds itself."""

    change: Change
    adds: Vector


class Leads(dict[int, float]):
    """The greatest lead over each other framework, by its place, that one of some answers gives a framework which it
    lets miss nothing: without limit over a rival that misses a must-have by it, less than any if all let it miss one.
    """

    def __init__(self, answers: Iterable[Vector], place: int) -> None:
        self.answers = [adds for adds in answers if not adds[len(adds) // 2 + place]]
        self.place = place

    def __missing__(self, rival: int) -> float:
        # Found when it is first asked for, as most rivals never are: against the strongest a hopeless case ends.
        leads = (inf if adds[len(adds) // 2 + rival] else adds[self.place] - adds[rival] for adds in self.answers)
        return self.setdefault(rival, max(leads, default=-inf))


class Others:
    """Other answers to a question, and what its answer adds."""

    def __init__(self, alternatives: tuple[Alternative, ...], given: Vector) -> None:
        self.alternatives = alternatives
        self.given = given
        # Of the instance, and kept with it: every result with this answer asks for them again.
        self.leads = lru_cache(KEPT_LEADS)(self._leads)
        self.margins = lru_cache(KEPT_LEADS)(self._margins)

    def _leads(self, place: int) -> Leads:
        """Return the leads that these give a framework, by its place."""
        return Leads((item.adds for item in self.alternatives), place)

    def _margins(self, place: int) -> tuple[float, ...]:
        """Return the least lead over each framework that one of these leaves a framework, by its place; less than any
        if one of them lets it miss a must-have.
        """
        size = len(self.given) // 2
        adds = [item.adds for item in self.alternatives]
        if any(one[size + place] for one in adds):
            return (-inf,) * size
        return tuple([min(one[place] - one[rival] for one in adds) for rival in range(size)])
