"""The queue of proposals: what visitors send, and what everybody can read of it once it is settled."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from recommender.editions.current import changing_alone
from recommender.engine import types
from recommender.models import Criterion, Framework, FrameworkSuggestion, ProposalStatus, RatingProposal


@dataclass(frozen=True, slots=True)
class SettledProposal:
    """A proposed rating as everybody can read it; `former` is the rating's value when it was sent, if there was one."""

    former: int | None
    value: int
    low: int
    high: int
    reason: str
    statement: str
    source: str
    url: str
    answer: str
    is_accepted: bool
    sent_on: date
    settled_on: date


@dataclass(frozen=True, slots=True)
class SettledSuggestion:
    """A suggested framework as everybody can read it: its name and our answer, without the visitor's reason."""

    name: str
    answer: str
    is_accepted: bool
    settled_on: date


def file_proposal(*, framework: str, criterion: str, former: types.Rating | None, **written: Any) -> None:
    """Put another value for a rating, of a framework on a criterion (slugs), into the queue.

    `former` is the rating that the visitor saw, if there is one; `written` are columns. Nothing happens if the same is
    open already, as after a second click. Errors: Framework.DoesNotExist, Criterion.DoesNotExist.
    """
    # The lock makes the second of two clicks wait until the first is stored, and then find it.
    with changing_alone():
        about = {
            "framework": Framework.objects.get(slug=framework),
            "criterion": Criterion.objects.get(slug=criterion),
        }
        if not RatingProposal.objects.open().filter(**about, **written).exists():
            before = {f"former_{name}": getattr(former, name, None) for name in ("value", "low", "high")}
            RatingProposal.objects.create(**about, **written, **before)


def file_suggestion(**written: Any) -> None:
    """Put a framework that somebody misses into the queue, unless the same is open already; `written` are columns."""
    with changing_alone():
        if not FrameworkSuggestion.objects.open().filter(**written).exists():
            FrameworkSuggestion.objects.create(**written)


def settled_proposals(*, framework: str, criterion: str) -> list[SettledProposal]:
    """Return settled proposals for a framework on a criterion (slugs), the last settled first. One query."""
    rows = RatingProposal.objects.settled().filter(framework__slug=framework, criterion__slug=criterion)
    return [
        SettledProposal(
            former=row.former_value,
            value=row.value,
            low=row.low,
            high=row.high,
            reason=row.reason,
            statement=row.evidence_statement,
            source=row.evidence_source,
            url=row.evidence_url,
            answer=row.answer,
            is_accepted=row.status == ProposalStatus.ACCEPTED,
            sent_on=timezone.localdate(row.created_at),
            settled_on=timezone.localdate(row.settled_at),
        )
        for row in rows.order_by("-settled_at", "-pk")
    ]


def settled_suggestions(most: int) -> list[SettledSuggestion]:
    """Return the suggestions that were settled last, so many at most. One query."""
    return [
        SettledSuggestion(
            row.name, row.answer, row.status == ProposalStatus.ACCEPTED, timezone.localdate(row.settled_at)
        )
        for row in FrameworkSuggestion.objects.settled().order_by("-settled_at", "-pk")[:most]
    ]
