"""One event as the calendar part of a mail (RFC 6047)."""

from calendars.feeds.frame import PRODID
from calendars.feeds.lines import content_line
from calendars.feeds.timezones import vtimezones

METHOD = "PUBLISH"


def posted(vevent: str, sender: str) -> bytes:
    """A VEVENT as a calendar object that is posted to its reader, who is asked nothing.

    PUBLISH wants an ORGANIZER, which is who posts it, and no ATTENDEE (RFC 5546 §3.2.1).
    """
    organizer = content_line("ORGANIZER", f"mailto:{sender}")
    body = vevent.removesuffix("END:VEVENT\r\n") + organizer + "END:VEVENT\r\n"
    head = [("VERSION", "2.0"), ("PRODID", PRODID), ("CALSCALE", "GREGORIAN"), ("METHOD", METHOD)]
    lines = "".join(content_line(name, value) for name, value in head)
    return f"BEGIN:VCALENDAR\r\n{lines}{vtimezones([vevent])}{body}END:VCALENDAR\r\n".encode()
