"""Where the files are that lie beside the packages, and where the program keeps its own.

In a checkout all of that is one folder. A wheel has `templates/`, `static/` and `fonts/` within a package, as else they
would lie beside everybody's (`pyproject.toml` puts them there), and may write nothing where it is installed.
"""

from pathlib import Path

from platformdirs import user_data_path

PACKAGES = Path(__file__).resolve().parents[1]
_SHARED = PACKAGES / "advisor" / "_shared"

IS_INSTALLED = _SHARED.is_dir()
"""Whether this is a wheel, and no checkout."""

_BESIDE = _SHARED if IS_INSTALLED else PACKAGES
TEMPLATES, STATIC, FONTS = _BESIDE / "templates", _BESIDE / "static", _BESIDE / "fonts"

DATA = user_data_path("framework-advisor", appauthor=False) if IS_INSTALLED else PACKAGES
"""The folder of all that is written, unless a variable names another place."""

VARIABLES = DATA / ".env"
"""Variables for who does not want them in the environment, whose word goes first."""
