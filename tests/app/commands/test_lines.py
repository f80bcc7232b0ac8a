import json
import subprocess
import sys
import time
from io import FileIO

import pytest

from app.commands.lines import chunks

PROGRAM = """
import sys
from app.commands.lines import answer_all
from tests.app.commands.test_lines import double
answer_all(double, jobs=int(sys.argv[1]), limit=1000)
"""


def double(asked):
    """Answer a number with its double, now and then slowly, and break at a word."""
    if asked["n"] % 7 == 0:
        time.sleep(0.002)
    return {"n": asked["n"] * 2}


def start(jobs):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(jobs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def answers(given, jobs=2):
    out, err = start(jobs).communicate(given, timeout=60)
    assert err == b""
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_order(jobs):
    given = "".join(json.dumps({"id": n, "n": n, "fill": "x" * 500}) + "\n" for n in range(2000))
    assert answers(given.encode(), jobs) == [{"id": n, "n": n * 2} for n in range(2000)]


def test_an_answer_comes_before_the_next_question():
    process = start(2)
    for n in range(3):
        process.stdin.write(json.dumps({"id": n, "n": n}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"id": n, "n": n * 2}
    assert process.communicate(timeout=60) == (b"", b"")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_line_is_told_and_the_rest_goes_on(jobs):
    lines = [
        b"not json",
        b"[1]",
        b'{"n": 1}',
        b'{"id": "a", "n": "word"}',
        b"\xff\xfe",
        b'{"id": "long", "n": ' + b" " * 2000 + b"1}",
        b"[" * 900,
        b"",
        b'{"id": "\\ud800", "n": 1}',
        b'{"id": "last", "n": 2}',
    ]
    said = answers(b"\n".join(lines), jobs)
    assert ["error" in answer for answer in said] == [True] * 7 + [False] * 2
    assert [answer["id"] for answer in said] == [
        None,
        None,
        None,
        "a",
        None,
        None,
        None,
        "\ud800",
        "last",
    ]


def test_a_reader_that_has_enough_ends_it_quietly():
    with start(2) as process:
        process.stdin.write(b'{"id": 1, "n": 1}\n' * 6_000)
        process.stdout.readline()
        process.stdout.close()
        process.stdin.close()
        process.wait(timeout=60)
        assert b"Fatal" not in process.stderr.read()


@pytest.mark.parametrize("limit", [10, 100_000, 300_000])
def test_lines_are_found_wherever_the_pieces_end(tmp_path, limit):
    lines = [b"x" * size for size in (3, 0, 65536, 65535, 200_000, 7)]
    path = tmp_path / "lines"
    path.write_bytes(b"\n".join(lines))
    with FileIO(path) as source:
        found = [line for chunk in chunks(source, limit) for line in chunk]
    assert found == [line if len(line) <= limit else None for line in lines]
