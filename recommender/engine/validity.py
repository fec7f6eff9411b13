"""The rules that must hold in a catalogue, whoever wrote it, and that its types alone cannot say.

Unfinished rows are valid as long as they reach no visitor: a draft question may have no choices yet, and a rating
or claim no evidence, whatever framework it belongs to (`drafts.published` leaves it out).
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from recommender.engine.interview import problem_at
from recommender.engine.types import (
    ANCHORS,
    NONE_OF_THESE,
    AddOn,
    Catalogue,
    Choice,
    Claim,
    Condition,
    Criterion,
    Familiarity,
    FirstPage,
    Framework,
    OutsideOption,
    Persona,
    Question,
    Rating,
    RatingMethod,
)
from recommender.engine.unseen import unseen_in

GREATEST_WEIGHT = 1000
GREATEST_NUMBER = 32767  # more does not fit into the database
RESERVED_QUESTIONS = frozenset({"check", "delete"})  # addresses of other pages, beside those of the questions
# ASCII only: slugs are addresses and file names.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Dates are as exact as the source is. The pattern knows no lengths of months: `is_date` does.
PUBLISHED = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
OWN_MACHINE = re.compile(r"http://(127\.0\.0\.1|localhost)(:[1-9]\d{0,4})?(/[!-~]*)?")
# No “..”, no absolute path, no drive and no hidden file.
FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a catalogue: the keys that lead to it, from the outermost in, and the reason."""

    path: tuple[str, ...]
    reason: str


def problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield everything that is wrong with a catalogue; nothing for a valid one. Errors: none."""
    yield from named(("frameworks",), catalogue.frameworks)
    yield from named(("criteria",), catalogue.criteria)
    yield from named(("sections",), catalogue.sections)
    yield from named(("questions",), catalogue.questions)
    yield from named(("personas",), catalogue.personas)
    yield from named(("outside_options",), catalogue.outside_options)
    for criterion in catalogue.criteria:
        yield from criterion_problems(criterion)
    for framework in catalogue.frameworks:
        yield from framework_problems(catalogue, framework)
    # Once for all questions, since each looks for loops through all of them.
    links = {question.slug: {item.question for item in question.ask_if} for question in catalogue.questions}
    for question in catalogue.questions:
        yield from question_problems(catalogue, question)
        yield from condition_problems(catalogue, question, links)
    for persona in catalogue.personas:
        yield from persona_problems(catalogue, persona)
    for option in catalogue.outside_options:
        yield from outside_option_problems(catalogue, option)
    yield from unseen_problems(catalogue)


def unseen_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield texts that hold characters which nobody sees, or line breaks where there is one line."""
    # Questions have a place of their own, not within their section.
    sections = tuple(replace(section, questions=()) for section in catalogue.sections)
    parts = {"criteria": catalogue.criteria, "frameworks": catalogue.frameworks, "sections": sections}
    parts |= {"questions": catalogue.questions, "personas": catalogue.personas}
    for part, items in (parts | {"outside_options": catalogue.outside_options}).items():
        for path, reason in unseen_in(items, (part,)):
            yield Problem(path, reason)


def named(path: tuple[str, ...], items: Iterable[object]) -> Iterator[Problem]:
    """Yield slugs that are not lower-case words joined by hyphens, or are used more than once."""
    slugs: list[str] = [item.slug for item in items]  # type: ignore[attr-defined]
    yield from unique(path, slugs)
    for slug in slugs:
        if not SLUG.fullmatch(slug):
            yield Problem((*path, slug), "a slug has only a-z, 0-9 and single hyphens")


