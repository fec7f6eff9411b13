"""What the rows of a catalogue have in common: their slugs, kinds, dates and places."""

from enum import StrEnum
from typing import Any, ClassVar, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Max

from recommender.engine.validity import PUBLISHED

WHOLE_PUBLISHED = RegexValidator(rf"\A{PUBLISHED.pattern}\Z", "Use YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.")


def choices_of(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, getattr(kind, "label", kind.value.capitalize())) for kind in kinds]


def slug_field(*, unique: bool = True) -> "models.SlugField[str, str]":
    return models.SlugField(
        unique=unique,
        help_text="Its name in addresses and files. Changing it breaks links to its page.",
    )


def anchor_field(at: int) -> "models.CharField[str, str]":
    return models.CharField(
        f"at {at}", max_length=200, blank=True, help_text=f"What a framework rated {at} offers; visitors see it."
    )


class Placed(models.Model):
    """A row with a place among others; without one it goes to the end."""

    position = models.PositiveSmallIntegerField(
        blank=True, help_text="The order on pages: small numbers come first. Leave it empty for the end."
    )

    placed_within: ClassVar[str | None] = None
    """The foreign key to what it has its place in; none if it is placed among all of its kind."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if cast("int | None", self.position) is None:
            among = {self.placed_within: getattr(self, self.placed_within)} if self.placed_within else {}
            last = type(self)._default_manager.filter(**among).aggregate(last=Max("position"))["last"]
            self.position = 0 if last is None else last + 1
        super().save(*args, **kwargs)
