"""The admin's log, as far as it tells of the catalogue: who changed what, when and why."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, Q

from recommender.models import Edition, catalogue_models

NOTED = "Changed the note."
"""The log's message when only the note on an edition was changed."""

PROGRAM = "manage.py"
"""The name in the log of what commands do."""
OWNERS = ("framework", "criterion", "question", "choice", "add_on")
"""By what name a row of the catalogue knows what it belongs to."""

EntryPart = Mapping[str, Any]
"""A part of what an entry says: what was added, changed or deleted; or, under `why`, the reason."""


def with_reason(message: list[dict[str, Any]], why: str, *, is_public: bool) -> list[dict[str, Any]]:
    """Return what an entry shall say, with the reason if there is one, and whether everybody may read that."""
    # Said of each reason: those of earlier releases were given to colleagues only, and say nothing (decision 37).
    return [*message, {"why": why, "is_public": is_public}] if why else message


def is_draft(row: Model) -> bool:
    """Return whether no visitor sees a row of the catalogue, because it or what it belongs to is not published."""
    # “is False”: a piece of evidence has a date by that name.
    owners = (getattr(row, name) for name in OWNERS if hasattr(row, name))
    return getattr(row, "published", True) is False or any(map(is_draft, owners))


def log_rows(user: int, rows: Iterable[Model], action: int, message: list[dict[str, Any]], why: str) -> list[LogEntry]:
    """Log the same of several rows, as Django does of one, and why: for everybody of those that visitors see."""
    by_draft: dict[bool, list[Model]] = {False: [], True: []}
    for row in rows:
        by_draft[is_draft(row)].append(row)
    made: list[LogEntry] = []
    for hidden, found in by_draft.items():
        # Without any message, as Django's own entries of deletions, rather than with an empty list.
        told = with_reason(message, why, is_public=not hidden) or ""
        if found:
            made += LogEntry.objects.log_actions(user, found, action, told)
    return made


def log_changes(user: int, rows: Iterable[Model], fields: Sequence[str], why: str) -> None:
    """Log that somebody (a primary key) changed fields of some rows, as the pages of the rows would, and why."""
    log_rows(user, rows, CHANGE, [{"changed": {"fields": list(fields)}}], why)


def log_deletions(user: int, rows: Iterable[Model], why: str) -> list[LogEntry]:
    """Log that somebody (a primary key) is about to delete rows, and why."""
    return log_rows(user, rows, DELETION, [], why)


def log_addition(user: int, row: Model, why: str) -> None:
    """Log that somebody (a primary key) added a row, as its page would, and why."""
    log_rows(user, [row], ADDITION, [{"added": {}}], why)


def log_replacement(what: str, user: int, why: str, edition: Edition | None = None) -> None:
    """Log that somebody (a primary key) replaced the whole catalogue: what was done, to which edition if any, and why.

    It is told in the history of the next edition.
    """
    LogEntry.objects.create(
        user_id=user,
        content_type=ContentType.objects.get_for_model(Edition),
        object_id=str(edition.pk) if edition else None,
        # All that the log's column takes.
        object_repr=what[:200],
        action_flag=CHANGE,
        change_message=json.dumps(with_reason([{"changed": {"fields": ["the whole catalogue"]}}], why, is_public=True)),
    )


def program() -> int:
    """Return the user (a primary key) in whose name commands change the catalogue; nobody can sign in as it."""
    # The log knows no entry without a user; without an entry, a form that is open meanwhile would undo the change.
    unusable = {"is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=PROGRAM, defaults=unusable)[0].pk


def last_entry() -> int:
    """Return the primary key of the last entry; 0 if there is none."""
    return LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0


def log_since(entry: int) -> list[LogEntry]:
    """Return what editors did to the catalogue since an entry (its primary key), the oldest first.

    Whoever changes rows holds the lock on the catalogue's state until they are done, so entries come in order.
    """
    watched = [model._meta.model_name for model in catalogue_models()] + ["edition"]
    entries = LogEntry.objects.filter(
        pk__gt=entry, content_type__app_label="recommender", content_type__model__in=watched
    )
    # Editions are in the log because replacing the catalogue is told of them. A note on one, or deleting one, changes
    # nothing in the catalogue.
    notes = Q(content_type__model="edition", change_message=NOTED)
    tidying = Q(content_type__model="edition", action_flag=DELETION)
    return list(entries.exclude(notes).exclude(tidying).select_related("user", "content_type").order_by("pk"))


def history_in(log: Iterable[LogEntry]) -> list[dict[str, Any]]:
    """Return who did what, when and why, as an edition keeps it, and whether everybody may read the reason."""
    return [
        {
            "who": entry.user.get_username(),
            "when": entry.action_time.isoformat(timespec="seconds"),
            "what": what_in(entry),
            "why": " ".join(part["why"] for part in parts_of(entry) if "why" in part),
            "is_public": any(part.get("is_public") for part in parts_of(entry)),
        }
        for entry in log
    ]


def public_reasons(edition: Edition) -> tuple[str, ...]:
    """Return the reasons that editors gave for an edition and that everybody may read, each once, in their order."""
    # Never “what” and “who”: the one may name a draft, the other is a person.
    told = (entry["why"] for entry in edition.history if entry.get("is_public") and entry["why"])
    return tuple(dict.fromkeys(told))


def what_in(entry: LogEntry) -> str:
    """Return in words what was done: “Criterion “GraphQL”: Changed Weight.”"""
    kind = entry.content_type.name if entry.content_type else "row"
    # What `log_replacement` wrote is a sentence already.
    if kind == Edition._meta.verbose_name:
        return entry.object_repr[:1].upper() + entry.object_repr[1:]
    if entry.is_change():
        return f"{kind.capitalize()} “{entry.object_repr}”: {entry.get_change_message()}"
    return f"{'Deleted' if entry.is_deletion() else 'Added'} the {kind} “{entry.object_repr}”"


def parts_of(entry: LogEntry) -> list[EntryPart]:
    """Return the parts of what an entry says; none of what is a plain text."""
    # Django writes JSON, but logs of deletions and of other programs hold plain or no text.
    try:
        message = json.loads(entry.change_message)
    except ValueError:
        return []
    return message if isinstance(message, list) else []


def rows_in(entry: LogEntry) -> Iterator[tuple[str, str]]:
    """Yield the kinds and names of the rows that an entry is about: its own, and those changed with it."""
    if entry.content_type:
        yield entry.content_type.name, entry.object_repr
    # Of rows beside its own, Django logs names only, no keys: a namesake is taken for the same.
    for part in parts_of(entry):
        for told in part.values():
            if isinstance(told, dict) and "object" in told:
                yield told["name"], told["object"]
