"""A result as readable Markdown: what its page says, in a file that any editor and any forge shows."""

from collections.abc import Iterable

from advisor.charts import Cell, comparison, weighted_rows
from advisor.exports import fragments
from advisor.exports.commonmark import bullets, escape, joined, link, section, table
from advisor.number_format import percent, signed
from advisor.report import Report
from advisor.words.verdict import headline
from recommender.engine.scoring import Outcome
from recommender.engine.types import Evidence, Framework


def render_markdown(report: Report) -> str:
    outcome = report.analysis.outcome
    said = headline(outcome, report.analysis.certainty)
    return (
        joined(
            f"# {escape(said.title.removesuffix('.'))}",
            meta(report),
            escape(said.lead),
            fragments.note(report),
            fragments.tried_out(report),
            section("Ranking", fragments.ranking(outcome)),
            section("Why", reasons(outcome)),
            section("How sure it is", fragments.certainty(report)),
            section("What would change it", fragments.changes(report)),
            section("Answers", fragments.answers(report)),
            section("Ratings that count", ratings(outcome)),
            section("Sources", *sources(outcome)),
            section("What this rests on", fragments.basis(report)),
        )
        + "\n"
    )


def meta(report: Report) -> str:
    """Whose result it is, of which day, by which edition."""
    project = f"Result for **{escape(report.title)}**" if report.title else "Result"
    return " · ".join(filter(None, (project, fragments.date_of(report), f"catalogue edition {report.edition.number}")))


def reasons(outcome: Outcome) -> str:
    """Where the points between the first two come from; nothing without a leader, or without a second."""
    if not outcome.leaders or len(outcome.standings) < 2:
        return ""
    found = comparison(outcome, *outcome.standings[:2])
    ahead, behind = found.ahead.framework.name, found.behind.framework.name
    if found.is_flat:
        return escape(f"No criterion that counts tells {ahead} from {behind}.")
    rows = [[escape(bar.label), signed(bar.tenths)] for bar in found.by_criterion.bars]
    total = ["**Difference of the scores**", f"**{signed(found.by_criterion.total)}**"]
    return table([f"{escape(ahead)} beside {escape(behind)}", "Points"], [*rows, total])


def ratings(outcome: Outcome) -> str:
    """The ratings on every criterion that counts, as a table."""
    names = [escape(standing.framework.name) for standing in outcome.standings]
    rows = [[escape(row.criterion.name), percent(row.share), *map(rating, row.cells)] for row in weighted_rows(outcome)]
    return table(["Criterion", "Share of the weight", *names], rows) if rows else ""


def rating(cell: Cell) -> str:
    return "not rated" if cell.value is None else str(cell.value)


def sources(outcome: Outcome) -> Iterable[str]:
    """What the ratings that count cite, framework by framework."""
    criteria = [row.criterion.slug for row in weighted_rows(outcome)]
    for standing in outcome.standings:
        yield section(standing.framework.name, bullets(map(citation, cited(standing.framework, criteria))), level=3)


def cited(framework: Framework, criteria: Iterable[str]) -> list[Evidence]:
    """The evidence that the ratings on these criteria (slugs) cite, each piece once."""
    found = [framework.rating_of[slug] for slug in criteria if slug in framework.rating_of]
    pieces = {evidence.key: evidence for item in found for evidence in framework.cited(item)}
    return list(pieces.values())


def citation(evidence: Evidence) -> str:
    published = f", {evidence.published}" if evidence.published else ""
    dates = f"{evidence.kind}{published}, checked {evidence.checked.isoformat()}"
    return f"{link(evidence.source, evidence.url)} ({dates}): {escape(evidence.statement)}"
