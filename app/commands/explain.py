"""Why a reading is as it is, for people to read."""

from collections.abc import Sequence

from app.commands.show import plain
from app.commands.show import text as show
from calendars.reading.mention import Reading, Timex


def tell_timexes(timexes: Sequence[Timex]) -> None:
    """Print each time expression of a text: where it begins, what it means, by which rule.

    Behind “from” stands what it is counted from: `tN` is the Nth, `t0` the publication.
    """
    for number, timex in enumerate(timexes, start=1):
        counted = "" if timex.anchor is None else f", from t{timex.anchor}"
        told = " ".join(filter(None, (timex.value, timex.mod, timex.quant, timex.freq)))
        show(
            f"t{number:<4} {timex.start:>6}  {plain(timex.text)}  →  "
            f"{timex.type.value} {told}  ({timex.rule}{counted})"
        )


def tell(reading: Reading) -> None:
    """Print every time expression with its rule, and why each mention stands or fell."""
    show("\nTime expressions")
    for timex in reading.timexes:
        show(f"  {timex.start:>6}  {plain(timex.text)}  →  {timex.value}  ({timex.rule})")
    show("\nMentions")
    for decision in reading.decisions:
        word = "kept" if decision.kept else "dropped"
        at = decision.span[0] if decision.span[1] else "–"
        show(f"  {at:>6}  {word:<7}  {plain(decision.text)}")
        for reason in decision.reasons:
            show(f"{'':>17}  {plain(reason)}")
