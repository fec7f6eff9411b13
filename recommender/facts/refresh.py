"""One run of `refresh_facts`: asks the index about all packages, proposes what is newer, and says it in lines."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from recommender.engine.phrases import counted, listed
from recommender.facts.address import configured_index
from recommender.facts.index import Limits, PackageError, PackageIndex, Release
from recommender.facts.proposals import Findings, propose, subjects
from recommender.models import Framework

MOST_NAMED = 5


class NothingAskedError(Exception):
    """Nothing at all could be told, so nothing was changed."""


def refresh(frameworks: Sequence[str] = (), limits: Limits | None = None) -> Iterator[str]:
    """Propose what the index says otherwise than the catalogue, of all frameworks or some (slugs); yield what to say.

    Errors: NoIndexError; NothingAskedError.
    """
    found = subjects(frameworks)
    packages = sorted({subject.package for subject in found if subject.package})
    if not packages:
        raise NothingAskedError("No framework or add-on names a package, so there is nothing to ask.")
    index = PackageIndex(configured_index(), limits)
    yield f"Asking {index.address.url} about {counted(len(packages), 'package')}."
    releases = index.releases(packages)
    refuse_silence(index, releases)
    told = propose(found, releases)
    for _, of_framework in groupby(told, key=lambda item: item.subject.framework.pk):
        yield from framework_lines(list(of_framework))
    yield ""
    yield from licence_lines(releases)
    yield summary(told)


def refuse_silence(index: PackageIndex, releases: Mapping[str, Release | PackageError]) -> None:
    """Errors: NothingAskedError if the index told nothing of any package."""
    reasons = Counter(str(item) for item in releases.values() if isinstance(item, PackageError))
    if reasons.total() == len(releases):
        [(reason, _)] = reasons.most_common(1)
        raise NothingAskedError(f"Nothing could be asked of {index.address.url}: {reason}. Nothing was changed.")


def framework_lines(told: Sequence[Findings]) -> Iterator[str]:
    """Yield what was found of a framework, and of those of its add-ons of which there is something to say."""
    yield ""
    yield told[0].subject.framework.name
    silent = [item for item in told if not item.proposed and not item.remarks]
    for item in told:
        if item not in silent or isinstance(item.subject.row, Framework):
            yield f"  {subject_line(item)}"
    if same := sum(not isinstance(item.subject.row, Framework) for item in silent):
        yield f"  {counted(same, 'add-on')}: nothing new"


def subject_line(item: Findings) -> str:
    told = [f"{change.label.lower()} {change.now} → {change.found}" for change in item.proposed] + item.remarks
    name = item.subject.row.name
    named = f"{name} ({item.release})" if item.release else name
    return f"{named}: {'; '.join(told) or 'nothing new'}"


def licence_lines(releases: Mapping[str, Release | PackageError]) -> Iterator[str]:
    """Yield the packages whose metadata could not be read, a line for each reason: it is often the same for all."""
    packages: dict[str, list[str]] = {}
    for item in releases.values():
        if isinstance(item, Release) and item.metadata_fault:
            packages.setdefault(item.metadata_fault, []).append(item.package)
    for reason, names in packages.items():
        told = listed(names) if len(names) <= MOST_NAMED else counted(len(names), "package")
        yield f"No licence could be told of {told} ({reason})."


def summary(told: Sequence[Findings]) -> str:
    """Return how much was proposed, what waits and was declined already, and of how many nothing could be told."""
    proposed = sum(len(item.proposed) for item in told)
    waiting, declined = sum(item.waiting for item in told), sum(item.declined for item in told)
    untold = sum(item.release is None for item in told)
    words = [f"{counted(proposed, 'change')} proposed" if proposed else "Nothing new to propose"]
    words += [f"{waiting} proposed before and still open"] if waiting else []
    words += [f"{declined} declined before"] if declined else []
    words += [f"nothing could be told of {untold} of {len(told)} frameworks and add-ons"] if untold else []
    where = " Editors decide under “Fresh facts”." if proposed or waiting else ""
    return f"{'; '.join(words)}.{where}"