def unique(path: tuple[str, ...], keys: Iterable[str]) -> Iterator[Problem]:
    """Yield the keys that appear more than once."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield Problem((*path, key), f"appears {count} times; it must be unique")


def number_problem(path: tuple[str, ...], number: int, greatest: int = GREATEST_NUMBER) -> Iterator[Problem]:
    """Yield a number that is negative or above the greatest."""
    if not 0 <= number <= greatest:
        yield Problem(path, f"must be from 0 to {greatest}")


def criterion_problems(criterion: Criterion) -> Iterator[Problem]:
    """Yield what breaks the rules of a criterion."""
    path = ("criteria", criterion.slug)
    if tuple(sorted(criterion.anchors)) != ANCHORS:
        yield Problem((*path, "anchors"), "needs exactly the anchors 0, 25, 50, 75 and 100")
    yield from number_problem((*path, "weight"), criterion.weight, GREATEST_WEIGHT)


def framework_problems(catalogue: Catalogue, framework: Framework) -> Iterator[Problem]:
    """Yield what breaks the rules of a framework, its evidence, ratings and claims included."""
    path = ("frameworks", framework.slug)
    if framework.slug == NONE_OF_THESE:
        yield Problem(path, f"“{NONE_OF_THESE}” is reserved for the answer “None of these”")
    yield from unique((*path, "ratings"), (rating.criterion for rating in framework.ratings))
    yield from unique((*path, "evidence"), (evidence.key for evidence in framework.evidence))
    yield from unique((*path, "claims"), (claim.text for claim in framework.claims))
    yield from named((*path, "add_ons"), framework.add_ons)
    yield from unique((*path, "further_reading"), (item.title for item in framework.further_reading))
    yield from unique((*path, "known_users"), (item.name for item in framework.known_users))
    yield from number_problem((*path, "position"), framework.position)
    yield from number_problem((*path, "facts", "first_release"), framework.facts.first_release)
    yield from source_problems(framework, path)
    for rating in framework.ratings:
        yield from rating_problems(catalogue, rating, (*path, "ratings", rating.criterion))
        yield from citation_problems(framework, rating, (*path, "ratings", rating.criterion))
    for claim in framework.claims:
        yield from known_criterion(catalogue, claim.criterion, (*path, "claims", claim.text))
        yield from citation_problems(framework, claim, (*path, "claims", claim.text))
    for add_on in framework.add_ons:
        yield from add_on_problems(catalogue, framework, add_on, (*path, "add_ons", add_on.slug))
    if framework.first_page:
        yield from first_page_problems(framework.first_page, (*path, "first_page"))


def source_problems(framework: Framework, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is no date among those of a framework's latest release and of its sources."""
    yield from published_problems(framework.facts.latest_release, (*path, "facts", "latest_release"))
    for evidence in framework.evidence:
        yield from published_problems(evidence.published, (*path, "evidence", evidence.key, "published"))
    for reading in framework.further_reading:
        yield from published_problems(reading.published, (*path, "further_reading", reading.title, "published"))
    for user in framework.known_users:
        yield from published_problems(user.published, (*path, "known_users", user.name, "published"))


