"""Proposals from the index to editors and back: what a release says otherwise than the catalogue, and the decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from recommender.editions.current import changing_alone
from recommender.editions.history import log_changes
from recommender.facts.index import PackageError, Release
from recommender.facts.packages import package_of
from recommender.facts.words import first_version, fresh_date, fresh_licence, fresh_python, fresh_version
from recommender.models import AddOn, FactProposal, Framework, ProposalStatus

NO_COMMAND = "it has no command to install it yet, which would tell its package"
NO_PACKAGE = "which package it is cannot be told from “{install}”"
OLDER = "the catalogue names a newer version than the index has ({release})"
TOO_LONG = "its {name} is too long to be a fact: {value}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A framework, or an add-on of one, and its package (normalized name), if that can be told."""

    row: Framework | AddOn
    package: str | None

    @property
    def framework(self) -> Framework:
        return self.row.framework if isinstance(self.row, AddOn) else self.row


@dataclass(slots=True)
class Findings:
    """What was found of a subject: proposals that are new, how many stay as they were, and what cannot be told."""

    subject: Subject
    release: Release | None = None
    proposed: list[FactProposal] = field(default_factory=list)
    waiting: int = 0
    declined: int = 0
    remarks: list[str] = field(default_factory=list)


def subjects(frameworks: Sequence[str] = ()) -> list[Subject]:
    """Return frameworks, those with some slugs or all, each followed by its add-ons."""
    rows = Framework.objects.prefetch_related("add_ons__framework")
    found = []
    for framework in rows.filter(slug__in=frameworks) if frameworks else rows:
        own = package_of(framework.install, framework.name)
        found.append(Subject(framework, own))
        found += [Subject(row, package_of(row.install, row.name, beside=own)) for row in framework.add_ons.all()]
    return found


def propose(found: Iterable[Subject], releases: Mapping[str, Release | PackageError]) -> list[Findings]:
    """Store what releases (by package) say otherwise than subjects do, and return what was found of each.

    Nobody changes the catalogue meanwhile, and rows are read once more: asking the index may have taken minutes.
    """
    with changing_alone():
        now = timezone.now()
        return [findings(subject, releases, now) for subject in refreshed(found)]


def refreshed(found: Iterable[Subject]) -> Iterator[Subject]:
    """Yield subjects as they are stored now, without those that were deleted."""
    found = list(found)
    stored: dict[tuple[type[Model], int], Framework | AddOn] = {}
    for model in (Framework, AddOn):
        keys = [subject.row.pk for subject in found if isinstance(subject.row, model)]
        rows = AddOn.objects.select_related("framework") if model is AddOn else model._default_manager
        stored |= {(model, row.pk): row for row in rows.filter(pk__in=keys)}
    for subject in found:
        if row := stored.get((type(subject.row), subject.row.pk)):
            yield Subject(row, subject.package)


def findings(subject: Subject, releases: Mapping[str, Release | PackageError], now: datetime) -> Findings:
    """Compare a subject with its package's release, and store what differs."""
    told = Findings(subject)
    if subject.package is None:
        install = subject.row.install
        told.remarks.append(NO_PACKAGE.format(install=install) if install else NO_COMMAND)
        return told
    release = releases[subject.package]
    if isinstance(release, PackageError):
        told.remarks.append(str(release))
        return told
    told.release = release
    named = first_version(subject.row.latest_version)
    if named and named > release.version:
        told.remarks.append(OLDER.format(release=release))
        return told
    for name, value in fresh_facts(subject.row, release).items():
        settle_difference(told, name, value, release, now)
    return told


def fresh_facts(row: Framework | AddOn, release: Release) -> dict[str, str]:
    """Return what facts should say by a release, by the names of their columns."""
    is_same = first_version(row.latest_version) == release.version
    found = {
        "latest_version": fresh_version(row.latest_version, release.versions),
        "latest_release": fresh_date(row.latest_release, release.released, is_same_version=is_same),
    }
    metadata = release.metadata or {}
    found["licence"] = fresh_licence(row.licence, metadata)
    if isinstance(row, Framework):
        requires = metadata.get("requires_python") or release.requires_python
        found["python_versions"] = fresh_python(row.python_versions, requires, metadata.get("classifiers", ()))
    return found


def settle_difference(told: Findings, name: str, value: str, release: Release, at: datetime) -> None:
    """Propose a value for a fact, or let go of an earlier proposal that no longer holds."""
    row = told.subject.row
    now = getattr(row, name)
    add_on = row if isinstance(row, AddOn) else None
    # One query a fact: a few hundred, once a night.
    earlier = FactProposal.objects.filter(framework=told.subject.framework, add_on=add_on, field=name).first()
    if value == now:
        if earlier and earlier.status != ProposalStatus.ACCEPTED:
            earlier.delete()  # the index has taken it back, or an editor was faster
        return
    if len(value) > (row._meta.get_field(name).max_length or 0):  # type: ignore[union-attr]  # a text column
        told.remarks.append(TOO_LONG.format(name=name.replace("_", " "), value=f"{value[:60]}…"))
        return
    if earlier and earlier.found == value and earlier.status == ProposalStatus.DECLINED:
        told.declined += 1
        return
    if earlier and (earlier.found, earlier.now, earlier.status) == (value, now, ProposalStatus.OPEN):
        told.waiting += 1
        FactProposal.objects.filter(pk=earlier.pk).update(release=str(release), source=release.source, found_at=at)
        return
    if earlier:
        # Not changed in place: who has the page of the earlier one open has seen another value.
        earlier.delete()
    told.proposed.append(
        FactProposal.objects.create(
            framework=told.subject.framework,
            add_on=add_on,
            field=name,
            now=now,
            found=value,
            release=str(release),
            source=release.source,
            found_at=at,
        )
    )


def waiting_proposals() -> list[FactProposal]:
    """Return what waits for an editor, in the order of frameworks: open, and of a fact that nobody changed since."""
    return [proposal for proposal in FactProposal.objects.open().with_rows() if proposal.is_current]


def accept(proposals: Iterable[FactProposal], user: int, why: str) -> None:
    """Let facts say what was proposed, and log it as the change of somebody (a primary key), with a reason or our own.

    Within `changing_alone`, for current proposals. Each row is saved once, which makes the next edition.
    """
    by_row: dict[tuple[type[Model], int], list[FactProposal]] = {}
    for proposal in proposals:
        by_row.setdefault((type(proposal.row), proposal.row.pk), []).append(proposal)
    for changes in by_row.values():
        row = changes[0].row
        for change in changes:
            setattr(row, change.field, change.found)
        row.save(update_fields=[change.field for change in changes])
        reason = why or f"As the package index says of {changes[0].release}"
        log_changes(user, [row], [change.label for change in changes], reason)
        settle(changes, ProposalStatus.ACCEPTED)


def decline(proposals: Sequence[FactProposal], user: int, why: str) -> None:
    """Leave facts as they are, and log that somebody (a primary key) decided so: the same is not proposed again."""
    settle(proposals, ProposalStatus.DECLINED)
    log_changes(user, proposals, ["Status"], why)


def settle(proposals: Iterable[FactProposal], status: ProposalStatus) -> None:
    keys = [proposal.pk for proposal in proposals]
    FactProposal.objects.filter(pk__in=keys).update(status=status, settled_at=timezone.now())
