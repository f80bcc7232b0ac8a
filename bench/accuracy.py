"""How well articles are read and mentions given to their events, on our own data and on others'.

`python -m bench.accuracy [--gold DIR] [--record] [--errors]` prints a table, writes it to
`docs/accuracy.md`, and fails where a figure is more than half a point below the recorded
one (`bench/accuracy.json`; `--record` sets the records anew).
"""

import argparse
import datetime as dt
import importlib.util
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import identity, timexes
from calendars.reading.read import read
from calendars.reading.shape import as_json
from calendars.reading.timex import tag

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
RECORDS = ROOT / "bench" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
TOLERANCE = 0.5
LIKE = 0.5

Event = dict[str, Any]
Fits = Callable[[Event, Event], bool]
SMALL_WORDS = frozenset(
    "a an the of in on at to for and or with by from its his her their s next mr mrs ms dr".split()
)


@dataclass
class Tally:
    """Hits among what was told and what is true."""

    hits: int = 0
    told: int = 0
    true: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.hits / self.told if self.told else 100.0

    @property
    def recall(self) -> float:
        return 100 * self.hits / self.true if self.true else 100.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """All that is counted over a corpus."""

    by: dict[str, Tally] = field(default_factory=dict)
    invented_days: int = 0
    false_events: int = 0
    sure: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)


def articles() -> Iterator[dict[str, Any]]:
    """Our own annotated articles, one JSON object a line."""
    for path in sorted(set(CORPUS.glob("*.jsonl")) - {identity.PAIRS}):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def others(name: str) -> list[dict[str, Any]]:
    """Articles that other writers annotated: `seen` while rules were written, or `held-out`.

    Their events say whether a calendar `must` have them; the others are neither asked nor counted.
    """
    text = (CORPUS / "others" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def read_events(article: dict[str, Any]) -> list[Event]:
    """The events that the reader finds in an article, as REST would give them."""
    reading = read(
        article["text"],
        published=dt.date.fromisoformat(article["published"]),
        title=article.get("title"),
    )
    return as_json(reading)["events"]


def words(text: str | None) -> set[str]:
    """The content words of a name, without accents and plurals."""
    parts = unicodedata.normalize("NFKD", text or "").lower()
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    found = (word for word in re.findall(r"[^\W_]+", plain) if word not in SMALL_WORDS)
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found}


def same_date(told: Event, true: Event) -> bool:
    """Start and end as annotated; a clock time that the annotation leaves out is no error."""
    start, end = true["start"], true["end"]
    begins, ends = _local(told["start"]), _local(told["end"])
    if start == "..":
        return begins is None and ends == end
    if begins is None or not begins.startswith(start) or ends != end:
        return False
    return len(begins) == len(start) or len(start) == len("2021-08-12")


def _local(moment: str | None) -> str | None:
    """The date or wall time without its offset from UTC."""
    return moment and re.sub(r"(?<=T\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)$", "", moment)


def same_name(told: Event, true: Event) -> bool:
    """Half of the content words in common."""
    one, other = words(told["name"]), words(true["name"])
    if not one or not other:
        return False
    common = len(one & other)
    return common / len(one | other) >= LIKE or common / min(len(one), len(other)) >= 0.75


def same_place(told: Event, true: Event) -> bool:
    """The annotated place is part of the one told or the other way round."""
    if true["place"] is None:
        return told["country"] in (None, true["country"]) or true["country"] is None
    one, other = words(told["place"]), words(true["place"])
    named = bool(one) and (one <= other or other <= one)
    return named and (true["country"] is None or told["country"] in (None, true["country"]))


def all_of(*fits: Fits) -> Fits:
    """Whether all fit."""
    return lambda told, true: all(fit(told, true) for fit in fits)


MEASURES: dict[str, Fits] = {
    "date": same_date,
    "date and name": all_of(same_date, same_name),
    "date and place": all_of(same_date, same_place),
    "date and status": all_of(same_date, lambda told, true: told["status"] == true["status"]),
    "date, name, place and status": all_of(
        same_date,
        same_name,
        same_place,
        lambda told, true: told["status"] == true["status"],
    ),
}


def pairs(told: list[Event], true: list[Event], fits: Fits) -> list[tuple[Event, Event]]:
    """As many one-to-one pairs as possible (augmenting paths)."""
    owner: dict[int, int] = {}

    def grow(index: int, seen: set[int]) -> bool:
        ranked = sorted(range(len(told)), key=lambda at: not same_name(told[at], true[index]))
        for at in ranked:
            if at in seen or not fits(told[at], true[index]):
                continue
            seen.add(at)
            if at not in owner or grow(owner[at], seen):
                owner[at] = index
                return True
        return False

    for index in range(len(true)):
        grow(index, set())
    return [(told[at], true[index]) for at, index in owner.items()]


