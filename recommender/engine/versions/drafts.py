"""The part of a catalogue that reaches visitors, and how an earlier state comes back without losing drafts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from recommender.engine.interview import possible_answers
from recommender.engine.types import (
    AddOn,
    Catalogue,
    Choice,
    Claim,
    Criterion,
    Framework,
    OutsideOption,
    Persona,
    Question,
    Rating,
    Section,
)
from recommender.engine.validity import loop_through


def published(catalogue: Catalogue) -> Catalogue:
    """Return the part of a catalogue that visitors see; itself if it holds no draft. Errors: none.

    Left out are criteria and frameworks that are not published, and with a criterion all that names it; ratings and
    claims without evidence; add-ons without a rating; evidence that nothing else cites; questions that are not
    published, have nothing to choose from, change nothing and open no other question, or are asked only after such a
    question; sections without a question; outside options with a condition on what is left out; and what personas say
    of all these.
    """
    criteria = tuple(criterion for criterion in catalogue.criteria if criterion.published)
    shown = {criterion.slug for criterion in criteria}
    sections = with_ready_questions(tuple(published_section(section, shown) for section in catalogue.sections))
    public = replace(
        catalogue,
        criteria=criteria,
        frameworks=tuple(published_framework(item, shown) for item in catalogue.frameworks if item.published),
        sections=tuple(section for section in sections if section.questions),
    )
    public = replace(public, outside_options=tuple(outside_options_about(public, catalogue)))
    return replace(public, personas=tuple(published_persona(persona, catalogue, public) for persona in public.personas))


def outside_options_about(public: Catalogue, catalogue: Catalogue) -> Iterator[OutsideOption]:
    """Yield the outside options of a catalogue of which no condition is on a draft; as for personas, mistakes stay."""
    hidden = catalogue.question_of.keys() - public.question_of
    yield from (
        item for item in catalogue.outside_options if not any(condition.question in hidden for condition in item.when)
    )


def published_persona(persona: Persona, catalogue: Catalogue, public: Catalogue) -> Persona:
    """Return a persona without what only drafts make possible; what is wrong with it in any case stays, to be found."""
    # Only what is possible in the whole catalogue and not in the public part: a mistake is a mistake in both.
    hidden = possible_answers(catalogue, persona.answers).keys() - possible_answers(public, persona.answers)
    drafts = catalogue.framework_of.keys() - public.framework_of
    return replace(
        persona,
        answers={slug: answer for slug, answer in persona.answers.items() if slug not in hidden},
        accepted=tuple(slug for slug in persona.accepted if slug not in drafts),
    )


def published_framework(framework: Framework, criteria: Collection[str]) -> Framework:
    """Return a framework with what rests on evidence and on these criteria (slugs)."""
    ratings = tuple(item for item in framework.ratings if item.evidence and item.criterion in criteria)
    claims = tuple(item for item in framework.claims if item.evidence and item.criterion in criteria)
    add_ons = tuple(item for item in (shown_add_on(item, criteria) for item in framework.add_ons) if item.ratings)
    cited = cited_keys((*ratings, *claims, *(rating for item in add_ons for rating in item.ratings)))
    evidence = tuple(item for item in framework.evidence if item.key in cited)
    return replace(framework, ratings=ratings, claims=claims, add_ons=add_ons, evidence=evidence)


def shown_add_on(add_on: AddOn, criteria: Collection[str]) -> AddOn:
    """Return an add-on with those of its ratings that rest on evidence and on these criteria (slugs)."""
    return replace(
        add_on, ratings=tuple(item for item in add_on.ratings if item.evidence and item.criterion in criteria)
    )


def cited_keys(items: Collection[Rating | Claim]) -> set[str]:
    return {key for item in items for key in item.evidence}


def published_section(section: Section, criteria: Collection[str]) -> Section:
    """Return a section with its published questions, as far as they are about these criteria (slugs)."""
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
    """Return the sections without questions that are not ready, then without those that these leave unready."""
    ready = tuple(replace(section, questions=ready_questions(sections, section)) for section in sections)
    # Again until nothing changes: a question that opened nothing but one just left out may now be idle itself.
    return ready if ready == sections else with_ready_questions(ready)


def ready_questions(sections: tuple[Section, ...], section: Section) -> tuple[Question, ...]:
    """Return the questions of a section to which an answer can matter, with their conditions on such questions."""
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
    """Return an earlier published catalogue, and beside it as drafts what today's rows hold that it has not.

    `published` makes the earlier catalogue of it again, if that is sound. Given up is only what is published today in
    its place, and `replaced_drafts`. Errors: none.
    """
    drafted = (replace(item, published=False) for item in rows.criteria if item.slug not in earlier.criterion_of)
    merged = Catalogue(
        criteria=(*earlier.criteria, *drafted),
        frameworks=(
            *(with_drafts(item, rows.framework_of.get(item.slug), earlier) for item in earlier.frameworks),
            *(replace(item, published=False) for item in rows.frameworks if item.slug not in earlier.framework_of),
        ),
        sections=restored_sections(earlier, rows),
        personas=(),
    )
    merged = replace(
        merged, outside_options=(*earlier.outside_options, *drafted_outside_options(earlier, rows, merged))
    )
    # Personas last: which of their answers are possible, only the merged catalogue says.
    today = {persona.slug: persona for persona in rows.personas}
    personas = (persona_with_drafts(item, today.get(item.slug, item), earlier, merged) for item in earlier.personas)
    return replace(merged, personas=tuple(personas))


def replaced_drafts(earlier: Catalogue, rows: Catalogue) -> tuple[str, ...]:
    """Return the names of today's drafts that the earlier catalogue has another version of, which takes their place."""
    known = items_of(earlier)
    drafts = [(key, item) for key, item in items_of(rows).items() if not item.published and key in known]
    return tuple(draft_name(item) for key, item in drafts if replace(item, published=True) != known[key])


