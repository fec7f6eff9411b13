"""The origin of catalogue files: the edition they were written from, written beside them, so that it is found again."""

from dataclasses import dataclass
from datetime import date

from recommender.editions.bases import remember
from recommender.editions.current import changing_alone, renew_edition
from recommender.editions.from_rows import read_catalogue
from recommender.engine.types import Catalogue, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Value):
    """The catalogue that files were written from, drafts included.

    `digest` finds it; the number of the edition and its day tell people, and differ between databases.
    """

    edition: int
    day: date
    digest: str

    def __str__(self) -> str:
        return f"edition {self.edition} of {self.day:%-d %B %Y}"


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """The catalogue in files, and their origin if they tell it."""

    catalogue: Catalogue
    origin: Origin | None = None


def files_now() -> CatalogueFiles:
    """Return the catalogue as it stands, drafts included, for files; kept from now on as their base."""
    # What visitors see of it becomes an edition, if it is none yet, so that it has a number.
    with changing_alone():
        edition = renew_edition()
        catalogue = read_catalogue(include_drafts=True)
        base = remember(catalogue)
    return CatalogueFiles(catalogue, Origin(edition=edition.number, day=edition.created_at.date(), digest=base.digest))
