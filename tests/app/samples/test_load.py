import datetime as dt

from app.samples.load import FRESH, are_fresh
from app.samples.render import render
from calendars.events.ingest import ingest
from calendars.reading.read import read

TODAY = dt.date(2021, 3, 31)
DAY = dt.timedelta(days=1)


def test_samples_are_fresh_for_two_weeks(store):
    with store.reading() as session:
        assert not are_fresh(session, TODAY)
    article = render(TODAY)[-1]
    reading = read(article.text, published=article.published, url=article.url)
    with store.writing() as session:
        ingest(session, reading, now=dt.datetime(2021, 3, 31, 9, tzinfo=dt.UTC))
    with store.reading() as session:
        assert are_fresh(session, TODAY)
        assert are_fresh(session, TODAY + FRESH - DAY)
        assert not are_fresh(session, TODAY + FRESH)
