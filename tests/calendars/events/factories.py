"""Readings and stores for the tests of events, with all but what matters defaulted."""

import datetime as dt
import itertools

from calendars.dates.when import When
from calendars.events.ingest import ingest
from calendars.reading.mention import Certainty, Kind, Mention, Place, Reading, Status

NOW = dt.datetime(2021, 6, 1, 9, 0, tzinfo=dt.UTC)
MOSCOW = Place("Moscow", "RU", 55.75, 37.62, "Europe/Moscow", 524901)
SOCHI = Place("Sochi", "RU", 43.6, 39.73, "Europe/Moscow", 491422)
ASHGABAT = Place("Ashgabat", "TM", 37.95, 58.38, "Asia/Ashgabat", 162183)

_numbers = itertools.count(1)


def mention(
    name="Second Caspian Economic Forum",
    when="2021-08",
    *,
    kind=Kind.FORUM,
    place=MOSCOW,
    status=Status.SCHEDULED,
    certainty=Certainty.HIGHLY_LIKELY,
    ordinal=None,
    participants=(),
    organiser=None,
):
    quote = f"{name}: {when}."
    return Mention(
        name=name,
        kind=kind,
        when=When.of(when) if when else None,
        place=place,
        status=status,
        certainty=certainty,
        confidence=0.9,
        quote=quote,
        spans={"name": (0, len(name))},
        participants=tuple(participants),
        organiser=organiser,
        ordinal=ordinal,
    )


def reading(*mentions, published="2021-03-31", url=None, outlet="news.example", text=None):
    """An article of its own; `url` is made up where none is given."""
    number = next(_numbers)
    return Reading(
        text=text or " ".join(one.quote for one in mentions) + f" ({number})",
        published=dt.date.fromisoformat(published),
        title=f"Article {number}",
        url=url or f"https://{outlet}/{number}",
        language="en",
        dateline=None,
        mentions=tuple(mentions),
    )


def tell(store, *mentions, now=NOW, **article):
    """Ingest an article with these mentions and give what it changed."""
    with store.writing() as session:
        return ingest(session, reading(*mentions, **article), now=now)
