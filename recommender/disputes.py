"""Disputes about ratings: into the queue, and back to the public once they are settled."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from recommender.models import CatalogueState, Dispute, DisputeStatus, Rating


@dataclass(frozen=True, slots=True)
class SettledDispute:
    """A dispute as everybody can read it: framework and criterion (slugs), the rating then, both sides' words."""

    framework: str
    criterion: str
    rating: int | None
    statement: str
    source: str
    answer: str
    is_accepted: bool
    sent_on: date
    settled_on: date

    @property
    def verdict(self) -> str:
        return "accepted" if self.is_accepted else "rejected"


@transaction.atomic
def file_dispute(*, framework: str, criterion: str, rating: int, statement: str, source: str = "") -> None:
    """Put a dispute about a rating, of a framework on a criterion (slugs), into the queue.

    Nothing happens if the same is open already, as after a second click. Errors: Rating.DoesNotExist.
    """
    # The lock makes the second of two clicks wait until the first is stored, and then find it. Only the rating is
    # locked: framework and criterion are joined just to be named.
    disputed = Rating.objects.select_for_update(of=("self",)).get(framework__slug=framework, criterion__slug=criterion)
    about = {"framework_id": disputed.framework_id, "criterion_id": disputed.criterion_id, "statement": statement}
    if not Dispute.objects.open().filter(**about).exists():
        Dispute.objects.create(rating=rating, source=source, **about)


def settled_disputes(**about: str) -> list[SettledDispute]:
    """Return settled disputes about a framework, a criterion or both (slugs), the last settled first. One query."""
    rows = Dispute.objects.settled().filter(**{f"{kind}__slug": slug for kind, slug in about.items()})
    return [settled(row) for row in rows.select_related("framework", "criterion").order_by("-settled_at", "-pk")]


def settled(row: Dispute) -> SettledDispute:
    return SettledDispute(
        framework=row.framework.slug,
        criterion=row.criterion.slug,
        rating=row.rating,
        statement=row.statement,
        source=row.source,
        answer=row.answer,
        is_accepted=row.status == DisputeStatus.ACCEPTED,
        sent_on=timezone.localdate(row.created_at),
        settled_on=timezone.localdate(row.settled_at),
    )


def watch_disputes() -> None:
    """Count from now on every change to what pages tell of disputes."""
    for signal in (post_save, post_delete):
        signal.connect(count_remark, sender=Dispute, dispatch_uid="count_remark")


def count_remark(instance: Dispute, *, created: bool = False, **others: Any) -> None:
    """Note that pages tell something else of disputes, unless one was only sent, which no page tells."""
    if not (created and instance.is_open):
        CatalogueState.add_one("remarks")
