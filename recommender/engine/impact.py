"""What a change of the catalogue does to what people are told, before anybody is told it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recommender.engine.ledger import Ledger
from recommender.engine.respondents import RESPONDENTS, respondents
from recommender.engine.types import Answers
from recommender.engine.verdicts import Verdict, verdict
from recommender.engine.what_if import WhatIf, applied

NOTHING_TRIED = WhatIf()

Leaders = tuple[str, ...]
"""The slugs of the frameworks that share the first rank, sorted; nobody without any weight."""

Shares = Mapping[str, Fraction]
"""The share of people, from 0 to 1, for whom each framework leads, by its slug; a shared lead counts in equal parts."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a result rests on: the answers, and what was tried out on them, if it was kept from a what-if."""

    answers: Answers
    what_if: WhatIf = NOTHING_TRIED


@dataclass(frozen=True, slots=True)
class Shift:
    """A persona about which two catalogues say otherwise: who leads, how surely, or whether that is right."""

    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Impact:
    """What is otherwise by a later catalogue than by an earlier one.

    `moves` counts the cases whose leaders change, by leaders before and after, the most frequent first; `cases` is how
    many were looked at. `shares_before` and `shares_after` are those of `respondents` random people.
    """

    shifts: tuple[Shift, ...]
    cases: int
    moves: Mapping[tuple[Leaders, Leaders], int]
    respondents: int
    shares_before: Shares
    shares_after: Shares

    @property
    def moved(self) -> int:
        """How many of the cases change who leads."""
        return sum(self.moves.values())


def impact(before: Ledger, after: Ledger, cases: Sequence[Case]) -> Impact:
    """Compare what two catalogues say to the personas of the later one, to finished cases, and to random people.

    Exact but for the choice of the random people, who are the same for both as far as the questions are. Answers that a
    catalogue does not know count for nothing there. Errors: none.
    """
    pairs = [(verdict(before, persona), verdict(after, persona)) for persona in after.catalogue.personas]
    moves = Counter((leaders_in(before, case), leaders_in(after, case)) for case in cases)
    return Impact(
        shifts=tuple(Shift(then, now) for then, now in pairs if is_shifted(then, now)),
        cases=len(cases),
        moves={move: count for move, count in moves.most_common() if move[0] != move[1]},
        respondents=RESPONDENTS,
        shares_before=shares(before),
        shares_after=shares(after),
    )


def is_shifted(then: Verdict, now: Verdict) -> bool:
    return (then.leaders, then.band, then.is_right) != (now.leaders, now.band, now.is_right)


def leaders_in(ledger: Ledger, case: Case) -> Leaders:
    """Who leads for a case by a ledger's catalogue."""
    if case.what_if.is_empty:
        return ledger.leaders(ledger.total(case.answers))
    tried, answers = applied(ledger.catalogue, case.answers, case.what_if)
    other = Ledger(tried)
    return other.leaders(other.total(answers))


def shares(ledger: Ledger) -> Shares:
    """For what share of the random respondents each framework leads."""
    wins: Counter[Leaders] = Counter(ledger.leaders(ledger.total(answers)) for answers in respondents(ledger.catalogue))
    return {slug: share(wins, slug) / RESPONDENTS for slug in ledger.catalogue.framework_of}


def share(wins: Mapping[Leaders, int], framework: str) -> Fraction:
    """How often a framework (its slug) leads, alone or in part."""
    return sum((Fraction(count, len(led)) for led, count in wins.items() if framework in led), Fraction(0))
