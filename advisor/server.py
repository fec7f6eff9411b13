"""The site on this machine, as `framework-advisor serve` starts it: prepared, and with the server of any other site."""

import errno
import os
import socket
import sys
from ipaddress import ip_address
from multiprocessing import get_context
from typing import Any

from environ import Env
from gunicorn.app.base import BaseApplication
from gunicorn.util import parse_address

from advisor.commands import calmly, manage
from advisor.http.static_files import collect_static_files
from recommender import places

DEFAULT_PORT = "8000"


def serve(host: str | None, port: int | None) -> None:
    """Prepare the site and serve it until somebody stops it, and the process with it."""
    settle_address(host, port)
    require_free(os.environ["BIND"])
    tell("Preparing; the first time that takes some ten seconds …")
    # Apart, since commands have other settings than a server, which no visitor may keep waiting.
    preparing = get_context("fork").Process(target=prepare)
    preparing.start()
    preparing.join()
    if preparing.exitcode:
        sys.exit(preparing.exitcode)
    tell(f"Framework Advisor is on {os.environ['PUBLIC_URL'].rstrip('/')}/ (stop it with Ctrl+C).")
    Server().run()


def settle_address(host: str | None, port: int | None) -> None:
    """Say in the environment where the server listens and, unless somebody has, by which address people come."""
    Env.read_env(places.VARIABLES)  # as the settings do
    if host or port or "BIND" not in os.environ:
        host = f"[{host}]" if host and ":" in host else host or "127.0.0.1"
        os.environ["BIND"] = f"{host}:{port or os.environ.get('PORT') or DEFAULT_PORT}"
    listens, _, its_port = os.environ["BIND"].rpartition(":")
    if "PUBLIC_URL" not in os.environ:
        os.environ["PUBLIC_URL"] = f"http://{'127.0.0.1' if is_everywhere(listens) else listens}:{its_port}"
        if is_everywhere(listens):
            tell("It listens at all addresses, but answers others only if PUBLIC_URL says by which one they come.")


def is_everywhere(host: str) -> bool:
    """Return whether a host stands for all addresses of this machine."""
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:  # a name
        return False


def require_free(bind: str) -> None:
    """End the process, with what to do, if nothing can listen there."""
    try:
        address: Any = parse_address(bind, DEFAULT_PORT)
    except RuntimeError as error:  # of a port that is none
        sys.exit(f"Nothing can listen at {bind}: {str(error).rstrip('.')}.")
    if not isinstance(address, tuple):
        return  # a socket in the file system, which the server makes anew
    try:
        with socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            probe.bind(address)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            sys.exit(f"Nothing can listen at {bind}: {error.strerror}.")
        port = address[1]
        sys.exit(f"Port {port} is in use. Stop what uses it, or: framework-advisor serve --port {port % 65535 + 1}")


def prepare() -> None:
    """Make the database and the static files ready."""
    with calmly():
        manage(["framework-advisor", "prepare"])
        collect_static_files()


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn in this process: it takes no words from the command line, and no file or package of the folder it is in.

    `python -m gunicorn` would take a checkout's code for its own if somebody stood in one.
    """

    def load_config(self) -> None:
        from advisor import server_settings

        for name, value in vars(server_settings).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from advisor.wsgi import application

        return application
