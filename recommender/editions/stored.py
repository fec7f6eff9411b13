"""The content of stored editions, whichever release wrote it: results stay readable for years.

Files and uploads are read strictly; an edition is not, as nobody can mend it. While nodes are upgraded one by one, some
meet editions of a later release: they leave out what they do not know, and refuse a later format rather than rank by
what they do not understand.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from recommender.editions.serialisation import CATALOGUE, FORMAT, digest
from recommender.engine.types import Catalogue
from recommender.models import Base, Edition

Document = dict[str, Any]


def with_project_question(document: Document) -> Document:
    """Say which question tells what is built: release 0.1.0, which wrote no number, knew it by its slug alone."""
    questions = (question for section in document.get("sections", ()) for question in section.get("questions", ()))
    for question in questions:
        question.setdefault("describes_project", question.get("slug") == "project")
    return document


def unchanged(document: Document) -> Document:
    """Return a document of the format before frameworks had add-ons, by which must-haves are judged: it has none."""
    return document


TO_NEXT_FORMAT: dict[int, Callable[[Document], Document]] = {1: with_project_question, 2: unchanged}
"""By the number of a format, what makes the next one of its documents. Never remove one: results rest on it."""

NEVER_EMPTY = frozenset({"slug", "key", "text", "criterion", "question", "choice"})
"""Texts by which one thing finds another, or that tell two of a kind apart."""


class EditionError(Exception):
    """Nothing can be said of an edition's catalogue; the message tells visitors why."""


class DamagedEditionError(EditionError):
    """The content of an edition is not what its digest tells."""


class UnreadableEditionError(EditionError):
    """The content of an edition has a format that this release does not know, or is no catalogue."""


def stored_catalogue(edition: Edition | Base) -> Catalogue:
    """Return the catalogue in the own content of an edition, or of a base of files.

    Errors: DamagedEditionError, UnreadableEditionError.
    """
    if not is_intact(edition):
        raise DamagedEditionError(f"{edition} is damaged: its content is no longer what its digest was made of.")
    try:
        return parsed(json.loads(edition.content))
    except UnreadableEditionError as error:
        raise UnreadableEditionError(f"{edition} {error}") from error


def is_intact(edition: Edition | Base) -> bool:
    return digest(edition.content) == edition.digest


def parsed(document: Document) -> Catalogue:
    """Return the catalogue in a document of this format or an earlier one. Errors: UnreadableEditionError.

    Unknown keys are left out. A missing one gets its type's default, or is an empty text; what names something or is
    counted has neither, so that nothing is ranked by a number that nobody wrote.
    """
    number = document.get("format", 1)
    # Not “>”: a format that is no number at all is refused here too.
    if number not in range(1, FORMAT + 1):
        raise UnreadableEditionError("was made by a newer release of this site than the one that answers you.")
    for earlier in range(number, FORMAT):
        document = TO_NEXT_FORMAT[earlier](document)
    try:
        # Python values and not strict, unlike files: so a list becomes a tuple. “ignore” prevails over the types' own
        # “forbid”.
        return CATALOGUE.validate_python(document, extra="ignore")
    except ValidationError as error:
        [first, *_] = errors = error.errors()
    missing = [item["loc"] for item in errors if item["type"] == "missing" and item["loc"][-1] not in NEVER_EMPTY]
    if not missing:
        raise UnreadableEditionError(f"cannot be read: {' › '.join(map(str, first['loc']))}: {first['msg']}.")
    # In place: the document was parsed for this call and belongs to nobody else.
    for *path, key in missing:
        within: Any = document
        for step in path:
            within = within[step]
        within[key] = ""
    # Once more, with all texts there: what is still missing then is told as the reason.
    return parsed({**document, "format": FORMAT})
