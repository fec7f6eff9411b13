"""Proposals of newer facts: what a package index says otherwise than the catalogue, until an editor has decided."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from recommender.models.add_ons import AddOn
from recommender.models.fields import WebAddressColumn
from recommender.models.frameworks import Framework
from recommender.models.proposals import ProposalStatus

FACT_LENGTH = 120


class FactProposalQuerySet(models.QuerySet["FactProposal"]):
    def open(self) -> "FactProposalQuerySet":
        return self.filter(status=ProposalStatus.OPEN)

    def declined(self) -> "FactProposalQuerySet":
        return self.filter(status=ProposalStatus.DECLINED)

    def with_rows(self) -> "FactProposalQuerySet":
        return self.select_related("framework", "add_on")


class FactProposal(models.Model):
    """Another value for a fact of a framework, or of one of its add-ons. Not a part of the catalogue.

    `field` is the column of that row, `now` what it says while this is proposed, `found` what it should say, `release`
    the package and version that say so. There is one row a fact: a later proposal takes the place of an earlier one.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="fact_proposals")
    add_on = models.ForeignKey(AddOn, models.CASCADE, null=True, related_name="fact_proposals")
    field = models.CharField(max_length=40)
    now = models.CharField(max_length=FACT_LENGTH)
    found = models.CharField(max_length=FACT_LENGTH)
    release = models.CharField(max_length=200)
    source = WebAddressColumn(max_length=500)
    found_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.OPEN)
    settled_at = models.DateTimeField(null=True)

    objects = FactProposalQuerySet.as_manager()

    class Meta:
        # Rights to frameworks and add-ons are what it takes.
        default_permissions = ()
        # A framework's own before those of its add-ons: databases differ in where nothing stands.
        ordering = (
            "framework__position",
            "framework__slug",
            F("add_on__position").asc(nulls_first=True),
            "add_on__slug",
            "pk",
        )
        constraints = (
            models.UniqueConstraint(
                fields=["framework", "field"], condition=Q(add_on=None), name="one_proposal_per_fact_of_a_framework"
            ),
            models.UniqueConstraint(
                fields=["add_on", "field"], condition=Q(add_on__isnull=False), name="one_proposal_per_fact_of_an_add_on"
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.OPEN, settled_at=None)
                | (~Q(status=ProposalStatus.OPEN) & Q(settled_at__isnull=False)),
                name="fact_proposal_settled_with_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.row}: {self.label.lower()}"

    @property
    def row(self) -> Framework | AddOn:
        """The row whose fact it is about."""
        return self.add_on or self.framework

    @property
    def label(self) -> str:
        """The name of the fact, as the forms of editors have it."""
        return str(self.row._meta.get_field(self.field).verbose_name).capitalize()  # type: ignore[union-attr]

    @property
    def says_now(self) -> Any:
        return getattr(self.row, self.field)

    @property
    def is_current(self) -> bool:
        """Tell whether the fact still says what it said when this was proposed."""
        return bool(self.says_now == self.now)
