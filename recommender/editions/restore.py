"""Going back: the catalogue of an earlier edition as the next edition, with what it has not kept as drafts."""

from dataclasses import dataclass

from recommender.editions.column_limits import column_problems
from recommender.editions.current import replace_alone, replace_catalogue
from recommender.editions.from_rows import read_catalogue
from recommender.editions.stored import stored_catalogue
from recommender.engine.types import Catalogue
from recommender.engine.validity import Problem, problems
from recommender.engine.versions.drafts import new_drafts, published, replaced_drafts, restored
from recommender.models import Edition


class RefusedError(Exception):
    """There is nothing to restore, or what there is breaks a rule of today."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The effects that restoring an edition would have.

    `public` is what visitors would see, `rows` what editors would have. `drafted` are the names of what would become a
    draft, `replaced` those of drafts whose place the edition's own versions would take, `faults` the rules of today
    that it breaks.
    """

    public: Catalogue
    rows: Catalogue
    is_needed: bool
    drafted: tuple[str, ...]
    replaced: tuple[str, ...]
    faults: tuple[Problem, ...]


def plan(edition: Edition) -> Plan:
    """Return what restoring an edition would do to the catalogue of today. Errors: EditionError."""
    today = read_catalogue(include_drafts=True)
    # Editions hold what visitors saw, but by the rules of their time.
    earlier = published(stored_catalogue(edition))
    merged = restored(earlier, today)
    return Plan(
        public=earlier,
        rows=merged,
        is_needed=published(today) != earlier,
        drafted=new_drafts(earlier, today),
        replaced=replaced_drafts(earlier, today),
        faults=tuple(restore_faults(earlier, merged, today)),
    )


def restore_faults(earlier: Catalogue, merged: Catalogue, today: Catalogue) -> list[Problem]:
    """Return the rules that an earlier catalogue breaks, or that it would break together with the drafts of today.

    Drafts may be unfinished, and a persona that went wrong reaches no visitor: neither is a reason to stay.
    """
    # A fault of today's drafts is there with or without restoring; one of the earlier catalogue is in the list
    # already.
    known = {*problems(today), *problems(earlier)}
    found = [*problems(earlier), *(problem for problem in problems(merged) if problem not in known)]
    return [problem for problem in found if problem.path[0] != "personas"] + list(column_problems(merged))


def restore(edition: Edition, *, user: int, why: str, opened_on: int) -> Edition:
    """Make the next edition of an earlier one, and log who (a primary key) did it and why.

    Errors: ChangedMeanwhileError when the log tells of a change since its entry `opened_on`; RefusedError;
    EditionError. Nothing is done then.
    """

    def write() -> None:
        # Planned anew under the lock: what the page showed is no longer sure to be so.
        planned = plan(edition)
        if planned.faults or not planned.is_needed:
            raise RefusedError
        replace_catalogue(planned.rows)

    what = f"Restored edition {edition.number}"
    return replace_alone(write, opened_on=opened_on, what=what, user=user, why=why, edition=edition)
