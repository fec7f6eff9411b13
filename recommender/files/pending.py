"""Loading a catalogue that somebody uploaded: first what it would do, then, if nothing happened meanwhile, doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q
from pydantic import TypeAdapter

from recommender.editions.bases import remember_loaded
from recommender.editions.current import replace_alone
from recommender.editions.differences import Edits, Loss, edits, losses
from recommender.editions.from_rows import read_catalogue
from recommender.editions.merging import ToldConflict, told_conflicts
from recommender.editions.preview import Preview, preview_of, tried_out
from recommender.engine.types import Catalogue
from recommender.files.folder import CatalogueFileError
from recommender.files.plan import Load, Plan, Way, conflict_lines, fault_lines, plan, replace_rows
from recommender.models import Dispute, Edition, RatingProposal

PENDING_SALT = "recommender.files.load"
LONGEST_WAIT = 4 * 3600
"""The time after the dry run within which a catalogue can be loaded, in seconds."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A catalogue that shall be loaded, and how conflicts are settled."""

    load: Load
    way: Way = Way.ASK

    def sealed(self) -> str:
        """Return it as a text that travels in a form and that nobody can change."""
        # In the form itself: nothing is stored of an upload that nobody loads, and any node can go on with it.
        return signing.dumps(PENDING.dump_python(self, mode="json"), salt=PENDING_SALT, compress=True)

    @classmethod
    def opened(cls, text: str) -> "Pending":
        """Return what was sealed.

        Errors: signing.SignatureExpired; signing.BadSignature for what was not sealed here.
        """
        data: dict[str, Any] = signing.loads(text, salt=PENDING_SALT, max_age=LONGEST_WAIT)
        return PENDING.validate_python(data)


PENDING = TypeAdapter(Pending)


@dataclass(frozen=True, slots=True)
class DryRun:
    """The effects that loading would have: on the rows, drafts included, and on what visitors are told.

    `settled` are the conflicts, with what both sides say.
    """

    pending: Pending
    plan: Plan
    settled: tuple[ToldConflict, ...]
    edits: Edits
    losses: tuple[Loss, ...]
    preview: Preview


def open_conflicts(pending: Pending) -> tuple[ToldConflict, ...]:
    """Return what the file and the editors changed differently, unless it is said how that is settled.

    Errors: CatalogueFileError, if what the file was written from cannot be read.
    """
    if pending.way is not Way.ASK:
        return ()
    rows = read_catalogue(include_drafts=True)
    return told_conflicts(plan(pending.load, rows, Way.ASK).conflicts, rows, pending.load.catalogue)


def dry_run(pending: Pending) -> DryRun | None:
    """Load a catalogue and take it back; None if it brings nothing new.

    Errors: CatalogueFileError if the database refuses it, or if it breaks rules once it is merged.
    """
    load, before = pending.load, read_catalogue(include_drafts=True)
    found = planned(pending, before)
    written = []

    def load_and_look() -> None:
        replace_rows(found.catalogue, load.source)
        # Read within the transaction, with drafts; `tried_out` itself returns only what visitors would see.
        written.append(read_catalogue(include_drafts=True))

    public = tried_out(load_and_look)
    (after,) = written
    if after == before:
        return None
    lost = (*losses(before, after), *lost_words(before, after))
    settled = told_conflicts(found.conflicts, before, load.catalogue)
    return DryRun(pending, found, settled, edits(before, after), lost, preview_of(public))


def planned(pending: Pending, rows: Catalogue) -> Plan:
    """Return what loading would do. Errors: CatalogueFileError if conflicts are open, or the rules would be broken."""
    found = plan(pending.load, rows, pending.way)
    if found.conflicts and pending.way is Way.ASK:
        raise CatalogueFileError(list(conflict_lines(found.conflicts)))
    if found.faults:
        raise CatalogueFileError(fault_lines(found.faults))
    return found


def lost_words(before: Catalogue, after: Catalogue) -> Iterator[Loss]:
    """Yield what visitors said of ratings of a framework or on a criterion that would be deleted."""
    frameworks = before.framework_of.keys() - after.framework_of.keys()
    criteria = before.criterion_of.keys() - after.criterion_of.keys()
    for model in (Dispute, RatingProposal):
        gone = model._default_manager.filter(Q(framework__slug__in=frameworks) | Q(criterion__slug__in=criteria))
        names = tuple(str(row) for row in gone.select_related("framework", "criterion").order_by("pk"))
        if names:
            meta = model._meta
            yield Loss(str(meta.verbose_name if len(names) == 1 else meta.verbose_name_plural), names)


def load_pending(pending: Pending, user: int, why: str, *, opened_on: int) -> Edition:
    """Load what was shown before, make the next edition of it, and log who did it (a primary key) and why.

    Errors: ChangedMeanwhileError; CatalogueFileError if the database refuses it, if conflicts are not settled or if it
    breaks rules once it is merged. Nothing is done then.
    """
    load = pending.load

    def write() -> None:
        # Planned anew under the lock, from what was sealed.
        replace_rows(planned(pending, read_catalogue(include_drafts=True)).catalogue, load.source)
        remember_loaded(load.catalogue, is_shipped=load.is_shipped)

    return replace_alone(write, opened_on=opened_on, what=f"Loaded {load.source}", user=user, why=why)
