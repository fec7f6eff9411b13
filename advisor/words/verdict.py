"""An outcome in words: the headline, and how sure it is. No HTTP, no formula."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from advisor.number_format import in_points, tenths, whole_percent
from advisor.words.add_ons import with_add_on
from recommender.engine.phrases import counted
from recommender.engine.result.certainty import Band, Certainty, band_of
from recommender.engine.result.explain import Relaxation, relaxations, strengths
from recommender.engine.scoring import Miss, Outcome, Standing
from recommender.engine.types import Framework

WITHIN_RANGE = "within the likely range of its rating"
MISSED = "“{question}” requires at least {least} for {criterion}, missed by {points}{add_on}{plausible}"


@dataclass(frozen=True, slots=True)
class Headline:
    """The recommendation in one sentence, and what stands behind it.

    `framework` is the only one that it is about, none if it is about several or nobody; `state` says in a word or two
    what it says of that one, or else why it names none.
    """

    title: str
    lead: str
    state: str = ""
    framework: Framework | None = None

    @property
    def heading(self) -> str:
        """Return the sentence without its full stop."""
        return self.title.removesuffix(".")


def leader_names(outcome: Outcome) -> list[str]:
    """Return the names of the frameworks that lead."""
    return [standing.framework.name for standing in outcome.leaders]


def missed(miss: Miss, framework: Framework) -> str:
    """Return how a framework misses a must-have, as a clause."""
    return MISSED.format(**facts_of(miss, framework))


def facts_of(miss: Miss, framework: Framework) -> dict[str, object]:
    """Return what stands in the clause; that its rating might be enough only where it might."""
    add_on = with_add_on(framework, miss.criterion.slug)
    return {
        "question": miss.question.text,
        "criterion": miss.criterion.name,
        "least": miss.least,
        "points": counted_points(miss),
        "add_on": add_on and f" even{add_on}",
        "plausible": f", {WITHIN_RANGE}" if miss.is_borderline else "",
    }


def counted_points(miss: Miss) -> str:
    """Return by how much a must-have is missed."""
    return counted(miss.least - miss.rating, "point")


def headline(outcome: Outcome, certainty: Certainty | None) -> Headline:
    """Return the headline by the certainty, which is None without leaders; no single winner if it is a toss-up."""
    names = leader_names(outcome)
    # The order of these cases matters: each takes for granted that none of those above it is so.
    # Before anything else: whoever leads then misses a must-have, and “Use …” would hide it.
    if eased := relaxations(outcome):
        return Headline("No framework meets all your must-haves.", " ".join(map(way_out, eased)), "no match")
    if certainty is None:
        return Headline(
            "Your answers do not point to a framework yet.",
            "None of them makes a difference between the frameworks. Answer a few more questions to get a ranking.",
            "not decided",
        )
    leader = outcome.leaders[0].framework
    score = in_points(tenths(outcome.standings[0].score))
    together = [standing.framework.name for standing in certainty.together]
    if len(outcome.standings) == 1:
        return Headline(
            f"{leader.name} is the only one left.",
            f"It scores {score} of 100. With nothing to compare it with, there is no winner.",
            "only one left",
            leader,
        )
    # If others stand close to those that share the lead, it is a close call of all of them.
    if len(names) > 1 and len(names) == len(together):
        return Headline(
            f"{get_text_list(names, 'and')} fit equally well.",
            f"Each scores {score} of 100: by your answers there is no telling them apart.",
            "shared lead",
        )
    if certainty.band is Band.CLOSE:
        lead = f"{advice(outcome, certainty)} {lead_of(outcome)}".strip()
        return Headline(f"A close call: {get_text_list(together, 'or')}.", lead, "too close to call")
    title = f"Use {leader.name}." if certainty.band is Band.CLEAR else f"Probably {leader.name}."
    return Headline(title, lead_of(outcome), certainty.band, leader)


def advice(outcome: Outcome, certainty: Certainty) -> str:
    """Return for what to choose each of those that are close, in a sentence; nothing if fewer than two stand out."""
    found = strengths(outcome, certainty.together)
    if len(found) < 2:
        return ""
    (first, best), *others = ((item.framework.name, in_sentence(item.criterion.name)) for item in found)
    rest = "".join(f", {name} if you value {criterion}" for name, criterion in others)
    return f"Choose {first} if you value {best}{rest}."


def in_sentence(name: str) -> str:
    """Return a criterion's name as it is written within a sentence: in lower case, unless it begins with initials."""
    first = name.partition(" ")[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]


