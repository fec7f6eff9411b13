"""A result as one CSV table that spreadsheets open and programs read.

The columns never change; `row` says what a line is about:

- `result`: `name` is one of title, note, headline, lead, certainty, surety, with the usual add-ons, finished, address,
  origin, edition, digest, licence; the value stands in `text`
- `standing`: for each framework its rank, its score and that with the usual add-ons in `value` (see `name`), and in
  `text` each must-have it misses
- `add-on`: for each framework the add-ons that the answers call for, with what they add in `text`, their documentation
  in `sources`
- `rating`: for each criterion and framework the rating in `value`, its likely range `low` to `high`, the criterion's
  `group` and `weight_percent` of all weight; in `text` why, in `sources` the addresses
- `rating with add-on`: the same with the add-on that raises it most, which `text` names first
- `answer`: the question in `name`, what was chosen in `text`, with “(no effect)” if it asks for nothing, `importance`
- `what-if`: in `text` what was changed by hand
- `change`: in `text` what would change the result

What a line has nothing to say about is empty.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from django.utils.timezone import localdate

from advisor.answer_lines import AnswerLine
from advisor.licences import DATA, credit
from advisor.rating_table import CriterionRow, RatingCell
from advisor.report import Report
from advisor.words.verdict import missed
from recommender.engine.add_ons import mendings
from recommender.engine.result.analysis import Analysis
from recommender.engine.scoring import Standing
from recommender.engine.types import Framework, Rating

CSV_COLUMNS = (
    "row",
    "name",
    "group",
    "importance",
    "weight_percent",
    "framework",
    "value",
    "low",
    "high",
    "text",
    "sources",
)

# Excel takes a file without this mark for one in the computer's old character set; LibreOffice and Python's
# "utf-8-sig" skip it.
BYTE_ORDER_MARK = "\ufeff"

# OWASP, “CSV Injection”: a cell that begins with one of these is a formula to a spreadsheet, also behind blanks or
# quotes. A spreadsheet that expects other separators than commas begins a cell behind those, too.
# The blanks are taken (*+) whether or not a formula follows: else many of them would be looked through again from each.
CELL_START = re.compile(r"((?:\A|[;\t\r\n])[\s\"']*+)([=+\-@＝＋－＠]?)")
BLANK_START = re.compile(r"\A(?=[\t\r\n])")

CsvLine = Mapping[str, str | int | float]


def render_csv(report: Report) -> str:
    return written(lines_of(report))


def written(lines: Iterable[CsvLine]) -> str:
    """Return lines as a file: texts quoted, numbers bare, line ends as RFC 4180 has them."""
    file = StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(file, CSV_COLUMNS, restval="", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows({name: neutral(value) for name, value in line.items()} for line in lines)
    return file.getvalue()


def neutral(value: str | float) -> str | float:
    """Return a text with an apostrophe before whatever a spreadsheet would compute; a number as it is."""
    if not isinstance(value, str):
        return value
    return BLANK_START.sub("'", CELL_START.sub(lambda start: f"{start[1]}'{start[2]}" if start[2] else start[1], value))


def lines_of(report: Report) -> Iterator[CsvLine]:
    """Yield every line of the table, what it is about first."""
    words = report.words
    for name, text in general_facts(report).items():
        yield {"row": "result", "name": name, "text": text}
    for standing in report.analysis.outcome.standings:
        yield from lines_of_standing(report.analysis, standing)
    for row in words.all_criteria:
        for cell in row.cells:
            yield from lines_of_rating(row, cell)
    yield from map(line_of_answer, words.answers)
    yield from ({"row": "what-if", "text": text} for text in words.adjustments)
    changes = words.what_would_change.sentences if words.what_would_change else ()
    yield from ({"row": "change", "text": text} for text in changes)


def general_facts(report: Report) -> dict[str, str]:
    """Return what there is to say of the result as a whole; empty where there is nothing."""
    certainty, edition, words = report.analysis.certainty, report.edition, report.words
    return {
        "title": report.title,
        "note": report.note,
        "headline": words.headline.title,
        "lead": words.headline.lead,
        "certainty": str(certainty.band) if certainty else "",
        "surety": words.surety,
        "with the usual add-ons": words.lead_with_add_ons,
        "finished": localdate(report.finished_at).isoformat() if report.finished_at else "",
        "address": report.url,
        "origin": report.origin_url,
        "edition": str(edition.number),
        "digest": edition.digest,
        "licence": f"{credit(edition.number)}, {DATA.url}",
    }


def lines_of_standing(analysis: Analysis, standing: Standing) -> Iterator[CsvLine]:
    framework = standing.framework
    with_add_ons = analysis.with_add_ons.standing_of(framework.slug)
    about = {"row": "standing", "framework": framework.name}
    yield {**about, "name": "rank", "value": standing.rank}
    yield {**about, "name": "score", "value": round(float(standing.score), 4)}
    yield {**about, "name": "score with the usual add-ons", "value": round(float(with_add_ons.score), 4)}
    for miss in standing.missed:
        yield {**about, "name": "missed must-have", "text": missed(miss, framework)}
    for item in mendings(analysis.outcome, framework):
        add_on = item.add_on
        added = {"name": add_on.name, "text": f"{add_on.summary}. {add_on.install}", "sources": add_on.docs_url}
        yield {"row": "add-on", "framework": framework.name, **added}


def lines_of_rating(row: CriterionRow, cell: RatingCell) -> Iterator[CsvLine]:
    about: CsvLine = {
        "name": row.criterion.name,
        "group": row.criterion.group,
        "weight_percent": round(float(row.share * 100), 2),
        "framework": cell.framework.name,
    }
    own = {"value": "" if cell.value is None else cell.value}
    yield {"row": "rating", **about, **own, **facts_of_rating(cell.framework, cell.rating)}
    if cell.raised:
        rating, text = cell.raised.rating, f"With {cell.raised.add_on.name}: {cell.raised.rating.rationale}"
        facts = facts_of_rating(cell.framework, rating)
        yield {"row": "rating with add-on", **about, "value": rating.value, **facts, "text": text}


def facts_of_rating(framework: Framework, rating: Rating | None) -> CsvLine:
    """Return the range, the reason and the sources of a rating; empty where nobody rated."""
    sources = [evidence.url for evidence in framework.cited(rating)] if rating else []
    return {
        "low": rating.low if rating else "",
        "high": rating.high if rating else "",
        "text": rating.rationale if rating else "",
        "sources": " ".join(filter(None, sources)),
    }


def line_of_answer(line: AnswerLine) -> CsvLine:
    importance = line.answer.importance.value if line.answer and line.counts else ""
    effect = f" ({line.effect})" if line.effect else ""
    return {
        "row": "answer",
        "name": line.question.text,
        "importance": importance,
        # Two kinds of silence: a visitor who skipped has seen the question.
        "text": f"{', '.join(line.chosen)}{effect}" if line.chosen else "skipped" if line.answer else "not answered",
    }
