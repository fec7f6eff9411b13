"""From a proposal to rows of the catalogue, with what the admin's log tells of it."""

from collections.abc import Container
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from recommender.editions.history import log_addition, log_changes
from recommender.models import Evidence, Framework, FrameworkSuggestion, ProposalStatus, Rating, RatingProposal
from recommender.models.proposals import Proposal

SLUG_LENGTH = 40
"""The most letters of a name that is made of a title; its column takes ten more, for a number."""
TOLD = ("value", "low", "high", "phrase", "rationale")


def rows_of(proposal: RatingProposal) -> tuple[Rating, Evidence]:
    """Return the rating and the evidence that a proposal comes to if it is accepted as it is, neither of them saved."""
    about = {"framework": proposal.framework, "criterion": proposal.criterion}
    rating = Rating.objects.filter(**about).first() or Rating(**about)
    rating.value, rating.low, rating.high = proposal.value, proposal.low, proposal.high
    rating.phrase, rating.rationale = proposal.phrase, proposal.reason
    evidence = Evidence(
        framework=proposal.framework,
        statement=proposal.evidence_statement,
        kind=proposal.evidence_kind,
        source=proposal.evidence_source,
        url=proposal.evidence_url,
        published=proposal.evidence_published,
        checked=timezone.localdate(),
    )
    return rating, evidence


def store(rating: Rating, evidence: Evidence) -> None:
    """Save a rating and new evidence, which the rating then cites beside what it cites already."""
    taken = set(Evidence.objects.filter(framework=evidence.framework).values_list("key", flat=True))
    evidence.key = free_slug(evidence.source, taken, otherwise="source")
    evidence.save()
    # One by one, for the signals that count the change.
    rating.save()
    rating.evidence.add(evidence)


def accept(proposal: RatingProposal, rating: Rating, evidence: Evidence, *, user: int, answer: str, why: str) -> None:
    """Store what a proposal comes to, settle it, and log who (a primary key) did it and why.

    The caller holds the catalogue.
    """
    before = Rating.objects.filter(pk=rating.pk).first()
    store(rating, evidence)
    log_addition(user, evidence, why)
    if before is None:
        log_addition(user, rating, why)
    else:
        changed = [name.capitalize() for name in TOLD if getattr(before, name) != getattr(rating, name)]
        log_changes(user, [rating], [*changed, "Evidence"], why)
    settle(proposal, ProposalStatus.ACCEPTED, user=user, answer=answer)


def settle(proposal: Proposal, status: ProposalStatus, *, user: int, answer: str) -> None:
    """Settle a proposal with an answer, or give a better one, and log who (a primary key) did it."""
    proposal.status, proposal.answer = status, answer
    proposal.settled_at = proposal.settled_at or timezone.now()  # a better answer is not another verdict
    proposal.save()
    log_changes(user, [proposal], ["Status", "Answer"], why="")


def draft_of(suggestion: FrameworkSuggestion, *, user: int) -> Framework:
    """Return the draft of a suggested framework, made and logged unless there is one. The caller holds the catalogue.

    All but name and address is left for an editor to fill in.
    """
    if suggestion.framework is None:
        taken = set(Framework.objects.values_list("slug", flat=True))
        slug = free_slug(suggestion.name, taken, otherwise="suggested")
        suggestion.framework = Framework.objects.create(
            slug=slug, name=suggestion.name, docs_url=suggestion.url, first_release=0, best_known=False
        )
        suggestion.save(update_fields=["framework"])
        log_addition(user, suggestion.framework, "A visitor suggested it.")
    return suggestion.framework


def free_slug(title: str, taken: Container[str], *, otherwise: str) -> str:
    """Return a slug made of a title that nothing else has yet; `otherwise`: where the title has no Latin letter."""
    words = slugify(title.replace("_", " "))[:SLUG_LENGTH].strip("-") or otherwise
    return next(slug for number in count(1) if (slug := words if number == 1 else f"{words}-{number}") not in taken)
