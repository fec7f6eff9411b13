"""Moves of a ranking by a what-if: before and after, framework by framework and in a sentence. No HTTP, no formula."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from advisor.number_format import in_points, ordinal, tenths
from advisor.words.verdict import Headline, headline, leader_names
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.scoring import Outcome, Standing
from recommender.engine.types import Framework

NOBODY_MEETS_ALL = "nobody meets every must-have"


@dataclass(frozen=True, slots=True)
class Move:
    """A framework's standing, where it was in the result, and by how many tenths its shown score has changed."""

    standing: Standing
    was: Standing
    tenths: int

    @property
    def before(self) -> str:
        """Return where it was: “was 2nd, 68.1”. Nothing if it has the same rank and the same shown score."""
        if self.was.rank == self.standing.rank and not self.tenths:
            return ""
        return f"was {ordinal(self.was.rank)}, {in_points(tenths(self.was.score))}"


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead of an outcome, as a large figure with what it means; a single leader gives it its colour."""

    title: str
    figure: str
    meaning: str
    framework: Framework | None


def leads(before: Outcome, after: Outcome) -> tuple[Lead, Lead]:
    """Return the lead as the result has it, and that of now."""
    return lead("In the result", before), lead("Now", after)


def lead(title: str, outcome: Outcome) -> Lead:
    names = get_text_list(leader_names(outcome), "and")
    if len(outcome.leaders) != 1:
        return Lead(title, "0.0", f"{names} share the lead" if names else "nobody leads", None)
    first, *others = outcome.standings
    if first.missed:
        return Lead(title, "–", NOBODY_MEETS_ALL, None)
    if not others:
        return Lead(title, in_points(tenths(first.score)), f"for {names}, the only one left", first.framework)
    second = others[0]
    if second.missed:
        meaning = f"for {names}, the only one that meets every must-have"
        return Lead(title, in_points(tenths(first.score)), meaning, first.framework)
    # The difference of what the page shows, so that a reader who subtracts comes to the same.
    gap = in_points(tenths(first.score) - tenths(second.score))
    return Lead(title, gap, f"points: {names} before {second.framework.name}", first.framework)


def moves(before: Outcome, after: Outcome) -> tuple[Move, ...]:
    """Return the frameworks that are left, the first one first."""
    return tuple(
        Move(standing, was, tenths(standing.score) - tenths(was.score))
        for standing in after.standings
        for was in [before.standing_of(standing.framework.slug)]
    )


def lead_change(before: Outcome, after: Outcome, certainty: Certainty | None) -> str:
    """Return who led and who leads now, in a sentence; that nobody really leads if it is close."""
    led, now_leads = leader_names(before), leader_names(after)
    now = who_leads(after, "share the lead", "leads")
    if certainty and certainty.band is Band.CLOSE and len(now_leads) == 1 and now.endswith("leads"):
        now = f"{now} by a hair"  # the headline beside it says “a close call”
    then = who_leads(before, "shared the lead", "led")
    if led == now_leads and has_lead(before) == has_lead(after):
        return f"{now[0].upper()}{now[1:]}, as before."
    return f"{then[0].upper()}{then[1:]}; now {now}."


def has_lead(outcome: Outcome) -> bool:
    """Return whether somebody leads and meets every must-have."""
    return bool(outcome.leaders) and not outcome.leaders[0].missed


def who_leads(outcome: Outcome, several: str, one: str) -> str:
    """Return who leads, as a clause with these verbs."""
    if outcome.leaders and not has_lead(outcome):
        return NOBODY_MEETS_ALL
    names = leader_names(outcome) or ["nobody"]
    return f"{get_text_list(names, 'and')} {several if len(names) > 1 else one}"


def tried_headline(outcome: Outcome, certainty: Certainty | None) -> Headline:
    """Return the headline of what is tried out; if every weight was taken away, how to get a ranking again."""
    if not outcome.leaders and not outcome.total_weight:
        return Headline("Nothing counts any more.", "Give a criterion more than 0\u00a0% to get a ranking.")
    return headline(outcome, certainty)
