"""What visitors say against ratings."""

from django.db import models
from django.db.models import Q

from recommender.models.frameworks import Criterion, Framework


class DisputeStatus(models.TextChoices):
    """What became of a dispute."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def open(self) -> "DisputeQuerySet":
        return self.filter(status=DisputeStatus.OPEN)

    def settled(self) -> "DisputeQuerySet":
        return self.exclude(status=DisputeStatus.OPEN)


class Dispute(models.Model):
    """What a visitor says against a rating, and what we found. Not a part of the catalogue: it makes no edition."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="disputes")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="disputes")
    rating = models.PositiveSmallIntegerField(null=True, help_text="What was disputed: the rating at that time.")
    statement = models.TextField(max_length=2000, help_text="What is wrong, in the visitor's words.")
    source = models.URLField(max_length=500, blank=True, help_text="Where it can be read, if the visitor named it.")
    status = models.CharField(
        max_length=10,
        choices=DisputeStatus.choices,
        default=DisputeStatus.OPEN,
        help_text="Accepted or rejected, it is shown beside the rating with your answer.",
    )
    answer = models.TextField(
        blank=True, max_length=2000, help_text="What you found, and what was changed. Everybody can read it."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=DisputeStatus.OPEN, settled_at__isnull=True)
                | (~Q(status=DisputeStatus.OPEN) & Q(settled_at__isnull=False) & ~Q(answer="")),
                name="settled_with_an_answer",
                violation_error_message="To settle a dispute, say in the answer what you found.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"
