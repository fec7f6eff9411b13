"""That no editor overwrites silently what somebody else saved after the page was opened. No HTTP.

A page keeps, sealed in a hidden field, a mark of every field of every row that it showed (`seal`). When it comes back,
`meet` compares three things, field by field: what the row held then, what it holds now, and what was sent.

- A row that the editor left alone stays as somebody else made it.
- A row that both changed is not saved; there is a clash. What the editor typed stays in the form, fields that only
  somebody else changed take over what stands there now, and the page, sealed anew, can be saved knowingly.
- A row of the page that somebody else deleted drops out; if the editor changed it, what was typed becomes a new row.

A page that comes without the hidden field, as a script may send it, is trusted to know what it does.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.admin.models import DELETION, LogEntry
from django.core import signing
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseModelFormSet, InlineForeignKeyField, ModelForm
from django.http import QueryDict

from recommender.editions.history import last_entry, log_since, rows_in

FIELD = "_opened"
SALT = "recommender.admin.guard"

Texts = list[str]
"""The value of a field as a browser sends it: no text for an empty one, several for several rows chosen."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page showed: a mark of each field by row and name, and the last entry of the admin's log by then."""

    marks: Mapping[str, Mapping[str, str]]
    log: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed: what stands there now, and whether the editor changed it too."""

    field: str
    now: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that an editor and somebody else changed at once. Without differences, the row was deleted.

    `who` and `when` are as the admin's log has them, if it has. `is_deleted`: the editor wanted to delete it, and
    `is_kept`: what was typed in a deleted row stands in the form as a new one.
    """

    row: str
    differences: tuple[Difference, ...]
    who: str = ""
    when: datetime | None = None
    is_deleted: bool = False
    is_kept: bool = False


def seal(shown: Iterable[ModelForm]) -> str:
    """The hidden field for a page with these forms."""
    marks = {key(form): {name: mark(texts) for name, texts in held_in(form).items()} for form in rows_of(shown)}
    return signing.dumps({"marks": marks, "log": last_entry()}, salt=SALT, compress=True)


def unseal(data: Mapping[str, Any]) -> Opened | None:
    """What a page that comes back showed; None if it does not say."""
    try:
        return Opened(**signing.loads(data.get(FIELD, ""), salt=SALT))
    except signing.BadSignature:
        return None


def rows_of(shown: Iterable[ModelForm]) -> Iterator[ModelForm]:
    """The forms of rows that exist."""
    return (form for form in shown if form.instance.pk is not None)


def key(form: ModelForm) -> str:
    return key_of(form._meta.model, form.instance.pk)


def key_of(model: type[models.Model], pk: Any) -> str:
    return f"{model._meta.model_name} {pk}"


def held_in(form: ModelForm) -> dict[str, Texts]:
    """What each field of a row holds in the database."""
    return {name: texts_of(field.prepare_value(form[name].initial)) for name, field in fields_of(form).items()}


def fields_of(form: ModelForm) -> dict[str, forms.Field]:
    """The fields of a row that an editor can change."""
    kept_apart = {form._meta.model._meta.pk.name, DELETION_FIELD_NAME}
    return {
        name: field
        for name, field in form.fields.items()
        if name not in kept_apart and not isinstance(field, InlineForeignKeyField)
    }


def texts_of(value: Any) -> Texts:
    if isinstance(value, (list, tuple, set)):
        return sorted(text for item in value for text in texts_of(item))
    if value is None or value is False or value == "":
        return []
    return ["on" if value is True else str(value).replace("\r\n", "\n")]


def mark(texts: Texts) -> str:
    """So short that a page of two hundred fields stays small, and long enough to notice any change."""
    return sha256(json.dumps(texts).encode()).hexdigest()[:10]


def hold(model: type[models.Model], pks: Iterable[Any]) -> None:
    """Let nobody else change these rows before the transaction ends."""
    rows = model._default_manager.select_for_update().filter(pk__in=pks)
    list(rows.order_by("pk").values_list("pk", flat=True))


def identities(data: QueryDict, prefix: str, pk: str) -> dict[int, str]:
    """The primary keys of the rows that a set of forms was opened with, by place."""
    initial = data.get(f"{prefix}-INITIAL_FORMS", "")
    count = int(initial) if re.fullmatch(r"\d{1,4}", initial) else 0
    sent = {at: data.get(f"{prefix}-{at}-{pk}", "") for at in range(count)}
    return {at: text for at, text in sent.items() if re.fullmatch(r"\d{1,18}", text)}


