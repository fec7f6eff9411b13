"""The gaps of the published part of a catalogue: ratings, sources, texts, and personas that come out right."""

import re
from collections.abc import Container, Iterable, Iterator

from recommender.engine.contributions import Contributions
from recommender.engine.phrases import listed
from recommender.engine.result.persona_verdicts import PersonaVerdict, persona_verdict
from recommender.engine.types import ANCHORS, Catalogue, Criterion, Framework, Rating
from recommender.engine.validity import Problem, persona_problems

READINGS = 2
KNOWN_USERS = 3
"""The sources beside the tutorial, and the known users, that a framework has at least."""

BEST_WITH_ADD_ON = 90
"""The best rating with an add-on, which stays another project to choose, learn and keep up to date."""

ANSWERED_ANCHORS = (0, 100)
"""The anchors of a criterion that the visitor's answer rates: known or not, with nothing between."""

GOING_ON = ("choose_when", "think_twice_when", "moving_here")
"""The texts of a framework that go on with a sentence which the page has begun."""

FIRST_WORD = re.compile(r"\w+")


def persona_faults(contributions: Contributions) -> Iterator[Problem]:
    """Yield the personas that answer or accept what is not there, or about whom the catalogue is wrong."""
    for persona in contributions.catalogue.personas:
        path = ("personas", persona.slug)
        yield from persona_problems(contributions.catalogue, persona)
        if not persona.accepted:
            yield Problem((*path, "accepted"), "names no published framework")
        # Nobody leads a catalogue with nothing to ask: one fault for it, not one for each persona.
        elif contributions.catalogue.is_ready:
            found = persona_verdict(contributions, persona)
            if found.is_right and persona.disagreement:
                yield Problem((*path, "disagreement"), "comes out right, so there is none: empty it")
            if not found.is_right and not persona.disagreement:
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
    """Yield the ratings that published frameworks lack on published criteria, and their ratings and claims, and ratings
    with add-ons, without a source.
    """
    criteria = [criterion for criterion in catalogue.criteria if criterion.published]
    slugs = {criterion.slug for criterion in criteria}
    for framework in catalogue.frameworks:
        if framework.published:
            yield from rating_faults(framework, [criterion for criterion in criteria if criterion.is_rated])
            yield from claim_faults(framework, slugs)
            for path, rating in ratings_with_add_ons(framework, slugs):
                if not rating.evidence:
                    yield Problem(path, "needs at least one piece of evidence; without it, no visitor sees it")


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


def ratings_with_add_ons(framework: Framework, criteria: Container[str]) -> Iterator[tuple[tuple[str, ...], Rating]]:
    """Yield a framework's ratings with add-ons on these criteria (slugs), each after the keys that lead to it."""
    for add_on in framework.add_ons:
        for rating in add_on.ratings:
            if rating.criterion in criteria:
                path = ("frameworks", framework.slug, "add_ons", add_on.slug, "ratings", rating.criterion)
                yield path, rating


def add_on_faults(visible: Catalogue) -> Iterator[Problem]:
    """Yield the ratings with add-ons that are no better than the framework's own, or better than any can be, in a
    catalogue without drafts.
    """
    for framework in visible.frameworks:
        for path, rating in ratings_with_add_ons(framework, visible.criterion_of):
            own = framework.value_of.get(rating.criterion, 0)
            if rating.value <= own:
                yield Problem(path, f"is {rating.value}, and {own} without the add-on: it raises nothing")
            if rating.value > BEST_WITH_ADD_ON:
                yield Problem(path, f"is {rating.value}; with an add-on it is {BEST_WITH_ADD_ON} at most")


def text_faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the texts that published frameworks lack, and what their ratings do not say, with add-ons or without."""
    criteria = {criterion.slug for criterion in catalogue.criteria if criterion.published}
    names = first_words_of_names(catalogue)
    for framework in catalogue.frameworks:
        if framework.published:
            yield from framework_text_faults(framework, names)
            path = ("frameworks", framework.slug)
            own = (((*path, "ratings", rating.criterion), rating) for rating in framework.ratings)
            for place, rating in (*own, *ratings_with_add_ons(framework, criteria)):
                if rating.evidence and rating.criterion in criteria and not rating.phrase.strip():
                    yield Problem((*place, "phrase"), "is empty")


def first_words_of_names(catalogue: Catalogue) -> frozenset[str]:
    """Return the words with which names begin that a sentence may name: of the language, frameworks and add-ons."""
    frameworks = [framework.name for framework in catalogue.frameworks]
    add_ons = [add_on.name for framework in catalogue.frameworks for add_on in framework.add_ons]
    found = (FIRST_WORD.match(name) for name in (*frameworks, *add_ons))
    return frozenset({"Python", *(word[0] for word in found if word)})


def framework_text_faults(framework: Framework, names: Container[str]) -> Iterator[Problem]:
    """Yield what a framework does not say of itself, or says so that the sentence which it goes on with is none: when
    to choose it and when not, what moving there means, how to begin, where to read on, and who uses it.

    `names`: words with which a text may begin although they have a capital letter.
    """
    path = ("frameworks", framework.slug)
    for name in GOING_ON:
        text = getattr(framework, name).strip()
        if not text:
            yield Problem((*path, name), "is empty")
        elif not goes_on(text, names):
            yield Problem((*path, name), "goes on in the middle of a sentence, so it begins in lower case")
        elif not text.endswith("."):
            yield Problem((*path, name), "ends the sentence, so it needs a full stop at its end")
    if framework.first_page is None:
        yield Problem((*path, "first_page"), "is missing")
    for name, least in (("further_reading", READINGS), ("known_users", KNOWN_USERS)):
        if (count := len(getattr(framework, name))) < least:
            yield Problem((*path, name), f"names {count}, and should name {least}")


def goes_on(text: str, names: Container[str]) -> bool:
    """Return whether a text goes on with a sentence: it begins in lower case, with a name or with an abbreviation."""
    if not text[0].isupper():
        return True
    word = FIRST_WORD.match(text)
    # A capital letter within the word, as in API or WebSockets: it is no word that begins a sentence.
    return word is not None and (word[0] in names or word[0][1:] != word[0][1:].lower())


def anchor_faults(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the published criteria whose public scale says nothing at some anchors."""
    for criterion in catalogue.criteria:
        needed = ANCHORS if criterion.is_rated else ANSWERED_ANCHORS
        blank = [str(at) for at in needed if not criterion.anchors.get(at, "").strip()]
        if criterion.published and blank:
            yield Problem(("criteria", criterion.slug, "anchors"), f"nothing is said at {', '.join(blank)}")
