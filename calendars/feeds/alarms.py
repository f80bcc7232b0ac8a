"""Alarms that a reader's own program rings (RFC 5545 §3.6.6)."""

from collections.abc import Sequence

from calendars.dates.before import Before
from calendars.feeds.lines import content_line

END = "END:VEVENT\r\n"


def with_alarms(vevent: str, alarm: Sequence[Before]) -> str:
    r"""The VEVENT with an alarm for each of the times before its start.

    >>> with_alarms("BEGIN:VEVENT\r\nEND:VEVENT\r\n", [Before.of("P1D")]).split()[3]
    'TRIGGER:-P1D'
    """
    if not alarm:
        return vevent
    rung = "".join(
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        + content_line("TRIGGER", f"-{before}")
        + content_line("DESCRIPTION", "Reminder")
        + "END:VALARM\r\n"
        for before in alarm
    )
    return vevent.replace(END, rung + END)
