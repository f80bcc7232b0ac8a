"""English words that say how often: every Monday, on the first Tuesday of each month."""

import re
from collections.abc import Iterator

from calendars.reading.mention import Offsets
from calendars.reading.rules.english.date_words import WEEKDAY_OF
from calendars.reading.series import Often, Series

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NTH = r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)"
_AND = r"(?:,\s|\s?&\s|,?\sand\s(?:the\s|every\s|on\s)?|/)"
_OF_MONTH = r"(?:of|in)\s(?:the|each|every|a)\smonth|(?:each|every)\smonth|monthly"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
# Only a word with one of these letters is looked at further.
_REPEATED = re.compile(
    rf"""\b(?=[eatflmsw\d])(?:
    (?:(?P<every>every|each)\s)?(?:the\s)?(?P<nths>{_NTH}(?:{_AND}{_NTH}){{0,3}})\s
        (?P<nth_days>{_DAY}s?(?:{_AND}{_DAY}s?){{0,4}})(?:\s(?P<of_month>{_OF_MONTH}))?
    |(?:every|each)\s(?P<other>other\s|alternate\s)?(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,4}})
    |(?P<alternate>alternate\s|(?:fortnightly|every\s(?:two\sweeks|fortnight)),?\son\s)
        (?P<alternating>{_DAY}s?(?:{_AND}{_DAY}s?){{0,4}})
    |(?P<from>{_DAY})s?\s?(?:to|through|-|–)\s?(?P<to>{_DAY})s
    |(?P<plural>{_DAY}s(?:{_AND}{_DAY}s){{0,4}})(?!\sfor\s[A-Z])
    |(?P<weekday>every\sweekday)
    |(?:(?P<monthly>monthly|every\smonth|each\smonth),?\son\s)?the\s
        (?P<month_days>\d{{1,2}}(?:st|nd|rd|th)(?:{_AND}\d{{1,2}}(?:st|nd|rd|th))?)
        (?!\s{_DAY})(?:\sday)?(?P<of_every>\sof\s(?:each|every)\smonth)?
    )\b(?!['’])""",
    re.IGNORECASE | re.VERBOSE,
)
_HABIT = re.compile(
    r"\b(?:meets?|gathers?|convenes?|(?:is|are) (?:usually )?held|takes? place|regular\w*|usually|"
    r"monthly|opens?|runs?|hosts?|holds?|sits?)\b"
)
_AHEAD = re.compile(r"\b(?:will|to be|was|were|this|next)\b")
_MONTHLY = re.compile(r"\b(?:monthly|(?:every|each) month)\b")
LOOK_BACK = 70


def find(text: str) -> Iterator[tuple[Offsets, Series]]:
    """The repetitions that a text tells, in order, each with its rule."""
    for match in _REPEATED.finditer(text):
        series = _series(text, match)
        if series is not None:
            yield match.span(), series


def _series(text: str, match: re.Match[str]) -> Series | None:
    if match["nths"]:
        return _in_month(text, match)
    if match["days"]:
        return _weekly(match["days"], 2 if match["other"] else 1)
    if match["alternating"]:
        return _weekly(match["alternating"], 2)
    if match["from"]:
        return _range(match["from"], match["to"])
    if match["plural"]:
        return _weekly(match["plural"], 1)
    if match["weekday"]:
        return _range("monday", "friday")
    if not (match["monthly"] or match["of_every"]):
        return None
    days = sorted({int(day) for day in re.findall(r"\d+", match["month_days"])})
    return Series(Often.MONTHLY, month_days=tuple(days)) if 1 <= days[0] <= days[-1] <= 31 else None


def _in_month(text: str, match: re.Match[str]) -> Series | None:
    """The second Tuesday of each month; “every second Tuesday” alone may be every other one."""
    places = [_ORDINALS[word] for word in re.findall(_NTH, match["nths"].lower())]
    of_month = (match["of_month"] or "").lower()
    if match["every"]:
        sure = bool(of_month) or len(places) > 1 or places[0] not in (2, 3)
    else:
        sure = of_month != "" and "the month" not in of_month and "a month" not in of_month
        sure = sure or (bool(of_month) and _is_habit(text, match.start()))
        sure = sure or match["nth_days"].lower().endswith("s")
        before = text[max(0, match.start() - LOOK_BACK) : match.start()]
        sure = sure or _MONTHLY.search(before.rpartition(".")[2].lower()) is not None
    if not sure:
        return None
    days = _weekdays(match["nth_days"])
    return Series(Often.MONTHLY, tuple((place, day) for day in days for place in places))


def _is_habit(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start].rpartition(".")[2]
    return _HABIT.search(before) is not None and _AHEAD.search(before) is None


def _weekly(words: str, interval: int) -> Series:
    return Series(Often.WEEKLY, tuple((0, day) for day in _weekdays(words)), interval=interval)


def _weekdays(words: str) -> list[int]:
    return sorted({WEEKDAY_OF[day] for day in re.findall(_DAY, words.lower())})


def _range(first: str, last: str) -> Series | None:
    start, end = WEEKDAY_OF[first.lower()], WEEKDAY_OF[last.lower()]
    days = tuple((0, day) for day in range(start, end + 1))
    return Series(Often.WEEKLY, days) if len(days) > 1 else None
