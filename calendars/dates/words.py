"""Dates in plain words, for titles, pages and messages: one walk, and a catalogue a language."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calendars.dates.edtf import Interval, OneOf, Point, Span, window_of
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window

PRECISION_WORDS = {
    Precision.MINUTE: "day and time announced",
    Precision.DAY: "day announced, time not",
    Precision.WEEK: "a few days to choose from, day not announced",
    Precision.MONTH: "month announced, day not",
    Precision.QUARTER: "season or quarter announced, day not",
    Precision.YEAR: "year announced, day not",
    Precision.UNKNOWN: "date not announced",
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates.

    `months` are named as after a day, `in_months` as without one, `parts` are seasons,
    quarters and halves by their EDTF numbers. Every language has phrases of the same names:
    `month`, `part` and `year` are units of time, `somewhen` is a unit that stands alone.
    """

    months: Sequence[str]
    in_months: Sequence[str]
    parts: Mapping[int, str]
    phrases: Mapping[str, str]

    def date(self, when: When) -> str:
        """The date as a reader would say it.

        >>> ENGLISH.date(When.of("2021-03-30/2021-04-02"))
        '30 March – 2 April 2021'
        >>> ENGLISH.date(When.of("2021-08"))
        'some time in August 2021'
        >>> ENGLISH.date(When.of("[2021-08-12,2021-08-13]"))
        '12 or 13 August 2021'
        """
        date = when.date
        match date:
            case Point():
                return self._marked(date)
            case Interval():
                return self._interval(date)
            case OneOf():
                return self._choice(date)

    def day(self, day: dt.date) -> str:
        """A day as `12 August 2021`."""
        return self._say("day", day=self._in_year(day), year=day.year)

    def days(self, window: Window) -> str:
        """A stretch of days as `11 – 20 August 2021`, with no more than needed said twice."""
        first, last = window.first, window.last
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{self._in_year(first)} – {self.day(last)}"
        return f"{first.day} – {self.day(last)}"

    def _say(self, phrase: str, **gaps: Any) -> str:
        return self.phrases[phrase].format(**gaps)

    def _in_year(self, day: dt.date) -> str:
        return f"{day.day} {self.months[day.month - 1]}"

    def _point(self, point: Point) -> str:
        if point.day is None:
            return self._say("somewhen", unit=self._end(point))
        return self._end(point)

    def _end(self, point: Point) -> str:
        """A point that something else stands before."""
        if point.clock is not None:
            return f"{self.day(point.window.first)}, {point.clock:%H:%M}{_zone(point)}"
        if point.day is not None:
            return self.day(point.window.first)
        if point.month is not None:
            return self._say("month", month=self.in_months[point.month - 1], year=point.year)
        if point.part is not None:
            return self._say("part", part=self.parts[point.part], year=point.year)
        return self._say("year", year=point.year)

    def _marked(self, point: Point) -> str:
        if point.approximate:
            words = self._say("about", unit=self._end(point))
        else:
            words = self._point(point)
        return self._say("unconfirmed", date=words) if point.uncertain else words

    def _interval(self, date: Interval) -> str:
        start, end = date.start, date.end
        if start is None or end is None:
            if end is not None:
                return self._say("until", end=self._end(end))
            if start is not None:
                return self._say("from", start=self._end(start))
            return self._say("unknown")
        if start.precision == end.precision == Precision.DAY:
            return self.days(Window(start.window.first, end.window.last))
        if start.clock and end.clock and (start.window, start.offset) == (end.window, end.offset):
            day = self.day(start.window.first)
            return f"{day}, {start.clock:%H:%M} – {end.clock:%H:%M}{_zone(start)}"
        return self._say("from_until", start=self._end(start), end=self._end(end))

    def _choice(self, date: OneOf) -> str:
        days = [
            member.window.first
            for member in date.members
            if isinstance(member, Point) and member.day is not None
        ]
        if len(days) == len(date.members):
            return self._days_of_choice(days)
        if len(date.members) == 1 and isinstance(date.members[0], Span):
            return self._window(window_of(date))
        return self._say("one_of", members=", ".join(map(self._member, date.members)))

    def _days_of_choice(self, days: Sequence[dt.date]) -> str:
        in_one_month = len({(day.year, day.month) for day in days}) == 1
        head = ", ".join(str(day.day) if in_one_month else self.day(day) for day in days[:-1])
        return self._say("or", head=head, last=self.day(days[-1])) if head else self.day(days[-1])

    def _window(self, window: Window) -> str:
        """One day somewhere within a stretch of days."""
        first, last = window.first, window.last
        if first == OPEN_PAST:
            return self._say("not_after", day=self.day(last))
        if last == OPEN_FUTURE:
            return self._say("not_before", day=self.day(first))
        if last == dt.date(first.year, 12, 31) and window.days > 31:
            return self._say("rest_of_year", year=first.year, day=self._in_year(first))
        return self._say(
            "between", first=self.day(first), last=self.day(last), days=self.days(window)
        )

    def _member(self, member: Point | Span) -> str:
        if isinstance(member, Point):
            return self._end(member)
        if member.first is None or member.last is None:
            phrase, end = (
                ("or_later", member.first) if member.first else ("or_earlier", member.last)
            )
            return self._say(phrase, end=self._end(end)) if end else self._say("unknown")
        return self._say("to", first=self._end(member.first), last=self._end(member.last))


def _zone(point: Point) -> str:
    if point.offset is None:
        return ""
    minutes = int(abs(point.offset).total_seconds()) // 60
    sign = "−" if point.offset < dt.timedelta() else "+"
    return f" (UTC{sign}{minutes // 60:02}:{minutes % 60:02})" if minutes else " (UTC)"


MONTHS = (
    "January February March April May June July August September October November December"
).split()
ENGLISH = DateWords(
    months=MONTHS,
    in_months=MONTHS,
    parts={
        21: "spring",
        22: "summer",
        23: "autumn",
        24: "winter",
        33: "the first quarter of",
        34: "the second quarter of",
        35: "the third quarter of",
        36: "the fourth quarter of",
        40: "the first half of",
        41: "the second half of",
    },
    phrases={
        "day": "{day} {year}",
        "month": "{month} {year}",
        "part": "{part} {year}",
        "year": "{year}",
        "somewhen": "some time in {unit}",
        "about": "about {unit}",
        "unconfirmed": "{date}, not confirmed",
        "unknown": "date not announced",
        "from": "from {start} on",
        "until": "until {end}",
        "from_until": "{start} – {end}",
        "or": "{head} or {last}",
        "one_of": "one of {members}",
        "to": "{first} to {last}",
        "or_later": "{end} to later",
        "or_earlier": "earlier to {end}",
        "not_before": "some time from {day} on",
        "not_after": "some time until {day}",
        "rest_of_year": "some time in {year}, not before {day}",
        "between": "some time between {first} and {last}",
    },
)
in_words, day_words, days_words = ENGLISH.date, ENGLISH.day, ENGLISH.days
