"""What one catalogue changes in another: whom it tells something else, and what its changed ratings rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recommender.editions.differences import Edits, edits
from recommender.editions.preview import Preview
from recommender.editions.preview_tables import names_in
from recommender.engine.contributions import Contributions
from recommender.engine.simulation.impact import impact
from recommender.engine.types import Catalogue, Evidence, Framework, Rating
from recommender.engine.versions.drafts import published
from recommender.files.check import faults_in, report_lines


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence that a rating cites, and whether it is new or says something else than before."""

    evidence: Evidence
    is_new: bool


@dataclass(frozen=True, slots=True)
class ChangedRating:
    """A rating that is new, or says or cites something else than before; `before` is None if it is new.

    `framework`, `criterion` and `add_on` are names; without an add-on the rating is the framework's own.
    """

    framework: str
    criterion: str
    add_on: str
    before: Rating | None
    after: Rating
    cited: tuple[Cited, ...]

    @property
    def is_moved(self) -> bool:
        """Tell whether its value or its likely range was another one before."""
        then, now = self.before, self.after
        return then is not None and (then.value, then.low, then.high) != (now.value, now.low, now.high)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that a later catalogue changes in an earlier one.

    `edits` are of everything, drafts included; `preview` is of what visitors see. Faults are lines.
    """

    edits: Edits
    preview: Preview
    ratings: tuple[ChangedRating, ...]
    new_faults: tuple[str, ...]
    mended_faults: tuple[str, ...]

    @property
    def turned_red(self) -> int:
        """The number of personas that experts agreed with before, and would not any more."""
        return sum(row.is_turned and row.after.is_red for row in self.preview.personas)


def compare(before: Catalogue, after: Catalogue) -> Comparison:
    """Return what a later catalogue changes in an earlier one, both with their drafts. Errors: none."""
    seen_before, seen_after = published(before), published(after)
    # No finished results: those are in the database of a site, and here are files only.
    found = impact(Contributions(seen_before), Contributions(seen_after), ())
    old, new = (report_lines(faults_in(catalogue)) for catalogue in (before, after))
    return Comparison(
        edits=edits(before, after),
        preview=Preview(edits(seen_before, seen_after), found, names_in(before, after)),
        ratings=tuple(changed_ratings(before, after)),
        new_faults=tuple(line for line in new if line not in old),
        mended_faults=tuple(line for line in old if line not in new),
    )


def changed_ratings(before: Catalogue, after: Catalogue) -> Iterator[ChangedRating]:
    """Yield the ratings of a later catalogue, with add-ons too, that an earlier one has not or has otherwise."""
    for framework in after.frameworks:
        then = before.framework_of.get(framework.slug)
        earlier, evidence = (ratings_of(then), then.evidence_of) if then else ({}, {})
        names = {add_on.slug: add_on.name for add_on in framework.add_ons}
        for (add_on, criterion), rating in ratings_of(framework).items():
            if rating != (old := earlier.get((add_on, criterion))):
                cited = tuple(Cited(item, item != evidence.get(item.key)) for item in framework.cited(rating))
                name = after.criterion_of[criterion].name
                yield ChangedRating(framework.name, name, names.get(add_on, ""), old, rating, cited)


def ratings_of(framework: Framework) -> Mapping[tuple[str, str], Rating]:
    """Return the ratings of a framework by add-on and criterion (slugs); without an add-on by an empty text."""
    own = {("", rating.criterion): rating for rating in framework.ratings}
    return own | {(add_on.slug, item.criterion): item for add_on in framework.add_ons for item in add_on.ratings}
