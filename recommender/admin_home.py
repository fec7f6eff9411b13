"""The tasks that editors should look at first: what is stale, missing, wrong, asked of them, or not published yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from recommender.editions.current import contributions_now
from recommender.engine.checks.report import FaultKind
from recommender.engine.checks.staleness import is_long_ago, oldest_fresh
from recommender.engine.contributions import Contributions
from recommender.engine.result.persona_verdicts import persona_verdicts
from recommender.engine.types import RatingMethod
from recommender.facts.proposals import waiting_proposals
from recommender.files.check import check
from recommender.models import (
    AddOn,
    CatalogueState,
    Criterion,
    Dispute,
    Edition,
    Evidence,
    Framework,
    FrameworkSuggestion,
    Question,
    Rating,
    RatingProposal,
)

May = Callable[[str], bool]
"""Tells whether somebody has a permission."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to look at: a sentence without its full stop, and the address of the page where it can be mended."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class CurrentEdition:
    """The edition that visitors get, who made its changes, and whether changes wait for the next one."""

    edition: Edition
    editors: tuple[str, ...]
    is_changed: bool


def describe_current(state: CatalogueState | None) -> CurrentEdition | None:
    """Return the edition that visitors get; nothing before the first one."""
    if state is None or state.edition is None:
        return None
    editors = tuple(dict.fromkeys(entry["who"] for entry in state.edition.history))
    return CurrentEdition(state.edition, editors, not state.is_current)


def open_tasks(state: CatalogueState | None, today: date, may: May) -> tuple[Task, ...]:
    """Return what needs attention, the most urgent first, as far as somebody may see it."""
    # Functions, so that nothing is read that somebody may not see.
    looks: tuple[tuple[str, Callable[[], Iterator[Task]]], ...] = (
        ("recommender.view_persona", lambda: red_personas(contributions_now(state))),
        (
            "recommender.view_dispute",
            lambda: unsettled(Dispute.objects.open(), "disputed rating", awaited="an answer"),
        ),
        (
            "recommender.view_ratingproposal",
            lambda: unsettled(RatingProposal.objects.open(), "proposed rating", awaited="a review"),
        ),
        (
            "recommender.view_frameworksuggestion",
            lambda: unsettled(FrameworkSuggestion.objects.open(), "suggested framework", awaited="an answer"),
        ),
        ("recommender.view_rating", missing_ratings),
        ("recommender.replace_catalogue", lambda: shipped_catalogue(state)),
        ("recommender.view_framework", other_faults),
        ("recommender.view_framework", newer_facts),
        ("recommender.view_evidence", lambda: stale_evidence(today)),
        ("recommender.view_addon", lambda: add_ons_without_release(today)),
        ("recommender.view_framework", lambda: drafts(Framework, Framework.objects.filter(published=False).count())),
        ("recommender.view_criterion", lambda: drafts(Criterion, Criterion.objects.filter(published=False).count())),
        ("recommender.view_question", lambda: drafts(Question, Question.objects.filter(published=False).count())),
    )
    return tuple(task for permission, look in looks if may(permission) for task in look())


def red_personas(contributions: Contributions) -> Iterator[Task]:
    """Tell of personas for whom somebody leads whom no expert would accept, and nobody said why."""
    wrong = [found.persona for found in persona_verdicts(contributions) if not found.is_right]
    names = [persona.name for persona in wrong if not persona.disagreement]
    if names:
        verb = "personas get" if len(names) > 1 else "persona gets"
        yield Task(f"{len(names)} {verb} a wrong answer: {', '.join(names)}", reverse("admin:personas"))


def unsettled(rows: QuerySet[Any], what: str, *, awaited: str) -> Iterator[Task]:
    """Tell of what visitors sent and nobody has settled: its list shows just that until somebody asks for more."""
    if count := rows.count():
        wait = f"{what}s wait" if count > 1 else f"{what} waits"
        address = reverse(f"admin:recommender_{rows.model._meta.model_name}_changelist")
        yield Task(f"{count} {wait} for {awaited}", address)


def missing_ratings() -> Iterator[Task]:
    """Tell of published frameworks without a rating that cites evidence, on published criteria that we rate."""
    criteria = Criterion.objects.filter(published=True).exclude(method=RatingMethod.ANSWER.value)
    frameworks = Framework.objects.published()
    sourced = Rating.objects.filter(framework__in=frameworks, criterion__in=criteria, evidence__isnull=False)
    # Distinct, as a rating that cites several pieces of evidence is joined with each.
    if count := frameworks.count() * criteria.count() - sourced.distinct().count():
        is_missing = "ratings are missing or name" if count > 1 else "rating is missing or names"
        yield Task(f"{count} {is_missing} no evidence", reverse("admin:grid"))


def other_faults() -> Iterator[Task]:
    """Tell what the check finds; but for personas and evidence, which have pages of their own."""
    told = {FaultKind.PERSONA, FaultKind.EVIDENCE}
    if count := sum(len(problems) for kind, problems in check().items() if kind not in told):
        faults = "faults are" if count > 1 else "fault is"
        yield Task(f"{count} {faults} found by the check of the catalogue", reverse("admin:check"))


def newer_facts() -> Iterator[Task]:
    """Tell of facts that a package index says otherwise."""
    if count := len(waiting_proposals()):
        differ = "facts differ" if count > 1 else "fact differs"
        yield Task(f"{count} {differ} from what the package index says", reverse("admin:facts"))


def shipped_catalogue(state: CatalogueState | None) -> Iterator[Task]:
    if state and state.waiting_id:
        words = "The program brings a newer catalogue, which could not be merged with yours by itself"
        yield Task(words, reverse("admin:shipped"))


def stale_evidence(today: date) -> Iterator[Task]:
    if count := Evidence.objects.filter(checked__lt=oldest_fresh(today)).count():
        was_checked = "pieces of evidence were" if count > 1 else "piece of evidence was"
        address = reverse("admin:recommender_evidence_changelist", query={"age": "old"})
        yield Task(f"{count} {was_checked} last checked over 12 months ago", address)


def add_ons_without_release(today: date) -> Iterator[Task]:
    """Tell of add-ons whose last release is long ago: to name them as well kept may no longer be true."""
    releases = AddOn.objects.values_list("latest_release", flat=True)
    if count := sum(is_long_ago(release, today) for release in releases):
        had = "add-ons had their" if count > 1 else "add-on had its"
        address = reverse("admin:recommender_addon_changelist", query={"release": "old"})
        yield Task(f"{count} {had} last release over 18 months ago", address)


def drafts(model: type[Model], count: int) -> Iterator[Task]:
    if count:
        meta = model._meta
        are = f"{meta.verbose_name_plural} are drafts" if count > 1 else f"{meta.verbose_name} is a draft"
        address = reverse(f"admin:recommender_{meta.model_name}_changelist", query={"published__exact": "0"})
        yield Task(f"{count} {are} that no visitor sees", address)
