"""Which release of the program makes the pages."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

MADE_OF = ("advisor", "recommender", "templates", "static", "requirements.txt")
"""What decides how a page looks, apart from the database and the settings: no file outside these is a part of one."""


def release_of(folder: Path) -> str:
    """Return a digest of the program in a folder: nobody has to remember to raise a number, and all nodes agree."""
    found = sha256()
    for path in sorted(path for part in MADE_OF for path in [folder / part, *(folder / part).rglob("*")]):
        if path.is_file() and path.suffix != ".pyc":
            found.update(f"{path.relative_to(folder)} {path.stat().st_size} ".encode() + path.read_bytes())
    return found.hexdigest()


RELEASE = release_of(settings.BASE_DIR)
