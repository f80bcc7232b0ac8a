"""How long the `dateline` command takes to say something, beside bare Python."""

import resource
import subprocess
import sys
from pathlib import Path

from bench.measure import Subject, control, interleave, table

ROUNDS = 15


def children_seconds() -> float:
    """The CPU seconds of all finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(*words: str) -> Subject:
    """A subject that runs a command to its end."""

    def run() -> float:
        before = children_seconds()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        return children_seconds() - before

    return run


def main() -> None:
    """Print the start-up of `dateline --help` as a ratio to `python -c pass`."""
    dateline = str(Path(sys.executable).parent / "dateline")
    result = interleave(
        {
            "bare": command(sys.executable, "-c", "pass"),
            "bare again": command(sys.executable, "-c", "pass"),
            "help": command(dateline, "--help"),
        },
        rounds=ROUNDS,
    )
    table(
        "start-up, CPU",
        [
            ("python -c pass", f"{result.median('bare') * 1000:.1f} ms"),
            ("dateline --help", f"{result.ratio('help', 'bare'):.1f} x bare Python"),
            ("bare Python twice", control(result, "bare", "bare again")),
        ],
    )
