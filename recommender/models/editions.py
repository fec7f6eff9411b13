"""Editions of the catalogue, and which of them is current."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F

from recommender.models.bases import Base


class Edition(models.Model):
    """An immutable, numbered snapshot of the whole catalogue: canonical JSON and its SHA-256.

    `history` tells what editors did since the edition before: a list of objects with `who`, `when`, `what` and `why`,
    taken from the admin's log. Only the note may change.
    """

    # Not the primary key, whose sequence leaves a gap after each transaction that is rolled back.
    number = models.PositiveIntegerField(unique=True)
    # Not unique: the catalogue may come back to what it was, as a new edition.
    digest = models.CharField(max_length=64, db_index=True)
    content = models.TextField()
    history = models.JSONField(default=list)
    note = models.TextField(blank=True, max_length=1000, help_text="Anything worth remembering about this edition.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        permissions = (("replace_catalogue", "Can replace the whole catalogue: restore an edition, load files"),)

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A guard against slips, not against SQL: what digests are for is told by `editions/stored.py`.
        if not self._state.adding and kwargs.get("update_fields") != ["note"]:
            raise ValidationError("An edition never changes.")
        super().save(*args, **kwargs)


class CatalogueState(models.Model):
    """The one row that says which edition is current, and whether the rows have changed since it was made.

    `log_read` is the last entry of the admin's log (its primary key) that an edition's history has taken in. `remarks`
    counts the changes to what pages tell beside an edition: settled disputes, and editions that were deleted. `waiting`
    is a newer catalogue that the program ships, until an editor decides about it.
    """

    PRIMARY_KEY: ClassVar = 1

    changes = models.PositiveBigIntegerField(default=0)
    changes_in_edition = models.PositiveBigIntegerField(default=0)
    # Protected: numbers of editions are never used twice as long as the newest one stays.
    edition = models.ForeignKey(Edition, models.PROTECT, null=True)
    log_read = models.PositiveBigIntegerField(default=0)
    remarks = models.PositiveBigIntegerField(default=0, db_default=0)
    waiting = models.ForeignKey(Base, models.SET_NULL, null=True)

    def __str__(self) -> str:
        return f"{self.edition}, {self.changes - self.changes_in_edition} changes since"

    @classmethod
    def add_one(cls, counter: str) -> None:
        """Add one to a counter. Before the first edition there is no row, and none is needed."""
        # Added up in the database: two requests that count at once must both be counted.
        cls.objects.filter(pk=cls.PRIMARY_KEY).update(**{counter: F(counter) + 1})

    @property
    def is_current(self) -> bool:
        return self.edition_id is not None and self.changes == self.changes_in_edition
