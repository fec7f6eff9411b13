"""Editions: immutable snapshots of the catalogue. The only bridge from rows to what visitors see.

Every change to a catalogue row, in whatever way Django saves it, is counted; the next visitor who needs the catalogue
finds that the count has moved on and makes the next edition, with what the admin's log tells of who changed what. All
others are given the edition before until it is made.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from recommender.editions.from_rows import read_catalogue
from recommender.editions.history import history_in, log_replacement, log_since
from recommender.editions.serialisation import canonical_json, digest
from recommender.editions.stored import stored_catalogue
from recommender.editions.to_rows import write_catalogue
from recommender.editions.transactions import BusyError, atomic_at_once
from recommender.engine.contributions import Contributions
from recommender.engine.types import Catalogue
from recommender.models import CatalogueState, Edition, catalogue_models
from recommender.once import made_once


class ChangedMeanwhileError(Exception):
    """Somebody changed the catalogue since it was shown what a replacement would do."""


def read_state() -> CatalogueState | None:
    """Return the state of the catalogue, with its edition but not the edition’s content; None before the first one."""
    return CatalogueState.objects.select_related("edition").defer("edition__content").first()


def current_edition() -> Edition:
    """Return the edition of the catalogue as it stands now, made on the spot if something changed.

    The edition before, and without waiting, while somebody else makes the next one or changes the catalogue. One query
    if nothing changed. Its content is deferred: `catalogue_of` loads it, once a process.
    """
    state = CatalogueState.objects.first()
    if state is None or state.edition_id is None:
        return renew_edition()  # for which all wait: there is none before it
    if state.is_current:
        return kept_edition(state.edition_id)
    try:
        return renew_edition(is_patient=False)
    except BusyError:
        return kept_edition(state.edition_id)


@lru_cache(maxsize=16)
def kept_edition(key: int) -> Edition:
    """Return the edition with this primary key, without its content; read once a process, as editions never change."""
    return Edition.objects.defer("content").get(pk=key)


def renew_edition(*, is_patient: bool = True) -> Edition:
    """Return the edition of the rows, made now unless they are back to what the current edition holds.

    The log is read up to here in either case: what was taken back, or reached drafts only, is no part of the history
    of a later edition. Numbers are never used twice, as the newest edition is the current one and cannot be deleted.
    Errors: BusyError, as `changing_alone`.
    """
    with changing_alone(is_patient=is_patient) as state:
        # Asked again under the lock: whoever held it before may have made the edition.
        if state.edition_id and state.is_current:
            return kept_edition(state.edition_id)
        content, log = canonical_json(read_catalogue()), log_since(state.log_read)
        # The newest, by the model's ordering. Only that one is compared: a catalogue that comes back to an older
        # state gets a new number, so numbers tell the order of events.
        latest = Edition.objects.defer("content").first()
        if latest is None or latest.digest != digest(content):
            number, history = latest.number + 1 if latest else 1, history_in(log)
            latest = Edition.objects.create(number=number, digest=digest(content), content=content, history=history)
        state.edition = latest
        # As it was read under the lock: what commits from now on raises the count and makes the next edition.
        state.changes_in_edition = state.changes
        state.log_read = max([state.log_read, *(entry.pk for entry in log)])
        state.save()
        return latest


@contextmanager
def changing_alone(*, is_patient: bool = True) -> Iterator[CatalogueState]:
    """Open a transaction in which nobody else changes the catalogue, and give its state.

    Editors queue up here before they touch a row or the log. So entries of the log are committed in their order, and
    nobody who holds some rows waits for somebody who holds others. Whoever is killed holds nothing any more. Errors:
    BusyError instead of waiting, unless it is patient.
    """
    with transaction.atomic() if is_patient else atomic_at_once():
        # Apart from locking: an empty table has no row to lock.
        CatalogueState.objects.get_or_create(pk=CatalogueState.PRIMARY_KEY)
        # Without its edition: of what is joined, PostgreSQL gives the row as it was before it waited for the lock.
        state = CatalogueState.objects.select_for_update(skip_locked=not is_patient).first()
        if state is None:
            raise BusyError
        yield state


def replace_alone(
    write: Callable[[], None], *, opened_on: int, what: str, user: int, why: str, edition: Edition | None = None
) -> Edition:
    """Write another catalogue in the rows' place, make the next edition of it, and log what was done and why.

    What visitors saw until now becomes an edition first, if it is none yet, so that it can be restored. `user` is a
    primary key, `edition` the one that it was about, if any. Errors: ChangedMeanwhileError when the log tells of a
    change since an entry of it, `opened_on`; what `write` raises. Nothing is done then.
    """
    with changing_alone():
        if log_since(opened_on):
            raise ChangedMeanwhileError
        renew_edition()
        write()
        log_replacement(what, user, why, edition)
        return renew_edition()


def catalogue_of(edition: Edition, *, is_wide: bool = True) -> Catalogue:
    """Return the catalogue that an edition holds; unless it is wide, with the best-known frameworks only.

    Errors: as `contributions_of`.
    """
    return contributions_of(edition, is_wide=is_wide).catalogue


def contributions_of(edition: Edition, *, is_wide: bool = True) -> Contributions:
    """Return the contributions of an edition's catalogue; unless it is wide, of its best-known frameworks.

    Kept in memory by its digest, since editions never change. Errors: EditionError when its content does not match
    its digest or cannot be read.
    """
    whole = _contributions_by_digest(edition.digest)
    return whole if is_wide else whole.of_best_known


def contributions_now(state: CatalogueState | None) -> Contributions:
    """Return the contributions of what the rows would show to visitors now. No edition is made of them."""
    if state and state.edition and state.is_current:
        return contributions_of(state.edition)
    return Contributions(read_catalogue())


@made_once(kept=8)  # of up to ten megabytes each, with what results make of them
def _contributions_by_digest(digest: str) -> Contributions:
    # Several editions may have one digest, after the catalogue went there and back: any of them will do.
    return Contributions(stored_catalogue(Edition.objects.filter(digest=digest)[:1].get()))


def replace_catalogue(catalogue: Catalogue) -> None:
    """Make the rows equal to a catalogue; the next visitor gets an edition of it."""
    write_catalogue(catalogue)
    count_change()  # writing in bulk sends no signals


def count_change() -> None:
    """Note that the catalogue's rows have changed; in the transaction of the change, if there is one."""
    CatalogueState.add_one("changes")


def watch_catalogue() -> None:
    """Count every change to the catalogue from now on."""
    # With the tables between ratings or claims and evidence, or a new citation would make no edition. m2m_changed is
    # sent twice a change; only that the count moves matters, not how far.
    for model in catalogue_models(include_auto_created=True):
        for signal in (post_save, post_delete, m2m_changed):
            signal.connect(_on_change, sender=model, dispatch_uid=f"count_change {model._meta.label}")
    post_delete.connect(_on_deleted_edition, sender=Edition, dispatch_uid="count_deleted_edition")


def _on_change(sender: type[models.Model], **kwargs: Any) -> None:
    count_change()


def _on_deleted_edition(sender: type[Edition], **kwargs: Any) -> None:
    """Note that pages which list editions tell something else; the catalogue is what it was."""
    CatalogueState.add_one("remarks")
