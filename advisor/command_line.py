"""The command `framework-advisor`, which a wheel installs. A checkout has `make run` and `manage.py`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib.metadata import PackageNotFoundError, version

from advisor.commands import calmly, manage
from advisor.data_folder import make_data_folder
from recommender import places

NAME = "framework-advisor"
HELP = f"""\
Which Python web framework should your next project use?

  {NAME} serve                    on http://127.0.0.1:8000/, until Ctrl+C
  {NAME} serve --port 8080        on another port
  {NAME} recommend answers.yaml   for the answers in a file
  {NAME} manage createsuperuser   an editor's account, for /admin/
  {NAME} manage help              all that there is to keep the site

Its database and its key are in {places.DATA},
and variables such as PUBLIC_URL in the environment, or in the file .env there.
"""


def main() -> None:
    """Do what the command line says, and end the process."""
    name, *others = sys.argv[1:] or ["--help"]
    with calmly():
        if name == "manage":
            make_data_folder()
            manage([f"{NAME} manage", *others])
        elif name == "recommend":
            make_data_folder()
            recommend(others)
        else:
            options = parser().parse_args([name, *others])
            if os.name != "posix":
                sys.exit("The server, gunicorn, does not run on Windows. In its Linux (WSL) it does.")
            make_data_folder()
            from advisor.server import serve  # not above: what it imports is not there on Windows

            serve(options.host, options.port)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line, but for that of `recommend` and `manage`, which Django does."""
    found = argparse.ArgumentParser(NAME, description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--version", action="version", version=installed_version())
    commands = found.add_subparsers(required=True, metavar="serve | recommend | manage")
    server = commands.add_parser("serve", description="Serves the site on this machine, until Ctrl+C.")
    server.add_argument("--host", help="the address of this machine to listen at; otherwise 127.0.0.1")
    server.add_argument("--port", type=port, help="the port to listen at; otherwise what PORT says, or 8000")
    for name in ("recommend", "manage"):  # only to be named among the choices
        commands.add_parser(name)
    return found


def installed_version() -> str:
    try:
        return f"Framework Advisor {version(NAME)}"
    except PackageNotFoundError:
        return "Framework Advisor, from a checkout"


def port(text: str) -> int:
    """Return the number of a port. Errors: ValueError."""
    if not 0 < int(text) < 65536:
        raise ValueError
    return int(text)


def recommend(arguments: Sequence[str]) -> None:
    """Recommend a framework for the answers in a file, also where nobody has served the site yet."""
    if not {"-h", "--help"} & set(arguments):
        with redirect_stdout(io.StringIO()):  # whose program reads the answer wants nothing else
            manage([NAME, "prepare"])
    manage([NAME, "recommend", *arguments])