def way_out(relaxation: Relaxation) -> str:
    """Return what giving up some must-haves leads to, in a sentence."""
    questions = get_text_list([f"“{question.text}”" for question in relaxation.questions], "and")
    names = [standing.framework.name for standing in relaxation.leaders]
    result = "share the lead" if len(names) > 1 else "win"
    return f"{get_text_list(names, 'and') or 'None'} would {result} if {questions} were optional."


def lead_of(outcome: Outcome) -> str:
    """Return the scores behind a single leader, in a sentence."""
    first, *others = outcome.standings
    meeting = [f"{rival.framework.name} ({behind(first, rival)})" for rival in others if not rival.missed]
    missing = [rival.framework.name for rival in others if rival.missed]
    sentence = f"{first.framework.name} scores {in_points(tenths(first.score))} of 100"
    if meeting:
        sentence += f", ahead of {get_text_list(meeting, 'and')}"
    if missing:
        sentence += (
            f". {get_text_list(missing, 'and')} {'misses' if len(missing) == 1 else 'miss'} a must-have of yours"
        )
    return f"{sentence}."


def behind(first: Standing, rival: Standing) -> str:
    """Return a rival's score; if it looks the same as the first one's, how little it is behind."""
    shown = in_points(tenths(rival.score))
    is_equal = tenths(first.score) == tenths(rival.score)
    return f"{shown}, less than 0.1 behind" if is_equal and rival.score < first.score else shown


def surety(outcome: Outcome, certainty: Certainty | None) -> str:
    """Return how sure a lead is: how wrong our weights would have to be, and what else makes it less sure.

    Nothing without a leader, and nothing of a framework that is the only one.
    """
    if certainty is None or len(outcome.standings) == 1:
        return ""
    firm = firmness(outcome, certainty)
    if outcome.leaders[0].missed:
        firm = f"Must-haves aside, {firm}"
    elif certainty.band is Band.CLEAR and certainty.least and certainty.least.share < 1:
        firm = f"Firm: {firm}"
    sentences = [f"{firm[0].upper()}{firm[1:]}.", *map(near_miss, outcome.standings)]
    if certainty.is_lowered:
        sentences.append("One step more or less of the importance of an answer changes the winner, so it is not clear.")
    return " ".join(filter(None, sentences))


def near_miss(standing: Standing) -> str:
    """Return that a framework misses must-haves only just, in a sentence; nothing if it misses one by more."""
    if not standing.missed or not all(miss.is_borderline for miss in standing.missed):
        return ""
    misses = [f"“{miss.question.text}” by {counted_points(miss)}" for miss in standing.missed]
    return f"{standing.framework.name} misses {get_text_list(misses, 'and')}, {WITHIN_RANGE}."


def firmness(outcome: Outcome, certainty: Certainty) -> str:
    """Return how wrong the weights would have to be for another winner, as a clause."""
    least, leader = certainty.least, outcome.leaders[0]
    name = leader.framework.name
    if least is None:
        return "no other weights bring another framework in front, as the others miss a must-have"
    rival = least.rival.framework.name
    if least.are_alike:
        return f"{name} and {rival} are rated the same on everything that counts for you"
    if least.share == 0:  # before the rest: “by about 0 %” would read as if there were a margin
        return f"{name} and {rival} are level: the least change of a weight tips it either way"
    if least.share == 1:
        others = "any other" if leader.missed else "any other that meets your must-haves"
        return f"{name} is rated at least as well as {others} on all that counts: no weights change the winner"
    how = {Band.CLOSE: "if our weights were only slightly wrong", Band.LIKELY: "if our weights were somewhat wrong"}
    wrong = how.get(band_of(least.share), "only if our weights were badly wrong")
    return f"{rival} would catch up {wrong} (by about {whole_percent(float(least.share))}), all in its favor"
