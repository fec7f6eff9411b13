"""Disputes: objections of visitors to ratings."""

from django.db import models
from django.db.models import Q

from recommender.models.fields import WebAddressColumn
from recommender.models.frameworks import Criterion, Framework

STATEMENT_LENGTH = ANSWER_LENGTH = 2000
SOURCE_LENGTH = 500
WITHOUT_AN_ANSWER = "To settle a dispute, say in the answer what you found."


class DisputeStatus(models.TextChoices):
    """The state of a dispute: open, or how it was settled."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def open(self) -> "DisputeQuerySet":
        return self.filter(status=DisputeStatus.OPEN)

    def settled(self) -> "DisputeQuerySet":
        return self.exclude(status=DisputeStatus.OPEN)


class Dispute(models.Model):
    """A visitor's objection to a rating, and our answer. Not a part of the catalogue: it makes no edition."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="disputes", help_text="The framework whose rating is disputed."
    )
    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="disputes", help_text="The criterion on which it is rated."
    )
    # A number, not the row: ratings change and go, and what was disputed stays readable.
    rating = models.PositiveSmallIntegerField(null=True, help_text="What was disputed: the rating at that time.")
    statement = models.TextField(max_length=STATEMENT_LENGTH, help_text="What is wrong, in the visitor's words.")
    source = WebAddressColumn(
        max_length=SOURCE_LENGTH, blank=True, help_text="Where it can be read, if the visitor named it."
    )
    status = models.CharField(
        max_length=10,
        choices=DisputeStatus.choices,
        default=DisputeStatus.OPEN,
        help_text="Accepted or rejected, it is shown beside the rating with your answer.",
    )
    answer = models.TextField(
        blank=True, max_length=ANSWER_LENGTH, help_text="What you found, and what was changed. Everybody can read it."
    )
    created_at = models.DateTimeField("sent", auto_now_add=True, help_text="When the visitor sent it.")
    settled_at = models.DateTimeField(
        "settled", null=True, editable=False, help_text="When it was accepted or rejected; set by itself."
    )

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=DisputeStatus.OPEN, settled_at__isnull=True)
                | (~Q(status=DisputeStatus.OPEN) & Q(settled_at__isnull=False) & ~Q(answer="")),
                name="settled_with_an_answer",
                violation_error_message=WITHOUT_AN_ANSWER,
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"

    @property
    def is_open(self) -> bool:
        return self.status == DisputeStatus.OPEN
