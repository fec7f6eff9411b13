"""Which release of the program this is."""

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from recommender import places

PACKAGES = ("advisor", "recommender")
BESIDE_THEM = ("templates", "static", "requirements.txt")
"""In a checkout; in a wheel they are within the packages, but for the versions of what it rests on."""


def release_of(folder: Path, parts: Iterable[str] = PACKAGES + BESIDE_THEM, others: Iterable[str] = ()) -> str:
    """Return a digest of the program: nobody has to remember to raise a number, and all nodes agree.

    `parts` are what decides what the program makes of its database, in the folder; `others` what else does.
    """
    found = sha256("\n".join(sorted(others)).encode())
    for path in sorted(path for part in parts for path in [folder / part, *(folder / part).rglob("*")]):
        if path.is_file() and path.suffix != ".pyc":
            found.update(f"{path.relative_to(folder)} {path.stat().st_size} ".encode() + path.read_bytes())
    return found.hexdigest()


def this_release() -> str:
    """Return that of the program which runs."""
    if not places.IS_INSTALLED:
        return release_of(places.PACKAGES)
    # No lock file tells what somebody has installed beside a wheel, and when they renewed it.
    return release_of(places.PACKAGES, PACKAGES, (f"{item.name} {item.version}" for item in distributions()))


RELEASE = this_release()
