"""A worker starts with all it needs for any address, and without what few requests need."""

import subprocess
import sys

STARTED = """
import gc, sys
import advisor.wsgi
loaded = set(sys.modules)
assert gc.isenabled() and gc.get_freeze_count() > 100_000, gc.get_freeze_count()
assert {"advisor.urls", "advisor.api.endpoints", "recommender.admin"} <= loaded
print(*sorted({name.partition(".")[0] for name in loaded}))
"""


def test_addresses_are_read_at_the_start_and_numpy_with_the_first_result():
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)  # noqa: S603
    assert {"numpy", "pytest"}.isdisjoint(done.stdout.split())
