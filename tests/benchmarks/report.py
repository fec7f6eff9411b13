"""From measured benchmarks to a table on the terminal and in docs/speed.md, and the drawing of growth."""

from collections.abc import Sequence

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from pytest_benchmark.stats import Metadata

from tests.benchmarks.page import DOCS, duration, occasion, table, write_section

DRAWING = DOCS / "speed-growth.svg"
HEAD = ("what", "target", "median", "result")
DRAWN_ALIKE = {"svg.hashsalt": "speed", "svg.fonttype": "none", "font.size": 11}


def as_text(benchmarks: Sequence[Metadata]) -> list[str]:
    """The table in columns, and the exponent of growth."""
    rows = [HEAD, *map(row, benchmarks)]
    width = max(len(what) for what, *_ in rows)
    lines = [f"{what:<{width}}  {target:>8}  {median:>8}  {result}".rstrip() for what, target, median, result in rows]
    return [*lines, "", growth_sentence(benchmarks)]


def write(benchmarks: Sequence[Metadata]) -> None:
    """Put the table, its date and its machine into docs/speed.md, and draw growth."""
    rows = table(HEAD, map(row, benchmarks))
    write_section("make bench", [occasion(f"numpy {np.__version__}"), "", *rows, "", growth_sentence(benchmarks)])
    draw_growth(*growth(benchmarks))


def row(benchmark: Metadata) -> tuple[str, str, str, str]:
    """What was measured, its target if it has one, its median, and whether that is within the target."""
    what, target, taken = benchmark.extra_info["what"], benchmark.extra_info["target"], seconds(benchmark)
    if target is None:
        return what, "", duration(taken), ""
    return what, duration(target), duration(taken), "met" if taken <= target else "missed"


def seconds(benchmark: Metadata) -> float:
    """The median of the rounds, times how many such rounds the whole work is."""
    return benchmark.stats.median * benchmark.extra_info["times"]


def growth(benchmarks: Sequence[Metadata]) -> tuple[np.ndarray, np.ndarray]:
    """The sizes (frameworks times criteria) that were ranked, and the seconds each took."""
    ranked = [item for item in benchmarks if "size" in item.extra_info]
    return np.array([item.extra_info["size"] for item in ranked]), np.array([seconds(item) for item in ranked])


def growth_sentence(benchmarks: Sequence[Metadata]) -> str:
    """The exponent of growth: the slope of the least-squares line through the logarithms."""
    sizes, taken = growth(benchmarks)
    if len(sizes) < 2:
        return "Growth was not measured."
    slope = np.polyfit(np.log(sizes), np.log(taken), 1)[0]
    return f"From {sizes[0]:,} to {sizes[-1]:,} ratings, the time to score and rank grows with the power {slope:.2f}."


def draw_growth(sizes: np.ndarray, taken: np.ndarray) -> None:
    """Time against size, both logarithmic, beside the nearest line on which time is proportional to size."""
    proportional = sizes * np.exp(np.mean(np.log(taken / sizes)))
    with matplotlib.rc_context(DRAWN_ALIKE):
        axes = Figure(figsize=(7, 4.5), facecolor="white", layout="constrained").subplots()
        axes.loglog(sizes, proportional * 1e6, "--", color="#6b6b6b", label="slope 1: proportional to the ratings")
        axes.loglog(sizes, taken * 1e6, "o-", color="#0b5394", label="measured median")
        axes.set(xlabel="ratings (frameworks × criteria)", ylabel="microseconds to score and rank")
        axes.grid(color="#dddddd")
        axes.legend(frameon=False)
        axes.figure.savefig(DRAWING, metadata={"Date": None})
