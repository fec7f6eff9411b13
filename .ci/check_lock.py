"""Fail when a lock file does not pin all that `pyproject.toml` asks for, or what that needs in turn.

Run in the environment that the lock files made: what a package needs is read from its installed metadata.
"""

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def pins_in(lock: Path) -> dict[str, Requirement]:
    """Return the pinned requirement of each package, by its name."""
    # Hashes and comments are indented: only pins begin with a letter or a figure.
    lines = [line.removesuffix("\\") for line in lock.read_text().splitlines() if line[:1].isalnum()]
    # Names are compared as PyPI does: PyYAML, pyyaml and Py_YAML are one package.
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, lines)}


def faults(wanted: Requirement, pins: dict[str, Requirement], seen: set[str]) -> Iterator[str]:
    """Yield what a lock lacks for one requirement and, through it, for what that needs."""
    pin = pins.get(canonicalize_name(wanted.name))
    if pin is None:
        yield f"{wanted} is not pinned"
        return
    version = str(pin.specifier).removeprefix("==")
    # With prereleases, because it is not asked here whether a pin is a wise one.
    if not wanted.specifier.contains(version, prereleases=True):
        yield f"{wanted} is pinned to {version}"
    if missing := wanted.extras - pin.extras:
        yield f"{wanted} is pinned without its extra {', '.join(sorted(missing))}"
    for extra in {"", *wanted.extras}:
        # Packages may need each other in a circle, and each is looked at once for each of its extras.
        if (key := f"{canonicalize_name(pin.name)}[{extra}]") not in seen:
            seen.add(key)
            for needed in map(Requirement, requires(pin.name) or []):
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    yield from faults(needed, pins, seen)


def main() -> int:
    project = tomllib.loads(Path("pyproject.toml").read_text())
    product = project["project"]["dependencies"]
    with_extras = product + [each for extra in project["project"]["optional-dependencies"].values() for each in extra]
    locks = {
        "requirements.txt": product,
        "requirements-nodes.txt": with_extras,
        "requirements-dev.txt": with_extras + project["dependency-groups"]["dev"],
    }
    found = set()
    for name, wanted in locks.items():
        pins, seen = pins_in(Path(name)), set[str]()
        try:
            found |= {f"{name}: {fault}" for each in wanted for fault in faults(Requirement(each), pins, seen)}
        except PackageNotFoundError as error:
            found.add(f"{name}: {error.name} is not installed: run `make install` anew")
    if found:
        sys.stderr.write("\n".join([*sorted(found), "Run `make lock`.", ""]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
