"""Editions: immutable snapshots of the catalogue. The only bridge from rows to what visitors see.

Every change to a catalogue row, in whatever way Django saves it, is counted; the next visitor who needs the catalogue
finds that the count has moved on and makes the next edition, with what the admin's log tells of who changed what.
"""

import json
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save

from recommender.engine.ledger import Ledger
from recommender.engine.types import Catalogue
from recommender.models import CatalogueState, Dispute, Edition
from recommender.reading import read_catalogue
from recommender.serialisation import CATALOGUE, canonical_json, digest
from recommender.writing import write_catalogue

NOTED = "Changed the note."
"""What the admin's log says when only the note on an edition was changed."""


class DamagedEditionError(Exception):
    """The content of an edition is not what its digest tells."""


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
    """Make the next edition, unless the rows are back to what the current edition holds.

    The log is read up to here in either case: what was taken back, or reached drafts only, is no part of the history
    of a later edition. Numbers are never used twice, as the newest edition is the current one and cannot be deleted.
    """
    state = locked_state()
    content, log = canonical_json(read_catalogue()), log_since(state.log_read)
    latest = Edition.objects.first()
    if latest is None or latest.digest != digest(content):
        number = latest.number + 1 if latest else 1
        latest = Edition.objects.create(number=number, digest=digest(content), content=content, history=history_in(log))
    state.edition = latest
    state.changes_in_edition = state.changes
    state.log_read = max([state.log_read, *(entry.pk for entry in log)])
    state.save()
    return latest


def locked_state() -> CatalogueState:
    """The state of the catalogue; an editor who is saving now counts up before it is read or after the transaction."""
    CatalogueState.objects.get_or_create(pk=CatalogueState.PRIMARY_KEY)
    return CatalogueState.objects.select_for_update().get()


def log_since(entry: int) -> list[LogEntry]:
    """What editors did to the catalogue since an entry (its primary key) of the admin's log, the oldest first.

    Whoever changes rows holds the lock on the catalogue's state until they are done, so entries come in order.
    """
    watched = [model._meta.model_name for model in catalogue_models()] + ["edition"]
    entries = LogEntry.objects.filter(
        pk__gt=entry, content_type__app_label="recommender", content_type__model__in=watched
    )
    notes = models.Q(content_type__model="edition", change_message=NOTED)
    tidying = models.Q(content_type__model="edition", action_flag=DELETION)
    return list(entries.exclude(notes).exclude(tidying).select_related("user", "content_type").order_by("pk"))


def log_replacement(what: str, user: int | str, why: str, edition: Edition | None = None) -> None:
    """Log that somebody (a primary key) replaced the whole catalogue: what was done, to which edition if any, and why.

    It is told in the history of the next edition.
    """
    LogEntry.objects.create(
        user_id=user,
        content_type=ContentType.objects.get_for_model(Edition),
        object_id=str(edition.pk) if edition else None,
        object_repr=what[:200],
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"fields": ["the whole catalogue"]}}, *([{"why": why}] if why else [])]),
    )


def history_in(log: list[LogEntry]) -> list[dict[str, str]]:
    """Who did what, when and why, as an edition keeps it."""
    return [
        {
            "who": entry.user.get_username(),
            "when": entry.action_time.isoformat(timespec="seconds"),
            "what": what_in(entry),
            "why": why_in(entry.change_message),
        }
        for entry in log
    ]


def what_in(entry: LogEntry) -> str:
    """What was done, as an entry of the admin's log tells it: “Criterion “GraphQL”: Changed Weight.”"""
    kind = entry.content_type.name if entry.content_type else "row"
    if kind == Edition._meta.verbose_name:
        return entry.object_repr[:1].upper() + entry.object_repr[1:]
    if entry.is_change():
        return f"{kind.capitalize()} “{entry.object_repr}”: {entry.get_change_message()}"
    return f"{'Deleted' if entry.is_deletion() else 'Added'} the {kind} “{entry.object_repr}”"


def why_in(message: str) -> str:
    """The reason that an editor gave, from a message in the admin's log."""
    try:
        parts = json.loads(message)
    except ValueError:
        return ""
    return " ".join(part["why"] for part in parts if "why" in part) if isinstance(parts, list) else ""


def stored_catalogue(edition: Edition) -> Catalogue:
    """The catalogue in an edition's own content, once it is seen to be intact. Errors: DamagedEditionError."""
    if not is_intact(edition):
        raise DamagedEditionError(f"{edition} is damaged: its content is no longer what its digest was made of.")
    return CATALOGUE.validate_json(edition.content)


def is_intact(edition: Edition) -> bool:
    return digest(edition.content) == edition.digest


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
    for model in catalogue_models(include_auto_created=True):
        for signal in (post_save, post_delete, m2m_changed):
            signal.connect(_on_change, sender=model, dispatch_uid=f"count_change {model._meta.label}")


def catalogue_models(*, include_auto_created: bool = False) -> list[type[models.Model]]:
    """The models whose rows are the catalogue."""
    kept_apart = (Edition, CatalogueState, Dispute)
    found = apps.get_app_config("recommender").get_models(include_auto_created=include_auto_created)
    return [model for model in found if model not in kept_apart]


def _on_change(sender: type[models.Model], **kwargs: Any) -> None:
    count_change()
