"""The forms of catalogue rows: refused where somebody else changed the row since, and held back for a preview."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME, ManagementForm
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.http import QueryDict

from recommender.admin.editing import Editing, Overtaken, stored_words

OVERTAKEN = "Somebody else changed or deleted a row of this table meanwhile; see the top of the page."


class CatalogueForm(forms.ModelForm):
    """A row, told by its page what was changed since the page was opened."""

    editing: Editing | None = None
    is_overtaken = False

    def is_valid(self) -> bool:
        # Not valid while held, whatever stands in them: so Django shows forms again instead of saving them.
        return not (self.editing and self.editing.is_held) and super().is_valid()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        # here, as long as the row is as it is stored: afterwards it has the name that was typed
        if (
            self.editing
            and self.instance.pk
            and self.has_changed()
            and (entry := self.editing.change_of(self.instance))
        ):
            self.is_overtaken = True
            ticked = "You ticked “Delete”." if DELETION_FIELD_NAME in self.changed_data else ""
            self.editing.overtaken.append(Overtaken.by(entry, str(self.instance), "changed", ticked))
            for name in self.changed_data:
                if name != DELETION_FIELD_NAME:
                    self.add_error(name, f"Stored now: {stored_words(self.fields[name], self[name].initial)}")
        return cleaned


class CatalogueRows(BaseModelFormSet):
    """Rows on one page. Those that somebody deleted meanwhile are taken out before Django looks for them."""

    editing: Editing | None = None
    keeps_deleted = False
    shown_rows: list[models.Model] | None = None
    model: type[models.Model]
    prefix: str
    data: QueryDict  # as an admin page sends it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_lost_rows = False
        # Of a form without any field Django keeps no QueryDict, but an empty dictionary.
        if self.data and self.editing:
            self.take_out_deleted(self.editing)

    def take_out_deleted(self, editing: Editing) -> None:
        """Leave the rows that are still there; with `keeps_deleted` what was typed in the others becomes new rows."""
        # Django looks for the row of each form by its key, and refuses the whole page if one is not there.
        key, sent = str(self.model._meta.pk.name), self.sent_rows()
        initial = self.stored_count()
        stored = {str(row.pk) for row in self.get_queryset()}
        gone = [at for at, row in sent.items() if at < initial and key in row and row[key][0] not in stored]
        if not gone:
            return
        kept = [row for at, row in sorted(sent.items()) if at not in gone]
        for row in (sent[at] for at in gone if DELETION_FIELD_NAME not in sent[at]):
            self.has_lost_rows = True
            (pk, *_) = row.pop(key)
            editing.overtaken.append(self.overtaken_by_deletion(editing, pk, row))
            if self.keeps_deleted:
                kept.append(row)
        # Rows are numbered without gaps, so what is left is numbered anew and all else is taken over.
        fields = re.compile(rf"{re.escape(self.prefix)}-[0-9]+-")
        data = QueryDict(mutable=True)
        for name, values in self.data.lists():
            if not fields.match(name):
                data.setlist(name, values)
        for at, row in enumerate(kept):
            for name, values in row.items():
                data.setlist(f"{self.prefix}-{at}-{name}", values)
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(kept))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(gone))
        self.data = data

    def stored_count(self) -> int:
        """Return how many of the rows that were sent were stored ones."""
        # Not `management_form`: Django keeps that, and what was sent may be numbered anew.
        counts = ManagementForm(self.data, prefix=self.prefix)
        counts.full_clean()
        count: int = counts.cleaned_data["INITIAL_FORMS"]  # type: ignore[assignment]
        return count

    def sent_rows(self) -> dict[int, dict[str, list[str]]]:
        """Return what was sent, by the place of its row and the name of its field."""
        sent: dict[int, dict[str, list[str]]] = {}
        for name, values in self.data.lists():
            # Six digits: a number as long as somebody likes would take long to read.
            if match := re.fullmatch(rf"{re.escape(self.prefix)}-([0-9]{{1,6}})-(.+)", name):
                sent.setdefault(int(match[1]), {})[match[2]] = values
        return sent

    def overtaken_by_deletion(self, editing: Editing, pk: str, row: dict[str, list[str]]) -> Overtaken:
        entry = editing.deletion_of(self.model, pk)
        is_own = entry is not None and entry.is_deletion()
        name = entry.object_repr if entry and is_own else f"A {self.model._meta.verbose_name} on this page"
        if self.keeps_deleted:
            told = "What stood in its row stands below as a new one: saving again adds it, unless you tick “Delete”."
        else:
            told = (
                f"What you typed in its row is dropped: {', '.join(text for texts in row.values() for text in texts)}."
            )
        return Overtaken.by(entry, name, "deleted", told)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.editing = self.editing  # type: ignore[attr-defined]

    def get_queryset(self) -> Any:
        """Return the rows; once forms came back, one for each form, though others came, went or moved since."""
        return super().get_queryset() if self.shown_rows is None else self.shown_rows

    def is_valid(self) -> bool:
        return not (self.editing and self.editing.is_held) and super().is_valid()

    def clean(self) -> None:
        super().clean()
        if all(form.instance.pk for form in self.initial_forms):
            self.shown_rows = [form.instance for form in self.initial_forms]
        # Django does not ask a form that is ticked to be deleted whether it is valid
        ticked = [form for form in self.initial_forms if form.cleaned_data.get(DELETION_FIELD_NAME)]
        if self.has_lost_rows or any(getattr(form, "is_overtaken", False) for form in ticked):
            raise ValidationError(OVERTAKEN)


class CatalogueListRows(CatalogueRows):
    @property
    def errors(self) -> list[Any]:
        """Return the errors; none at all, not an empty one for each row, lets the page say that something is wrong."""
        found: list[Any] = super().errors
        return found if any(found) or self.non_form_errors() else []


class CatalogueInlineRows(CatalogueRows, BaseInlineFormSet):
    keeps_deleted = True

    def sent_rows(self) -> dict[int, dict[str, list[str]]]:
        """Return what was sent; without the key of their parent if that was deleted and is added again."""
        sent = super().sent_rows()
        if self.instance.pk is None:
            for row in sent.values():
                # The key leads to nobody: Django would refuse each row for it.
                row.pop(self.fk.name, None)
        return sent
