"""An outcome in words: the headline, and how sure it is. No HTTP, no formula."""

from dataclasses import dataclass

from django.template.defaultfilters import pluralize
from django.utils.text import get_text_list

from advisor.number_format import in_points, tenths
from recommender.engine.result.certainty import Band, Certainty
from recommender.engine.result.explain import Relaxation, relaxations
from recommender.engine.result.open_questions import OpenQuestions
from recommender.engine.scoring import Miss, Outcome, Standing

MISSED = "“{question}” asks for {criterion} of at least {least}, which is rated {rating}{plausible}"


@dataclass(frozen=True, slots=True)
class Headline:
    """The recommendation in one sentence, and what stands behind it."""

    title: str
    lead: str

    @property
    def heading(self) -> str:
        """The sentence without its full stop."""
        return self.title.removesuffix(".")


def leader_names(outcome: Outcome) -> list[str]:
    """Return the names of the frameworks that lead."""
    return [standing.framework.name for standing in outcome.leaders]


def missed(miss: Miss) -> str:
    """Return how a framework misses a must-have, as a clause."""
    return MISSED.format(**facts_of(miss))


def facts_of(miss: Miss) -> dict[str, object]:
    """Return what stands in the clause; how high the rating may be only where that would be enough."""
    return {
        "question": miss.question.text,
        "criterion": miss.criterion.name,
        "least": miss.least,
        "rating": miss.rating,
        "plausible": f", plausibly as much as {miss.high}" if miss.is_borderline else "",
    }


def outlook(outcome: Outcome, open_questions: OpenQuestions) -> str:
    """Return what the open questions of an evaluation can still do, in a sentence; nothing when none is open."""
    count, names = len(open_questions.open), get_text_list(leader_names(outcome), "and")
    if not count:
        return ""
    some = f"{len(open_questions.live)} of {count} open question{pluralize(count)}"
    if not open_questions.is_settled:
        return f"{some} can still move the lead." if names else f"Nobody leads yet. {some} can change that."
    if not names:
        return "No open question makes a difference between the frameworks."
    stay = f"{names} will {'share the lead' if len(outcome.leaders) > 1 else 'stay in front'}"
    rest = "the open question" if count == 1 else f"the {count} open questions"
    return f"Settled: {stay}, whatever you answer to {rest}. Only by how much can still change."


def headline(outcome: Outcome, certainty: Certainty | None) -> Headline:
    """Return the headline by the certainty, which is None without leaders; no single winner if it is a toss-up."""
    names = leader_names(outcome)
    # Before anything else: whoever leads then misses a must-have, and “fits best” would hide it.
    if eased := relaxations(outcome):
        return Headline("No framework meets all your must-haves.", " ".join(map(way_out, eased)))
    if certainty is None:
        return Headline(
            "Your answers do not point to a framework yet.",
            "None of them makes a difference between the frameworks. Answer a few more questions to get a ranking.",
        )
    score = in_points(tenths(outcome.standings[0].score))
    if len(outcome.standings) == 1:
        return Headline(
            f"{names[0]} is the only one left.",
            f"It scores {score} of 100. With nothing to compare it with, there is no winner.",
        )
    if len(names) > 1:
        return Headline(
            f"{get_text_list(names, 'and')} fit equally well.",
            f"Each scores {score} of 100: by your answers there is no telling them apart.",
        )
    return Headline(title_by_band(names[0], certainty), lead_of(outcome))


def title_by_band(name: str, certainty: Certainty) -> str:
    """Return the sentence for a single leader, by the band of certainty."""
    if certainty.band is Band.TOO_CLOSE:
        together = [standing.framework.name for standing in certainty.together]
        return f"Too close to call: {get_text_list(together, 'or')}."
    if certainty.band is Band.LEANING:
        doubt = "changing one answer could change that" if certainty.is_lowered else "not by much"
        return f"{name} fits best, but {doubt}."
    return f"{name} fits best, and it is not close."


def way_out(relaxation: Relaxation) -> str:
    """Return what giving up some must-haves leads to, in a sentence."""
    questions = get_text_list([f"“{question.text}”" for question in relaxation.questions], "and")
    kind = "were no must-have" if len(relaxation.questions) == 1 else "were no must-haves"
    names = [standing.framework.name for standing in relaxation.leaders]
    return f"If {questions} {kind}, {get_text_list(names, 'and') or 'none'} would fit best."


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
    """Return how sure a lead is: how far weights could be off, and whether a small change of an answer tells less.

    Nothing without a leader, and nothing of a framework that is the only one.
    """
    if certainty is None or len(outcome.standings) == 1:
        return ""
    firm = firmness(outcome, certainty)
    if outcome.leaders[0].missed:
        firm = f"Must-haves aside, {firm}"
    sentence = f"{firm[0].upper()}{firm[1:]}."
    if not certainty.is_lowered:
        return sentence
    less = f"it counts as “{certainty.band}” instead of “{certainty.band.one_up}”"
    return f"{sentence} Because one small change of an answer changes who leads, {less}."


def firmness(outcome: Outcome, certainty: Certainty) -> str:
    """Return how far the weights could be off, as a clause."""
    least, leader = certainty.least, outcome.leaders[0]
    name = leader.framework.name
    if least is None:
        return "the others miss a must-have, so no change of weights could bring another framework in front"
    rival = least.rival.framework.name
    if least.are_alike:
        return f"{name} and {rival} are rated the same on everything that counts for you"
    if least.share == 0:  # before the rest: “0 % at once” would read as if there were a margin
        return f"{name} and {rival} are level: the least change of a weight can tip it either way"
    if least.share == 1:
        others = "any other" if leader.missed else "any other that meets your must-haves"
        return f"{name} is rated at least as well as {others} on all that counts: no weights change who leads"
    percent = in_points(tenths(least.share * 100))
    # The rival that weights bring in front first need not be the second of the ranking.
    nearest = "" if least.rival is outcome.standings[1] else ", by this measure the nearest,"
    worst = f"all weights could be off by {percent}\u00a0% at once, in the worst way"
    return f"{worst}, before {rival}{nearest} drew level with {name}"
