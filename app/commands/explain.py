"""Why a reading is as it is: every time expression, and why each mention stands or fell."""

from typing import Any

from app.commands.show import plain
from app.commands.show import text as show
from calendars.reading.mention import Reading, Timex


def timex_as_json(timex: Timex) -> dict[str, Any]:
    """A time expression in the shape of `timex --jsonl`."""
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "text": timex.text,
    }


def as_json(reading: Reading) -> dict[str, Any]:
    """Every time expression with its rule, and every decision with its reasons."""
    return {
        "timexes": [
            timex_as_json(timex) | {"rule": timex.rule, "edtf": timex.edtf}
            for timex in reading.timexes
        ],
        "decisions": [
            {
                "span": list(decision.span),
                "text": decision.text,
                "kept": decision.kept,
                "reasons": list(decision.reasons),
            }
            for decision in reading.decisions
        ],
    }


def tell(reading: Reading) -> None:
    """Print the same for people."""
    show("\nTime expressions")
    for timex in reading.timexes:
        show(f"  {timex.start:>6}  {plain(timex.text)}  →  {timex.value}  ({timex.rule})")
    show("\nMentions")
    for decision in reading.decisions:
        word = "kept" if decision.kept else "dropped"
        show(f"  {decision.span[0]:>6}  {word:<7}  {plain(decision.text)}")
        for reason in decision.reasons:
            show(f"{'':>17}  {plain(reason)}")
