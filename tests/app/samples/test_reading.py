import datetime as dt

import pytest

from app.samples.render import render
from calendars.reading.read import read
from tests.app.samples.test_render import DAYS

TODAY = dt.date(2021, 3, 31)

ANNOUNCED = [
    ("joint-commission", "working meeting", "2021-03-30", None, "held"),
    ("joint-commission", "working visit", "2021-04-05/2021-04-08", "AT", "scheduled"),
    ("joint-commission", "transport ministers", "2021-04-08", "AT", "scheduled"),
    ("joint-commission", "joint commission", "[2021-03-31..2021-12-31]", "GE", "scheduled"),
    ("joint-commission", "Corridor Forum", "2021-05", "GE", "scheduled"),
    ("city-council", "Aarhus city council", "2021-04-06T17:00", None, "scheduled"),
    ("city-council", "public hearing", "2021-04-01T19:00", None, "scheduled"),
    ("open-data-conference", "briefing", "2021-04-14T15:30Z", None, "scheduled"),
    ("open-data-conference", "deadline", "2021-04-09", None, "scheduled"),
    ("harbour-summit-announced", "Baltic Harbour Summit", "2021-04-14", "PL", "scheduled"),
    ("harbour-summit-postponed", "Baltic Harbour Summit", "2021-05-12", "PL", "rescheduled"),
    ("book-fair-cancelled", "Danube Book Fair", "2021-04-17", "RS", "cancelled"),
    ("university-week", "graduation", "2021-04-16T11:00", None, "scheduled"),
    ("university-week", "river law", "[2021-05-11..2021-05-20]", None, "scheduled"),
    ("embassy-notice", "Kisumu", "2021-04-21", "KE", "scheduled"),
    ("port-referendum", "hearing", "[2021-05-03..2021-05-09]", None, "scheduled"),
    ("port-referendum", "referendum", "2022-21", None, "scheduled"),
]


def mentions(today: dt.date):
    """Each mention of the samples with the last part of its article's address."""
    for article in render(today):
        reading = read(article.text, published=article.published, title=article.title)
        for mention in reading.mentions:
            yield article.url.rpartition("/")[2], mention


@pytest.mark.parametrize(("slug", "words", "edtf", "country", "status"), ANNOUNCED)
def test_each_announcement_is_read(slug, words, edtf, country, status):
    found = [
        (mention.when.edtf, mention.place and mention.place.country, mention.status)
        for article, mention in mentions(TODAY)
        if article == slug and words.casefold() in mention.name.casefold() and mention.when
    ]
    assert edtf in [date for date, _, _ in found]
    assert country is None or country in [code for _, code, _ in found]
    assert status in [word for _, _, word in found]


def test_an_article_that_announces_nothing_gives_nothing():
    assert "bakery-figures" not in [slug for slug, _ in mentions(TODAY)]


@pytest.mark.parametrize("today", DAYS)
def test_something_is_always_coming(today):
    coming = [
        mention.name
        for _, mention in mentions(today)
        if mention.when and mention.when.certain and mention.when.window.first > today
    ]
    assert len(coming) >= 8
