"""What a page follows from, in as much as can change: found by one query, without the engine."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import connection

from advisor.clock import today
from advisor.http.kept.addresses import UNDATED, Source, Wanted
from advisor.imprint import imprint
from recommender.editions.current import current_edition, kept_edition
from recommender.models import Edition
from recommender.release import RELEASE

# In SQL, because every request begins with one of these: Django's own way to the same rows takes ten times as long.
# What is told by today's catalogue begins with its edition and whether that is current.
SQL = {
    Source.CATALOGUE: "SELECT edition_id, changes = changes_in_edition, remarks FROM recommender_cataloguestate",
    Source.RESULT: """
        SELECT state.edition_id, state.changes = state.changes_in_edition,
            advisor_evaluation.edition_id, origin_id, title, note
        FROM recommender_cataloguestate AS state CROSS JOIN advisor_evaluation
        WHERE share_id = %s
    """,
    Source.RECORD: "SELECT edition_id, origin_id, title, note FROM advisor_evaluation WHERE share_id = %s",
    Source.OUTCOME: "SELECT edition_id FROM advisor_evaluation WHERE share_id = %s",
}


@dataclass(frozen=True, slots=True)
class Version:
    """What a page follows from beside its address: today's edition, if it does, and what else is stored (`row`)."""

    edition: Edition | None
    row: tuple[object, ...] = ()


def version_of(wanted: Wanted) -> Version | None:
    """Return what a page follows from now; None where there is no such result, or no edition yet."""
    if wanted.source is Source.NOTHING:
        return Version(None)
    with connection.cursor() as cursor:
        cursor.execute(SQL[wanted.source], [wanted.share_id] if wanted.share_id else [])
        found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    if wanted.source in UNDATED:
        return Version(None, tuple(found))
    edition, is_current, *row = found
    return Version(kept_edition(edition) if is_current else current_edition(), tuple(row))


def tag_of(wanted: Wanted, version: Version) -> str:
    """Return the ETag of a page: another one as soon as anything is another that the page follows from."""
    edition = f"{version.edition.number} {version.edition.digest}" if version.edition else ""
    # The day, since pages say how long ago something was.
    day = "" if wanted.source in UNDATED else str(today())
    basis = [RELEASE, settings.PUBLIC_URL, repr(imprint()), day, wanted.address, edition, repr(version.row)]
    # Weak: the same page is sent compressed and not.
    return f'W/"{sha256(" ".join(basis).encode()).hexdigest()[:32]}"'


def stamp() -> str:
    """Return which version of a result's pictures is drawn now: another one if they may look different.

    Nothing else can change a picture of a result, unless the result is deleted.
    """
    return sha256(f"{RELEASE} {settings.PUBLIC_URL}".encode()).hexdigest()[:12]