def without_deleted(data: QueryDict, opened: Opened, formset: BaseModelFormSet, *, can_add: bool) -> Iterator[Clash]:
    """Take rows that are no longer there out of what was sent; with `can_add`, changed ones become new rows."""
    model: Any = formset.model
    name, prefix = str(model._meta.pk.name), str(formset.prefix)
    alive = {str(row.pk) for row in formset.get_queryset()}
    gone = {at: pk for at, pk in identities(data, prefix, name).items() if pk not in alive}
    if not gone:
        return
    touched = [at for at, pk in gone.items() if is_touched(data, opened, formset, at, pk)]
    total = formset.total_form_count()
    order = [at for at in range(total) if at not in gone] + (touched if can_add else [])
    log = log_since(opened.log)
    for at in touched:
        yield deleted(model, gone[at], log, is_kept=can_add)
        data[f"{prefix}-{at}-{name}"] = ""
    renumber(data, prefix, order, formset.initial_form_count() - len(gone))


def is_touched(data: QueryDict, opened: Opened, formset: BaseModelFormSet, at: int, pk: str) -> bool:
    """Whether an editor changed a row, by its place and its primary key, that may be there no longer."""
    if f"{formset.prefix}-{at}-{DELETION_FIELD_NAME}" in data:
        return False
    model: Any = formset.model
    then = opened.marks.get(key_of(model, pk), {})
    return any(mark(sent(data, f"{formset.prefix}-{at}-{name}")) != marked for name, marked in then.items())


def sent(data: QueryDict, name: str) -> Texts:
    return texts_of(data.getlist(name))


def renumber(data: QueryDict, prefix: str, order: Sequence[int], initial: int) -> None:
    """Leave only the forms at these places, in this order; so many of them are of rows that exist."""
    rows = [
        {name.removeprefix(start): values for name, values in data.lists() if name.startswith(start)}
        for start in (f"{prefix}-{at}-" for at in order)
    ]
    for name in [name for name in data if re.match(rf"{re.escape(prefix)}-\d+-", name)]:
        del data[name]
    for place, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{prefix}-{place}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(order)), str(initial)


def meet(data: QueryDict, opened: Opened, shown: Iterable[ModelForm]) -> Iterator[Clash]:
    """The rows that were changed by both; in all others, `data` takes over what somebody else changed."""
    log: list[LogEntry] | None = None
    for form in rows_of(shown):
        then, now = opened.marks.get(key(form), {}), held_in(form)
        stale = [name for name in now if then.get(name, mark(now[name])) != mark(now[name])]
        if not stale:
            continue
        own = [name for name in now if name in then and mark(sent(data, form.add_prefix(name))) != then[name]]
        differences = tuple(met(data, form, now, stale, own))
        is_deleted = form.add_prefix(DELETION_FIELD_NAME) in data
        if differences and (own or is_deleted):
            data.pop(form.add_prefix(DELETION_FIELD_NAME), None)
            log = log_since(opened.log) if log is None else log
            who, when = last_change(log, form.instance)
            yield Clash(str(form.instance), differences, who, when, is_deleted=is_deleted)


def met(
    data: QueryDict, form: ModelForm, now: Mapping[str, Texts], stale: Iterable[str], own: Collection[str]
) -> Iterator[Difference]:
    """What differs in a row; fields that are not the editor's own take over what stands there now."""
    fields = fields_of(form)
    for name in stale:
        sent_name = form.add_prefix(name)
        if sent(data, sent_name) == now[name]:
            continue
        if name not in own:
            data.setlist(sent_name, now[name])
        label = str(fields[name].label or name)
        yield Difference(label, in_words(fields[name], now[name]), is_mine=name in own)


def in_words(field: forms.Field, texts: Texts) -> str:
    """A value as the form shows it."""
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=texts)) if field.queryset else ""
    if isinstance(field, forms.BooleanField):
        return "yes" if texts else "no"
    labels = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return ", ".join(labels.get(text, text) for text in texts)


def last_change(log: Sequence[LogEntry], row: models.Model) -> tuple[str, datetime | None]:
    """Who changed a row last, and when, by entries of the admin's log; nobody if none tells."""
    entry = next((entry for entry in reversed(log) if is_about(entry, row)), None)
    return (entry.user.get_username(), entry.action_time) if entry else ("", None)


def is_about(entry: LogEntry, row: models.Model) -> bool:
    """Whether an entry is about a row, or names it among those that were changed together with another."""
    if entry.content_type and entry.content_type.model == row._meta.model_name and entry.object_id == str(row.pk):
        return True
    return (str(row._meta.verbose_name), str(row)) in rows_in(entry)


def deleted(model: type[models.Model], pk: str, log: Sequence[LogEntry], *, is_kept: bool) -> Clash:
    """The clash with whoever deleted a row that the editor changed."""
    name = f"{model._meta.verbose_name} {pk}"
    for entry in reversed(log):
        is_it = entry.content_type and entry.content_type.model == model._meta.model_name and entry.object_id == pk
        if is_it and entry.action_flag == DELETION:
            return Clash(entry.object_repr, (), entry.user.get_username(), entry.action_time, is_kept=is_kept)
    return Clash(name, (), is_kept=is_kept)
