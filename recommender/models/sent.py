"""What visitors send: open until somebody settles it with an answer, which everybody can read."""

from typing import Generic, Self, TypeVar

from django.db import models
from django.db.models import Q

ANSWER_LENGTH = 2000
OPEN = "open"
"""The status of what waits for an answer; every kind of what is sent has it, beside those of its own."""

AnySent = TypeVar("AnySent", bound="Sent")


class SentQuerySet(models.QuerySet[AnySent], Generic[AnySent]):
    def open(self) -> Self:
        return self.filter(status=OPEN)

    def settled(self) -> Self:
        return self.exclude(status=OPEN)


class Sent(models.Model):
    """The words of a visitor, and our answer. Not a part of the catalogue: it makes no edition."""

    status: "models.CharField[str, str]"

    answer = models.TextField(
        blank=True, max_length=ANSWER_LENGTH, help_text="What you found, and what was changed. Everybody can read it."
    )
    created_at = models.DateTimeField("sent", auto_now_add=True, help_text="When the visitor sent it.")
    settled_at = models.DateTimeField(
        "settled", null=True, editable=False, help_text="When it was settled; set by itself."
    )

    class Meta:
        abstract = True
        ordering = ("-created_at", "-pk")

    @property
    def is_open(self) -> bool:
        return self.status == OPEN


def settled_with_an_answer(name: str, message: str) -> models.CheckConstraint:
    """Return the constraint that status, day and answer go together, by a name of its own in the database."""
    return models.CheckConstraint(
        condition=Q(status=OPEN, settled_at__isnull=True)
        | (~Q(status=OPEN) & Q(settled_at__isnull=False) & ~Q(answer="")),
        name=name,
        violation_error_message=message,
    )
