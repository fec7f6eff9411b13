"""The web server's settings, the same on a laptop as in production: gunicorn takes the names here for its own.

What differs comes from the environment: docs/running.md.
"""

import os
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from environ import Env

from advisor.logs import logging_settings
from recommender import places

Env.read_env(places.VARIABLES)  # as the settings do: what the environment says wins

wsgi_app = "advisor.wsgi"
# Only this machine by default. For others a proxy stands in front: a slow client would hold a thread (decision 36).
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "advisor.worker.DrainingWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("THREADS", "4"))
preload_app = True  # read once, in memory once as long as nobody changes it
forwarder_headers = ""  # none, such as SCRIPT_NAME, says where the site is: PUBLIC_URL does
timeout = 60  # seconds after which a worker that gives no sign is killed
graceful_timeout = 30  # seconds in all for a worker that is to stop: to drain, and to answer what it has begun
keepalive = 75  # seconds: longer than the proxy's, so that it is the proxy who hangs up, and never into a request
# A worker makes way for a new one now and then, so that nothing can grow for ever.
max_requests = 50_000
max_requests_jitter = 10_000
control_socket_disable = True  # signals are enough
logconfig_dict = logging_settings(Env())

metrics_address = os.environ.get("METRICS", "")
if metrics_address:
    # Each worker counts into files here, and the first process adds them up. Before anything imports the library.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix="advisor-metrics-")


def when_ready(server: Any) -> None:
    """Serve the metrics of all workers, at an address of their own."""
    if metrics_address:
        from prometheus_client import CollectorRegistry, multiprocess, start_http_server

        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        host, _, port = metrics_address.rpartition(":")
        start_http_server(int(port), host or "127.0.0.1", registry)


def child_exit(server: Any, worker: Any) -> None:
    if metrics_address:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    if metrics_address:
        rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
