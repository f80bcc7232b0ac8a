"""Events, sources and feeds for tests: every argument has a default."""

import datetime as dt

from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST
from calendars.events import journal
from calendars.feeds.frame import About, vcalendar
from calendars.feeds.ics import vevent
from calendars.feeds.style import Style
from calendars.feeds.wording import Cited
from calendars.reading.mention import Certainty, Kind, Status
from calendars.store.engine import Store
from calendars.store.tables import Article, Claim, Event, Place

NOW = dt.datetime(2021, 3, 31, 9, 0, tzinfo=dt.UTC)
STYLE = Style("https://dates.example")
ABOUT = About(
    "All events",
    source="https://dates.example/calendars/all.ics",
    page="https://dates.example/",
    description="Every event that was announced; dates as they were told.",
)
ARTICLE = Cited(
    dt.date(2021, 3, 31),
    quote="The Second Caspian Economic Forum is scheduled to be held in Moscow in August.",
    title="Turkmen delegation visits Moscow",
    outlet="The Caspian Daily",
    url="https://news.example/2021/03/31/visit",
)
MOSCOW = Place(
    name="Moscow", country="RU", latitude=55.75222, longitude=37.61556, zone="Europe/Moscow",
    geonames_id=524901, country_key="RU", geonames_key=524901, search_text=" moscow",
)  # fmt: skip


def make_event(edtf: str | None = "2021-08-12", **fields) -> Event:
    """An event as the store would have it; its clock times come from the EDTF text."""
    when = When.of(edtf) if edtf else None
    begins, ends = (when.begins, when.ends) if when else (None, None)
    told = {
        "uid": "5d3c8a52-0b0e-4d43-9b52-3b7d6d0f1a01",
        "name": "Second Caspian Economic Forum",
        "name_key": "caspian economic forum",
        "search_text": " second caspian economic forum",
        "kind": Kind.FORUM,
        "edtf": edtf,
        "window_first": when.window.first if when else OPEN_PAST,
        "window_last": when.window.last if when else OPEN_FUTURE,
        "precision": when.precision if when else Precision.UNKNOWN,
        "certain": bool(when and when.certain),
        "starts": begins.moment if begins else None,
        "ends": ends.moment if ends else None,
        "status": Status.SCHEDULED,
        "status_since": NOW,
        "certainty": Certainty.CERTAIN,
        "created": NOW,
        "modified": NOW,
    }
    return Event(**(told | fields))


def store_event(store: Store, event: Event, *, source: Cited | None = ARTICLE) -> int:
    """Put an event with the claim of its date into the store, as one change."""
    with store.writing() as session:
        session.add(event)
        session.flush()
        if source is not None:
            article = Article(
                url=f"{source.url}/{event.id}", digest=str(event.id), title=source.title, text="",
                published=source.published, language="en", outlet=source.outlet, read=NOW,
            )  # fmt: skip
            session.add(article)
            session.flush()
            session.add(
                Claim(
                    event_id=event.id,
                    article_id=article.id,
                    field="date",
                    value=event.edtf,
                    quote=source.quote,
                    span_from=0 if source.literal else None,
                    published=source.published,
                    claimed=NOW,
                )
            )
        journal.advance(session)
        return event.id


def feed_of(*events: Event, **fields) -> bytes:
    """The feed of these events."""
    fields = {"style": STYLE, "sources": (ARTICLE,)} | fields
    texts = [vevent(event, **fields) for event in events]
    return vcalendar(ABOUT, NOW, [text for text in texts if text])
