"""What the readable forms of a result share: blocks of CommonMark, each saying one thing of it."""

from django.utils.timezone import localdate

from advisor.charts import AnswerLine, answer_lines
from advisor.exports.commonmark import bullets, escape, escaped_bullets, joined, quotation, table
from advisor.number_format import in_points, tenths
from advisor.report import Report
from advisor.words.verdict import surety
from advisor.words.what_if import adjustments
from advisor.words.what_would_change import Doubts, doubts
from recommender.engine.scoring import Miss, Outcome
from recommender.engine.types import Importance


def date_of(report: Report) -> str:
    """The day on which a result was finished; nothing if it was not kept."""
    return localdate(report.finished_at).isoformat() if report.finished_at else ""


def note(report: Report) -> str:
    return quotation(report.note)


def answers(report: Report) -> str:
    """What was answered, each with its importance; what was not is in a sentence below."""
    lines = answer_lines(report.analysis.outcome.catalogue, report.analysis.answers)
    given = bullets(answer_in_words(line) for line in lines if line.chosen)
    silent = [f"“{line.question.text}”" for line in lines if not line.chosen]
    return joined(given, f"Without an answer: {escape(', '.join(silent))}." if silent else "")


def answer_in_words(line: AnswerLine) -> str:
    importance = line.answer.importance if line.answer else Importance.NORMAL
    weight = "must-have" if importance.demands else f"{importance} importance"
    return f"**{escape(line.question.text)}** {escape(', '.join(line.chosen))} ({weight})"


def tried_out(report: Report) -> str:
    """What was changed by hand on top of the answers."""
    changes = adjustments(report)
    return joined("Changed by hand:", escaped_bullets(changes)) if changes else ""


def ranking(outcome: Outcome) -> str:
    """The ranking as a table."""
    rows = [
        [
            str(standing.rank),
            escape(standing.framework.name),
            in_points(tenths(standing.score)),
            "; ".join(escape(miss_in_words(miss)) for miss in standing.missed) or "none",
        ]
        for standing in outcome.standings
    ]
    return table(["Rank", "Framework", "Score of 100", "Missed must-haves"], rows)


def miss_in_words(miss: Miss) -> str:
    plausible = f", plausibly as much as {miss.high}" if miss.is_borderline else ""
    return (
        f"“{miss.question.text}” asks for {miss.criterion.name} of at least {miss.least}, "
        f"which is rated {miss.rating}{plausible}"
    )


def certainty(report: Report) -> str:
    """The band of certainty and what it means; nothing when nobody leads."""
    found = report.analysis.certainty
    if found is None:
        return ""
    return f"**Certainty:** {found.band}. {escape(surety(report.analysis.outcome, found))}"


def changes(report: Report) -> str:
    """What would change who leads, and what would not; nothing when nobody does."""
    return joined(escaped_bullets(changes_in_words(report)), safety(doubts(report.analysis)))


def changes_in_words(report: Report) -> tuple[str, ...]:
    """What would change who leads, in sentences, each once; none when nobody does."""
    found = doubts(report.analysis)
    if found is None:
        return ()
    return tuple(dict.fromkeys((*(sentence for _, sentence in found.why_not), *found.changes, *found.limits)))


def safety(found: Doubts | None) -> str:
    """Which questions cannot change who leads, in a sentence."""
    if found is None or not found.safe:
        return ""
    if len(found.safe) == found.asked:
        return "No other answer to a single question would change who leads."
    questions = ", ".join(f"“{text}”" for text in found.safe)
    return f"Whatever is answered to one of these alone, the same framework leads: {escape(questions)}."


def basis(report: Report) -> str:
    """Where a result can be looked up, and the edition that it follows from."""
    edition = report.edition
    return bullets(
        filter(
            None,
            (
                report.url and f"This result: <{report.url}>",
                report.origin_url and f"It was tried out on: <{report.origin_url}>",
                f"Catalogue edition {edition.number}, SHA-256 `{edition.digest}`",
            ),
        )
    )
