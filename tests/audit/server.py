"""The site as it runs in production: gunicorn, compressed static files, a database of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent
SECONDS_TO_START = 30
PASSWORD = "correct horse battery staple"  # of all editors in the stories
TELL = "import django; django.setup(); from tests.audit import {story}; {story}.tell()"


@contextmanager
def running_site(port: int = 0, story: str = "history") -> Iterator[dict[str, str]]:
    """The addresses by name of the pages of a site after a story, a module beside this one; it stops at the end."""
    port = port or free_port()
    site = f"http://localhost:{port}"
    with TemporaryDirectory() as folder:
        environment = environment_in(Path(folder), site)
        tell = [sys.executable, "-c", TELL.format(story=story)]
        paths = json.loads(subprocess.check_output(tell, cwd=ROOT, env=environment))
        with serving(environment | {"BIND": f"127.0.0.1:{port}"}) as server:
            wait_for(site, server)
            yield {name: site + path for name, path in paths.items()}


def environment_in(folder: Path, site: str) -> dict[str, str]:
    """In what environment a site runs as in production, with a database of its own in a folder."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "advisor.settings",
        "PUBLIC_URL": site,
    }


@contextmanager
def serving(environment: Mapping[str, str], log: IO[str] | None = None) -> Iterator[subprocess.Popen]:
    """The server's first process, as gunicorn.conf.py starts it; its log may go to a file."""
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environment, stderr=log)
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(site: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(site).close()
        except HTTPError:
            break  # it answers, but with an error: no use in waiting
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site did not start on {site}.")
