"""wrk, which asks a server as fast as it answers: https://github.com/wg/wrk, Debian's package `wrk`."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from tempfile import NamedTemporaryFile

CONNECTIONS = 8
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
SCRIPT = """
local requests, at = {{{requests}}}, 0
function request()
  at = at % #requests + 1
  return requests[at]
end
"""


class LoadError(Exception):
    """Something was measured that is not what it should be, so its figures are worth nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is sent."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def to(self, host: str) -> str:
        """Return what goes over the wire."""
        length = {"Content-Length": str(len(self.body))} if self.body else {}
        lines = [f"{name}: {value}" for name, value in ({"Host": host} | self.headers | length).items()]
        return "\r\n".join([f"{self.method} {self.path} HTTP/1.1", *lines, "", self.body])


@dataclass(frozen=True, slots=True)
class Load:
    """How many requests were answered, how many in a second, and within how many seconds half and 99 % of them."""

    count: int
    rate: float
    p50: float
    p99: float


def load(address: str, requests: Sequence[Request], seconds: int) -> Load:
    """Send requests in turn to a host and port for so long, eight at a time. Errors: LoadError."""
    raw = ",\n".join(json.dumps(request.to(address)) for request in requests)  # to Lua, too, these are texts
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(requests=raw))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--timeout", "30s", "--latency"]
        done = subprocess.run(
            [*command, "-s", script.name, f"http://{address}/"], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise LoadError(done.stdout + done.stderr)
    return parsed(done.stdout)


def parsed(text: str) -> Load:
    """Return what wrk tells. Errors: LoadError, with its text, when a request failed or a figure is missing."""
    failed = re.search(r"Socket errors|Non-2xx or 3xx responses", text)
    count = re.search(r"^ *(\d+) requests in ", text, re.MULTILINE)
    rate = re.search(r"^Requests/sec: +([\d.]+)$", text, re.MULTILINE)
    waits = dict(re.findall(r"^ +(50|99)% +([\d.]+[a-z]+) *$", text, re.MULTILINE))
    if failed or not count or not rate or len(waits) < 2 or not int(count[1]):
        raise LoadError(f"wrk tells:\n{text}")
    return Load(int(count[1]), float(rate[1]), seconds_in(waits["50"]), seconds_in(waits["99"]))


def seconds_in(text: str) -> float:
    """Return a duration as wrk writes it, such as 6.12ms."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()
    return float(number) * UNITS[unit]


def answer(address: str, request: Request) -> tuple[int, dict[str, str], bytes]:
    """Send one request; return the status, the headers and the body as it was sent."""
    connection = HTTPConnection(address, timeout=60)
    connection.request(request.method, request.path, request.body or None, request.headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.getheaders()), body
