"""What of a catalogue reaches visitors, and how an earlier state comes back without losing what is not finished."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from recommender.engine.types import Catalogue, Choice, Claim, Evidence, Framework, Question, Rating, Section


def published(catalogue: Catalogue) -> Catalogue:
    """The part of a catalogue that visitors see; itself if it holds no draft. Errors: none.

    Left out are criteria and frameworks that are not published, and with a criterion all that names it; ratings and
    claims without evidence; evidence that nothing else cites; and questions that are not published, have nothing to
    choose from, change nothing and open no other question, or are asked only after such a question.
    """
    criteria = tuple(criterion for criterion in catalogue.criteria if criterion.published)
    shown = {criterion.slug for criterion in criteria}
    return replace(
        catalogue,
        criteria=criteria,
        frameworks=tuple(published_framework(item, shown) for item in catalogue.frameworks if item.published),
        sections=with_ready_questions(tuple(published_section(section, shown) for section in catalogue.sections)),
    )


def published_framework(framework: Framework, criteria: Collection[str]) -> Framework:
    """A framework with what rests on evidence and on these criteria (slugs)."""
    ratings = tuple(item for item in framework.ratings if item.evidence and item.criterion in criteria)
    claims = tuple(item for item in framework.claims if item.evidence and item.criterion in criteria)
    cited = cited_keys((*ratings, *claims))
    evidence = tuple(item for item in framework.evidence if item.key in cited)
    return replace(framework, ratings=ratings, claims=claims, evidence=evidence)


def cited_keys(items: Collection[Rating | Claim]) -> set[str]:
    return {key for item in items for key in item.evidence}


def published_section(section: Section, criteria: Collection[str]) -> Section:
    """A section with its published questions, as far as they are about these criteria (slugs)."""
    questions = tuple(
        replace(question, choices=tuple(published_choice(choice, criteria) for choice in question.choices))
        for question in section.questions
        if question.published and not (question.familiarity and question.familiarity.criterion not in criteria)
    )
    return replace(section, questions=questions)


def published_choice(choice: Choice, criteria: Collection[str]) -> Choice:
    return replace(
        choice,
        effects={slug: points for slug, points in choice.effects.items() if slug in criteria},
        requirements={slug: least for slug, least in choice.requirements.items() if slug in criteria},
    )


def with_ready_questions(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections without questions that are not ready, then without those that these leave unready."""
    ready = tuple(replace(section, questions=ready_questions(sections, section)) for section in sections)
    return ready if ready == sections else with_ready_questions(ready)


def ready_questions(sections: tuple[Section, ...], section: Section) -> tuple[Question, ...]:
    """The questions of a section to which an answer can matter, with the conditions that are about such questions."""
    questions = {question.slug: question for other in sections for question in other.questions}
    gates = {condition.question for question in questions.values() for condition in question.ask_if}
    return tuple(
        replace(question, ask_if=tuple(item for item in question.ask_if if item.question in questions))
        for question in section.questions
        if question.has_choice
        and (question.has_effect or question.slug in gates)
        and (not question.ask_if or any(item.question in questions for item in question.ask_if))
    )


def restored(earlier: Catalogue, rows: Catalogue) -> Catalogue:
    """An earlier published catalogue, and beside it as drafts what today's rows hold that it has not.

    `published` makes the earlier catalogue of it again. Given up is only what is published today in its place.
    Errors: none.
    """
    drafted = tuple(
        replace(criterion, published=False) for criterion in rows.criteria if criterion.slug not in earlier.criterion_of
    )
    criteria = (*earlier.criteria, *drafted)
    frameworks = (
        *(with_drafts(framework, rows.framework_of.get(framework.slug), earlier) for framework in earlier.frameworks),
        *(replace(item, published=False) for item in rows.frameworks if item.slug not in earlier.framework_of),
    )
    known = {framework.slug for framework in frameworks}
    personas = tuple(
        replace(persona, accepted=tuple(slug for slug in persona.accepted if slug in known))
        for persona in earlier.personas
    )
    sections = tuple(sections_with_drafts(earlier, rows))
    return Catalogue(criteria=criteria, frameworks=frameworks, sections=sections, personas=personas)


def with_drafts(framework: Framework, today: Framework | None, earlier: Catalogue) -> Framework:
    """An earlier framework with those of today's ratings, claims and evidence that no visitor would see beside it."""
    if today is None:
        return framework

    def is_hidden(item: Rating | Claim) -> bool:
        return not item.evidence or item.criterion not in earlier.criterion_of

    texts = {claim.text for claim in framework.claims}
    ratings = tuple(item for item in today.ratings if item.criterion not in framework.rating_of and is_hidden(item))
    claims = tuple(item for item in today.claims if item.text not in texts and is_hidden(item))
    evidence: tuple[Evidence, ...] = tuple(item for item in today.evidence if item.key not in framework.evidence_of)
    return replace(
        framework,
        ratings=framework.ratings + ratings,
        claims=framework.claims + claims,
        evidence=framework.evidence + evidence,
    )


def sections_with_drafts(earlier: Catalogue, rows: Catalogue) -> Iterator[Section]:
    """The earlier sections, then the others of today, each with today's other questions as drafts."""
    drafts = {section.slug: tuple(drafted_questions(section, earlier, rows)) for section in rows.sections}
    for section in earlier.sections:
        yield replace(section, questions=section.questions + drafts.pop(section.slug, ()))
    for section in rows.sections:
        if section.slug in drafts:
            yield replace(section, questions=drafts[section.slug])


def drafted_questions(section: Section, earlier: Catalogue, rows: Catalogue) -> Iterator[Question]:
    """A section's questions that the earlier catalogue has not, with those conditions that can still be met."""
    asks_for_familiarity = any(question.familiarity for question in earlier.questions)
    for question in section.questions:
        if question.slug in earlier.question_of:
            continue
        conditions = []
        for condition in question.ask_if:
            gate = earlier.question_of.get(condition.question) or rows.question_of.get(condition.question)
            if gate and gate.choice(condition.choice):
                conditions.append(condition)
        familiarity = None if asks_for_familiarity else question.familiarity
        yield replace(question, published=False, ask_if=tuple(conditions), familiarity=familiarity)
