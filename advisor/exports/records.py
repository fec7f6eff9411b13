"""What a decision record says, section by section, whatever its form."""

from collections.abc import Iterable

from advisor.charts import weighted_rows
from advisor.exports import fragments
from advisor.exports.arguments import Option, Point, margin, options_of, proposed
from advisor.exports.commonmark import bullets, escape, escaped_bullets, joined, link, section
from advisor.number_format import percent, signed, tenths
from advisor.report import Report
from advisor.words.verdict import headline
from recommender.engine.phrases import listed
from recommender.engine.result.certainty import Band
from recommender.engine.types import Evidence


def title_of(report: Report) -> str:
    """What is proposed, as a heading."""
    project = f" for “{report.title}”" if report.title else ""
    chosen, certainty = proposed(report), report.analysis.certainty
    if chosen:
        return escape(f"Use {chosen.framework.name} as the Python web framework{project}")
    together = certainty.together if certainty and certainty.band is Band.TOO_CLOSE else ()
    if together and not together[0].missed:
        names = listed([standing.framework.name for standing in together])
        return escape(f"Choose between {names} as the Python web framework{project}")
    return escape(f"Choose a Python web framework{project}")


def context(report: Report) -> Iterable[str]:
    """What is to be decided, and what is known of the project."""
    project = f"“{report.title}”" if report.title else "this project"
    yield escape(f"Which Python web framework should {project} be built with?")
    yield fragments.note(report)
    answers = fragments.answers(report)
    yield joined("These answers describe the project:", answers) if report.analysis.outcome.answers else answers
    yield fragments.tried_out(report)


def drivers(report: Report) -> str:
    """The criteria that count, with their shares of the weight."""
    found = weighted_rows(report.analysis.outcome)
    rows = bullets(f"{escape(row.criterion.name)}: {percent(row.share)} of the weight" for row in found)
    return rows or "No answer gives weight to a criterion."


def considered(report: Report) -> str:
    return escaped_bullets(standing.framework.name for standing in report.analysis.outcome.standings)


def outcome(report: Report) -> Iterable[str]:
    """What is proposed and why, the ranking, by how much, and how sure it is."""
    chosen, analysis = proposed(report), report.analysis
    said = headline(analysis.outcome, analysis.certainty)
    if chosen:
        yield f'Chosen option: "{escape(chosen.framework.name)}", because by the answers above it fits best.'
    else:
        yield "Chosen option: none yet, because the answers above do not settle it."
    yield f"**{escape(said.title)}** {escape(said.lead)}"
    yield fragments.ranking(analysis.outcome)
    yield f"**Margin:** {escape(margin(analysis))}" if margin(analysis) else ""
    yield fragments.certainty(report)


def consequences(report: Report) -> str:
    """What the proposal is good and bad for, in the words of MADR."""
    good, bad = consequences_of(report)
    lines = [
        *(f"Good, because {clause_of(line)}" for line in good),
        *(f"Bad, because {clause_of(line)}" for line in bad),
    ]
    neutral = "there is nothing to compare it with" if proposed(report) else "nothing is decided yet"
    return escaped_bullets(lines or [f"Neutral, because {neutral}."])


def clause_of(sentence: str) -> str:
    """A sentence that begins with “It” as a clause."""
    return sentence[0].lower() + sentence[1:]


def consequences_of(report: Report) -> tuple[list[str], list[str]]:
    """What the proposed framework is good and bad for, in sentences; nothing where none is proposed."""
    chosen = proposed(report)
    if chosen is None:
        return [], []
    option = options_of(report.analysis.outcome)[0]
    good, bad = [], []
    if any(answer.importance.demands for answer in report.analysis.outcome.answers.values()):
        good.append("It meets every must-have.")
    better = [point.criterion.name for point in option.good if point.worth > 0]
    worse = [point.criterion.name for point in option.bad if point.worth < 0]
    if option.rival and better:
        good.append(f"It is rated better than {option.rival.framework.name} on {listed(better)}.")
    if option.rival and worse:
        bad.append(f"It is rated worse than {option.rival.framework.name} on {listed(worse)}.")
    return good, bad


def confirmation(report: Report) -> str:
    """How the team comes to accept it."""
    same = f"catalogue edition {report.edition.number}"
    look = f"<{report.url}> keeps showing this result" if report.url else "The same answers give this result again"
    return (
        "The team confirms the answers and how much each counts, decides, and sets the status to accepted. "
        f"{look}, by {same}."
    )


def pros_and_cons(report: Report) -> Iterable[str]:
    """Each framework with its good and bad points."""
    for option in options_of(report.analysis.outcome):
        framework = option.standing.framework
        yield section(framework.name, described(option), bullets(arguments(option)), level=3)


def described(option: Option) -> str:
    framework = option.standing.framework
    version = f"Version {framework.facts.latest_version}, licence {framework.facts.licence}."
    return f"{escape(framework.summary)} {escape(version)} {link('Documentation', framework.facts.docs_url)}."


def arguments(option: Option) -> Iterable[str]:
    """The points of a framework as lines of a list, missed must-haves first."""
    missed = [
        f"Bad, because it misses a must-have: {fragments.miss_in_words(miss)}." for miss in option.standing.missed
    ]
    yield from map(escape, missed)
    if option.rival is None:
        return
    rival = option.rival.framework.name
    yield from (f"Good, because {argument(point, rival, is_good=True)}" for point in option.good)
    yield from (f"Bad, because {argument(point, rival, is_good=False)}" for point in option.bad)
    if not option.good and not option.bad:
        yield escape(f"Neutral, because no criterion that counts tells it from {rival}.")


def argument(point: Point, rival: str, *, is_good: bool) -> str:
    """A point with its ratings, its worth, why it is rated so, and the sources."""
    sources = "; ".join(dict.fromkeys(map(source, point.sources)))
    said = escape(f"{compared(point, rival, is_good=is_good)} {reason(point)}")
    return f"{said}{f' Sources: {sources}.' if sources else ''}"


def compared(point: Point, rival: str, *, is_good: bool) -> str:
    """How a point is rated beside the rival; if it leads or lags on none, what is best or lowest of it."""
    name, rating = point.criterion.name, f"{point.rating} of 100"
    if is_good is (point.worth > 0) and point.worth:
        worth = signed(tenths(point.worth)) if tenths(point.worth) else "less than 0.1"
        return f"{name} is rated {rating}, {rival} {point.rivals_rating}: {worth} points."
    return (
        f"{name}, its {'best' if is_good else 'lowest'} rating that counts, is {rating}, {rival} {point.rivals_rating}."
    )


def reason(point: Point) -> str:
    """Why it is rated so."""
    if not point.criterion.is_rated:
        return "That follows from the team’s own answer."
    return point.rationale or "What nobody rated yet counts as 0."


def source(evidence: Evidence) -> str:
    return link(evidence.source, evidence.url)
