"""The report of agreement: for how many described projects the site says what their people chose. No words in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from advisor.exports.readable import as_commonmark
from recommender.editions.current import contributions_now, read_state
from recommender.engine.contributions import Contributions
from recommender.engine.result.certainty import Band
from recommender.engine.result.persona_verdicts import PersonaVerdict, candidates_for, verdict_among
from recommender.engine.simulation.neutrality import lead_shares
from recommender.engine.simulation.respondents import respondents
from recommender.engine.types import Framework, Persona
from recommender.engine.versions.drafts import published
from recommender.files.folder import read_files

Frameworks = tuple[Framework, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The verdicts on a persona, with the frameworks that it accepts and those that lead for it.

    `verdict` and `leaders` are among its candidates, which are the best known if it accepts one of them;
    `verdict_of_all` and `leaders_of_all` among all frameworks.
    """

    verdict: PersonaVerdict
    verdict_of_all: PersonaVerdict
    accepted: Frameworks
    leaders: Frameworks
    leaders_of_all: Frameworks
    is_among_best_known: bool

    @property
    def is_taken_over(self) -> bool:
        """Tell whether the best known agree with the persona, and all frameworks do not."""
        return self.verdict.is_right and not self.verdict_of_all.is_right


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the personas."""

    lines: tuple[Line, ...]

    @property
    def right(self) -> int:
        """The number of personas about whom the catalogue is right."""
        return sum(line.verdict.is_right for line in self.lines)

    @property
    def right_of_all(self) -> int:
        """The number of personas about whom the catalogue is right if all frameworks are candidates."""
        return sum(line.verdict_of_all.is_right for line in self.lines)


@dataclass(frozen=True, slots=True)
class Wins:
    """The personas for whom a framework leads rightly if all are candidates, and its share of random respondents.

    `share` is of the 2,000 random people of `simulation.respondents`, from 0 to 1; a shared lead counts in equal parts.
    """

    framework: Framework
    personas: tuple[Persona, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """The verdicts of a catalogue on its personas among the best known, also by whether experts disagree and by how
    sure they are; and what is different with all frameworks.

    `others` are the personas that accept none of the best known. `taken_over` is by the frameworks that then lead,
    those of most personas first. `constant` is the best known that would be right most often if everybody were told
    the same, with how often that is; None without a framework.
    """

    frameworks: Frameworks
    best_known: Frameworks
    all: Group
    agreed: Group
    contested: Group
    by_band: Mapping[Band, Group]
    constant: tuple[Framework, int] | None
    others: Group
    taken_over: tuple[tuple[Frameworks, Group], ...]
    wins: tuple[Wins, ...]

    @property
    def has_others(self) -> bool:
        """Tell whether there are frameworks beside the best known."""
        return len(self.frameworks) > len(self.best_known)

    @property
    def disagreements(self) -> tuple[Line, ...]:
        """Return the lines of the personas about whom somebody said why the catalogue is not right."""
        return tuple(line for line in (*self.all.lines, *self.others.lines) if line.verdict.persona.disagreement)


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
    every = [line_of(contributions, persona) for persona in contributions.catalogue.personas]
    lines = [line for line in every if line.is_among_best_known]
    best_known = contributions.of_best_known.catalogue.frameworks
    accepted = {item.slug: sum(item in line.accepted for line in lines) for item in best_known}
    most = max(best_known, key=lambda item: accepted[item.slug], default=None)
    return Agreement(
        frameworks=contributions.catalogue.frameworks,
        best_known=best_known,
        all=group(lines),
        agreed=group(line for line in lines if not line.verdict.is_contested),
        contested=group(line for line in lines if line.verdict.is_contested),
        by_band={band: group(line for line in lines if line.verdict.band is band) for band in reversed(Band)},
        constant=(most, accepted[most.slug]) if most else None,
        others=group(line for line in every if not line.is_among_best_known),
        taken_over=taken_over(lines),
        wins=tuple(wins(contributions, every)),
    )


def line_of(contributions: Contributions, persona: Persona) -> Line:
    """Return the verdicts on a persona."""
    candidates, frameworks = candidates_for(contributions, persona), contributions.catalogue.framework_of
    among_them, among_all = verdict_among(candidates, persona), verdict_among(contributions, persona)
    return Line(
        verdict=among_them,
        verdict_of_all=among_all,
        accepted=tuple(frameworks[slug] for slug in persona.accepted if slug in frameworks),
        leaders=tuple(item for slug, item in frameworks.items() if slug in among_them.leaders),
        leaders_of_all=tuple(item for slug, item in frameworks.items() if slug in among_all.leaders),
        is_among_best_known=candidates is contributions.of_best_known,
    )


def group(lines: Iterable[Line]) -> Group:
    return Group(tuple(lines))


def taken_over(lines: Iterable[Line]) -> tuple[tuple[Frameworks, Group], ...]:
    """Return the lines that are taken over, by who leads instead; those of most lines first."""
    by_leaders: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        if line.is_taken_over:
            by_leaders.setdefault(line.verdict_of_all.leaders, []).append(line)
    most_first = sorted(by_leaders.values(), key=len, reverse=True)
    return tuple((found[0].leaders_of_all, group(found)) for found in most_first)


def wins(contributions: Contributions, lines: Iterable[Line]) -> Iterable[Wins]:
    """Yield what each framework wins if all are candidates, in the catalogue's order."""
    catalogue, lines = contributions.catalogue, tuple(lines)
    people = (contributions.leaders(contributions.total(answers)) for answers in respondents(catalogue))
    shares = lead_shares(catalogue, people).shares
    for framework in catalogue.frameworks:
        won = (line.verdict.persona for line in lines if line.leaders_of_all == (framework,))
        rightly = tuple(persona for persona in won if framework.slug in persona.accepted)
        yield Wins(framework, rightly, shares[framework.slug])


def report_text(found: Agreement) -> str:
    """Return the report as CommonMark."""
    return as_commonmark("docs/personas.md", {"found": found})
