"""Proposals of visitors: another value for a rating, with its evidence, and frameworks that they miss."""

from django.db import models
from django.db.models import F, Q

from recommender.engine.types import EvidenceKind
from recommender.models.fields import WebAddressColumn, choices_of, published_field
from recommender.models.frameworks import Framework, rated_criterion_field
from recommender.models.sent import OPEN, Sent, SentQuerySet, settled_with_an_answer

REASON_LENGTH = 2000
EVIDENCE_LENGTH = 1000
WITHOUT_AN_ANSWER = "To settle it, say in the answer what you found."


class ProposalStatus(models.TextChoices):
    """The state of a proposal: open, or how it was settled."""

    OPEN = OPEN, "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Interest(models.TextChoices):
    """What a visitor says of their own interest in a framework."""

    UNSAID = "", "I would rather not say"
    NO = "no", "No"
    YES = "yes", "Yes"


class Proposal(Sent):
    """What all proposals have: their state, and whose interest may speak from them."""

    status = models.CharField(
        max_length=10,
        choices=ProposalStatus.choices,
        default=ProposalStatus.OPEN,
        help_text="Accepted or declined, it is public with your answer.",
    )
    interest = models.CharField(
        max_length=3,
        choices=Interest.choices,
        blank=True,
        help_text="Whether the visitor works on the framework, or for somebody who gains by it. Only we read it.",
    )
    reason = models.TextField(max_length=REASON_LENGTH, help_text="Why, in the visitor's words.")

    class Meta(Sent.Meta):
        abstract = True


class RatingProposal(Proposal):
    """Another value for a rating, or the first one, with one piece of evidence.

    `former_value`, `former_low` and `former_high` are those of the rating when it was sent; empty if there was none.
    `phrase`, `reason` and what begins with `evidence` become phrase, rationale and evidence of the rating, if it is
    accepted as it is.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="proposals", help_text="What is rated.")
    criterion = rated_criterion_field("proposals")
    # Numbers, not the row: ratings change and go, and what was to be changed stays readable.
    former_value = models.PositiveSmallIntegerField(null=True, help_text="The rating when it was sent.")
    former_low = models.PositiveSmallIntegerField(null=True, help_text="The lowest likely value when it was sent.")
    former_high = models.PositiveSmallIntegerField(null=True, help_text="The highest likely value when it was sent.")
    value = models.PositiveSmallIntegerField(help_text="The proposed rating, 0 to 100.")
    low = models.PositiveSmallIntegerField(help_text="The lowest value that the evidence would bear.")
    high = models.PositiveSmallIntegerField(help_text="The highest value that the evidence would bear.")
    phrase = models.CharField(max_length=60, help_text="The rating in a few words.")
    evidence_statement = models.TextField(max_length=EVIDENCE_LENGTH, help_text="What the source says.")
    evidence_kind = models.CharField(
        max_length=10, choices=choices_of(EvidenceKind), help_text="Documented, from a survey, or an opinion."
    )
    evidence_source = models.CharField(max_length=200, help_text="The title of the source.")
    evidence_url = WebAddressColumn("address of the evidence", help_text="Where the source can be read.")
    evidence_published = published_field()

    objects = SentQuerySet["RatingProposal"].as_manager()

    class Meta(Proposal.Meta):
        verbose_name = "proposed rating"
        constraints = (
            settled_with_an_answer("rating_proposal_settled_with_an_answer", WITHOUT_AN_ANSWER),
            models.CheckConstraint(
                condition=Q(low__lte=F("value"), value__lte=F("high"), high__lte=100),
                name="rating_proposal_within_bounds",
                violation_error_message="A rating needs 0 ≤ low ≤ value ≤ high ≤ 100.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"


class FrameworkSuggestion(Proposal):
    """A framework that a visitor misses; `framework` is the draft that was made of it, if it was accepted."""

    name = models.CharField(max_length=60, help_text="As the visitor wrote it.")
    url = WebAddressColumn("address", help_text="Where the visitor says it can be found.")
    framework = models.ForeignKey(
        Framework, models.SET_NULL, null=True, editable=False, related_name="+", help_text="The draft made of it."
    )

    objects = SentQuerySet["FrameworkSuggestion"].as_manager()

    class Meta(Proposal.Meta):
        verbose_name = "suggested framework"
        constraints = (settled_with_an_answer("suggestion_settled_with_an_answer", WITHOUT_AN_ANSWER),)

    def __str__(self) -> str:
        return self.name
