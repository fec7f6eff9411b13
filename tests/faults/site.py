"""The site as on several machines: PostgreSQL, Redis, two nodes without sticky sessions, and nginx in front."""

import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests.audit.server import free_port
from tests.faults.client import NAME, Client, Way
from tests.faults.processes import Program

ROOT = Path(__file__).parents[2]
POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
AS_POSTGRES = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
SECONDS_TO_START = 30
KEY = "a-key-for-these-faults-only-0123456789-abcdefghijklmnopqrstuvwxyz"
NGINX = """
daemon off;
user {user};
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/advisor.conf;
}}
"""


def until(is_so: Callable[[], bool], what: str, seconds: float = SECONDS_TO_START) -> float:
    """Wait until something is so, and return for how many seconds. Errors: AssertionError, with what was waited for."""
    start = time.monotonic()
    while not is_so():
        assert time.monotonic() < start + seconds, f"after {seconds:.0f} s not yet: {what}"
        time.sleep(0.05)
    return time.monotonic() - start


class Postgresql(Program):
    """A cluster of its own, safe on the disk as on a real site."""

    def __init__(self, folder: Path) -> None:
        self.port, self.data = free_port(), folder / "data"
        if AS_POSTGRES:
            shutil.chown(folder, "postgres", "postgres")
        initdb = [POSTGRESQL / "initdb", "--auth=trust", "--username=advisor", "--no-sync", "--pgdata", self.data]
        subprocess.run(initdb, stdout=subprocess.DEVNULL, check=True, cwd=folder, **AS_POSTGRES)
        own = f"port={self.port} unix_socket_directories={folder} max_connections=40".split()
        # As docs/several-nodes.md has it.
        quiet = ["log_min_error_statement=panic", "log_error_verbosity=terse"]
        settings = [word for setting in (*own, *quiet) for word in ("-c", setting)]
        command = [str(POSTGRESQL / "postgres"), "-D", str(self.data), *settings]
        super().__init__(command, folder / "postgresql.log", folder=folder, user="postgres")

    def url(self, database: str) -> str:
        return f"postgres://advisor@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        super().start()
        until(self.answers, "PostgreSQL")

    def stop_at_once(self) -> None:
        """Let it drop everything, as when its machine fails; the next start recovers from its log."""
        self.stop(signal.SIGQUIT)

    def answers(self) -> bool:
        try:
            self.query("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            return False
        return True

    def query(self, statement: str, *, database: str = "advisor") -> list[tuple]:
        """Run a statement, and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True, connect_timeout=5) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


class Redis(Program):
    """A Redis that keeps nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        super().__init__(command, folder / "redis.log", folder=folder)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/1"


class Node(Program):
    """A node of the site: gunicorn with the variables of its environment, and nothing else of its own."""

    def __init__(self, folder: Path, name: str, variables: Mapping[str, str]) -> None:
        self.name, self.port = name, free_port()
        environment = (
            os.environ
            | {
                "DEBUG": "false",
                "DJANGO_SETTINGS_MODULE": "advisor.settings",
                "PUBLIC_URL": f"https://{NAME}",
                "SECRET_KEY": KEY,
                "BEHIND_PROXY": "true",
                "BIND": f"127.0.0.1:{self.port}",
                "WEB_CONCURRENCY": "1",
            }
            | variables
        )
        command = [sys.executable, "-m", "gunicorn"]
        super().__init__(command, folder / f"{name}.log", folder=ROOT, environment=environment)

    @property
    def way(self) -> Way:
        return Way(self.port)

    def start(self) -> None:
        super().start()
        until(lambda: Client([self.way]).ask("/").is_good, f"a node on port {self.port}")

    def manage(self, *arguments: str, variables: Mapping[str, str] = {}) -> subprocess.Popen:
        """Begin a command of the site in this node's environment."""
        command = [sys.executable, "manage.py", *arguments]
        own = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen(command, cwd=ROOT, env=self.environment | variables, **own)

    def run(self, *arguments: str, variables: Mapping[str, str] = {}) -> str:
        """Run a command of the site in this node's environment, and return what it tells. Errors: AssertionError."""
        running = self.manage(*arguments, variables=variables)
        told = running.communicate()[0]
        assert running.returncode == 0, told
        return told


class Nginx(Program):
    """nginx with the example of `deploy/`: only addresses and paths are those of this machine."""

    def __init__(self, folder: Path, nodes: list[Node]) -> None:
        self.port = free_port()
        certificate, key = folder / "site.pem", folder / "site.key"
        make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
        subprocess.run(
            [*make.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key],
            stderr=subprocess.DEVNULL,
            check=True,
        )
        self.tls = ssl.create_default_context(cafile=certificate)
        here = {
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "/etc/ssl/advisor.example.pem": str(certificate),
            "/etc/ssl/private/advisor.example.key": str(key),
            "/var/log/nginx/": f"{folder}/",
            "10.0.0.11:8000": f"127.0.0.1:{nodes[0].port}",
            "10.0.0.12:8000": f"127.0.0.1:{nodes[1].port}",
        }
        example = (ROOT / "deploy" / "nginx.conf").read_text()
        for there, own in here.items():
            assert there in example, there
            example = example.replace(there, own)
        (folder / "advisor.conf").write_text(example)
        user = "root" if os.geteuid() == 0 else "nobody"
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user))
        command = ["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/nginx.log"]
        super().__init__(command, folder / "nginx.out", folder=folder)

    @property
    def way(self) -> Way:
        return Way(self.port, self.tls)


class Site:
    """All of it. `through` is the way by the proxy, `across` are both nodes, asked in turn."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder = folder
        (folder / "postgresql").mkdir()
        self.postgresql, self.redis = Postgresql(folder / "postgresql"), Redis(folder)
        shared = {"DATABASE_URL": self.postgresql.url("advisor"), "CACHE_URL": self.redis.url}
        self.nodes = [Node(folder, name, shared | {"PGAPPNAME": name}) for name in ("node-1", "node-2")]
        self.nginx = Nginx(folder, self.nodes)
        self.through, self.across = [self.nginx.way], [node.way for node in self.nodes]

    @contextmanager
    def running(self) -> Iterator["Site"]:
        """Prepare the database from both nodes at once, and serve until the end."""
        with ExitStack() as programs:
            programs.enter_context(self.postgresql.running())
            programs.enter_context(self.redis.running())
            self.postgresql.query("CREATE DATABASE advisor", database="postgres")
            self.prepared = prepare(self.nodes)
            for program in (*self.nodes, self.nginx):
                programs.enter_context(program.running())
            until(lambda: Client(self.through).ask("/").is_good, "nginx")
            yield self

    def logs(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every log: of the nodes, the proxy, PostgreSQL and Redis."""
        for log in self.folder.rglob("*.log"):
            if "data" not in log.parts:  # PostgreSQL's own files
                yield log.name, log.read_text(errors="replace")


def prepare(nodes: list[Node]) -> list[tuple[int, str]]:
    """Run `prepare` on all nodes at once; return how each ended, and what it told."""
    running = [node.manage("prepare") for node in nodes]
    told = [process.communicate()[0] for process in running]
    return [(process.returncode, text) for process, text in zip(running, told, strict=True)]


def versions() -> Iterator[str]:
    """Yield what the servers call themselves."""
    for command in ([POSTGRESQL / "postgres", "--version"], ["redis-server", "--version"], ["nginx", "-v"]):
        told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout
        yield f"{Path(command[0]).name} {re.search(r'[0-9]+[.][0-9.]+', told)[0]}"
