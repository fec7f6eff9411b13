"""The licences of the code, and of the catalogue with the ratings that results hold: pages and files take them here."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TEXTS = Path(__file__).parent
"""A file for each, named by its SPDX identifier."""

AUTHORS = "Framework Advisor contributors"


@dataclass(frozen=True)
class Licence:
    """A licence: what people call it, its SPDX identifier, and where its authors keep it."""

    name: str
    spdx: str
    url: str

    @cached_property
    def paragraphs(self) -> list[str]:
        """Return its text, a paragraph in a piece; lines of nothing but signs are left out."""
        blocks = re.split(r"\n\s*\n", (TEXTS / f"{self.spdx}.txt").read_text())
        return [" ".join(block.split()) for block in blocks if re.search(r"\w", block)]


CODE = Licence("BSD 3-Clause", "BSD-3-Clause", "https://opensource.org/license/bsd-3-clause")
DATA = Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")


def credit(edition: int) -> str:
    """Return the line that is enough to credit the ratings of an edition (its number)."""
    return f"Ratings: {AUTHORS}, {DATA.name}, edition {edition}"