def score_own(chosen: Iterable[dict[str, Any]]) -> Score:
    """Score the reader on articles of our own."""
    score = Score({name: Tally() for name in MEASURES})
    for article in chosen:
        told, true = read_events(article), article["events"]
        for name, fits in MEASURES.items():
            tally = score.by[name]
            found = pairs(told, true, fits)
            tally.hits += len(found)
            tally.told += len(told)
            tally.true += len(true)
        _judge(score, article["id"], told, true)
    return score


def other_figures() -> dict[str, float]:
    """The figures of articles by other writers."""
    figures: dict[str, float] = {}
    for name in ("seen", "held-out"):
        tallies = {measure: Tally() for measure in ("date", "date and name")}
        false_events = 0
        for article in others(name):
            told, true = read_events(article), article["events"]
            false_events += 0 if true else len(told)
            for measure, tally in tallies.items():
                _count_asked(tally, told, true, MEASURES[measure])
        for measure, tally in tallies.items():
            said = f"others, {name}: {measure}"
            figures[f"{said}, precision"] = round(tally.precision, 1)
            figures[f"{said}, recall of what must be told"] = round(tally.recall, 1)
            figures[f"{said}, F1"] = round(tally.f1, 1)
        figures[f"others, {name}: events in articles without any"] = float(-false_events)
    return figures


def _count_asked(tally: Tally, told: list[Event], true: list[Event], fits: Fits) -> None:
    """Count what must be told; what may be told is taken out of what was."""
    found = pairs(told, [event for event in true if event["must"]], fits)
    hit = [id(event) for event, _ in found]
    rest = [event for event in told if id(event) not in hit]
    spare = pairs(rest, [event for event in true if not event["must"]], fits)
    tally.hits += len(found)
    tally.told += len(told) - len(spare)
    tally.true += sum(event["must"] for event in true)


def _judge(score: Score, name: str, told: list[Event], true: list[Event]) -> None:
    right = pairs(told, true, MEASURES["date and name"])
    hit = [id(event) for event, _ in right]
    found = [id(event) for _, event in right]
    sure = [event for event in told if event["confidence"] >= 0.9]
    score.sure.told += len(sure)
    score.sure.hits += sum(id(event) in hit for event in sure)
    score.false_events += 0 if true else len(told)
    for event in told:
        if id(event) not in hit:
            score.invented_days += any(_invented(event, other) for other in true)
            score.errors.append(f"{name}: + {event['name']} | {event['edtf']} | {event['status']}")
    for event in true:
        if id(event) not in found:
            score.errors.append(f"{name}: - {event['name']} | {event['start']} {event['end']}")
    for event, other in right:
        if not same_place(event, other) or event["status"] != other["status"]:
            score.errors.append(
                f"{name}: ~ {event['name']} | {event['place']} {event['country']} "
                f"{event['status']} | not {other['place']} {other['country']} {other['status']}"
            )


def _invented(told: Event, true: Event) -> bool:
    """Whether a day is told of an event whose month or year alone is known."""
    start = told["start"] or ""
    vague = len(true["start"] or "") < len("2021-08-12") and true["start"] != ".."
    return vague and len(start) >= len("2021-08-12") and same_name(told, true)


def own_figures(score: Score) -> dict[str, float]:
    """The figures of our own articles."""
    figures: dict[str, float] = {}
    for name, tally in score.by.items():
        figures[f"own: {name}, precision"] = round(tally.precision, 1)
        figures[f"own: {name}, recall"] = round(tally.recall, 1)
        figures[f"own: {name}, F1"] = round(tally.f1, 1)
    figures["own: right among mentions at confidence 0.9 and more"] = round(score.sure.precision, 1)
    figures["own: days invented"] = float(-score.invented_days)
    figures["own: events in articles without any"] = float(-score.false_events)
    return figures


def held_out_figures(score: Score) -> dict[str, float]:
    """The figures of the articles that no rule was made with."""
    return {f"held out: {name}, F1": round(tally.f1, 1) for name, tally in score.by.items()}


def shared_figures(folder: Path) -> dict[str, float]:
    """The figures of given data, by its own scorers."""
    figures: dict[str, float] = {}
    if (folder / "events" / "score_events.py").exists():
        figures |= _shared_events(folder / "events")
    if (folder / "timex" / "score_timex.py").exists():
        figures |= _shared_timexes(folder / "timex")
    return figures


def _shared_events(folder: Path) -> dict[str, float]:
    scorer = _module(folder / "score_events.py")
    gold = scorer.load_gold(str(folder), "all")
    told = {name: read_events(article) for name, article in gold.items()}
    result = scorer.score(gold, told)
    figures = {
        f"given: events, {name} {measure}": round(100 * result[criterion][key], 1)
        for name, criterion in (
            ("date", "date"),
            ("date and name", "date_name"),
            ("date and place", "date_place"),
            ("date, name and place", "date_name_place"),
        )
        for measure, key in (
            ("precision", "precision"),
            ("recall", "recall"),
            ("F1", "f1"),
            ("must-recall", "must_recall"),
        )
    }
    figures["given: events, status right"] = round(100 * (result["status_accuracy"] or 0), 1)
    figures["given: events, country right"] = round(100 * (result["country_accuracy"] or 0), 1)
    figures["given: events, days invented"] = float(-result["too_precise"])
    figures["given: events in articles without any"] = float(
        -result["no_event_articles"]["false_positives"]
    )
    return figures


