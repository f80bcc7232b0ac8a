"""Times that come again by a rule (RFC 5545 §3.3.10), expanded within bounds."""

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from calendars.errors import InvalidField

# A rule is looked at no further than this, so that one that never comes again ends too.
MOST_LOOKED_AT = 20_000
MOST_YEARS = 50
# The numbers that each part may hold, so that no reader of a calendar stumbles over them.
NUMBERS = {
    "INTERVAL": (1, 1_000),
    "COUNT": (1, 10_000),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
}
_DAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_WORDS = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile(
        r"[1-9]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{6}Z?)?", re.ASCII
    ),
    "BYDAY": re.compile(rf"[+-]?\d{{0,2}}{_DAY}(?:,[+-]?\d{{0,2}}{_DAY})*", re.ASCII),
    "WKST": re.compile(_DAY),
}
LONGEST_RULE = 300

_NUMBER = re.compile(r"[+-]?\d{1,5}", re.ASCII)

Moment = dt.date | dt.datetime


def check_rule(rule: str, first: Moment) -> None:
    """Refuse a rule that no calendar keeps, or that its first time does not fit.

    Raises:
        InvalidField: It is none, comes more often than daily, or leaves out the start.
    """
    try:
        if not is_sound(rule):
            raise ValueError(rule)
        expanded = _rule(rule, _naive(first))
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidField(_WRONG, field="rrule") from error
    if next(iter(expanded), None) != _naive(first):
        raise InvalidField(
            f"“rrule”: {rule[:80]} does not fall on the start, {first:%Y-%m-%d}: "
            "let the first time be the start.",
            field="rrule",
        )


def times(rule: str, first: Moment, begins: dt.date, ends: dt.date) -> Iterator[Moment]:
    """The times of a series from one day to another, both inclusive.

    `first` is its first time: a day, or a wall time without a zone; so are all. `UNTIL`
    counts as a whole day, whatever clock time it has.

    >>> [day.isoformat() for day in times(
    ...     "FREQ=MONTHLY;BYDAY=1TU", dt.date(2021, 5, 4), dt.date(2021, 6, 1), dt.date(2021, 8, 1)
    ... )]
    ['2021-06-01', '2021-07-06']
    """
    timed = isinstance(first, dt.datetime)
    for looked_at, moment in enumerate(_rule(rule, _naive(first))):
        if moment.date() > ends or looked_at >= MOST_LOOKED_AT:
            return
        if moment.date() >= begins:
            yield moment if timed else moment.date()


def last_day(rule: str, first: Moment) -> dt.date | None:
    """The last day of a series, None where it has no end.

    >>> last_day("FREQ=WEEKLY;COUNT=3", dt.date(2021, 5, 4))
    datetime.date(2021, 5, 18)
    """
    if not re.search(r"(?:^|;)(?:COUNT|UNTIL)=", rule):
        return None
    tail = deque(islice(_rule(rule, _naive(first)), MOST_LOOKED_AT), maxlen=1)
    return (tail[0] if tail else _naive(first)).date()


def is_sound(rule: str) -> bool:
    """Whether it has the parts of a rule, each once and with numbers that it may hold."""
    named = [part.partition("=")[::2] for part in rule.split(";")]
    parts = dict(named)
    return (
        len(rule) <= LONGEST_RULE
        and len(parts) == len(named)
        and parts.keys() <= _WORDS.keys() | NUMBERS.keys()
        and "FREQ" in parts
        and all(pattern.fullmatch(parts[name]) for name, pattern in _WORDS.items() if name in parts)
        and not {"COUNT", "UNTIL"} <= parts.keys()
        and all(
            _NUMBER.fullmatch(number) and low <= int(number) <= high and (int(number) or not low)
            for name, (low, high) in NUMBERS.items()
            for number in parts.get(name, "1").split(",")
        )
    )


@lru_cache(maxsize=1024)
def _rule(text: str, first: dt.datetime) -> rrule:
    """The rule with its last day, as whole days on the clocks of the place."""
    if "COUNT=" in text:
        return _parsed(text, first)
    last = dt.date(min(first.year + MOST_YEARS, dt.MAXYEAR), 12, 31)
    until = re.search(r"(?:^|;)UNTIL=(\d{8})[^;]*", text)
    if until:
        text = text.replace(until[0], "").lstrip(";")
        last = min(last, dt.date.fromisoformat(until[1]))
    return _parsed(text, first).replace(until=dt.datetime.combine(last, dt.time(23, 59)))


def _parsed(text: str, first: dt.datetime) -> rrule:
    rule = rrulestr(text, dtstart=first)
    if not isinstance(rule, rrule):
        raise TypeError(text)
    return rule


def _naive(moment: Moment) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None, second=0, microsecond=0)
    return dt.datetime.combine(moment, dt.time())


_WRONG = (
    "“rrule” is a rule that comes again daily or more rarely, such as FREQ=MONTHLY;BYDAY=1TU, "
    "with at most one of COUNT and UNTIL (RFC 5545)."
)
