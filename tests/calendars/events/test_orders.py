"""A law: any order of arrival gives the events, and the claims, that arrival in order gives.

The stories are of one forum: announced in days and stretches of days, corrected by its own
outlet, put off, moved, called off, denied, held elsewhere, reported, and taken back by retracting
an article.
"""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from calendars.events.claims import together
from calendars.events.ingest import ingest, retract
from calendars.events.sayings import heard
from calendars.reading.mention import Status
from calendars.store.tables import Event
from tests.calendars.events.factories import MOSCOW, NOW, SOCHI, mention, reading

DAYS = ("2021-08-12", "2021-08-14", "2021-08-13/2021-08-14")
STRETCHES = ("2021", "2021-08", "[2021-08-09..2021-08-15]")
LATER = ("2021-09-05", "2021-10")
FIRST = dt.date(2021, 2, 1)
LATER_WORDS = (
    Status.SCHEDULED,
    Status.HELD,
    Status.POSTPONED,
    Status.RESCHEDULED,
    Status.CANCELLED,
)


def telling(status, dates, places=(MOSCOW, None)):
    return st.tuples(st.just(status), st.sampled_from(dates), st.sampled_from(places))


WORDS = st.one_of(
    telling(Status.SCHEDULED, DAYS),
    telling(Status.SCHEDULED, STRETCHES),
    telling(Status.SCHEDULED, (*LATER, None)),
    telling(Status.POSTPONED, (None, *DAYS, *LATER)),
    telling(Status.RESCHEDULED, (*DAYS, *LATER)),
    telling(Status.RESCHEDULED, (None, *DAYS), (SOCHI,)),
    telling(Status.CANCELLED, (None, *DAYS)),
    telling(Status.HELD, DAYS),
)
TOLD = st.tuples(WORDS, st.sampled_from("ab"), st.sampled_from((0, 3, 20)))


def articles_of(told):
    """The articles in order, each with a number in its address: by day, words of change last."""
    dated, day = [], FIRST
    for (status, date, place), outlet, later in told:
        day = max(day + dt.timedelta(days=later), dt.date(2021, 8, 20)) \
            if status is Status.HELD else day + dt.timedelta(days=later)  # fmt: skip
        dated.append((day, LATER_WORDS.index(status), f"https://{outlet}.example/{len(dated)}",
                      mention(when=date, place=place, status=status)))  # fmt: skip
    return [
        reading(one, published=day.isoformat(), url=url)
        for day, _, url, one in sorted(dated, key=lambda row: row[:3])
    ]


def believed(store, articles, order, gone=None, gone_after=0):
    """What stands once the articles came in that order, and one was retracted after so many."""
    with store.reading() as session:
        kept = {}
        for at, number in enumerate(order, start=1):
            kept[number] = ingest(session, articles[number], now=NOW).article.id
            if gone in kept and at >= gone_after:
                retract(session, kept[gone], now=NOW)
        standing = col(Event.merged_into).is_(None) & col(Event.withdrawn).is_(None)
        events = session.exec(select(Event).where(standing)).all()
        said = heard(session, [event.id for event in events])
        return sorted((_as_told(event, said[event.id]) for event in events), key=str)


def _as_told(event, sayings):
    standings = together(sayings).standings
    fields = "name kind edtf window_first window_last was status place certainty".split()
    claims = [(one.key, name, standings.get(claim))
              for one in sayings for name, claim in sorted(one.claims.items())]  # fmt: skip
    return [getattr(event, name) for name in fields], claims


@pytest.mark.parametrize("retracting", [False, True])
def test_any_order_of_arrival_gives_what_arrival_in_order_gives(store, retracting):
    @settings(
        max_examples=12 if store.is_sqlite else 5,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(told=st.lists(TOLD, min_size=3, max_size=5), data=st.data())
    def law(told, data):
        articles = articles_of(told)
        numbers = list(range(len(articles)))
        gone = data.draw(st.sampled_from(numbers)) if retracting else None
        after = data.draw(st.integers(0, len(numbers)))
        in_order = believed(store, articles, numbers, gone, len(numbers))
        assert (
            believed(store, articles, data.draw(st.permutations(numbers)), gone, after) == in_order
        )

    law()
