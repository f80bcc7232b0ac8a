"""Fair timing on a busy machine: CPU time, interleaved rounds, and a control that may fail."""

import json
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

CONTROL_BAND = (0.9, 1.1)

Subject = Callable[[], float]


@dataclass
class Result:
    """The CPU seconds of one round for each subject, by name."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def median(self, subject: str) -> float:
        """The median of a subject's rounds, in CPU seconds."""
        return statistics.median(self.seconds[subject])

    def ratio(self, subject: str, other: str) -> float:
        """How many times the CPU of `other` the subject took, the median over rounds."""
        pairs = zip(self.seconds[subject], self.seconds[other], strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)


def interleave(subjects: dict[str, Subject], *, rounds: int) -> Result:
    """Run every subject once a round, in a new order each time.

    A subject is a function that works once and answers the CPU seconds it took.
    """
    result = Result({name: [] for name in subjects})
    order = list(subjects)
    shuffle = random.Random(1).shuffle
    for _ in range(rounds):
        shuffle(order)
        for name in order:
            result.seconds[name].append(subjects[name]())
    return result


def control(result: Result, one: str, other: str) -> str:
    """What the ratio of two equal subjects says about the run."""
    ratio = result.ratio(one, other)
    low, high = CONTROL_BAND
    verdict = "quiet enough" if low <= ratio <= high else "TOO NOISY: this run says nothing"
    return f"control {ratio:.2f} ({verdict})"


def table(title: str, rows: list[tuple[str, str]]) -> None:
    """Print rows of a label and a figure under a title."""
    width = max(len(label) for label, _ in rows)
    print(f"\n{title}")
    for label, figure in rows:
        print(f"  {label:<{width}}  {figure}")
    print(json.dumps({"bench": title, "figures": dict(rows)}))
