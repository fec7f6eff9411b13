"""What the grid writes into the admin's log, and what the log tells of who changed a rating."""

import json
from collections.abc import Collection, Iterator

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Max

from recommender.grid import Saved
from recommender.models import Rating


def log_saved(saved: Saved, user: int, why: str) -> None:
    """Log a change as the rating's own page would; `user` is a primary key."""
    changed = {"changed": {"fields": [part.capitalize() for part in saved.parts]}}
    message = [changed, {"why": why}] if why else [changed]
    LogEntry.objects.log_actions(user, [saved.rating], CHANGE, message)


def last_entry() -> int:
    """The primary key of the last entry of the log; 0 if it is empty."""
    return LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0


def last_changes(ratings: Collection[str], since: int) -> dict[str, LogEntry]:
    """Who last changed, added or deleted ratings (their names), after an entry of the log (its primary key)."""
    entries = LogEntry.objects.filter(
        pk__gt=since, content_type__app_label="recommender", content_type__model__in=("rating", "framework")
    )
    told = entries.select_related("user", "content_type").order_by("pk")
    return {name: entry for entry in told for name in ratings_in(entry) if name in ratings}


def ratings_in(entry: LogEntry) -> Iterator[str]:
    """The ratings that an entry is about: its own, or those that were edited on a framework's page."""
    if entry.content_type and entry.content_type.model == "rating":
        yield entry.object_repr
        return
    try:
        parts = json.loads(entry.change_message)
    except ValueError:
        return
    for part in parts:
        for done in part.values():
            if isinstance(done, dict) and done.get("name") == Rating._meta.verbose_name:
                yield done["object"]
