"""The catalogue that the program ships, beside what editors made of the one it shipped before."""

from recommender.editions.bases import let_wait, was_met
from recommender.editions.current import changing_alone
from recommender.editions.from_rows import read_catalogue
from recommender.files.exchange import load_catalogue
from recommender.files.folder import SHIPPED, CatalogueFileError, read_files, size
from recommender.files.plan import is_empty

WAITS = (
    "The newer catalogue that the program ships was not taken over, and nothing was changed. The editors' home page "
    "leads to it, and whoever runs the site can load it by “load_catalogue”. The reasons:"
)
UNREADABLE = "The catalogue that the program ships cannot be read, so what is there stays as it is. The reasons:"


def take_shipped() -> str:
    """Merge the shipped catalogue into the rows if this database has not met it yet, and say what was done.

    What cannot be merged waits for an editor, what cannot be read does not, and the catalogue stays as it is: whatever
    happens, the site can start. Errors: CatalogueFileError if there is nothing to start with.
    """
    # Under the lock, so that of two nodes that start at once only the first one takes it.
    with changing_alone():
        rows = read_catalogue(include_drafts=True)
        if is_empty(rows):
            return load_catalogue(SHIPPED).brief
        try:
            shipped = read_files(SHIPPED)
        except CatalogueFileError as error:
            return "\n".join((UNREADABLE, *error.faults))
        # Ever met, not only last: a node of the release before, started once more, takes nothing back.
        if was_met(shipped):
            return f"The catalogue is there already and stays as it is: {size(rows)}."
        try:
            return load_catalogue(SHIPPED).brief
        except CatalogueFileError as error:
            let_wait(shipped)
            return "\n".join((WAITS, *error.faults))
