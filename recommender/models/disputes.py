"""Disputes: objections of visitors to ratings."""

from django.db import models

from recommender.models.fields import WebAddressColumn
from recommender.models.frameworks import Criterion, Framework
from recommender.models.sent import OPEN, Sent, SentQuerySet, settled_with_an_answer

STATEMENT_LENGTH = 2000
SOURCE_LENGTH = 500
WITHOUT_AN_ANSWER = "To settle a dispute, say in the answer what you found."


class DisputeStatus(models.TextChoices):
    """The state of a dispute: open, or how it was settled."""

    OPEN = OPEN, "Open"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class Dispute(Sent):
    """A visitor's objection to a rating, and our answer."""

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

    objects = SentQuerySet["Dispute"].as_manager()

    class Meta(Sent.Meta):
        constraints = (settled_with_an_answer("settled_with_an_answer", WITHOUT_AN_ANSWER),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"
