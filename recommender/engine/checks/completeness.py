"""The gaps of the published part of a catalogue: ratings, sources, texts, and personas that come out right."""

from collections.abc import Iterable, Iterator

from recommender.engine.contributions import Contributions
from recommender.engine.phrases import listed
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdict
from recommender.engine.types import ANCHORS, Catalogue, Criterion, Framework
from recommender.engine.validity import Problem, persona_problems

ANSWERED_ANCHORS = (0, 100)
"""The anchors of a criterion that the visitor's answer rates: known or not, with nothing between."""


def persona_faults(contributions: Contributions) -> Iterator[Problem]:
    """Yield the personas that answer or accept what is not there, or about whom the catalogue is wrong."""
    for persona in contributions.catalogue.personas:
        path = ("personas", persona.slug)
        yield from persona_problems(contributions.catalogue, persona)
        if not persona.accepted:
            yield Problem((*path, "accepted"), "names no published framework")
        # Nobody leads a catalogue with nothing to ask: one fault for it, not one for each persona.
        elif contributions.catalogue.is_ready and not (found := persona_verdict(contributions, persona)).is_right:
            yield Problem(path, why_wrong(contributions.catalogue, found))


def why_wrong(catalogue: Catalogue, found: PersonaVerdict) -> str:
    """Return who leads instead of those whom an expert would accept."""
    leads = {0: "nobody leads", 1: "{} leads"}.get(len(found.leaders), "{} share the lead")
    instead = leads.format(listed(names(catalogue, found.leaders)))
    return f"{instead}, but accepted is only {listed(names(catalogue, found.persona.accepted), 'or')}"


def names(catalogue: Catalogue, frameworks: Iterable[str]) -> list[str]:
    """Return the names of frameworks (slugs); one that is not there keeps its slug."""
    known = catalogue.framework_of
    return [known[slug].name if slug in known else slug for slug in frameworks]


def evidence_faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the ratings that published frameworks lack on published criteria, and their ratings and claims without a
    source.
    """
    criteria = [criterion for criterion in catalogue.criteria if criterion.published]
    for framework in catalogue.frameworks:
        if framework.published:
            yield from rating_faults(framework, [criterion for criterion in criteria if criterion.is_rated])
            yield from claim_faults(framework, {criterion.slug for criterion in criteria})


def rating_faults(framework: Framework, criteria: Iterable[Criterion]) -> Iterator[Problem]:
    """Yield the ratings that a framework lacks on these criteria, and those without a source."""
    for criterion in criteria:
        path = ("frameworks", framework.slug, "ratings", criterion.slug)
        rating = framework.rating_of.get(criterion.slug)
        if rating is None:
            yield Problem(path, "is missing, so it counts as 0")
        elif not rating.evidence:
            yield Problem(path, "needs at least one piece of evidence; without it, it counts as 0")


def claim_faults(framework: Framework, criteria: Iterable[str]) -> Iterator[Problem]:
    """Yield the claims of a framework about these criteria (slugs) that have no source."""
    for claim in framework.claims:
        if claim.criterion in criteria and not claim.evidence:
            path = ("frameworks", framework.slug, "claims", claim.text)
            yield Problem(path, "needs at least one piece of evidence; without it, no visitor sees it")


def text_faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the texts that published frameworks lack: when to choose them and when not, and what their ratings say."""
    criteria = {criterion.slug for criterion in catalogue.criteria if criterion.published}
    for framework in catalogue.frameworks:
        if framework.published:
            path = ("frameworks", framework.slug)
            for name in ("choose_when", "think_twice_when"):
                if not getattr(framework, name).strip():
                    yield Problem((*path, name), "is empty")
            for rating in framework.ratings:
                if rating.evidence and rating.criterion in criteria and not rating.phrase.strip():
                    yield Problem((*path, "ratings", rating.criterion, "phrase"), "is empty")


def anchor_faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the published criteria whose public scale says nothing at some anchors."""
    for criterion in catalogue.criteria:
        needed = ANCHORS if criterion.is_rated else ANSWERED_ANCHORS
        blank = [str(at) for at in needed if not criterion.anchors.get(at, "").strip()]
        if criterion.published and blank:
            yield Problem(("criteria", criterion.slug, "anchors"), f"nothing is said at {', '.join(blank)}")
