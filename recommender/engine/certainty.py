"""How sure a recommendation is: how far all weights may be off before another framework draws level."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from recommender.engine.scoring import Outcome, Standing
from recommender.engine.sensitivity import Sensitivity

CLOSE, LEANING = Fraction(6, 100), Fraction(15, 100)


class Band(StrEnum):
    """The bands of certainty, the least certain first."""

    TOO_CLOSE = "too close to call"
    LEANING = "leaning"
    CLEAR = "clear"

    @property
    def one_down(self) -> "Band":
        """The band below; the lowest has none and stays."""
        bands = list(Band)
        return bands[max(0, bands.index(self) - 1)]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far all weights may be off at once, as a share of each, before a rival draws level with the leader.

    None when no change of weights brings the rival in front, because it misses a must-have that the leader meets.
    """

    rival: Standing
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Certainty:
    """The tolerance against each rival, the band, whether a flip lowered it, and who stands together if too close."""

    tolerances: tuple[Tolerance, ...]
    band: Band
    is_lowered: bool
    together: tuple[Standing, ...]

    @property
    def least(self) -> Tolerance | None:
        """The least tolerance with its rival; None when there is no rival that weights could bring in front."""
        movable = [item for item in self.tolerances if item.share is not None]
        return min(movable, key=lambda item: item.share or Fraction(0), default=None)


def certainty(outcome: Outcome, sensitivity: Sensitivity) -> Certainty:
    """How sure the lead is.

    A least tolerance below 0.06 is too close to call, below 0.15 leaning, else clear (conventions of this project); one
    band lower if a single changed answer changes who leads. When it is too close to call, `together` are the leader,
    the rivals within 0.06 and those that a single changed answer brings to the first rank, in the order of the ranking.

    Errors: ValueError when nobody leads.
    """
    if not outcome.leaders:
        raise ValueError("Without a leader there is nothing to be sure of.")
    leader = outcome.leaders[0]
    tolerances = tuple(tolerance(outcome, leader, rival) for rival in outcome.standings if rival is not leader)
    unshaken = band_of(min((item.share for item in tolerances if item.share is not None), default=Fraction(1)))
    band = unshaken.one_down if sensitivity.changes else unshaken
    rivals = tuple(
        item.rival
        for item in tolerances
        if (item.share is not None and item.share < CLOSE) or item.rival.framework.slug in sensitivity.winners
    )
    return Certainty(tolerances, band, band is not unshaken, (leader, *rivals) if band is Band.TOO_CLOSE else ())


def band_of(share: Fraction) -> Band:
    """The band of a tolerance (a share of the weights)."""
    if share < CLOSE:
        return Band.TOO_CLOSE
    return Band.LEANING if share < LEANING else Band.CLEAR


def tolerance(outcome: Outcome, leader: Standing, rival: Standing) -> Tolerance:
    """The tolerance of the leader against a rival: sum(W d) / sum(W |d|), with d the difference of their ratings.

    If every weight may be off by a share s of itself, the worst case takes s from each weight that favours the leader
    and adds it to the others: that costs s sum(W |d|) of the lead sum(W d). Two equal in all that counts have 0.
    """
    if rival.missed and not leader.missed:
        return Tolerance(rival, None)
    better, worse = outcome.ratings[leader.framework.slug], outcome.ratings[rival.framework.slug]
    leads = [weight * (better.get(slug, 0) - worse.get(slug, 0)) for slug, weight in outcome.weights.items()]
    spread = sum(map(abs, leads))
    return Tolerance(rival, Fraction(sum(leads), spread) if spread else Fraction(0))
