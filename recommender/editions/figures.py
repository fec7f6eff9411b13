"""Figures of an edition that take a while to find: made once, and kept where all processes and nodes find them.

No visitor waits for them: `prepare` makes those of the edition that it finds, and of an edition that comes later the
first who asks begins it. Until it is done there are those of the edition before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Thread

from django.core.cache import caches
from django.db import connections

from recommender.editions.current import contributions_of
from recommender.engine.simulation.neutrality import Neutrality, neutrality
from recommender.models import Edition
from recommender.once import made_once

CACHE = "figures"
SHAPE = 1
"""Raise it when `Neutrality` or what it holds gets another shape: what is kept of the former one is no longer read."""

PATIENCE = 60
"""For how many seconds nobody else begins what somebody has begun, who may have been stopped."""

IN_MEMORY = 4


class NotMadeError(Exception):
    """The figures are not there yet."""


@dataclass(frozen=True, slots=True)
class ShownNeutrality:
    """Who wins over random people, and by which edition."""

    edition: Edition
    neutrality: Neutrality


def kept_neutrality(edition: Edition, *, is_wide: bool = True) -> Neutrality | None:
    """Return who wins over random people by an edition, which has frameworks; else None, and it is made by and by."""
    try:
        return _kept(_key(edition, is_wide))
    except NotMadeError:
        _begin(edition, is_wide)
        return None


def newest_neutrality(edition: Edition, *, is_wide: bool = True) -> ShownNeutrality | None:
    """Return the same, or until it is made that of the last edition of which it was, if any."""
    if found := kept_neutrality(edition, is_wide=is_wide):
        return ShownNeutrality(edition, found)
    number = caches[CACHE].get(_last_made(is_wide))
    earlier = Edition.objects.defer("content").filter(number=number).first()
    # Not `kept_neutrality`: of an earlier one nothing is begun.
    try:
        return ShownNeutrality(earlier, _kept(_key(earlier, is_wide))) if earlier else None
    except NotMadeError:
        return None


def make_figures(edition: Edition) -> None:
    """Make what there is not yet of the figures of an edition; nothing if it has no frameworks or questions."""
    for is_wide in (False, True):
        if contributions_of(edition, is_wide=is_wide).catalogue.is_ready:
            make_neutrality(edition, is_wide=is_wide)


def make_neutrality(edition: Edition, *, is_wide: bool) -> None:
    """Find who wins over random people by an edition, and keep it, unless it is kept already."""
    key = _key(edition, is_wide)
    if key not in caches[CACHE]:
        caches[CACHE].set(key, neutrality(contributions_of(edition, is_wide=is_wide)), timeout=None)
        # Of both where they are the same, as they need not be in the next edition.
        for same in (False, True):
            if _key(edition, same) == key:
                caches[CACHE].set(_last_made(same), edition.number, timeout=None)


def _key(edition: Edition, is_wide: bool) -> str:
    # Where all frameworks are the best known there is one set of figures.
    whole = contributions_of(edition)
    candidates = "all" if is_wide or contributions_of(edition, is_wide=False) is whole else "best-known"
    return f"neutrality {SHAPE} {edition.digest} {candidates}".replace(" ", "-")


def _last_made(is_wide: bool) -> str:
    """Return the key of the number of the last edition of which it was made."""
    return f"neutrality-{SHAPE}-of-{'all' if is_wide else 'best-known'}-last-made"


@made_once(IN_MEMORY)
def _kept(key: str) -> Neutrality:
    """Return what is kept. Errors: NotMadeError, which is not remembered, so the next one looks again."""
    found: Neutrality | None = caches[CACHE].get(key)
    if found is None:
        raise NotMadeError
    return found


def _begin(edition: Edition, is_wide: bool) -> None:
    """Make it in the background, unless somebody is at it, on whichever node."""
    if caches[CACHE].add(f"{_key(edition, is_wide)}-begun", 1, timeout=PATIENCE):
        in_background(partial(make_neutrality, edition, is_wide=is_wide))


def in_background(work: Callable[[], None]) -> None:
    """Do work in a thread of its own, which nobody waits for."""

    def run() -> None:
        try:
            work()
        finally:
            # A request closes its connections at its end; a thread has its own, and nobody else would.
            connections.close_all()

    Thread(target=run, daemon=True).start()
