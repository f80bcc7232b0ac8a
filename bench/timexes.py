"""How well time expressions are found and understood, on texts of our own.

`tests/corpus/timex/*.txt` holds texts written for Dateline, each under a line
`# NN YYYY-MM-DD kind` with its day of publication. An expression is marked where it stands:
`{Friday=2021-04-02}`, `{late March=2021-03/END}` with its `mod`, `{daily=SET:P1D}`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from calendars.reading.mention import Timex, TimexType
from calendars.reading.timex import tag

FOLDER = Path(__file__).parent.parent / "tests" / "corpus" / "timex"
_HEAD = re.compile(r"# (?P<name>\d+) (?P<day>\d{4}-\d\d-\d\d) (?P<kind>.+)\n")
_MARK = re.compile(r"\{(?P<text>[^{}=]+)=(?P<set>SET:)?(?P<value>[^{}/]+)(?:/(?P<mod>[A-Z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """An expression as annotated: characters `[start, end)`, type, value and mod."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus with its annotation."""

    name: str
    kind: str
    published: dt.date
    text: str
    marked: tuple[Marked, ...]


@dataclass
class Tally:
    """What was found of what is annotated, as TempEval-3 counts it."""

    true: int = 0
    told: int = 0
    strict: int = 0
    value: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """F1 in percent of so many hits."""
        return round(200 * hits / (self.true + self.told), 1) if self.true + self.told else 100.0


def texts() -> Iterator[Text]:
    """The annotated texts, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        pieces = _HEAD.split(path.read_text(encoding="utf-8"))[1:]
        for name, day, kind, body in zip(*(pieces[at::4] for at in range(4)), strict=True):
            text, marked = unmarked(body.strip())
            yield Text(name, kind, dt.date.fromisoformat(day), text, marked)


def unmarked(body: str) -> tuple[str, tuple[Marked, ...]]:
    """The plain text of a marked one, and its expressions."""
    text, marked, position = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[position : mark.start()]
        value = mark["value"]
        start = len(text)
        text += mark["text"]
        kind = _type(value) if mark["set"] is None else TimexType.SET
        marked.append(Marked(start, len(text), kind, value, mark["mod"]))
        position = mark.end()
    return text + body[position:], tuple(marked)


def _type(value: str) -> TimexType:
    if value.endswith("_REF"):
        return TimexType.DATE
    if value.startswith("P"):
        return TimexType.DURATION
    return TimexType.TIME if "T" in value else TimexType.DATE


def score() -> Tally:
    """Count over all texts; the errors say what went wrong where."""
    tally = Tally()
    for text in texts():
        told = tag(text.text, text.published)
        tally.true += len(text.marked)
        tally.told += len(told)
        pairs = _pairs(text.marked, told)
        tally.strict += sum((true.start, true.end) == (one.start, one.end) for true, one in pairs)
        tally.value += sum(true.value == one.value for true, one in pairs)
        tally.errors += _errors(text, told, pairs)
    return tally


def figures() -> dict[str, float]:
    """The figures of our own texts: value on the relaxed span, and the exact span."""
    tally = score()
    return {
        "own: timex, value F1": tally.f1(tally.value),
        "own: timex, strict span F1": tally.f1(tally.strict),
    }


def _pairs(marked: tuple[Marked, ...], told: list[Timex]) -> list[tuple[Marked, Timex]]:
    """Those that share characters, one to one, the same extents first."""
    free = list(told)
    pairs = []
    for exact in (True, False):
        for true in marked:
            if any(true is other for other, _ in pairs):
                continue
            fits = (
                one
                for one in free
                if (
                    (one.start, one.end) == (true.start, true.end)
                    if exact
                    else one.start < true.end and true.start < one.end
                )
            )
            found = next(fits, None)
            if found is not None:
                free.remove(found)
                pairs.append((true, found))
    return pairs


def _errors(text: Text, told: list[Timex], pairs: list[tuple[Marked, Timex]]) -> Iterator[str]:
    paired = [id(one) for pair in pairs for one in pair]
    for true in text.marked:
        if id(true) not in paired:
            yield f"{text.name}: - {text.text[true.start : true.end]} {true.value}"
    for one in told:
        if id(one) not in paired:
            yield f"{text.name}: + {one.text} {one.value}"
    for true, one in pairs:
        if (true.start, true.end, true.value, true.mod, true.type) != (
            one.start,
            one.end,
            one.value,
            one.mod,
            one.type,
        ):
            said = text.text[true.start : true.end]
            yield (
                f"{text.name}: ~ {one.text} {one.type} {one.value} {one.mod}, "
                f"not {said} {true.type} {true.value} {true.mod}"
            )
