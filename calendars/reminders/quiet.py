"""Quiet hours: local times between which nothing is sent but what cannot wait.

What comes due in them is held back until they end. A reminder of an event that begins
before that comes when they begin, and other news of such an event is not held back.
"""

import datetime as dt
import re
from dataclasses import dataclass

from calendars.dates import zones
from calendars.dates.before import DAY
from calendars.dates.when import When
from calendars.errors import InvalidField
from calendars.store.tables import About

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local times of a zone between which it is quiet; `till` is no longer quiet.

    >>> str(Quiet.of("22:00-07:00", "Europe/Riga"))
    '22:00-07:00'
    """

    since: dt.time
    till: dt.time
    zone: str

    @classmethod
    def of(cls, text: str, zone: str) -> "Quiet":
        """Read `HH:MM-HH:MM`; the second time may be of the next day.

        Raises:
            InvalidField: It is none, or both times are the same.
        """
        match = _HOURS.fullmatch(text)
        if match is None or match.group(1, 2) == match.group(3, 4):
            raise InvalidField(
                f"“{text[:60]}” are no quiet hours: write two times such as 22:00-07:00.",
                field="quiet_hours",
            )
        since, till = (dt.time.fromisoformat(part) for part in text.split("-"))
        return cls(since, till, zone)

    def around(self, moment: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
        """When the quiet hours that the moment lies in begin and end, None where it is not quiet.

        Both in UTC. A wall time that a clock change leaves out moves forward by the change,
        one that happens twice is the first.
        """
        local = moment.astimezone(zones.zone(self.zone)).date()
        for day in (local - DAY, local):
            begin = self._at(day, self.since)
            end = self._at(day if self.since < self.till else day + DAY, self.till)
            if begin <= moment < end:
                return begin, end
        return None

    def _at(self, day: dt.date, time: dt.time) -> dt.datetime:
        return zones.to_utc(dt.datetime.combine(day, time), self.zone)

    def __str__(self) -> str:
        """The text that `of` reads."""
        return f"{self.since:%H:%M}-{self.till:%H:%M}"


def brought_forward(moment: dt.datetime, date: str, hours: str | None, zone: str) -> dt.datetime:
    """When to remind of an event of that date, if that is due at that moment.

    The same moment, unless the event may begin before the quiet hours around it end.
    `date` is as reminders keep it: an instant, a day, other EDTF text, or "".
    """
    around = Quiet.of(hours, zone).around(moment) if hours else None
    if around is None or not _begins(date, zone, by=around[1]):
        return moment
    return around[0]


def held_until(
    now: dt.datetime, about: About, date: str, hours: str | None, zone: str
) -> dt.datetime | None:
    """Until when a message about an event of that date is held back, None if it is not.

    A notice of an event that is known by its day is held back into that day, but no longer.
    """
    around = Quiet.of(hours, zone).around(now) if hours else None
    if around is None or about is About.CONFIRM:
        return None
    by = around[1] if about is About.BEFORE else around[1] - DAY
    return None if _begins(date, zone, by=around[1], day_by=by) else around[1]


def _begins(date: str, zone: str, *, by: dt.datetime, day_by: dt.datetime | None = None) -> bool:
    """Whether the event begins by a moment; where only its day is known, the day by another."""
    begins = When.of(date).begins if date else None
    if begins is None:
        return False
    if begins.moment is not None:
        return begins.moment <= by
    return begins.window.first <= (day_by or by).astimezone(zones.zone(zone)).date()
