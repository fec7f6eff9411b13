"""How a what-if moves a ranking: before and after, framework by framework and in a sentence. No HTTP, no formula."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from advisor.number_format import in_points, ordinal, tenths
from advisor.words.verdict import Headline, headline, leader_names
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.scoring import Outcome, Standing


@dataclass(frozen=True, slots=True)
class Move:
    """A framework's standing, where it was in the result, and by how many tenths its shown score has changed."""

    standing: Standing
    was: Standing
    tenths: int

    @property
    def before(self) -> str:
        """Where it was: “was 2nd, 68.1”. Nothing if it has the same rank and the same shown score."""
        if self.was.rank == self.standing.rank and not self.tenths:
            return ""
        return f"was {ordinal(self.was.rank)}, {in_points(tenths(self.was.score))}"


def moves(before: Outcome, after: Outcome) -> tuple[Move, ...]:
    """Return the frameworks that are left, the first one first."""
    return tuple(
        Move(standing, was, tenths(standing.score) - tenths(was.score))
        for standing in after.standings
        for was in [before.standing_of(standing.framework.slug)]
    )


def lead_change(before: Outcome, after: Outcome, certainty: Certainty | None) -> str:
    """Return who led and who leads now, in a sentence; that nobody really leads if it is close."""
    led, lead = leader_names(before), leader_names(after)
    now = f"{get_text_list(lead, 'and')} {'share the lead' if len(lead) > 1 else 'leads'}" if lead else "nobody leads"
    if certainty and certainty.band is Band.CLOSE and len(lead) == 1:
        now = f"{now} by a hair"  # the headline beside it says “a close call”
    if led == lead:
        return f"{now[0].upper()}{now[1:]}, as before."
    then = f"{get_text_list(led, 'and')} {'shared the lead' if len(led) > 1 else 'led'}" if led else "nobody led"
    return f"{then[0].upper()}{then[1:]}; now {now}."


def tried_headline(outcome: Outcome, certainty: Certainty | None) -> Headline:
    """Return the headline of what is tried out; if every weight was taken away, how to get a ranking again."""
    if not outcome.leaders and not outcome.total_weight:
        return Headline("Nothing counts any more.", "Give a criterion more than 0\u00a0% to get a ranking.")
    return headline(outcome, certainty)
