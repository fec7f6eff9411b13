"""Whom a request counts for, whatever it claims."""

import pytest

from advisor.http.client_address import networks_of

V6 = [("2001:db8:1:2::/64", 1), ("2001:db8:1::/48", 10)]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "connection", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.9", [("203.0.113.9", 1)]),
        (1, "198.51.100.1, 203.0.113.7", "10.0.0.1", [("203.0.113.7", 1)]),
        (1, "203.0.113.7", "10.0.0.1", [("203.0.113.7", 1)]),
        (1, "", "10.0.0.1", [("10.0.0.1", 1)]),
        (1, "203.0.113.7, unknown", "10.0.0.1", [("10.0.0.1", 1)]),
        (2, "198.51.100.1, 203.0.113.7, 192.0.2.8", "10.0.0.1", [("203.0.113.7", 1)]),
        (2, "203.0.113.7", "10.0.0.1", [("10.0.0.1", 1)]),  # it came past one of them
        (1, "198.51.100.1, 203.0.113.7:4711", "10.0.0.1", [("203.0.113.7", 1)]),
        (1, "[2001:db8:1:2::7]:4711", "10.0.0.1", V6),
        (1, "[2001:db8:1:2::7]", "10.0.0.1", V6),
        (1, "2001:db8:1:2::1", "10.0.0.1", V6),
        (0, "", "2001:db8:1:2:3:4:5:6", V6),
        (0, "", "2001:db8:1:2::1%eth0", V6),
        (0, "", "::ffff:203.0.113.9", [("203.0.113.9", 1)]),
        (1, "", "", [("nowhere", 1)]),
        (1, "[", "]:1", [("nowhere", 1)]),
    ],
)
def test_the_networks_that_count(rf, settings, proxies, forwarded, connection, expected):
    settings.BEHIND_PROXY = proxies
    request = rf.get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=connection)
    assert list(networks_of(request)) == expected


@pytest.mark.parametrize("forged", ["198.51.100.1", "203.0.113.7, 198.51.100.1", "[::1]:1", ",,,", "203.0.113.8, x"])
def test_nothing_that_a_client_sends_changes_whom_it_counts_for(rf, settings, forged):
    settings.BEHIND_PROXY = 1
    request = rf.get("/", HTTP_X_FORWARDED_FOR=f"{forged}, 203.0.113.9", HTTP_FORWARDED=f"for={forged}")
    assert list(networks_of(request)) == [("203.0.113.9", 1)]
