"""From an empty folder to a framework's first page, by the commands of the catalogue and nothing else."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from recommender.engine.types import FirstPage

SECONDS_FOR_A_COMMAND = 180
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
TO_REGISTRY = re.compile(r"PIP_.*|.*_proxy|.*_CA_BUNDLE|SSL_CERT_.*", re.IGNORECASE)
"""Names of variables that say how this machine reaches the package registry: a mirror, a certificate, a proxy."""


class FirstPageError(Exception):
    """The commands lead to no page. The message says which one failed, and with what output."""


def status_of_first_page(page: FirstPage, folder: Path, cache: Path) -> int:
    """Do what the catalogue says in a new folder, and return the status of the first answer; nothing runs on.

    `cache` keeps what pip has downloaded. Errors: FirstPageError.
    """
    folder.mkdir()
    environment = new_environment(folder, cache)
    for command in page.commands:
        run(shlex.split(command), folder, environment)
    if page.file:
        (folder / page.file).write_text(page.code, encoding="utf-8")
    with serving(page, folder, environment) as server:
        return first_status(page.address, server)


def new_environment(folder: Path, cache: Path) -> dict[str, str]:
    """Make a virtual environment in a folder, and return the variables of a shell that has activated it."""
    run([sys.executable, "-m", "venv", ".venv"], folder, dict(os.environ))
    to_registry = {name: value for name, value in os.environ.items() if TO_REGISTRY.fullmatch(name)}
    own = {"HOME": folder, "PATH": folder / ".venv" / "bin", "VIRTUAL_ENV": folder / ".venv", "PIP_CACHE_DIR": cache}
    return to_registry | {name: str(value) for name, value in own.items()}


def run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command to its end. Errors: FirstPageError if it fails or takes too long."""
    try:
        subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS_FOR_A_COMMAND,
            check=True,
        )
    except OSError as error:
        raise FirstPageError(f"{shlex.join(command)}: {error.strerror}") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise FirstPageError(f"{error}\n{error.output}") from error


@contextmanager
def serving(page: FirstPage, folder: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Keep the server running meanwhile, and stop it with all that it started. Errors: FirstPageError."""
    if is_taken(page.address):
        raise FirstPageError(f"{page.address} answers before the server has started: another program uses this port.")
    log = folder / "server.log"
    with log.open("wb") as output:
        # A session of its own makes it and its children one group: servers that reload themselves have children.
        server = subprocess.Popen(
            shlex.split(page.serve),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        try:
            yield server
        finally:
            stop(server, page.address)
    except FirstPageError as failure:
        raise FirstPageError(f"{page.serve}: {failure}\n{log.read_text(errors='replace')}") from failure


def is_taken(address: str) -> bool:
    """Tell whether something listens at an address."""
    place = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((place.hostname, place.port)) == 0


def first_status(address: str, server: subprocess.Popen[bytes]) -> int:
    """Return the status of the first answer at an address. Errors: FirstPageError."""
    # Without the machine's proxy, which would look for the address on its own machine.
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end:
        if server.poll() is not None:
            raise FirstPageError(f"the server ended with exit code {server.returncode}")
        try:
            with opener.open(address, timeout=SECONDS_TO_ANSWER) as answer:
                return answer.status
        except HTTPError as error:
            raise FirstPageError(f"{address} answers with {error.code}") from error
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise FirstPageError(f"{address} does not answer within {SECONDS_TO_ANSWER} seconds")


def stop(server: subprocess.Popen[bytes], address: str) -> None:
    """End a server with all that it started, and wait until nothing listens at its address any more."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        server.wait(SECONDS_TO_STOP)
    with suppress(ProcessLookupError):  # of children that outlive it there are none, usually
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    # Only the server itself can be waited for: on a busy machine its children end a moment after it.
    end = time.monotonic() + SECONDS_TO_STOP
    while is_taken(address) and time.monotonic() < end:
        time.sleep(0.05)
