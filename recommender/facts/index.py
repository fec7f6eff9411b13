"""What a package index tells of a package, by the standards for any index: the Simple API and core metadata. No Django.

Simple API in JSON: PEP 691 and 700; metadata beside a file: PEP 658 and 714; licence expressions: PEP 639. An index may
be slow, broken or somebody else's: each answer has a limit in time and in size, and so has the whole run.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import Message
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urljoin
from urllib.request import Request

from packaging.metadata import RawMetadata, parse_email
from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename
from packaging.version import Version
from pydantic import AliasChoices, BaseModel, Field, ValidationError

from recommender.facts.address import IndexAddress
from recommender.fetching import TooLargeError, fetch

JSON = "application/vnd.pypi.simple.v1+json"
# HTML as the second choice, so that an index that has nothing else answers at all, and can be told from a broken one.
ACCEPTED = f"{JSON}, text/html;q=0.1"
HTML_ONLY = "the index answers in HTML only, which has no dates; it takes one that answers in JSON (PEP 691 and 700)"
UNREADABLE = "the index's answer cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of a run: seconds without a byte, until a body ends, and of all; bytes of a body; requests at a time.

    After `tries` requests that all failed the index counts as away, and nothing more is asked.
    """

    silence: float = 10
    answer: float = 60
    everything: float = 600
    size: int = 30_000_000
    at_once: int = 4
    tries: int = 4


class PackageError(Exception):
    """What was asked cannot be told; its text says why, after “flask: ”."""


class UnreachableError(PackageError):
    """The index did not answer, or not in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The newest release of a package, by version numbers: no pre-release, and not withdrawn (“yanked”).

    `released` is the day (UTC) of its first file, None if the index does not tell. `metadata` is its core metadata,
    None if `metadata_fault` says why not. `versions` are all that there are of the same kind, `source` the address of
    the index's page on the package.
    """

    package: str
    version: Version
    released: date | None
    requires_python: str
    metadata: RawMetadata | None
    metadata_fault: str
    versions: frozenset[Version]
    source: str

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


class ListedFile(BaseModel):
    """A file of a package as the index lists it."""

    filename: str
    url: str
    requires_python: str | None = Field(default=None, alias="requires-python")
    upload_time: datetime | None = Field(default=None, alias="upload-time")
    yanked: bool | str = False
    # By its later name, and by that which it had before PEP 714.
    core_metadata: bool | dict[str, str] = Field(
        default=False, validation_alias=AliasChoices("core-metadata", "dist-info-metadata")
    )


class ListedMeta(BaseModel):
    api_version: str = Field(alias="api-version", pattern=r"^1\.\d+$")


class ListedPackage(BaseModel):
    """What the index tells of a package."""

    meta: ListedMeta
    files: list[ListedFile]


