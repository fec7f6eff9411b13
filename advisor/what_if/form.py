"""The form of a what-if: an address is read, with what is wrong in it, and becomes fields. No HTTP.

An address holds differences from the result only: whatever it does not name is as in the result.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from advisor.what_if_controls import Controls, weight_name
from recommender.engine.phrases import quoted
from recommender.engine.result.what_if import AS_ANSWERED, GREATEST_PERCENT, WeightControl, WhatIf
from recommender.engine.scoring import Outcome

STEP = 25
# No more figures than anybody needs: Python refuses to make a number of some thousands of them.
NUMBER = re.compile(r"\s*(\d{1,6})\s*", re.ASCII)
INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)  # what a number field can show
STEP_BUTTON = re.compile(rf"(.+):([+-]{STEP})")
LEVELS = ((50, "Less"), (AS_ANSWERED, "As answered"), (200, "More"), (400, "Much more"))
LEVELS_OF_NOTHING = ((0, "Not at all"), (AS_ANSWERED, "Some"), (200, "More"), (400, "Much more"))
MOST_QUOTES = 5

Query = Mapping[str, Sequence[str]]
"""The values of each parameter of an address."""


@dataclass(slots=True)
class Trial:
    """A what-if as somebody tries it out on a result: the differences from it, and what is wrong with the address.

    `problems` stand at the field with that name, and `typed` is what such a field holds; `strange` means nothing here;
    `pressed` is the field whose button was pressed.
    """

    percents: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    pressed: str = ""

    @property
    def is_sound(self) -> bool:
        return not self.problems and not self.strange

    @property
    def what_if(self) -> WhatIf:
        """Return what is changed; what is wrong changes nothing."""
        dropped, eased, demanded = (self.chosen[name] for name in ("drop", "ease", "demand"))
        if "drop" in self.problems:
            dropped = ()
        return WhatIf(percents=self.percents, dropped=dropped, eased=eased, demanded=demanded)


@dataclass(frozen=True, slots=True)
class Level:
    """A percentage that can be chosen by its name."""

    percent: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class WeightField:
    """A weight as a field: its percentage now and in the result, its text, the criterion's share of all weight, a
    problem.
    """

    control: WeightControl
    name: str
    percent: int
    text: str
    start: int
    share: Fraction
    problem: str

    @property
    def is_changed(self) -> bool:
        """Return whether it differs from the answers, or is not what it should be."""
        return self.percent != self.control.start or bool(self.problem)

    @property
    def names(self) -> dict[int, str]:
        """Return the names of the usual percentages."""
        return dict(LEVELS if self.control.start else LEVELS_OF_NOTHING)

    @property
    def is_exact(self) -> bool:
        """Return whether its percentage has no name."""
        return self.percent not in self.names

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return the percentages with a name, and that of now."""
        names = {self.percent: f"{self.percent}\u00a0%", **self.names}
        return tuple(Level(percent, names[percent], percent == self.percent) for percent in sorted(names))


def read(controls: Controls, query: Query) -> Trial:
    """Return what an address says of a what-if."""
    trial = Trial()
    for control in controls.weights:
        read_percent(controls, trial, control, query.get(weight_name(control.criterion.slug), ()))
    read_slugs(trial, query, "drop", [item.slug for item in controls.frameworks])
    read_slugs(trial, query, "ease", [line.question.slug for line in controls.must_haves])
    read_slugs(trial, query, "demand", [line.question.slug for line in controls.possible_must_haves])
    if len(trial.chosen["drop"]) == len(controls.frameworks):
        trial.problems["drop"] = "Keep at least one framework. Until then all of them take part."
    # Last, as a step goes from what the field holds. Without JavaScript the − and + buttons send it.
    for value in query.get("step", ()):
        read_step(controls, trial, value)
    known = {"drop", "ease", "demand", "step", *map(weight_name, controls.starts)}
    trial.strange.extend(name for name in query if name not in known)
    return trial


def read_percent(controls: Controls, trial: Trial, control: WeightControl, values: Sequence[str]) -> None:
    """Read a weight. An empty field is as in the result."""
    slug = control.criterion.slug
    name, start = weight_name(slug), controls.starts[slug]
    if not any(value.strip() for value in values):
        return
    found = NUMBER.fullmatch(values[-1])
    if len(values) > 1:
        trial.problems[name] = f"The address gives this more than once. Until then it is {start}\u00a0%."
    elif not found or int(found[1]) > GREATEST_PERCENT:
        trial.typed[name] = values[-1] if INTEGER.fullmatch(values[-1]) else ""
        trial.problems[name] = f"Give a whole number from 0 to {GREATEST_PERCENT}. Until then it is {start}\u00a0%."
    elif int(found[1]) != start:
        trial.percents[slug] = int(found[1])


def read_slugs(trial: Trial, query: Query, name: str, known: Collection[str]) -> None:
    """Read which of the known slugs a parameter names."""
    trial.strange.extend(f"{name}={slug}" for slug in query.get(name, ()) if slug not in known)
    trial.chosen[name] = tuple(slug for slug in known if slug in query.get(name, ()))


def read_step(controls: Controls, trial: Trial, value: str) -> None:
    """Take the step of the button that was pressed."""
    found = STEP_BUTTON.fullmatch(value)
    if not found or found[1] not in controls.starts:
        trial.strange.append(f"step={value}")
        return
    slug, start = found[1], controls.starts[found[1]]
    trial.pressed = weight_name(slug)
    stepped = max(0, min(GREATEST_PERCENT, trial.percents.pop(slug, start) + int(found[2])))
    if stepped != start:
        trial.percents[slug] = stepped


def weight_fields(controls: Controls, trial: Trial, outcome: Outcome) -> tuple[WeightField, ...]:
    """Return the weights with their shares of all weight in the outcome of what is tried out."""
    fields = []
    for control in controls.weights:
        slug = control.criterion.slug
        name, start = weight_name(slug), controls.starts[slug]
        percent = trial.percents.get(slug, start)
        text = trial.typed.get(name, str(percent))
        share = Fraction(outcome.weights.get(slug, 0), outcome.total_weight or 1)
        fields.append(WeightField(control, name, percent, text, start, share, trial.problems.get(name, "")))
    return tuple(fields)


def strangeness(trial: Trial) -> str:
    """Return what in an address means nothing, in a sentence; nothing if all of it does."""
    if not trial.strange:
        return ""
    quotes = [quoted(text) for text in trial.strange[:MOST_QUOTES]]
    more = f" and {len(trial.strange) - MOST_QUOTES} more" if len(trial.strange) > MOST_QUOTES else ""
    return f"These parts of the address mean nothing on this result and were ignored: {', '.join(quotes)}{more}."
