"""A time of day with its zone, as a text tells it."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

from calendars.dates.zones import offset_at
from calendars.reading.meaning import Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as told: wall time, zone or offset from UTC where the text has them.

    Midnight ends its day (T24:00).
    """

    time: dt.time
    zone: str | None = None
    offset: dt.timedelta | None = None
    ends_day: bool = False

    def on(self, day: Period) -> Value:
        """The value on a day, or on a date that is no finer than a month."""
        wall = self.time.isoformat("seconds" if self.time.second else "minutes")
        if self.ends_day:
            return dataclasses.replace(
                Clock(self.time, self.zone, self.offset).on(day.shift(1)),
                value=f"{day.value}T24:00",
                period=day,
            )
        value = f"{day.value}T{wall}"
        is_utc = self.zone in ("Etc/UTC", "Etc/GMT") and self.offset is None
        if day.unit is not Unit.DAY:
            raise ValueError(f"{value} is no time of a day")
        edtf = value + self._offset_text(dt.datetime.combine(day.first, self.time))
        return Value(
            TimexType.TIME, value + ("Z" if is_utc else ""), edtf, zone=self.zone, period=day
        )

    def _offset_text(self, local: dt.datetime) -> str:
        offset = self.offset
        if offset is None and self.zone is not None:
            offset = offset_at(local, self.zone)
        if offset is None:
            return ""
        minutes = abs(offset) // dt.timedelta(minutes=1)
        sign = "-" if offset < dt.timedelta() else "+"
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "Z"
