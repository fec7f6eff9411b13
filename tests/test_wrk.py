"""What wrk tells of a server is read by `make bench-http`; a run in which anything failed must not become a figure."""

import pytest

from tests.benchmarks.http.wrk import Load, LoadError, Request, parsed

TOLD = """Running 3s test @ http://127.0.0.1:50735/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    86.42ms  296.11ms   1.03s    75.00%
    Req/Sec     1.30k    86.50     1.49k    75.00%
  Latency Distribution
     50%  732.00us
     75%    2.59ms
     90%    4.24ms
     99%    1.03s{}
  3912 requests in 3.01s, 259.30KB read
Requests/sec:   1298.06
Transfer/sec:     86.14KB
""".format(" ")  # wrk fills up with a blank


def test_figures_are_read_with_their_units():
    assert parsed(TOLD) == Load(count=3912, rate=1298.06, p50=0.000732, p99=1.03)


@pytest.mark.parametrize(
    "told",
    [
        TOLD.replace("Requests/sec", "  Non-2xx or 3xx responses: 7\nRequests/sec"),
        TOLD.replace("Requests/sec", "  Socket errors: connect 0, read 0, write 0, timeout 1\nRequests/sec"),
        TOLD.replace("  3912 requests", "  0 requests"),
        TOLD.replace("     50%", "     51%"),
        "unable to connect to 127.0.0.1:50735 Connection refused",
    ],
)
def test_a_run_that_failed_gives_no_figure(told):
    with pytest.raises(LoadError, match="wrk tells"):
        parsed(told)


def test_a_request_is_written_as_http_has_it():
    request = Request("/a?b=c", "POST", {"Accept": "text/html"}, "x=1")
    lines = ["POST /a?b=c HTTP/1.1", "Host: 127.0.0.1:1", "Accept: text/html", "Content-Length: 3", "", "x=1"]
    assert request.to("127.0.0.1:1") == "\r\n".join(lines)
