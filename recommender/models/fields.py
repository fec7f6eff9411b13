"""Columns that several kinds of rows have: slugs, kinds, dates, addresses and places."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, cast
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Max

from recommender.engine.validity import PUBLISHED
from recommender.labels import label_of

# \A and \Z: RegexValidator searches, and “$” would let a line break at the end pass.
WHOLE_PUBLISHED = RegexValidator(rf"\A{PUBLISHED.pattern}\Z", "Use YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.")
NOWHERE_IN_ADDRESSES = re.compile(r'[ <>"\\^`{|}]|%(?![0-9A-Fa-f]{2})')  # RFC 3986


class WebAddressValidator(URLValidator):
    """Refuse what is no address of a page on the web: by Django's rules, and what could deceive whoever follows it.

    A user's name before the host, unseen characters and those that RFC 3986 lets nowhere stand make it look like
    another one.
    """

    schemes: Sequence[str] = ("http", "https")

    def __call__(self, value: Any) -> None:
        super().__call__(value)
        if not value.isprintable() or NOWHERE_IN_ADDRESSES.search(value) or "@" in urlsplit(value).netloc:
            raise ValidationError(self.message, code=self.code, params={"value": value})


class WebAddressColumn(models.URLField):  # type: ignore[type-arg]
    """An address on the web, which becomes a link. To migrations it is an ordinary URLField."""

    default_validators = [WebAddressValidator()]

    def deconstruct(self) -> Any:
        name, _, arguments, options = super().deconstruct()
        # So that a change of the validator, or moving this class, needs no migration.
        return name, "django.db.models.URLField", arguments, options


def choices_of(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, label_of(kind)) for kind in kinds]


def slug_field(*, unique: bool = True) -> "models.SlugField[str, str]":
    return models.SlugField(
        unique=unique,
        help_text="Its name in addresses and files. Changing it breaks links to its page.",
    )


def anchor_field(at: int) -> "models.CharField[str, str]":
    return models.CharField(
        f"at {at}", max_length=200, blank=True, help_text=f"What a framework rated {at} offers; visitors see it."
    )


def published_field() -> "models.CharField[str, str]":
    return models.CharField(max_length=10, blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD; empty if undated.")


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
        # To the end also where the same request adds several: each is saved before the next one asks for the last
        # place.
        if cast("int | None", self.position) is None:
            among = {self.placed_within: getattr(self, self.placed_within)} if self.placed_within else {}
            last = type(self)._default_manager.filter(**among).aggregate(last=Max("position"))["last"]
            self.position = 0 if last is None else last + 1
        super().save(*args, **kwargs)
