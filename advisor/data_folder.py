"""The folder where an installed site keeps its own, and the key in it, which nobody has to think of."""

import os
import re
import secrets
import sys

from django.core.files import locks

from recommender import places


def make_data_folder() -> None:
    """Make the folder, and in it a key unless there is one; or end the process. Before Django reads its settings."""
    try:
        places.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        if "SECRET_KEY" not in os.environ:
            keep_key()
    except OSError as error:
        sys.exit(f"Framework Advisor keeps its database and its key in {places.DATA}, but: {error}")


def keep_key() -> None:
    """Add a key to the file of variables, unless it has one, and let nobody else read it."""
    descriptor = os.open(places.VARIABLES, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        locks.lock(file, locks.LOCK_EX)  # who starts at the same moment finds what was made
        text = file.read()
        if not re.search(r"^\s*(export\s+)?SECRET_KEY\s*=", text, re.MULTILINE):
            places.VARIABLES.chmod(0o600)
            before = "\n" if text and not text.endswith("\n") else ""
            file.write(f"{before}SECRET_KEY={secrets.token_urlsafe(50)}\n")
