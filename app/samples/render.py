"""The sample articles, with their dates set around the day on which they are loaded.

Each is a file in `articles/`: a head with `title` and `published`, an empty line, the text.
A day is marked as `{{DAY|FORM}}`. DAY is one of

- `day+12`, `day-1`: so many days from today,
- `tuesday+7`: the first Tuesday that is at least so many days from today,
- `month+2`: the first day of the month so many months from this one;

FORM is `day_month` (12 April), `month_day` (April 12), `month` (April), `weekday` (Monday) or
`year` (2021). The first three add the year where it is not the year of publication, as a
newspaper would.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from calendars.dates.words import MONTHS

SITE = "https://news.example"
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MARK = re.compile(r"\{\{(?P<base>\w+)(?P<steps>[+-]\d+)\|(?P<form>\w+)\}\}")


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article as a source would give it."""

    title: str
    url: str
    published: dt.date
    text: str


def render(today: dt.date) -> list[SampleArticle]:
    """The samples as they would read on that day, oldest first."""
    texts = (files("app.samples") / "articles").iterdir()
    articles = [_article(file.name, file.read_text("utf-8"), today) for file in texts]
    return sorted(articles, key=lambda article: (article.published, article.url))


def day_of(base: str, steps: int, today: dt.date) -> dt.date:
    """The day that a mark means.

    >>> day_of("tuesday", 7, dt.date(2021, 3, 31))
    datetime.date(2021, 4, 13)
    >>> day_of("month", 10, dt.date(2021, 3, 31))
    datetime.date(2022, 1, 1)
    """
    if base == "month":
        months = today.year * 12 + today.month - 1 + steps
        return dt.date(months // 12, months % 12 + 1, 1)
    day = today + dt.timedelta(days=steps)
    if base == "day":
        return day
    return day + dt.timedelta(days=(WEEKDAYS.index(base) - day.weekday()) % 7)


def _article(name: str, source: str, today: dt.date) -> SampleArticle:
    head, _, text = source.partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    base, steps = re.split(r"(?=[+-])", told["published"])
    published = day_of(base, int(steps), today)

    def written(mark: re.Match[str]) -> str:
        day = day_of(mark["base"], int(mark["steps"]), today)
        return FORMS[mark["form"]](day, day.year == published.year)

    slug = name.removesuffix(".txt")
    return SampleArticle(
        title=told["title"],
        url=f"{SITE}/{published:%Y/%m/%d}/{slug}",
        published=published,
        text=MARK.sub(written, text).strip(),
    )


def _day_month(day: dt.date, same_year: bool) -> str:
    return f"{day.day} {_month(day, same_year)}"


def _month_day(day: dt.date, same_year: bool) -> str:
    words = f"{MONTHS[day.month - 1]} {day.day}"
    return words if same_year else f"{words}, {day.year}"


def _month(day: dt.date, same_year: bool) -> str:
    words = MONTHS[day.month - 1]
    return words if same_year else f"{words} {day.year}"


def _weekday(day: dt.date, _same_year: bool) -> str:
    return WEEKDAYS[day.weekday()].capitalize()


def _year(day: dt.date, _same_year: bool) -> str:
    return str(day.year)


FORMS: dict[str, Callable[[dt.date, bool], str]] = {
    "day_month": _day_month,
    "month_day": _month_day,
    "month": _month,
    "weekday": _weekday,
    "year": _year,
}