def _shared_timexes(folder: Path) -> dict[str, float]:
    scorer = _module(folder / "score_timex.py")
    figures: dict[str, float] = {}
    for corpus in sorted(path for path in folder.iterdir() if path.is_dir()):
        documents = scorer.read_gold(str(corpus))
        told = {document.name: _tagged(document) for document in documents}
        result = scorer.score(documents, told)
        for name, key in (("value F1", "value"), ("strict span F1", "strict")):
            figures[f"given: timex, {corpus.name}, {name}"] = round(100 * result[key]["F1"], 1)
    return figures


def _tagged(document: Any) -> list[dict[str, Any]]:
    return [
        {"start": t.start, "end": t.end, "type": t.type.value, "value": t.value}
        for t in tag(document.text, _published(document))
    ]


def _published(document: Any) -> dt.date:
    """The day of a document: as told, day first where it is not ISO, else its first full date."""
    told = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", document.dct)
    if told:
        return dt.date(int(told[3]), int(told[2]), int(told[1]))
    if document.dct:
        return dt.date.fromisoformat(document.dct[:10])
    days = (t.value for t in tag(document.text, dt.date(2000, 1, 1)))
    return next(dt.date.fromisoformat(d) for d in days if re.fullmatch(r"\d{4}-\d\d-\d\d", d))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def page(figures: dict[str, float], count: int) -> str:
    """The figures as a page of documentation."""
    lines = [
        "# How well articles are read",
        "",
        f"Measured by `make accuracy` on {count} annotated articles written for Dateline"
        " (`tests/corpus/`), and on other data where a folder is given.",
        "Time expressions (timex) are counted as TempEval-3 counts them, on texts of our own"
        " (`tests/corpus/timex/`) and on given ones: the value on a relaxed span, and the exact"
        " span.",
        "Held out are articles of them that were not looked into while rules were written;"
        " [what goes wrong](reading-errors.md) is told by class.",
        "Others are articles that other writers annotated, marking what a calendar must have"
        " (`tests/corpus/others/`): those seen while rules were written, and those held out.",
        "Precision, recall and F1 are in percent; days invented and events in articles without"
        " any are counts.",
        "Pairs are mentions of the hard kinds (`tests/corpus/pairs.jsonl`), labelled before the"
        " rules were finished: precision is the share of the joined pairs that are one event,"
        " recall the share of the pairs of one event that are joined. The held-out half was"
        " counted only, never looked at while rules were written.",
        "",
        "| figure | value |",
        "|---|---|",
    ]
    lines += [f"| {name} | {abs(value):g} |" for name, value in figures.items()]
    return "\n".join(lines) + "\n"


def fallen(figures: dict[str, float], records: dict[str, float]) -> list[str]:
    """The figures that are more than the tolerance below their records."""
    return [
        f"{name}: {abs(figures[name]):g}, recorded {abs(record):g}"
        for name, record in records.items()
        if name in figures and figures[name] < record - TOLERANCE
    ]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--gold", type=Path, help="a folder with timex/ and events/ and scorers")
    parser.add_argument("--record", action="store_true", help="set the records to these figures")
    parser.add_argument("--errors", action="store_true", help="show what was wrong")
    options = parser.parse_args(arguments)
    score = score_own(articles())
    unseen = score_own(article for article in articles() if article.get("held_out"))
    figures = own_figures(score) | held_out_figures(unseen) | other_figures()
    figures |= identity.figures() | timexes.figures()
    if options.gold is None:
        print("Only our own articles are scored: no --gold folder is given.")
    elif not options.gold.is_dir():
        print(f"Only our own articles are scored: there is no folder {options.gold}.")
    else:
        figures |= shared_figures(options.gold)
    for name, value in figures.items():
        print(f"{abs(value):8g}  {name}")
    if options.errors:
        print(*score.errors, *identity.mistakes(), *timexes.score().errors, sep="\n")
    records = json.loads(RECORDS.read_text(encoding="utf-8")) if RECORDS.exists() else {}
    if options.record:
        RECORDS.write_text(json.dumps(records | figures, indent=1) + "\n", encoding="utf-8")
        return
    PAGE.write_text(page(records | figures, sum(1 for _ in articles())), encoding="utf-8")
    lost = fallen(figures, records)
    if lost:
        raise SystemExit("\n".join(["Figures have fallen:", *lost]))


if __name__ == "__main__":
    main()
