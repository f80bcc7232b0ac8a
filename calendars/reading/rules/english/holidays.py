"""Days with names: feasts of a fixed day, and those that move with Easter or a weekday."""

import datetime as dt

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.periods import DAY, Period, Unit
from calendars.reading.rules.english.years import year_of

FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "boxing day": (12, 26), "new year 's day": (1, 1), "new year 's eve": (12, 31),
    "new year day": (1, 1), "halloween": (10, 31), "valentine 's day": (2, 14),
    "may day": (5, 1), "veterans day": (11, 11), "armistice day": (11, 11),
    "all saints day": (11, 1), "all saints ' day": (11, 1), "epiphany": (1, 6),
    "international women 's day": (3, 8), "earth day": (4, 22), "victory day": (5, 9),
    "bastille day": (7, 14), "april fools ' day": (4, 1),
    "fourth of july": (7, 4), "st . patrick 's day": (3, 17),
}  # fmt: skip
FROM_EASTER = {
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2,
    "palm sunday": -7, "ash wednesday": -46, "maundy thursday": -3, "whit monday": 50,
    "ascension day": 39, "pentecost": 49,
}  # fmt: skip
# The nth weekday (Monday is 0) of a month; −1 is the last. Those of the United States.
BY_WEEKDAY = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "presidents day": (2, 0, 3),
    "presidents ' day": (2, 0, 3), "mother 's day": (5, 6, 2), "father 's day": (6, 6, 3),
    "martin luther king day": (1, 0, 3),
}  # fmt: skip


def easter(year: int) -> dt.date:
    """Western Easter Sunday (Meeus/Jones/Butcher), of the Julian calendar before the reform.

    >>> easter(2021).isoformat()
    '2021-04-04'
    >>> easter(1350).isoformat()
    '1350-03-28'
    """
    if year <= LAST_JULIAN_YEAR:
        return _julian_easter(year)
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return dt.date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


LAST_JULIAN_YEAR = 1582


def _julian_easter(year: int) -> dt.date:
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday in a year.

    Raises:
        KeyError: There is no such holiday.
    """
    if name in FIXED:
        return dt.date(year, *FIXED[name])
    if name in FROM_EASTER:
        return easter(year) + FROM_EASTER[name] * DAY
    month, weekday, number = BY_WEEKDAY[name]
    if number < 0:
        last = Period.month(year, month).last
        return last - (last.weekday() - weekday) % 7 * DAY
    first = dt.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY


def _holiday(hit: TimexHit, context: Context) -> Value:
    name = " ".join(hit.words("name")).replace("’", "'")
    year, here = year_of(hit), context.here
    if year is not None:
        return Value.of(Period(Unit.DAY, holiday(name, year)))
    days = [holiday(name, here.year + offset) for offset in (-1, 0, 1)]
    tense = Tense.UNKNOWN if context.history else context.tense(hit)
    if tense is Tense.FUTURE:
        days = [day for day in days if day >= here]
    elif tense is Tense.PAST:
        days = [day for day in days if day <= here]
    return Value.of(Period(Unit.DAY, min(days, key=lambda day: abs(day - here))))


def _pattern(name: str) -> str:
    return name.replace(" 's", " POSSESSIVE").replace(" '", " APOSTROPHE").replace(" .", " DOT")


def _is_named(hit: TimexHit) -> bool:
    return hit.tokens.words[hit.range("name")[0]][0].isupper()


NAMES = "|".join(
    map(_pattern, sorted({**FIXED, **FROM_EASTER, **BY_WEEKDAY}, key=len, reverse=True))
)

RULES = [
    Rule("holiday", "DAYNAME", f"name:({NAMES}) (COMMA? of? y:YEAR)?", _holiday, _is_named),
]
