"""Which frameworks lead for no answers at all: found by trying, and proved by their rivals where that can be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from recommender.engine.checks.reachability import Reach
from recommender.engine.checks.rivals import rivals_always_ahead
from recommender.engine.checks.trials import PEOPLE, ahead, all_answers, climb, people, who_leads
from recommender.engine.contributions import Contributions
from recommender.engine.types import Answers
from recommender.engine.vectors import Vector

CLIMBS_OF_EACH = 5
HOPELESS, ALONE = -101.0, 101.0  # margins are from -100 to 100


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A framework (its place in the catalogue) that leads for no answers, as far as is known, and how that is known."""

    framework: int
    reason: str
    is_proved: bool


def shut_out(reach: Reach) -> Iterator[ShutOut]:
    """The frameworks that lead for no answers, alone or with others; a lead that all frameworks share is none.

    If all answers are few enough to be tried, this is exact. Otherwise one that leads for random people, or for answers
    climbed to from theirs, is not among them. Of the others it is proved that one rival, or one of several, is ahead
    of it whatever is answered; or else it is told how many answers were tried, which proves nothing. Errors: none.
    """
    contributions = reach.contributions
    every = all_answers(contributions)
    leading = leaders(contributions, every or people(contributions.catalogue))
    for at, framework in enumerate(contributions.catalogue.frameworks):
        if framework.slug in leading:
            continue
        if rivals := rivals_always_ahead(reach, at):
            names = [contributions.catalogue.frameworks[rival].name for rival in rivals]
            behind = f"one of {', '.join(names)}" if names[1:] else names[0]
            yield ShutOut(at, f"leads for no answers: it is always behind {behind}", is_proved=True)
        elif every:
            yield ShutOut(at, "leads for no answers: all were tried", is_proved=True)
        elif tried := tried_in_vain(contributions, at):
            yield ShutOut(at, f"leads for none of {tried:,} sets of answers that were tried", is_proved=False)


def leaders(contributions: Contributions, people: Iterable[Answers]) -> set[str]:
    """The slugs of the frameworks that lead for one of these people."""
    found: set[str] = set()
    for answers in people:
        found.update(who_leads(contributions, answers))
        if len(found) == contributions.size:
            break
    return found


def tried_in_vain(contributions: Contributions, framework: int) -> int:
    """How many answers were tried, climbed to from those of random people, without one for which a framework leads; 0
    if there is one.
    """
    tried = PEOPLE
    for start in people(contributions.catalogue, CLIMBS_OF_EACH):
        reached, count = climb(contributions, start, partial(margin, contributions, framework))
        tried += count
        if reached >= 0:
            return 0
    return tried


def margin(contributions: Contributions, framework: int, total: Vector) -> float:
    """How far a framework is ahead of its best rival, in points of the score; below -100 where it cannot lead."""
    utilities, missed = total[: contributions.size], [bool(count) for count in total[contributions.size : -1]]
    if not ahead(contributions, total) or (missed[framework] and not all(missed)):
        return HOPELESS
    rivals = [worth for at, worth in enumerate(utilities) if at != framework and missed[at] == missed[framework]]
    return (utilities[framework] - max(rivals)) / (total[-1] or 1) if rivals else ALONE
