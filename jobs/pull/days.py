"""Days as feeds and pages write them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_UNIX = re.compile(r"(1\d{9})(?:\d{3})?")
_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([-/]?)(\d\d)\2(\d\d)(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WORDS = re.compile(r"(?P<month>[a-z]{3})[a-z]*|(?P<year>\d{4})|(?P<day>\d{1,2})", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")


def day(text: str) -> dt.date | None:
    """The day of a date as pages write it (ISO 8601, RFC 5322 or Unix time), None where none.

    It is the day on the publisher's own clock.

    >>> day("2021-03-31T23:30:00-05:00"), day("Wed, 31 Mar 2021 10:00:00 GMT"), day("soon")
    (datetime.date(2021, 3, 31), datetime.date(2021, 3, 31), None)
    """
    written = _ISO.match(text)
    seconds = _UNIX.fullmatch(text.strip())
    try:
        if seconds:
            return dt.datetime.fromtimestamp(int(seconds[1]), dt.UTC).date()
        if written:
            return dt.date(int(written[1]), int(written[2]), int(written[3]))
        return parsedate_to_datetime(text[:100]).date()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def day_in_address(address: str) -> dt.date | None:
    """The day in a page's address, None where there is none.

    >>> day_in_address("https://post.example/news/20260304-forum")
    datetime.date(2026, 3, 4)
    """
    told = _IN_ADDRESS.search(address)
    return day(f"{told[1]}-{told[3]}-{told[4]}") if told else None


def written_day(text: str) -> dt.date | None:
    """The day of a date with its month in English words, None where it is none.

    >>> written_day("4th March, 2026"), written_day("Mar. 4, 2026"), written_day("4 Foo 2026")
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), None)
    """
    found = {told.lastgroup: told[told.lastgroup or 0] for told in _WORDS.finditer(text)}
    month = found.get("month", "").lower()
    if month in _MONTHS and "year" in found and "day" in found:
        number = _MONTHS.index(month) + 1
        return day(f"{found['year']}-{number:02}-{int(found['day']):02}")
    return day(text)