def new_drafts(earlier: Catalogue, rows: Catalogue) -> tuple[str, ...]:
    """Return the names of what is published today, and becomes a draft because the earlier catalogue has it not."""
    known = items_of(earlier)
    return tuple(draft_name(item) for key, item in items_of(rows).items() if item.published and key not in known)


def items_of(catalogue: Catalogue) -> dict[tuple[type, str], Criterion | Framework | Question]:
    """Return all that can be a draft, by kind and slug."""
    items: tuple[Criterion | Framework | Question, ...] = (
        *catalogue.criteria,
        *catalogue.frameworks,
        *catalogue.questions,
    )
    # By kind too: a criterion and a question may have the same slug.
    return {(type(item), item.slug): item for item in items}


def draft_name(item: Criterion | Framework | Question) -> str:
    return item.text if isinstance(item, Question) else item.name


def with_drafts(framework: Framework, today: Framework | None, earlier: Catalogue) -> Framework:
    """Return an earlier framework with what of today's no visitor would see beside it: ratings, claims, add-ons and
    evidence.
    """
    if today is None:
        return framework

    def is_hidden(item: Rating | Claim) -> bool:
        return not item.evidence or item.criterion not in earlier.criterion_of

    texts = {claim.text for claim in framework.claims}
    ratings = tuple(item for item in today.ratings if item.criterion not in framework.rating_of and is_hidden(item))
    claims = tuple(item for item in today.claims if item.text not in texts and is_hidden(item))
    evidence = tuple(item for item in today.evidence if item.key not in framework.evidence_of)
    return replace(
        framework,
        ratings=framework.ratings + ratings,
        claims=framework.claims + claims,
        evidence=framework.evidence + evidence,
        add_ons=add_ons_with_drafts(framework, today, is_hidden),
    )


def add_ons_with_drafts(
    framework: Framework, today: Framework, is_hidden: Callable[[Rating], bool]
) -> tuple[AddOn, ...]:
    """Return an earlier framework's add-ons with today's hidden ratings, and today's others with theirs."""
    now = {add_on.slug: add_on for add_on in today.add_ons}
    kept = []
    for add_on in framework.add_ons:
        rated = {rating.criterion for rating in add_on.ratings}
        others = now.pop(add_on.slug, add_on).ratings
        drafts = tuple(item for item in others if item.criterion not in rated and is_hidden(item))
        kept.append(replace(add_on, ratings=add_on.ratings + drafts))
    for add_on in now.values():
        hidden = tuple(filter(is_hidden, add_on.ratings))
        if hidden or not add_on.ratings:
            kept.append(replace(add_on, ratings=hidden))
    return tuple(kept)