def published_problems(published: str, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the date of a source or a release, which is at this path, if it is none."""
    if not PUBLISHED.fullmatch(published):
        yield Problem(path, "must be YYYY, YYYY-MM or YYYY-MM-DD, or empty when undated")
    elif published and not is_date(published):
        yield Problem(path, f"there is no {published} in the calendar")


def is_date(published: str) -> bool:
    """Return whether the calendar has this year, month or day, written as `PUBLISHED` demands."""
    year, month, day = (*map(int, published.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def first_page_problems(page: FirstPage, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what is missing on the way to a first page, commands that are not one line each, a file that would lie
    elsewhere than in the new folder, and a page that is not on the visitor's own machine.
    """
    for name in ("commands", "serve", "address"):
        if not getattr(page, name):
            yield Problem((*path, name), "is empty, but other parts of the first page are told")
    if bool(page.file) != bool(page.code):
        yield Problem((*path, "code" if page.file else "file"), "a file needs both a name and what it holds")
    if any(command.splitlines() != [command] for command in page.commands):
        yield Problem((*path, "commands"), "each is one line that is not empty")
    if page.file and not FILE.fullmatch(page.file):
        yield Problem((*path, "file"), "must be a plain name within the new folder, such as app.py or site/app.py")
    if page.address and not OWN_MACHINE.fullmatch(page.address):
        yield Problem((*path, "address"), "must be on the visitor's own machine, such as http://127.0.0.1:8000/")


def add_on_problems(
    catalogue: Catalogue, framework: Framework, add_on: AddOn, path: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield what breaks the rules of an add-on, its ratings included."""
    yield from published_problems(add_on.latest_release, (*path, "latest_release"))
    yield from unique((*path, "ratings"), (rating.criterion for rating in add_on.ratings))
    for rating in add_on.ratings:
        yield from rating_problems(catalogue, rating, (*path, "ratings", rating.criterion))
        yield from citation_problems(framework, rating, (*path, "ratings", rating.criterion))


def rating_problems(catalogue: Catalogue, rating: Rating, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield what breaks the rules of a rating by itself."""
    if not 0 <= rating.low <= rating.value <= rating.high <= 100:
        yield Problem(path, f"needs 0 ≤ low ≤ value ≤ high ≤ 100, got {rating.low}, {rating.value}, {rating.high}")
    # Familiarity is rated anew for each visitor: a number of an editor's would never be read.
    yield from criterion_rated_by_editors(catalogue, rating.criterion, path)


def citation_problems(framework: Framework, item: Rating | Claim, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield evidence that is cited twice, or that the framework has not."""
    yield from unique((*path, "evidence"), item.evidence)
    for key in item.evidence:
        if key not in framework.evidence_of:
            yield Problem((*path, "evidence"), f"“{key}” is not a piece of evidence of this framework")


def question_problems(catalogue: Catalogue, question: Question) -> Iterator[Problem]:
    """Yield what breaks the rules of a question, its choices included."""
    path = ("questions", question.slug)
    yield from named((*path, "choices"), question.choices)
    if question.slug in RESERVED_QUESTIONS:
        yield Problem(path, f"“{question.slug}” is the address of another page")
    if question.familiarity:
        yield from familiarity_problems(catalogue, question, question.familiarity)
    # A draft may be saved question first, choices later: they are on a page of their own.
    elif question.published and len(question.choices) < 2:
        yield Problem((*path, "choices"), "needs at least two choices")
    for choice in question.choices:
        yield from choice_problems(catalogue, choice, (*path, "choices", choice.slug))


def choice_problems(catalogue: Catalogue, choice: Choice, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield points and least ratings of a choice that are out of range, or of a criterion that cannot have any."""
    for criterion, points in choice.effects.items():
        yield from criterion_rated_by_editors(catalogue, criterion, (*path, "effects"))
        yield from number_problem((*path, "effects", criterion), points)
    for criterion, least in choice.requirements.items():
        yield from criterion_rated_by_editors(catalogue, criterion, (*path, "requirements"))
        if not 0 < least <= 100:
            yield Problem((*path, "requirements", criterion), "must be from 1 to 100")


def familiarity_problems(catalogue: Catalogue, question: Question, familiarity: Familiarity) -> Iterator[Problem]:
    """Yield what breaks the rules of a question about familiarity."""
    path = ("questions", question.slug, "familiarity")
    criterion = catalogue.criterion_of.get(familiarity.criterion)
    if question.published and question.choices:
        yield Problem(path, "a question about familiarity takes its choices from the frameworks: remove its own")
    if criterion is None or criterion.method is not RatingMethod.ANSWER:
        yield Problem((*path, "criterion"), "must be a criterion whose method is “answer”")
    yield from number_problem((*path, "points"), familiarity.points)
    same = (
        other
        for other in catalogue.questions
        if other.familiarity and other.familiarity.criterion == familiarity.criterion
    )
    # By identity: the first one is left alone, each further one is told.
    if question is not next(same):
        yield Problem((*path, "criterion"), "only one question can be about a criterion")


def condition_problems(catalogue: Catalogue, question: Question, links: dict[str, set[str]]) -> Iterator[Problem]:
    """Yield conditions on what is not there, twice or in a loop; `links`: by question (slug), those that it is asked
    after.
    """
    path = ("questions", question.slug, "ask_if")
    yield from choices_that_are_there(catalogue, question.ask_if, path)
    if loop := loop_through(question.slug, links):
        yield Problem(path, f"questions depend on each other in a loop: {' → '.join(loop)}")


def choices_that_are_there(
    catalogue: Catalogue, conditions: tuple[Condition, ...], path: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield conditions that stand twice, or on what is no choice of a question."""
    yield from unique(path, (f"{condition.question}: {condition.choice}" for condition in conditions))
    for condition in conditions:
        other = catalogue.question_of.get(condition.question)
        if other is None or other.choice(condition.choice) is None:
            yield Problem(path, f"“{condition.question}: {condition.choice}” is not a choice of a question")


def outside_option_problems(catalogue: Catalogue, option: OutsideOption) -> Iterator[Problem]:
    """Yield what breaks the rules of an outside option."""
    path = ("outside_options", option.slug)
    # Without one it would be told everybody, or nobody.
    if not option.when:
        yield Problem((*path, "when"), "needs at least one condition")
    if not option.url:
        yield Problem((*path, "url"), "is empty, so nobody could read on")
    yield from choices_that_are_there(catalogue, option.when, (*path, "when"))


def loop_through(start: str, links: dict[str, set[str]]) -> tuple[str, ...]:
    """Return the shortest loop from `start` along the links back to itself, both ends named; empty without any."""
    reached_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        # Breadth first finds a shortest loop; sorted, because sets have no order and the message should be the same
        # each time.
        for target in sorted(links.get(here, set())):
            if target == start:
                loop = [start, here]
                while loop[-1] != start:
                    loop.append(reached_from[loop[-1]])
                return tuple(reversed(loop))
            if target not in reached_from:
                reached_from[target] = here
                waiting.append(target)
    return ()


def persona_problems(catalogue: Catalogue, persona: Persona) -> Iterator[Problem]:
    """Yield what breaks the rules of a persona."""
    path = ("personas", persona.slug)
    for slug, answer in persona.answers.items():
        if reason := problem_at(catalogue, slug, answer):
            yield Problem((*path, "answers", slug), reason)
    yield from unique((*path, "accepted"), persona.accepted)
    for framework in persona.accepted:
        if framework not in catalogue.framework_of:
            yield Problem((*path, "accepted"), f"“{framework}” is not a framework")


def known_criterion(catalogue: Catalogue, criterion: str, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a criterion (slug) that is not there."""
    if criterion not in catalogue.criterion_of:
        yield Problem(path, f"“{criterion}” is not a criterion")


def criterion_rated_by_editors(catalogue: Catalogue, criterion: str, path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a criterion (slug) that is not there, or that the visitor's answer rates."""
    yield from known_criterion(catalogue, criterion, path)
    known = catalogue.criterion_of.get(criterion)
    if known and known.method is RatingMethod.ANSWER:
        yield Problem(path, f"“{criterion}” is rated by the visitor's answer, so it cannot be used here")
