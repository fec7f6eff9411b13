"""All that there is to tell of a result: the one value that page, files, card, API and terminal present. No HTTP."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from advisor.addresses import absolute
from advisor.candidates import Candidates, candidates_in
from advisor.models import Evaluation
from advisor.words.result import ResultWords
from recommender.editions.current import contributions_of
from recommender.engine.contributions import Contributions
from recommender.engine.interview import possible_answers
from recommender.engine.result.analysis import Analysis, analyse
from recommender.engine.result.what_if import WhatIf, applied
from recommender.engine.types import Answers, Catalogue
from recommender.models import Edition


@dataclass(frozen=True)  # without slots, in which a cached property could keep nothing
class Report:
    """A result with what belongs to it. Without a `url` and a date it was not kept: nobody can look it up.

    `catalogue` is the edition's with the candidates, as it was before the what-if that the analysis follows from.
    """

    analysis: Analysis
    edition: Edition
    catalogue: Catalogue
    what_if: WhatIf
    candidates: Candidates
    title: str = ""
    note: str = ""
    url: str = ""
    origin_url: str = ""
    finished_at: datetime | None = None

    @cached_property
    def words(self) -> ResultWords:
        """Return all that is said of the result."""
        return ResultWords(self.analysis, self.catalogue, self.what_if)


def report_of(evaluation: Evaluation) -> Report:
    """Return the report of a finished evaluation; its addresses are public ones."""
    origin = evaluation.origin
    return Report(
        analysis=analyse(*basis_of(evaluation)),
        edition=evaluation.edition,
        catalogue=evaluation.catalogue,
        what_if=evaluation.what_if,
        candidates=candidates_in(evaluation.edition, is_wide=evaluation.is_wide),
        title=evaluation.title,
        note=evaluation.note,
        url=absolute(evaluation.result_url()),
        origin_url=absolute(origin.result_url()) if origin else "",
        finished_at=evaluation.finished_at,
    )


def report_on(edition: Edition, answers: Answers, what_if: WhatIf, *, is_wide: bool = False) -> Report:
    """Return the report of answers, and of what is tried out on them, that are not kept."""
    contributions = contributions_of(edition, is_wide=is_wide)
    return Report(
        analysis=analyse(*basis(contributions, answers, what_if)),
        edition=edition,
        catalogue=contributions.catalogue,
        what_if=what_if,
        candidates=candidates_in(edition, is_wide=is_wide),
    )


def basis_of(evaluation: Evaluation) -> tuple[Contributions, Answers]:
    """Return the contributions and the answers that an evaluation's outcome follows from."""
    return basis(evaluation.contributions, evaluation.answers, evaluation.what_if)


def basis_on(edition: Edition, evaluation: Evaluation) -> tuple[Contributions, Answers]:
    """Return the contributions of another edition, and those of an evaluation's answers that are possible there."""
    contributions = contributions_of(edition, is_wide=evaluation.is_wide)
    return basis(contributions, possible_answers(contributions.catalogue, evaluation.answers), evaluation.what_if)


def basis(contributions: Contributions, answers: Answers, what_if: WhatIf) -> tuple[Contributions, Answers]:
    """Return the contributions, made anew for a what-if, and the answers of a what-if on a catalogue."""
    if what_if.is_empty:
        return contributions, answers
    catalogue, changed = applied(contributions.catalogue, answers, what_if)
    return Contributions(catalogue), changed
