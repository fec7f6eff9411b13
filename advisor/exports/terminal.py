"""An outcome as plain text for a terminal. No HTTP, no formula."""

from collections.abc import Sequence

from django.utils.text import get_text_list

from advisor.number_format import in_points, tenths, whole_percent
from advisor.report import Report
from advisor.words.add_ons import with_add_on
from recommender.engine.scoring import Miss, Standing
from recommender.engine.types import Framework

HEADINGS = ("rank", "framework", "score", "comes first in", "misses")
SPACING = "  "


def outcome_text(report: Report) -> str:
    """Return the headline, what stands behind it, and the ranking as a table."""
    analysis = report.analysis
    shares = [position.acceptability[0] for position in analysis.robustness.positions] if analysis.robustness else []
    rows = [
        ranking_row(standing, whole_percent(shares[place]) if shares else "–")
        for place, standing in enumerate(analysis.outcome.standings)
    ]
    edition = f"Catalogue edition {report.edition.number}, {report.edition.digest[:12]}."
    return "\n\n".join((report.words.headline.title, report.words.headline.lead, table([HEADINGS, *rows]), edition))


def ranking_row(standing: Standing, share: str) -> tuple[str, ...]:
    """Return a framework's line of the table; `share` says in how many draws it comes first."""
    missed = get_text_list([lack(standing.framework, miss) for miss in standing.missed], "and")
    return str(standing.rank), standing.framework.name, in_points(tenths(standing.score)), share, missed or "–"


def lack(framework: Framework, miss: Miss) -> str:
    rated = f"rated {miss.rating}{with_add_on(framework, miss.criterion.slug)}"
    return f"{miss.criterion.name} (at least {miss.least}, {rated})"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of the same number of cells in columns of equal width."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [SPACING.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = SPACING.join("-" * width for width in widths)
    return "\n".join((lines[0], rule, *lines[1:]))
