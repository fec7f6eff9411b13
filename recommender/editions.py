"""Editions: immutable snapshots of the catalogue. The only bridge from rows to what visitors see.

Every change to a catalogue row, in whatever way Django saves it, is counted; the next visitor who needs the catalogue
finds that the count has moved on and makes the next edition.
"""

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save

from recommender.engine.ledger import Ledger
from recommender.engine.types import Catalogue
from recommender.models import CatalogueState, Edition
from recommender.reading import read_catalogue
from recommender.serialisation import CATALOGUE, canonical_json, digest
from recommender.writing import write_catalogue


def current_edition() -> Edition:
    """The edition of the catalogue as it stands now, made on the spot if something changed. One query if nothing did.

    Its content is deferred: `catalogue_of` loads it, once a process.
    """
    state = CatalogueState.objects.select_related("edition").defer("edition__content").first()
    if state and state.edition and state.is_current:
        return state.edition
    return renew_edition()


@transaction.atomic
def renew_edition() -> Edition:
    """Make the next edition, unless the rows are back to what the current edition holds."""
    CatalogueState.objects.get_or_create(pk=CatalogueState.PRIMARY_KEY)
    state = CatalogueState.objects.select_for_update().get()  # an editor who is saving now counts up after this
    content = canonical_json(read_catalogue())
    latest = Edition.objects.first()
    if latest is None or latest.digest != digest(content):
        number = latest.number + 1 if latest else 1
        latest = Edition.objects.create(number=number, digest=digest(content), content=content)
    state.edition = latest
    state.changes_in_edition = state.changes
    state.save()
    return latest


def catalogue_of(edition: Edition) -> Catalogue:
    """The catalogue that an edition holds."""
    return ledger_of(edition).catalogue


def ledger_of(edition: Edition) -> Ledger:
    """The ledger of an edition's catalogue. Kept in memory by its digest, since editions never change."""
    return _ledger_by_digest(edition.digest)


@lru_cache(maxsize=16)
def _ledger_by_digest(digest: str) -> Ledger:
    content = Edition.objects.filter(digest=digest).values_list("content", flat=True)[:1].get()
    return Ledger(CATALOGUE.validate_json(content))


def replace_catalogue(catalogue: Catalogue) -> None:
    """Make the rows equal to a catalogue; the next visitor gets an edition of it."""
    write_catalogue(catalogue)
    count_change()


def count_change() -> None:
    """Note that the catalogue's rows have changed; in the transaction of the change, if there is one."""
    CatalogueState.objects.filter(pk=CatalogueState.PRIMARY_KEY).update(changes=F("changes") + 1)


def watch_catalogue() -> None:
    """Count every change to the catalogue from now on."""
    kept_apart = (Edition, CatalogueState)
    rows = [
        model
        for model in apps.get_app_config("recommender").get_models(include_auto_created=True)
        if model not in kept_apart
    ]
    for model in rows:
        for signal in (post_save, post_delete, m2m_changed):
            signal.connect(_on_change, sender=model, dispatch_uid=f"count_change {model._meta.label}")


def _on_change(sender: type[models.Model], **kwargs: Any) -> None:
    count_change()