class PackageIndex:
    """A package index, asked within limits. Its requests can come from several threads."""

    def __init__(self, address: IndexAddress, limits: Limits | None = None) -> None:
        self.address, self.limits = address, limits or Limits()
        self.ends_at = monotonic() + self.limits.everything
        self.answered = self.failed = 0

    def releases(self, packages: Iterable[str]) -> Mapping[str, Release | PackageError]:
        """Return the newest release of each package (normalized names), or why it has none; asks several at a time."""
        packages = list(packages)
        with ThreadPoolExecutor(self.limits.at_once) as threads:
            return dict(zip(packages, threads.map(self.release_or_error, packages), strict=True))

    def release_or_error(self, package: str) -> Release | PackageError:
        try:
            return self.newest(package)
        except PackageError as error:
            return error

    def newest(self, package: str) -> Release:
        """Return the newest release of a package (normalized name). Errors: PackageError."""
        source = urljoin(self.address.url, f"{package}/")
        url, headers, body = self.fetch(source)
        if headers.get_content_type() == "text/html":
            raise PackageError(HTML_ONLY)
        try:
            listed = ListedPackage.model_validate_json(body)
        except ValidationError as error:
            raise PackageError(UNREADABLE) from error
        files = usable_files(listed.files)
        if not files:
            raise PackageError("the index has no release of it that is neither a pre-release nor withdrawn")
        version = max(files)
        metadata, fault = self.metadata_or_fault(files[version], url)
        times = [file.upload_time for file in files[version] if file.upload_time]
        return Release(
            package=package,
            version=version,
            released=min(map(in_utc, times)).date() if times else None,
            requires_python=next((file.requires_python for file in files[version] if file.requires_python), ""),
            metadata=metadata,
            metadata_fault=fault,
            versions=frozenset(files),
            source=source,
        )

    def metadata_or_fault(self, files: Iterable[ListedFile], page: str) -> tuple[RawMetadata | None, str]:
        """Return the metadata of a release, or why there is none: the rest is worth telling without."""
        file = next((file for file in files if file.core_metadata), None)
        if file is None:
            return None, "the index keeps no metadata"
        try:
            _, _, body = self.fetch(f"{urldefrag(urljoin(page, file.url)).url}.metadata")
        except (PackageError, ValueError) as error:  # ValueError: what the index lists is no address
            return None, f"metadata: {error}"
        return parse_email(body)[0], ""

    def fetch(self, url: str) -> tuple[str, Message, bytes]:
        """Return the address to which redirects led, the headers and the body of an answer. Errors: PackageError."""
        if not self.answered and self.failed >= self.limits.tries:
            raise UnreachableError("the index does not answer")
        ends_at = min(monotonic() + self.limits.answer, self.ends_at)
        if monotonic() >= self.ends_at:
            raise UnreachableError(f"it was not asked any more after {self.limits.everything:.0f} seconds in all")
        try:
            answer = fetch(self.request(url), silence=self.limits.silence, ends_at=ends_at, size=self.limits.size)
        except (HTTPError, TooLargeError) as error:
            self.answered += 1  # which is an answer, too
            too_large = f"the index's answer is larger than {self.limits.size:,} bytes"
            raise PackageError(refusal(error) if isinstance(error, HTTPError) else too_large) from error
        except (OSError, HTTPException, ValueError) as error:
            self.failed += 1
            raise UnreachableError(network_fault(error)) from error
        self.answered += 1
        return answer

    def request(self, url: str) -> Request:
        # What sends it knows http and https, and nothing else.
        request = Request(url, headers={"Accept": ACCEPTED, "User-Agent": "framework-advisor"})  # noqa: S310
        if authorization := self.address.authorization_for(url):
            # Not with the other headers, which go along to wherever the index redirects.
            request.add_unredirected_header("Authorization", authorization)
        return request


def refusal(error: HTTPError) -> str:
    """Return what a status other than 200 means."""
    with error:  # it holds the connection
        match error.code:
            case 404:
                return "the index does not have it"
            case 401 | 403 | 407:
                return f"the index wants other credentials (status {error.code})"
            case code if 300 <= code < 400:
                return "the index redirects in circles, or to what is no address of the web"
        return f"the index answers with status {error.code}"


def network_fault(error: Exception) -> str:
    """Return in words why nothing came."""
    reason: Any = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return "the index does not answer in time"
    if isinstance(reason, OSError) and reason.strerror:
        return f"the index cannot be reached ({reason.strerror})"
    return "the index cannot be reached"


def usable_files(files: Iterable[ListedFile]) -> dict[Version, list[ListedFile]]:
    """Return the files of each version that is no pre-release, without those that were withdrawn."""
    found: dict[Version, list[ListedFile]] = {}
    for file in files:
        version = version_of(file.filename)
        if version and not version.is_prerelease and not file.yanked:
            found.setdefault(version, []).append(file)
    return found


def version_of(filename: str) -> Version | None:
    """Return the version that a wheel's or source archive's name tells; None of any other file."""
    try:
        if filename.endswith(".whl"):
            return parse_wheel_filename(filename)[1]
        return parse_sdist_filename(filename)[1]
    except (InvalidWheelFilename, InvalidSdistFilename):
        return None


def in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
