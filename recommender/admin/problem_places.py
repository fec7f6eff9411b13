"""The place of a catalogue's problem on an editors' page: the keys that lead to it, and the field with it."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from django import forms
from django.db.models import Model

from recommender.admin.editing import Editing
from recommender.admin.persona_forms import ANSWER
from recommender.engine.phrases import fault_list
from recommender.engine.validity import Problem
from recommender.models import (
    AddOn,
    AddOnRating,
    Choice,
    Claim,
    Condition,
    Effect,
    Evidence,
    KnownUser,
    OutsideCondition,
    Rating,
    Reading,
    Requirement,
)

Path = tuple[str, ...]
NAMING_FIELDS = ("slug", "key")

BESIDE: Mapping[type[Model], tuple[str, str, str]] = {
    Evidence: ("framework", "evidence", "key"),
    Rating: ("framework", "ratings", "criterion.slug"),
    Claim: ("framework", "claims", "text"),
    AddOn: ("framework", "add_ons", "slug"),
    AddOnRating: ("add_on", "ratings", "criterion.slug"),
    Reading: ("framework", "further_reading", "title"),
    KnownUser: ("framework", "known_users", "name"),
    Choice: ("question", "choices", "slug"),
    Effect: ("choice", "effects", "criterion.slug"),
    Requirement: ("choice", "requirements", "criterion.slug"),
}
"""The rows within another: the field that leads there, their part of it, and what each is called in that."""


def path_of(row: Model, parent: Path | None = None) -> Path:
    """Return the keys that lead to a row in the catalogue; `parent` are those of the row that it is shown with."""
    # All conditions of a question have one place, and so have those of an outside option.
    if isinstance(row, Condition):
        return *(parent or path_of(row.question)), "ask_if"
    if isinstance(row, OutsideCondition):
        return *(parent or path_of(row.option)), "when"
    if type(row) not in BESIDE:
        return str(row._meta.verbose_name_plural).replace(" ", "_"), attrgetter("slug")(row)
    within, part, name = BESIDE[type(row)]
    return *(parent or path_of(getattr(row, within))), part, attrgetter(name)(row)


def place_problems(problems: Iterable[Problem], shown: list[forms.ModelForm], editing: Editing) -> None:
    """Tell each problem at the field it is about, or else in its row; what is about no row of the page, at its top."""
    paths = paths_of(shown)
    for problem in problems:
        about = [at for at, path in enumerate(paths) if path and problem.path[: len(path)] == path]
        if not about:
            editing.unsound.append(f"{' › '.join(problem.path)}: {problem.reason}")
            continue
        # A row beside is within the row of the page: the longest path is the nearest.
        nearest = max(about, key=lambda at: len(paths[at]))
        form, rest = shown[nearest], problem.path[len(paths[nearest]) :]
        form.add_error(field_about(form, rest), f"{problem.reason[:1].upper()}{problem.reason[1:]}.")
    editing.unsound = fault_list(editing.unsound)


def paths_of(shown: list[forms.ModelForm]) -> list[Path]:
    """Return the path of each form's row as it was typed; none for rows left empty."""
    main = path_of(shown[0].instance) if shown else ()
    paths = [main]
    for form in shown[1:]:
        is_row = form.instance.pk or form.has_changed()
        # In a list all rows are of one kind, and none is within the first.
        is_beside = type(form.instance) is not type(shown[0].instance)
        paths.append(path_of(form.instance, main if is_beside else None) if is_row else ())
    return paths


def field_about(form: forms.ModelForm, rest: Path) -> str | None:
    """Return the field that the last keys of a path lead to; the row's own name where there are none left."""
    names = NAMING_FIELDS if not rest else (rest[-1], "_".join(rest), f"{ANSWER}{rest[-1]}")
    return next((name for name in names if name in form.fields), None)
