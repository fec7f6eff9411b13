"""The impact of an edit: whom the catalogue would tell something else, before anybody is told it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recommender.engine.contributions import Contributions
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdict
from recommender.engine.result.what_if import WhatIf, applied
from recommender.engine.scoring import recommend
from recommender.engine.simulation.respondents import RESPONDENTS, respondents
from recommender.engine.types import Answers, Catalogue

NOTHING_TRIED = WhatIf()

Leaders = tuple[str, ...]
"""The slugs of the frameworks that share the first rank, sorted; nobody without any weight."""

Shares = Mapping[str, Fraction]
"""The share of people, from 0 to 1, for whom each framework leads, by its slug; a shared lead counts in equal parts."""


@dataclass(frozen=True, slots=True)
class Case:
    """The basis of a result: the answers, the what-if on them, if it was kept from one, and the candidates.

    `is_wide`: all frameworks, not only the best known.
    """

    answers: Answers
    what_if: WhatIf = NOTHING_TRIED
    is_wide: bool = True


@dataclass(frozen=True, slots=True)
class PersonaChange:
    """A persona about which two catalogues say otherwise: who leads, how surely, or whether that is right.

    Of a persona that is new, nothing was said before.
    """

    before: PersonaVerdict | None
    after: PersonaVerdict


@dataclass(frozen=True, slots=True)
class Impact:
    """The results that differ between an earlier catalogue and a later one.

    `moves` counts the cases whose leaders change, by leaders before and after, the most frequent first; `cases` is how
    many were looked at. `shares_before` and `shares_after` are those of `respondents` random people. A framework that
    got another slug goes by the later one everywhere but in the verdicts.
    """

    persona_changes: tuple[PersonaChange, ...]
    cases: int
    moves: Mapping[tuple[Leaders, Leaders], int]
    respondents: int
    shares_before: Shares
    shares_after: Shares

    @property
    def moved(self) -> int:
        """The number of cases that change who leads."""
        return sum(self.moves.values())


def impact(before: Contributions, after: Contributions, cases: Sequence[Case]) -> Impact:
    """Compare what two catalogues say to the personas of the later one, to finished cases, and to random people.

    Exact but for the choice of the random people, who are the same for both as far as the slugs of questions and
    frameworks are. Answers that a catalogue does not know count for nothing there. Errors: none.
    """
    slugs = renamed(before.catalogue, after.catalogue)
    people = tuple(respondents(before.catalogue))
    # Drawing people takes time, and most edits change ratings only.
    others = people if ask_alike(before.catalogue, after.catalogue) else tuple(respondents(after.catalogue))
    moves = Counter((called(leaders_in(before, case), slugs), leaders_in(after, case)) for case in cases)
    return Impact(
        # Personas of the later catalogue: one that is deleted asks nobody to be right any more.
        persona_changes=tuple(persona_changes(before, after, slugs)),
        cases=len(cases),
        moves={move: count for move, count in moves.most_common() if move[0] != move[1]},
        respondents=RESPONDENTS,
        shares_before={slugs.get(slug, slug): share for slug, share in shares(before, people).items()},
        shares_after=shares(after, others),
    )


def ask_alike(one: Catalogue, other: Catalogue) -> bool:
    """Return whether two catalogues ask the same questions about the same frameworks, so that the same people answer
    them.
    """
    return one.sections == other.sections and list(one.framework_of) == list(other.framework_of)


def renamed(before: Catalogue, after: Catalogue) -> Mapping[str, str]:
    """Return the later slugs, by the earlier ones, of the frameworks that got another slug and kept their name."""
    # A slug is all that names a framework here; without this, a new slug would look like two frameworks that come and
    # go, and every result of one would seem to change.
    came = {item.name: item.slug for item in after.frameworks if item.slug not in before.framework_of}
    gone = (item for item in before.frameworks if item.slug not in after.framework_of)
    return {item.slug: came[item.name] for item in gone if item.name in came}


def called(leaders: Leaders, slugs: Mapping[str, str]) -> Leaders:
    """Return leaders by their later slugs."""
    return tuple(sorted(slugs.get(slug, slug) for slug in leaders))


def persona_changes(before: Contributions, after: Contributions, slugs: Mapping[str, str]) -> Iterator[PersonaChange]:
    """Yield the personas about which the later catalogue says otherwise, each as the catalogue in question describes
    it.
    """
    earlier = {persona.slug: persona for persona in before.catalogue.personas}
    for persona in after.catalogue.personas:
        then = persona_verdict(before, earlier[persona.slug]) if persona.slug in earlier else None
        now = persona_verdict(after, persona)
        if then is None or is_changed(then, now, slugs):
            yield PersonaChange(then, now)


def is_changed(then: PersonaVerdict, now: PersonaVerdict, slugs: Mapping[str, str]) -> bool:
    """Return whether two verdicts on a persona differ; the later slugs are given by the earlier ones."""
    is_same_advice = (called(then.leaders, slugs), then.band) == (now.leaders, now.band)
    return not is_same_advice or (then.is_right, then.is_explained) != (now.is_right, now.is_explained)


def leaders_in(contributions: Contributions, case: Case) -> Leaders:
    """Return who leads for a case by a catalogue, among its own candidates."""
    if not case.is_wide:
        contributions = contributions.of_best_known
    if case.what_if.is_empty:
        return contributions.leaders(contributions.total(case.answers))
    # A what-if has a catalogue of its own, for once only: contributions would cost more than they save.
    outcome = recommend(*applied(contributions.catalogue, case.answers, case.what_if))
    return tuple(standing.framework.slug for standing in outcome.leaders)


def shares(contributions: Contributions, people: Iterable[Answers]) -> Shares:
    """Return for what share of the random respondents each framework leads."""
    wins: Counter[Leaders] = Counter(contributions.leaders(contributions.total(answers)) for answers in people)
    return {slug: share(wins, slug) / RESPONDENTS for slug in contributions.catalogue.framework_of}


def share(wins: Mapping[Leaders, int], framework: str) -> Fraction:
    """Return how often a framework (its slug) leads, alone or in part."""
    return sum((Fraction(count, len(led)) for led, count in wins.items() if framework in led), Fraction(0))
