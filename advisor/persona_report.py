"""The report of agreement: for how many described projects the site says what their people chose. No words in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.exports.readable import as_commonmark
from recommender.editions.current import contributions_now, read_state
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Band
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdicts
from recommender.engine.types import Framework
from recommender.engine.versions.drafts import published
from recommender.files.folder import read_files


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict on a persona, with the frameworks that it accepts and those that lead for it."""

    verdict: PersonaVerdict
    accepted: tuple[Framework, ...]
    leaders: tuple[Framework, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the personas."""

    lines: tuple[Line, ...]

    @property
    def right(self) -> int:
        """The number of personas about whom the catalogue is right."""
        return sum(line.verdict.is_right for line in self.lines)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The verdicts of a catalogue on all its personas, also by whether experts disagree and by how sure they are.

    `constant` is the framework that would be right most often if everybody were told the same, with how often that
    is; None without a framework.
    """

    all: Group
    agreed: Group
    contested: Group
    by_band: Mapping[Band, Group]
    constant: tuple[Framework, int] | None

    @property
    def disagreements(self) -> tuple[Line, ...]:
        """Return the lines of the personas about whom somebody said why the catalogue is not right."""
        return tuple(line for line in self.all.lines if line.verdict.persona.disagreement)


def write_report(path: Path, catalogue: Path | None = None) -> str:
    """Write the report on the catalogue in a folder, by default that in the database, and say what was done.

    Errors: CatalogueFileError, if there is no catalogue to be had from the files; OSError, if it cannot be written.
    """
    found = agreement(contributions_of_files(catalogue) if catalogue else contributions_now(read_state()))
    path.write_text(report_text(found), encoding="utf-8")
    return f"Wrote {path}: {found.all.right} of {len(found.all.lines)} right."


def contributions_of_files(folder: Path) -> Contributions:
    """Return the contributions of what visitors would see of the catalogue in a folder. Errors: CatalogueFileError."""
    return Contributions(published(read_files(folder)))


def agreement(contributions: Contributions) -> Agreement:
    """Return how a catalogue agrees with its personas, which stay in its order."""
    frameworks = contributions.catalogue.framework_of
    lines = tuple(
        Line(
            verdict,
            tuple(frameworks[slug] for slug in verdict.persona.accepted if slug in frameworks),
            tuple(framework for slug, framework in frameworks.items() if slug in verdict.leaders),
        )
        for verdict in persona_verdicts(contributions)
    )
    accepted = {framework.slug: sum(framework in line.accepted for line in lines) for framework in frameworks.values()}
    most = max(accepted, key=lambda slug: accepted[slug], default=None)
    return Agreement(
        all=Group(lines),
        agreed=group(line for line in lines if not line.verdict.is_contested),
        contested=group(line for line in lines if line.verdict.is_contested),
        by_band={band: group(line for line in lines if line.verdict.band is band) for band in reversed(Band)},
        constant=(frameworks[most], accepted[most]) if most else None,
    )


def group(lines: Iterable[Line]) -> Group:
    return Group(tuple(lines))


def report_text(found: Agreement) -> str:
    """Return the report as CommonMark."""
    return as_commonmark("docs/personas.md", {"found": found})
