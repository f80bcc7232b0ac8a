"""The words of a language that join dates, and those by which a date tells its year."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calendars.reading.mention import Offsets
from calendars.reading.notice_labels import Labels
from calendars.reading.series import Series


@dataclass(frozen=True, slots=True)
class Joints:
    """What stands between and before dates that belong together, and inside one.

    `range`, `both` and `choice` are the whole of a gap between two dates; `between` and
    `until` end right before a date, `not_until` dates are never an end; `year`, `weekday`
    and `month` are told by a date itself. `series` finds what is said to come again and again,
    where the language has rules for it; `labels` are those of notices.
    """

    range: re.Pattern[str]
    both: re.Pattern[str]
    choice: re.Pattern[str]
    between: re.Pattern[str]
    until: re.Pattern[str]
    not_until: re.Pattern[str]
    year: re.Pattern[str]
    weekday: re.Pattern[str]
    month: re.Pattern[str]
    labels: Labels
    series: Callable[[str], Iterator[tuple[Offsets, Series]]] | None = None
