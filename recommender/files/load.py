"""Loading a catalogue that somebody uploaded: first what it would do, then, if nothing happened meanwhile, doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q

from recommender.editions.current import replace_alone
from recommender.editions.differences import Edits, Loss, edits, losses
from recommender.editions.from_rows import read_catalogue
from recommender.editions.preview import Preview, preview_of, tried_out
from recommender.editions.serialisation import CATALOGUE, plain
from recommender.engine.types import Catalogue
from recommender.files.folder import replace_rows
from recommender.models import Dispute, Edition, RatingProposal

PENDING_SALT = "recommender.files.load"
LONGEST_WAIT = 4 * 3600
"""The time after the dry run within which a catalogue can be loaded, in seconds."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A catalogue that shall be loaded, and where it comes from."""

    catalogue: Catalogue
    source: str

    def sealed(self) -> str:
        """Return it as a text that travels in a form and that nobody can change."""
        # In the form itself: nothing is stored of an upload that nobody loads, and any node can go on with it.
        data = {"catalogue": plain(CATALOGUE, self.catalogue), "source": self.source}
        return signing.dumps(data, salt=PENDING_SALT, compress=True)

    @classmethod
    def opened(cls, text: str) -> "Pending":
        """Return what was sealed.

        Errors: signing.SignatureExpired; signing.BadSignature for what was not sealed here.
        """
        data: dict[str, Any] = signing.loads(text, salt=PENDING_SALT, max_age=LONGEST_WAIT)
        return cls(CATALOGUE.validate_python(data["catalogue"]), data["source"])


@dataclass(frozen=True, slots=True)
class DryRun:
    """The effects that loading would have: on the rows, drafts included, and on what visitors are told."""

    pending: Pending
    edits: Edits
    losses: tuple[Loss, ...]
    preview: Preview


def dry_run(catalogue: Catalogue, source: str) -> DryRun | None:
    """Load a catalogue and take it back; None if it is the one that is there.

    Errors: CatalogueFileError if the database refuses it.
    """
    before = read_catalogue(include_drafts=True)
    written = []

    def load_and_look() -> None:
        replace_rows(catalogue, source)
        # Read within the transaction, with drafts; `tried_out` itself returns only what visitors would see.
        written.append(read_catalogue(include_drafts=True))

    public = tried_out(load_and_look)
    (after,) = written
    if after == before:
        return None
    lost = (*losses(before, after), *lost_words(before, after))
    return DryRun(Pending(after, source), edits(before, after), lost, preview_of(public))


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


def load_upload(pending: Pending, user: int, why: str, *, opened_on: int) -> Edition:
    """Make the rows equal to a catalogue and the next edition of them, and log who did it (a primary key) and why.

    Errors: ChangedMeanwhileError; CatalogueFileError if the database refuses it. Nothing is done then.
    """
    return replace_alone(
        lambda: replace_rows(pending.catalogue, pending.source),
        opened_on=opened_on,
        what=f"Loaded {pending.source}",
        user=user,
        why=why,
    )
