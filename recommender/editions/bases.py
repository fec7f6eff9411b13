"""Bases: what files began from, found again by their digest, and what became of the catalogues the program shipped."""

from django.db import models
from django.utils import timezone

from recommender.editions.serialisation import canonical_json, digest
from recommender.editions.stored import stored_catalogue
from recommender.engine.types import Catalogue
from recommender.models import Base, CatalogueState, Edition, Shipped

SHIPPED_BEFORE = (
    "3c585170e55fefa6f938e72e3e6d9798419fb711cc081a6bf8264739cab2a4cc",  # 0.1.0
    "db7c85f3d97c87daaa9fdfc25c7b5db2f4b956367dbd01cdef05f5b446e6c780",  # 0.2.0, before ratings had phrases
    "a1c33a100978c42d7e99c4137929dac728a64efb95342ce45c9428de48670cc2",  # 0.2.0
    "951866231783ffbc7d93aebda785c74f61fd9ec5a2459f2d06e845f8ce1add3b",  # the last before databases remember it
)
"""Digests of editions of the catalogues that the program shipped before databases remembered which one they took.

A database that has one of these editions was filled with that catalogue. None is ever added: since then they know.
"""


def remember(catalogue: Catalogue) -> Base:
    """Return the base that holds a whole catalogue, kept from now on if it was not."""
    content = canonical_json(catalogue)
    return Base.objects.get_or_create(digest=digest(content), defaults={"content": content})[0]


def remember_loaded(catalogue: Catalogue, *, is_shipped: bool) -> None:
    """Note that files with this catalogue were loaded now, and, if they came with the program, that it was taken."""
    base = remember(catalogue)
    base.loaded_at = timezone.now()
    if is_shipped:
        _wait_for(None)
        base.shipped = Shipped.TAKEN
    base.save()


def with_digest(wanted: str) -> Catalogue | None:
    """Return the whole catalogue, or the edition, with a digest; None if this database never had it.

    Errors: EditionError, if it is damaged or of a later release.
    """
    found = Base.objects.filter(digest=wanted).first() or Edition.objects.filter(digest=wanted).first()
    return stored_catalogue(found) if found else None


def last_loaded() -> Catalogue | None:
    """Return what the files held that were loaded last; None if nothing is known of any. Errors: as `with_digest`."""
    return _newest(Base.objects.filter(loaded_at__isnull=False)) or shipped_before()


def last_taken() -> Catalogue | None:
    """Return what the program shipped when this database last took it over; None if it is not known.

    Errors: as `with_digest`.
    """
    return _newest(Base.objects.filter(shipped=Shipped.TAKEN)) or shipped_before()


def _newest(bases: models.QuerySet[Base]) -> Catalogue | None:
    base = bases.order_by("-loaded_at", "-pk").first()
    return stored_catalogue(base) if base else None


def shipped_before() -> Catalogue | None:
    """Return the catalogue of an earlier release that this database had as an edition; the last one if several."""
    edition = Edition.objects.filter(digest__in=SHIPPED_BEFORE).first()
    return stored_catalogue(edition) if edition else None


def was_met(shipped: Catalogue) -> bool:
    """Tell whether a shipped catalogue was ever taken over or left aside, or waits for an editor."""
    base = Base.objects.filter(digest=digest(canonical_json(shipped))).first()
    return base is not None and (base.shipped != Shipped.NONE or base == waiting())


def waiting() -> Base | None:
    """Return the shipped catalogue that waits for an editor's decision, if one does."""
    return Base.objects.filter(cataloguestate__isnull=False).first()


def let_wait(shipped: Catalogue) -> None:
    """Let a shipped catalogue wait for an editor, in place of any that waits already."""
    _wait_for(remember(shipped))


def leave_aside(base: Base) -> None:
    """Note that an editor does not want a shipped catalogue. It is no base: nothing of it was taken."""
    base.shipped = Shipped.LEFT
    base.save()
    _wait_for(None)


def _wait_for(base: Base | None) -> None:
    CatalogueState.objects.update(waiting=base)
