"""An editors' form that comes back: what it was opened on, and what speaks against saving it. No HTTP.

Each form carries the number of the newest entry of the admin's log when it was opened. A row that an entry since then
is about, and in which the form says something else than what is stored, is refused: the page names who and when, shows
what is stored beside each field that differs, and keeps what was typed. It then carries the newest number, so that one
more press saves it. What a program changes without the log is not noticed; see decision 20.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.forms import BooleanField, Field
from django.http import HttpRequest

from recommender.admin.submission import PREVIEW, SAVE, number_in
from recommender.editions.history import last_entry, log_since, parts_of, rows_in
from recommender.engine.types import Catalogue
from recommender.engine.validity import Problem, problems
from recommender.models import Edition

OPENED_ON = "_opened_on"


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A row of a form that somebody else changed or deleted since the form was opened.

    `who` and `when` are as the admin's log has them, if it has. `consequence` is what that means for what was typed.
    """

    row: str
    deed: str
    who: str
    when: datetime | None
    consequence: str = ""

    @classmethod
    def by(cls, entry: LogEntry | None, row: str, deed: str, consequence: str = "") -> "Overtaken":
        if entry is None:
            return cls(row, deed, "", None, consequence)
        return cls(row, deed, entry.user.get_username(), entry.action_time, consequence)


class UnsoundError(Exception):
    """A save would break rules of a sound catalogue that held before."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("The catalogue would break its rules.")
        self.problems = found


class Editing:
    """One request of an editor: the form's number, what was changed since then, and what the catalogue broke before.

    Made within the transaction that saves, so that nobody changes the catalogue in between. `is_held` makes forms
    refuse to be valid, to be shown again as they were typed.
    """

    def __init__(self, opened_on: int, catalogue: Catalogue | None = None) -> None:
        self.opened_on = opened_on
        self.newest = last_entry()
        self.known = frozenset(problems(catalogue)) if catalogue else frozenset()
        self.overtaken: list[Overtaken] = []
        self.unsound: list[str] = []
        self.announcements: list[tuple[Any, ...]] = []
        self.is_saving = False
        self.is_held = False
        self.has_changes = True

    @property
    def number(self) -> str:
        """Return what the answer carries; after a preview its old number, as others may have saved by then."""
        return str(self.opened_on if self.is_held else self.newest)

    @cached_property
    def log(self) -> list[LogEntry]:
        return log_since(self.opened_on)

    def change_of(self, row: models.Model) -> LogEntry | None:
        """Return the last entry since the form was opened that tells of a change to a row."""
        return next((entry for entry in reversed(self.log) if is_about(entry, row)), None)

    def deletion_of(self, model: type[models.Model], pk: str) -> LogEntry | None:
        """Return the entry that tells of the deletion of a row, or else of one of its kind beside another row."""
        own = [entry for entry in self.log if entry.is_deletion() and is_row(entry, model, pk)]
        kind = model._meta.verbose_name
        beside = [
            entry
            for entry in self.log
            if any(part.get("deleted", {}).get("name") == kind for part in parts_of(entry) if "deleted" in part)
        ]
        # Rows deleted beside another are logged by name, and of this one only the key is known: that one of its kind
        # was deleted is all there is to tell.
        return next(reversed(own or beside), None)

    def overtakes_deletion(self, rows: Iterable[models.Model]) -> list[str]:
        """Return the names of rows, or of rows that go with them, that were changed since somebody was asked."""
        rows = list(rows)
        if not rows or not self.log:
            return []
        # What Django's own page of confirmation lists: rows that go along are looked at like the chosen ones.
        collector = NestedObjects(using=router.db_for_write(type(rows[0])))
        collector.collect(rows)
        for row in (row for found in collector.data.values() for row in found):
            if entry := self.change_of(row):
                self.overtaken.append(Overtaken.by(entry, str(row), "changed"))
        return [item.row for item in self.overtaken]

    def last_change(self) -> str:
        """Return who changed anything in the catalogue last since the form was opened, and when."""
        entry = self.log[-1] if self.log else None
        return (
            f"{entry.user.get_username()} changed the catalogue {moment(entry)}"
            if entry
            else "somebody changed the catalogue"
        )

    def new_problems(self, catalogue: Catalogue, *, of_personas: bool = False) -> list[Problem]:
        """Return what is wrong with a catalogue and was not before.

        A persona that another change makes wrong reaches no visitor and is told by the check: no reason to refuse.
        """
        found = (problem for problem in problems(catalogue) if problem not in self.known)
        return [problem for problem in found if of_personas or problem.path[0] != "personas"]


def editing_of(request: HttpRequest) -> Editing:
    """Return what is known of an editor's request; begun where the page is only looked at."""
    found: Editing | None = getattr(request, "editing", None)
    return found or begin_editing(request)


def begin_editing(request: HttpRequest, catalogue: Catalogue | None = None) -> Editing:
    """Begin to answer a request, with the catalogue as it is before a save.

    A form without a number counts as opened before everything in the log.
    """
    editing = Editing(number_in(request, OPENED_ON) or 0, catalogue)
    request.editing = editing  # type: ignore[attr-defined]
    return editing


def is_preview(request: HttpRequest) -> bool:
    """Tell whether an editor pressed the button that only shows what a change would do."""
    return request.POST.get(SAVE) == PREVIEW


def moment(entry: LogEntry) -> str:
    return f"on {entry.action_time:%-d %B %Y, %H:%M} (UTC)"


def is_row(entry: LogEntry, model: type[models.Model], pk: str) -> bool:
    return bool(entry.content_type and entry.content_type.model == model._meta.model_name and entry.object_id == pk)


def is_about(entry: LogEntry, row: models.Model) -> bool:
    """Tell whether an entry is of a change to a row: its own, one together with another row, or one of all rows."""
    if entry.content_type and entry.content_type.model == Edition._meta.model_name:
        return True  # the whole catalogue was replaced
    if is_row(entry, type(row), str(row.pk)):
        return tells_of_itself(entry)
    kind = row._meta.verbose_name
    # Its own row is the first, and was looked at above. Rows beside are told by their names alone, so a namesake
    # counts as well: rather one warning too many.
    return any(named == kind and name == str(row) for named, name in list(rows_in(entry))[1:])


def tells_of_itself(entry: LogEntry) -> bool:
    """Tell whether an entry says that its own row was changed: Django logs empty saves, and rows beside, too."""
    parts = parts_of(entry)
    if not entry.is_change() or (not parts and entry.change_message not in ("", "[]")):
        return True
    return any("object" not in told for part in parts for told in part.values() if isinstance(told, dict))


def stored_words(field: Field, value: Any) -> str:
    """Return a stored value as its form shows it."""
    prepared = field.prepare_value(value)
    if isinstance(field, BooleanField):
        return "yes" if prepared else "no"
    texts = [str(item) for item in (prepared if isinstance(prepared, (list, tuple)) else [prepared])]
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(labels.get(text, text) for text in texts if text not in ("", "None")) or "empty"
