"""Why a reading is as it is, for people to read."""

from app.commands.show import plain
from app.commands.show import text as show
from calendars.reading.mention import Reading


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
