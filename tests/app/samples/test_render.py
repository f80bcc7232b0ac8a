import datetime as dt
import re

import pytest

from app.samples.render import SampleArticle, render
from calendars.dates.words import MONTHS

DAYS = [
    dt.date(2021, 3, 31),
    dt.date(2024, 2, 29),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
]


def named(name: str, today: dt.date) -> SampleArticle:
    return next(article for article in render(today) if article.url.endswith(name))


@pytest.mark.parametrize("today", DAYS)
def test_every_mark_is_written_out(today):
    for article in render(today):
        assert not re.search(r"[{}|]|day[+-]", article.title + article.text)


@pytest.mark.parametrize("today", DAYS)
def test_no_article_is_older_than_the_one_before_or_from_the_future(today):
    days = [article.published for article in render(today)]
    assert days == sorted(days)
    assert days[-1] <= today


@pytest.mark.parametrize("today", DAYS)
def test_a_weekday_beside_its_date_is_the_right_one(today):
    said = [
        found
        for article in render(today)
        for found in re.findall(r"(\w+day), (\d+) (\w+)(?: (\d{4}))?", article.text)
    ]
    assert len(said) == 3
    for weekday, day, month, year in said:
        named_day = dt.date(int(year or today.year), MONTHS.index(month) + 1, int(day))
        if not year and named_day < today - dt.timedelta(days=30):
            pytest.fail(f"{named_day} should have been given its year")
        assert f"{named_day:%A}" == weekday


def test_a_day_of_another_year_says_so():
    text = named("harbour-summit-announced", dt.date(2026, 12, 28)).text
    assert "in Gdansk on 6 January 2027," in text
    assert "Wednesday" in text


def test_the_same_day_gives_the_same_articles():
    assert render(dt.date(2021, 3, 31)) == render(dt.date(2021, 3, 31))


def test_the_announcement_and_the_postponement_name_the_same_old_day():
    today = dt.date(2021, 3, 31)
    announced = named("harbour-summit-announced", today)
    postponed = named("harbour-summit-postponed", today)
    assert announced.published < postponed.published
    assert "held in Gdansk on 14 April," in announced.text
    assert "held in Gdansk on 14 April, has been postponed to 12 May," in postponed.text


def test_there_are_enough_of_them_at_addresses_of_their_own():
    articles = render(dt.date(2021, 3, 31))
    assert len(articles) >= 8
    assert len({article.url for article in articles}) == len(articles)
    assert all(article.url.startswith("https://news.example/2021/03/") for article in articles)
