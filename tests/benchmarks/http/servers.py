"""What is measured, as it runs: processes of a checkout of the site, and servers on ports of their own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.audit.server import free_port, wait_for

ROOT = Path(__file__).parents[3]
WITHIN = Path(__file__).parent / "within"
IDLE = 0.2  # seconds without any work
BARE, SITE = "bare", "advisor.wsgi"
# As on a public site (gunicorn.conf.py), but one worker, which is the same from the first request to the last.
GUNICORN = ["-m", "gunicorn", "--workers", "1", "--threads", "4", "--max-requests", "0", "--log-level", "warning"]
TELL = "import sys, django; django.setup(); import {module}; {module}.tell(*sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its host and port, and the number of its only worker's process."""

    address: str
    worker: int

    def memory(self) -> tuple[int, int]:
        """Return the bytes that the worker has in memory (VmRSS), and its part of them if others share some (Pss)."""
        return kept_in(self.worker, "status", "VmRSS"), kept_in(self.worker, "smaps_rollup", "Pss")

    def processor_seconds(self) -> float:
        """Return how much of the processor's time the worker has taken since it began."""
        after_name = Path(f"/proc/{self.worker}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")

    def processor_seconds_when_idle(self) -> float:
        """Wait until the worker has nothing to do, and return the same."""
        earlier, now = -1.0, self.processor_seconds()
        while now > earlier:
            time.sleep(IDLE)
            earlier, now = now, self.processor_seconds()
        return now


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with the site's code, which need not be this one."""

    folder: Path = ROOT

    def environment(self, database: str) -> dict[str, str]:
        """Return in what environment its processes run: as on a public site, with a database of their own."""
        return os.environ | {
            "DATABASE_URL": database,
            "DEBUG": "false",
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "PUBLIC_URL": "http://127.0.0.1",  # one for all, as it is part of pages and so of their ETags
            "PYTHONPATH": f"{self.folder}{os.pathsep}{WITHIN}",
            "SECRET_KEY": "a-key-for-this-measurement-only-0123456789-abcdefghijklmnop",
        }

    def tell(self, database: str, module: str, *arguments: object, asked: object = None) -> Any:
        """Call `tell` of a module of the folder “within” in the site's code, and return what it prints."""
        return self.told(database, "-c", TELL.format(module=module), *arguments, asked=asked)

    def seconds_to_start(self, database: str, application: str) -> tuple[float, float]:
        """Return how long a worker takes until its application is there, and until it has answered for a page."""
        return self.told(database, "-m", "started", application, time.monotonic())

    def told(self, database: str, *arguments: object, asked: object = None) -> Any:
        """Run Python in the site's code with something to ask as its input; return what it prints, both as JSON."""
        told = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment(database),
            input=json.dumps(asked),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        # The last line: what commands of the site say of their work comes before it.
        return json.loads(told.stdout.splitlines()[-1])

    @contextmanager
    def running(self, database: str, application: str = SITE) -> Iterator[Server]:
        """Serve until the end: one process, four threads."""
        address = f"127.0.0.1:{free_port()}"
        command = [sys.executable, *GUNICORN, "--bind", address, f"{application}:application"]
        server = subprocess.Popen(command, cwd=self.folder, env=self.environment(database))
        try:
            wait_for(f"http://{address}", server)
            yield Server(address, only_child(server.pid))
        finally:
            server.terminate()
            server.wait()


def only_child(process: int) -> int:
    """Return the number of the one process that a process has begun."""
    [child] = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return int(child)


def kept_in(process: int, file: str, name: str) -> int:
    """Return a number of bytes that Linux tells of a process."""
    lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
