"""The open statistics: how often finished results end how, by month, and which questions decide them. No HTTP.

Nothing under ten is ever shown, and nothing under ten can be worked out:

- Results are counted in tens. Of each ending, the months are gone through in order; what does not make a full ten is
  carried to the next month. So every figure is a multiple of ten, totals are at most nine behind for each ending, and
  from one visit to the next a figure changes by tens or not at all, whatever is finished or deleted in between.
- There is one partition of the results: by who is recommended, several at once and close calls included. All
  other figures by month, the total and every share are sums and quotients of its published cells.
- Deciding questions are a second view of the same results. Were theirs the larger total, it would show that endings
  hold more than is published of them. So together they never exceed the published total, and how many results were
  decided by no single question is not published: that leaves every hidden remainder open.
- Order tells nothing either: equal figures stand in the order of their names.

Hence, whatever ending or question one picks, the published figures fit each remainder from 0 to 9; a test shows that by
giving databases with each of them the same figures. What no counting prevents: somebody who finishes results of their
own learns how many of others' complete a ten. They do not learn whose.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advisor.models import EndingCount, QuestionCount
from advisor.summary import SEVERAL
from recommender.engine.result.certainty import Band

LEAST = 10
CLOSE = "close_call"  # with an underscore, which no slug of a catalogue has
"""The ending of a result that names no winner because it is close."""

Months = Mapping[date, int]
"""How many by month; a month is its first day."""


@dataclass(frozen=True, slots=True)
class Insights:
    """Publishable counts: months by ending (a framework's slug, SEVERAL or CLOSE), and totals by question."""

    endings: Mapping[str, Months]
    questions: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(sum(months.values()) for months in self.endings.values())


def insights() -> Insights:
    """Return the open statistics of all results that are kept."""
    return publishable(*all_counts())


def publishable(endings: Mapping[str, Months], questions: Mapping[str, int]) -> Insights:
    """Return those of all counts that may be published."""
    cells = {ending: in_tens(endings[ending]) for ending in sorted(endings)}
    shown = Insights({ending: months for ending, months in cells.items() if months}, {})
    return Insights(shown.endings, within(questions, shown.total))


def in_tens(months: Months) -> dict[date, int]:
    """Return full tens, in the months in which they are reached."""
    cells, left = {}, 0  # a remainder is carried to the next month, never shown
    for month in sorted(months):
        tens, left = divmod(left + months[month], LEAST)
        if tens:
            cells[month] = tens * LEAST
    return cells


def within(totals: Mapping[str, int], room: int) -> dict[str, int]:
    """Return totals in full tens, the most frequent first, together no more than there is room for."""
    tens = {name: total // LEAST * LEAST for name, total in totals.items()}
    shown = {}
    # By name where they are equal: another order could tell which of them hides more.
    for name in sorted(tens, key=lambda name: (-tens[name], name)):
        if count := min(tens[name], room):
            shown[name] = count
            room -= count
    return shown


def all_counts() -> tuple[dict[str, dict[date, int]], dict[str, int]]:
    """Return how many results there are by ending and month, and by the question that decided most. Two queries."""
    endings: dict[str, dict[date, int]] = defaultdict(Counter)
    for month, leader, band, number in EndingCount.objects.counted().values_list(*EndingCount.key, "number"):
        endings[ending_of(leader, band)][month] += number
    return endings, dict(QuestionCount.objects.counted().values_list(*QuestionCount.key, "number"))


def ending_of(leader: str, band: str) -> str:
    """Return how a result ends: like its page, it names no winner when it is close."""
    return CLOSE if band == Band.CLOSE and leader != SEVERAL else leader
