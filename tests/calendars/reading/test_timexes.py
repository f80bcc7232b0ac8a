"""Sentences with their time expressions marked in place, as `bench.timexes` tells.

`timexes.txt` has one sentence or short text a line, below the day on which it was published.
"""

import datetime as dt
from pathlib import Path

import pytest

from bench.timexes import Marked, unmarked
from calendars.reading.timex import tag


def lines():
    published = dt.date.min
    for line in Path(__file__).with_name("timexes.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            published = dt.date.fromisoformat(line[2:])
        elif line and not line.startswith("#"):
            yield published, line


@pytest.mark.parametrize(("published", "line"), list(lines()), ids=lambda value: str(value)[:60])
def test_the_time_expressions_of_a_sentence_are_those_marked_in_it(published, line):
    text, marked = unmarked(line)
    told = [Marked(t.start, t.end, t.type, t.value, t.mod) for t in tag(text, published)]
    assert told == list(marked)
