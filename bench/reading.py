"""How fast articles are read, beside a scan for words and a peer that finds dates alone."""

import datetime as dt
import gc
import re
import subprocess
import sys
import time
from collections.abc import Callable

from app.cli import COLLECTOR
from app.samples.render import render
from bench.measure import Subject, control, interleave, table
from calendars.reading.read import read
from calendars.reading.timex import tag

ROUNDS = 5
ARTICLE_CHARACTERS = 3500
LONGER = 100
DAY = dt.date(2021, 3, 31)
# Run in a process of its own: CPU seconds and resident memory for the names of places.
LOAD_PLACES = """
import resource, time
from calendars.reading.gazetteer import gazetteer

def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize()

used = resident()
begun = time.process_time()
names = len(gazetteer())
seconds = time.process_time() - begun
print(f"{names:,} in {seconds:.2f} s, {(resident() - used) / 2**20:.0f} MB")
"""


def articles() -> list[str]:
    """Our own sample texts, joined to articles of the usual length."""
    texts = [sample.text for sample in render(DAY)]
    joined = []
    for first in range(len(texts)):
        text = ""
        for step in range(len(texts)):
            text += texts[(first + step) % len(texts)] + "\n\n"
            if len(text) >= ARTICLE_CHARACTERS:
                break
        joined.append(text[:ARTICLE_CHARACTERS])
    return joined


def long_text(texts: list[str]) -> str:
    """All the articles over and over, to the length of a hundred."""
    return "\n\n".join(texts * (LONGER // len(texts)))


def places_load() -> str:
    """How many names of places there are, and what it costs to load them."""
    return subprocess.run(
        [sys.executable, "-c", LOAD_PLACES], capture_output=True, text=True, check=True
    ).stdout.strip()


def over(texts: list[str], work: Callable[[str], object], *, times: int) -> Subject:
    """A subject that does a piece of work on each text, as CPU seconds for one text."""

    def run() -> float:
        before = time.process_time()
        for _ in range(times):
            for text in texts:
                work(text)
        return (time.process_time() - before) / (times * len(texts))

    return run


def main() -> None:
    """Print articles a second for each reader, and the ratios."""
    gc.set_threshold(*COLLECTOR)  # as the command line has it
    texts = articles()
    subjects = {
        "words": over(texts, re.compile(r"\w+").findall, times=100),
        "words again": over(texts, re.compile(r"\w+").findall, times=100),
        "dateline": over(texts, lambda text: read(text, published=DAY), times=3),
        "tagger": over(texts, lambda text: tag(text, DAY), times=3),
        "long text": over([long_text(texts)], lambda text: read(text, published=DAY), times=1),
    }
    read(texts[0], published=DAY)
    peer = dateparser_subject(texts)
    if peer:
        subjects["dateparser"] = peer
    result = interleave(subjects, rounds=ROUNDS)
    pace = {name: 1 / result.median(name) for name in subjects}
    versus = (
        f"{pace['dateline'] / pace['dateparser']:.1f} x its {pace['dateparser']:.0f} a second"
        if peer
        else "not measured: dateparser is not installed"
    )
    table(
        f"reading, {len(texts)} articles of {ARTICLE_CHARACTERS} characters, one core",
        [
            ("whole reader", f"{pace['dateline']:.0f} articles a second"),
            ("its tagger alone", f"{pace['tagger']:.0f} articles a second"),
            (
                f"a text {LONGER} times as long",
                f"{result.ratio('long text', 'dateline'):.0f} x the time",
            ),
            ("the names of places", places_load()),
            ("beside \\w+ alone", f"{pace['dateline'] / pace['words']:.3f} x its pace"),
            ("beside dateparser.search_dates", versus),
            ("words twice", control(result, "words", "words again")),
        ],
    )


def dateparser_subject(texts: list[str]) -> Subject | None:
    """The peer, told the language, or None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    return over(texts, lambda text: search_dates(text, languages=["en"]), times=1)
