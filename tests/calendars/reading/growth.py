"""How the time for a text grows with its length."""

import gc
import sys
import time
from collections.abc import Callable

LONGER = 100
# A busy machine may slow one of two runs several times over; where time grows with the
# square of the length, it grows a hundred times faster than the text.
MOST_TIMES_SLOWER = 8
GRAIN = 0.01
BATCHES = 3


def grows_linearly(
    work: Callable[[str], object],
    make: Callable[[int], str],
    length: int,
    *,
    longer: int = LONGER,
) -> bool:
    """Whether a text so many times longer takes no more than its share of CPU time."""
    short, long = make(length), make(longer * length)
    work(short)
    usual = min(_seconds_each(work, short) for _ in range(BATCHES))
    most = MOST_TIMES_SLOWER * longer * usual
    return any(_seconds_once(work, long) <= most for _ in range(2))


def _seconds_once(work: Callable[[str], object], text: str) -> float:
    """The CPU time of one run, without a garbage collector that looks at other tests' objects."""
    gc.disable()
    try:
        begun = time.process_time()
        work(text)
        return time.process_time() - begun
    finally:
        gc.enable()


def _seconds_each(work: Callable[[str], object], text: str) -> float:
    """The CPU time of one run, taken over as many as the clock can tell."""
    begun, runs = time.process_time(), 0
    while (spent := time.process_time() - begun) < GRAIN:
        work(text)
        runs += 1
    return spent / runs


TIMES = 3
# Some pieces begin or end otherwise; what grows with the square takes nine times as many.
MOST_TIMES_STEPS = 4


def steps_grow_linearly(
    work: Callable[[str], object], make: Callable[[int], str], length: int
) -> bool:
    """Whether a text three times longer takes no more than four times as many steps."""
    short, long = make(length), make(TIMES * length)
    work(long)
    return steps(work, long) <= MOST_TIMES_STEPS * steps(work, short)


def steps(work: Callable[[str], object], text: str) -> int:
    """How many lines of Python work on a text, one in a loop counted each time it comes."""
    lines = 0

    def count(frame, event, argument):
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return lines
