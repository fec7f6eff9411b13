"""The open statistics as the page and the file show them: names, shares, charts. No HTTP, no counting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from advisor.number_format import tone
from advisor.statistics.counts import CLOSE, Insights
from advisor.summary import SEVERAL
from recommender.engine.types import Catalogue

NO_WINNER = {SEVERAL: "Several share the lead", CLOSE: "A close call"}
ONE_LEADS = "One framework leads"
HEADER = ("month", "figure", "name", "count")
PLAIN = "tone-plain"
"""The CSS class of a bar that stands for no ending."""


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending of results: with a framework, by its name as long as the catalogue has it, or with no winner."""

    slug: str
    name: str
    tone: str

    @property
    def has_winner(self) -> bool:
        return self.slug not in NO_WINNER


@dataclass(frozen=True, slots=True)
class Share:
    """A count with its share of a whole, and the share of what stands before it when all stand in a row.

    `tone` is the CSS class with its colour.
    """

    name: str
    count: int
    share: float
    start: float = 0
    tone: str = PLAIN


@dataclass(frozen=True, slots=True)
class Month:
    """The published counts of a month: a share for each ending, in the same order in all months."""

    first_day: date
    total: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the page shows. Questions have their share of the most frequent one, everything else of all results."""

    total: int
    endings: tuple[Share, ...]
    leads: tuple[Share, ...]
    months: tuple[Month, ...]
    questions: tuple[Share, ...]


def tables(shown: Insights, catalogue: Catalogue) -> Tables:
    """Return the published figures by the names of a catalogue; the latest month first."""
    endings = endings_of(shown, catalogue)
    days = sorted({day for months in shown.endings.values() for day in months}, reverse=True)
    totals = {ending: sum(shown.endings[ending.slug].values()) for ending in endings}
    most = max(shown.questions.values(), default=1)
    return Tables(
        shown.total,
        shares_of(totals),
        leads_of(totals),
        tuple(
            Month(day, sum(cells.values()), shares_of(cells))
            for day in days
            for cells in [{ending: shown.endings[ending.slug].get(day, 0) for ending in endings}]
        ),
        tuple(
            Share(catalogue.question_of[slug].text if slug in catalogue.question_of else slug, count, count / most)
            for slug, count in shown.questions.items()
        ),
    )


def endings_of(shown: Insights, catalogue: Catalogue) -> list[Ending]:
    """Return the endings with published figures: frameworks in the catalogue's order, unknown ones, then no winner."""
    known = [Ending(framework.slug, framework.name, tone(framework)) for framework in catalogue.frameworks]
    none = [Ending(slug, name, f"tone-{slug}") for slug, name in NO_WINNER.items()]
    others = sorted(shown.endings.keys() - {ending.slug for ending in (*known, *none)})
    unknown = [Ending(slug, slug, "tone-unknown") for slug in others]
    return [ending for ending in (*known, *unknown, *none) if ending.slug in shown.endings]


def shares_of(cells: Mapping[Ending, int]) -> tuple[Share, ...]:
    """Return each ending's share of the sum, side by side."""
    # Where each begins is told as well, so that a template can draw them in a row without computing.
    total, before, shares = sum(cells.values()), 0, []
    for ending, count in cells.items():
        shares.append(Share(ending.name, count, count / total, before / total, ending.tone))
        before += count
    return tuple(shares)


def leads_of(totals: Mapping[Ending, int]) -> tuple[Share, ...]:
    """Return how often one framework leads, and how often none does alone, where there is a published figure."""
    total = sum(totals.values())
    one = sum(count for ending, count in totals.items() if ending.has_winner)
    none = [(ending.name, count) for ending, count in totals.items() if not ending.has_winner]
    return tuple(Share(name, count, count / total) for name, count in [(ONE_LEADS, one), *none] if count)


def rows(shown: Insights) -> Iterator[Iterable[object]]:
    """Yield the published figures as lines of a file, by slug; those of questions have no month, as they are totals."""
    yield HEADER
    cells = [(day, slug, count) for slug, months in shown.endings.items() for day, count in months.items()]
    for day, slug, count in sorted(cells):
        yield f"{day:%Y-%m}", "recommended", slug, count
    for slug, count in shown.questions.items():
        yield "", "decisive_question", slug, count
