"""What each edition changed: its differences from the one before, found once for all pages that tell of them."""

from collections.abc import Iterable, Iterator

from recommender.editions.differences import Edits, edits
from recommender.editions.stored import EditionError, stored_catalogue
from recommender.engine.types import Catalogue
from recommender.models import Edition
from recommender.once import made_once

KEPT = 100  # of a few kilobytes each, and of some hundred where everything changed


def edition_before(edition: Edition) -> Edition | None:
    """Return the edition before one, without its content; None if it is the first of those that are left."""
    return Edition.objects.defer("content").filter(number__lt=edition.number).first()


def edition_after(edition: Edition) -> Edition | None:
    """Return the edition after one, without its content; None if it is the last."""
    return Edition.objects.defer("content").filter(number__gt=edition.number).last()


def edits_since(before: Edition | None, edition: Edition) -> Edits | None:
    """Return how an edition differs from the one before; None if there is none or one of them cannot be read."""
    try:
        return _edits_between((before.digest, edition.digest)) if before else None
    except EditionError:
        return None


def with_edits(editions: Iterable[Edition]) -> Iterator[tuple[Edition, Edition | None, Edits | None]]:
    """Yield editions, given the newest first and no gap, each with the one before and its differences from that.

    The last has none before it.
    """
    later: Edition | None = None
    for edition in editions:
        if later:
            yield later, edition, edits_since(edition, later)
        later = edition
    if later:
        yield later, None, None


@made_once(KEPT)
def _edits_between(digests: tuple[str, str]) -> Edits:
    """Return the differences of two editions, by their digests. Errors: EditionError, which is not kept."""
    before, after = map(_catalogue, digests)
    return edits(before, after)


@made_once(2)  # who goes through a list finds the one before an edition a moment later as the edition itself
def _catalogue(digest: str) -> Catalogue:
    # Several editions may have one digest, after the catalogue went there and back: any of them will do.
    return stored_catalogue(Edition.objects.filter(digest=digest)[:1].get())
