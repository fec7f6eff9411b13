"""What a page follows from, in as much as can change: found by one query, without the engine."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import connection

from advisor.clock import today
from advisor.http.kept.addresses import Source, Wanted
from advisor.imprint import imprint
from recommender.editions.current import current_edition, kept_edition
from recommender.models import Edition
from recommender.release import RELEASE

# In SQL, because every request begins with one of these: Django's own way to the same rows takes ten times as long.
CATALOGUE = """
    SELECT edition_id, changes = changes_in_edition, remarks FROM recommender_cataloguestate
"""
RESULT = """
    SELECT state.edition_id, state.changes = state.changes_in_edition,
        advisor_evaluation.edition_id, origin_id, title, note
    FROM recommender_cataloguestate AS state CROSS JOIN advisor_evaluation
    WHERE share_id = %s
"""


@dataclass(frozen=True, slots=True)
class Version:
    """What a page follows from beside its address: today's edition, and whatever else of the database (`row`)."""

    edition: Edition | None
    row: tuple[object, ...] = ()


def version_of(wanted: Wanted) -> Version | None:
    """Return what a page follows from now; None where there is no such result, or no edition yet."""
    if wanted.source is Source.NOTHING:
        return Version(None)
    sql, parameters = (RESULT, [wanted.share_id]) if wanted.source is Source.RESULT else (CATALOGUE, [])
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    edition, is_current, *row = found
    return Version(kept_edition(edition) if is_current else current_edition(), tuple(row))


def tag_of(wanted: Wanted, version: Version) -> str:
    """Return the ETag of a page: another one as soon as anything is another that the page follows from."""
    edition = f"{version.edition.number} {version.edition.digest}" if version.edition else ""
    # The day, since pages say how long ago something was.
    basis = [RELEASE, settings.PUBLIC_URL, repr(imprint()), str(today()), wanted.address, edition, repr(version.row)]
    # Weak: the same page is sent compressed and not.
    return f'W/"{sha256(" ".join(basis).encode()).hexdigest()[:32]}"'