def drafted_outside_options(earlier: Catalogue, rows: Catalogue, merged: Catalogue) -> Iterator[OutsideOption]:
    """Yield today's outside options that no visitor would see beside the earlier ones: those that wait for a draft."""
    known = {option.slug for option in earlier.outside_options}
    for option in rows.outside_options:
        waits = any(condition.question not in earlier.question_of for condition in option.when)
        gates = ((merged.question_of.get(condition.question), condition.choice) for condition in option.when)
        if option.slug not in known and waits and all(gate and gate.choice(choice) for gate, choice in gates):
            yield option


def restored_sections(earlier: Catalogue, rows: Catalogue) -> tuple[Section, ...]:
    """Return the earlier sections, then the others of today, each with today's other questions as drafts.

    Earlier questions stay open after drafts too, unless that made a loop.
    """
    sections = tuple(sections_with_drafts(earlier, rows, opened_by_drafts=True))
    links = {
        question.slug: {condition.question for condition in question.ask_if}
        for section in sections
        for question in section.questions
    }
    if any(loop_through(slug, links) for slug in earlier.question_of):
        return tuple(sections_with_drafts(earlier, rows, opened_by_drafts=False))
    return sections


def sections_with_drafts(earlier: Catalogue, rows: Catalogue, *, opened_by_drafts: bool) -> Iterator[Section]:
    drafts = {section.slug: tuple(drafted_questions(section, earlier, rows)) for section in rows.sections}
    for section in earlier.sections:
        questions = tuple(
            question_with_drafts(item, rows.question_of.get(item.slug, item), earlier, opened=opened_by_drafts)
            for item in section.questions
        )
        yield replace(section, questions=questions + drafts.pop(section.slug, ()))
    for section in rows.sections:
        if section.slug in drafts:
            yield replace(section, questions=drafts[section.slug])


def question_with_drafts(question: Question, today: Question, earlier: Catalogue, *, opened: bool) -> Question:
    """Return an earlier question with today's points and requirements on drafts, and `opened` after drafts as today.

    One that is always asked stays so.
    """
    # Drafts open nothing for visitors, so with or without these conditions they are asked the same.
    conditions = tuple(item for item in today.ask_if if item.question not in earlier.question_of)
    return replace(
        question,
        ask_if=question.ask_if + conditions if opened and question.ask_if else question.ask_if,
        choices=tuple(
            choice_with_drafts(choice, today.choice(choice.slug) or choice, earlier) for choice in question.choices
        ),
    )


def choice_with_drafts(choice: Choice, today: Choice, earlier: Catalogue) -> Choice:
    def on_drafts(numbers: Mapping[str, int]) -> dict[str, int]:
        return {slug: number for slug, number in numbers.items() if slug not in earlier.criterion_of}

    return replace(
        choice,
        effects={**choice.effects, **on_drafts(today.effects)},
        requirements={**choice.requirements, **on_drafts(today.requirements)},
    )


def drafted_questions(section: Section, earlier: Catalogue, rows: Catalogue) -> Iterator[Question]:
    """Yield a section's questions that the earlier catalogue has not, with those conditions that can still be met."""
    taken = {question.familiarity.criterion for question in earlier.questions if question.familiarity}
    for question in section.questions:
        if question.slug in earlier.question_of:
            continue
        # The earlier version of a gate takes the place of today's, and may lack the choice.
        gates = {**rows.question_of, **earlier.question_of}
        conditions = tuple(item for item in question.ask_if if gates[item.question].choice(item.choice))
        # Only one question can be about a criterion; the draft then waits for choices of its own.
        is_taken = question.familiarity is not None and question.familiarity.criterion in taken
        familiarity = None if is_taken else question.familiarity
        yield replace(question, published=False, ask_if=conditions, familiarity=familiarity)


def persona_with_drafts(persona: Persona, today: Persona, earlier: Catalogue, merged: Catalogue) -> Persona:
    """Return an earlier persona with what today's says of drafts: answers to their questions, accepted frameworks."""
    answers = {slug: answer for slug, answer in today.answers.items() if slug not in earlier.question_of}
    accepted = (slug for slug in today.accepted if slug not in persona.accepted and slug not in earlier.framework_of)
    return replace(
        persona,
        answers={**persona.answers, **possible_answers(merged, answers)},
        accepted=tuple(slug for slug in (*persona.accepted, *accepted) if slug in merged.framework_of),
    )
