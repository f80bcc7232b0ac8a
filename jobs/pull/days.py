"""Days as feeds and pages write them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")


def day(text: str) -> dt.date | None:
    """The day of a date as pages write it (ISO 8601 or RFC 5322), None where it is none.

    It is the day on the publisher's own clock.

    >>> day("2021-03-31T23:30:00-05:00"), day("Wed, 31 Mar 2021 10:00:00 GMT"), day("soon")
    (datetime.date(2021, 3, 31), datetime.date(2021, 3, 31), None)
    """
    written = _ISO.match(text)
    try:
        if written:
            return dt.date(int(written[1]), int(written[2]), int(written[3]))
        return parsedate_to_datetime(text[:100]).date()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
