"""How long work keeps the processor busy, which other processes that run at once hardly lengthen."""

import time
from collections.abc import Callable

DEEPER = (0, 12)  # calls: twelve are some half of a piece of the stack


def shortest(work: Callable[[], object]) -> float:
    """Return the processor's seconds for some work, the kernel's included, at the better of two depths of calls.

    CPython 3.11 takes the memory for calls in pieces of 16 kB, and gives a piece back as soon as it is empty. Where a
    loop happens to call over the edge of one, the kernel is asked for each call: 300,000 times in a preview of 1,000
    results, which took 1.7 s more. How deep a test is called decides that, and has nothing to do with the work.
    """
    return min(seconds(work, calls) for calls in DEEPER)


def seconds(work: Callable[[], object], calls: int) -> float:
    if calls:
        return seconds(work, calls - 1)
    start = time.process_time()
    work()
    return time.process_time() - start
