"""Figures as people read them, the same on pages, in files and in a terminal. No formula."""

from fractions import Fraction

from recommender.engine.types import Framework

NUMBER_WORDS = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
TONES = 12  # so many colors has the style sheet, from tone-1; after the last they begin anew


def tenths(score: Fraction | float) -> int:
    """Return a score in tenths of a point, rounded half up."""
    # Not round(): it rounds halves to even, and equal distances would look unequal. In whole numbers, as a page asks
    # for hundreds, and each sum of fractions takes as long as all of this.
    above, below = score.as_integer_ratio()
    rounded = (20 * abs(above) + below) // (2 * below)
    return rounded if above >= 0 else -rounded


def in_points(number: int) -> str:
    """Return tenths of a point in points: 74.0."""
    return f"{number / 10:.1f}"


def signed(number: int) -> str:
    """Return tenths of a point with their sign, for differences: +4.2, −1.0 (a real minus), 0.0."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{in_points(abs(number))}"


def decimals(number: float) -> str:
    """Return a number with two decimals and a real minus: −0.05."""
    return f"{number:.2f}".replace("-", "−")


def percent(share: Fraction) -> str:
    """Return a share of one with one decimal: 12.5 %."""
    return f"{in_points(tenths(share * 100))}\u00a0%"


def whole_percent(share: float) -> str:
    """Return a share of draws in whole percent; what is nearly nothing or nearly all is not called nothing or all."""
    if 0 < share < 0.005:
        return "under 1\u00a0%"
    return "over 99\u00a0%" if 0.995 <= share < 1 else f"{int(100 * share + 0.5)}\u00a0%"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def spelled(number: int) -> str:
    """Return a small number as a word, as sentences have it: three, twelve; a larger one in figures."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def tone(framework: Framework) -> str:
    """Return the CSS class with a framework's colour, by its place in the catalogue."""
    return f"tone-{(framework.position - 1) % TONES + 1}"
