"""Which events a feed has, what it keeps, and when it says that it changed."""

import datetime as dt

import icalendar
import pytest
from sqlmodel import col, select, update

from calendars.errors import InvalidFilter, NotFound
from calendars.events import journal
from calendars.feeds import ics, joined
from calendars.feeds.feed import Asked, build
from calendars.feeds.selection import Limits
from calendars.feeds.style import Style
from calendars.reading.mention import Status
from calendars.store.tables import Calendar, Event
from tests.calendars.feeds.makers import NOW, STYLE, make_event, store_event

NUMBERS = iter(range(10**6))


def put(store, edtf, **fields):
    name = fields.setdefault("name", f"Event of {edtf}")
    fields = {"uid": f"uid-{next(NUMBERS)}", "search_text": f" {name.lower()}"} | fields
    return store_event(store, make_event(edtf, **fields))


def ask(store, *, slug=None, now=NOW, limits=Limits(), cursor=None, style=STYLE, **filters):  # noqa: B008
    filters = {name.removesuffix("_"): value for name, value in filters.items()}
    asked = Asked("/calendars/all.ics", "ics", slug, filters, cursor)
    with store.reading() as session:
        return build(session, asked, now=now, style=style, limits=limits)


def titles(feed):
    entries = icalendar.Calendar.from_ical(feed.body).walk("VEVENT")
    return [str(entry["SUMMARY"]) for entry in entries]


def days(count):
    return dt.timedelta(days=count)


def test_a_feed_goes_from_ninety_days_back_to_eighteen_months_ahead(store):
    for offset in (-91, -90, 0, 548, 549):
        put(store, str(NOW.date() + days(offset)), name=f"{offset} days")
    assert titles(ask(store)) == ["-90 days", "0 days", "548 days"]


def test_from_and_to_replace_the_window(store):
    for edtf in ("2015-05-01", "2021-04-01", "2031-01-01"):
        put(store, edtf, name=edtf)
    assert titles(ask(store, from_="2015", to="2015")) == ["2015-05-01"]
    assert titles(ask(store, to="2021-03")) == ["2015-05-01"]
    assert titles(ask(store, from_="2021-04-02")) == ["2031-01-01"]


def test_imprecise_dates_are_spans_or_hidden_or_alone(store):
    put(store, "2021-08", name="Forum")
    put(store, "2021-08-12", name="Council")
    put(store, "2021", name="Some day this year")
    span = ["Date TBC, some time in August 2021: Forum", "Council"]
    assert titles(ask(store)) == titles(ask(store, imprecise="span")) == span
    assert titles(ask(store, imprecise="hide")) == ["Council"]
    assert titles(ask(store, imprecise="only")) == [span[0]]


def test_the_calendar_of_dates_to_be_confirmed_has_only_those(store):
    put(store, "2021-08", name="Forum")
    put(store, "2021-08-12", name="Council")
    feed = ask(store, slug="dates-to-be-confirmed")
    assert titles(feed) == ["Date TBC, some time in August 2021: Forum"]


def test_a_cancelled_event_is_marked_or_has_the_status_or_is_hidden(store):
    put(store, "2021-08-12", name="Forum", status=Status.CANCELLED)
    assert titles(ask(store)) == ["CANCELLED: Forum"]
    assert b"STATUS:CANCELLED" not in ask(store).body
    by_status = ask(store, cancelled="status")
    assert titles(by_status) == ["Forum"]
    assert b"STATUS:CANCELLED" in by_status.body
    assert titles(ask(store, cancelled="hide")) == []


@pytest.mark.parametrize(
    ("date", "since", "last_day"),
    [
        ("2021-04-10", dt.date(2021, 4, 1), dt.date(2021, 5, 10)),
        ("2021-04-10", dt.date(2021, 4, 20), dt.date(2021, 5, 20)),
    ],
)
def test_a_cancelled_event_stays_for_thirty_days_after_the_later_of_the_two(
    store, date, since, last_day
):
    moment = dt.datetime.combine(since, dt.time(12), dt.UTC)
    put(store, date, status=Status.CANCELLED, status_since=moment, modified=moment)
    at = dt.datetime.combine(last_day, dt.time(23, 59), dt.UTC)
    assert len(titles(ask(store, now=at))) == 1
    after = ask(store, now=at + days(1))
    assert titles(after) == []
    assert after.modified == dt.datetime.combine(last_day + days(1), dt.time(), dt.UTC)


def test_a_postponed_event_stays_on_its_old_date(store):
    put(
        store, None, name="Forum", was="2021-08-12", status=Status.POSTPONED,
        window_first=NOW.date(),
    )  # fmt: skip
    assert titles(ask(store)) == ["POSTPONED (was 12 August 2021): Forum"]
    assert titles(ask(store, now=NOW + days(300))) == []


def test_a_merged_event_stays_as_cancelled_for_ninety_days(store):
    stays = put(store, "2021-08-12", name="Forum")
    put(store, "2021-08-12", name="The forum", merged_into=stays, withdrawn=NOW)
    assert titles(ask(store, now=NOW + days(90))) == ["Forum", "MERGED: The forum"]
    assert b"STATUS:CANCELLED" in ask(store).body
    assert titles(ask(store, q="forum")) == ["Forum", "MERGED: The forum"]
    assert titles(ask(store, q="council")) == []
    assert titles(ask(store, now=NOW + days(91))) == ["Forum"]


def test_an_event_merged_into_one_that_was_merged_stays_as_long(store):
    stays = put(store, "2021-08-12", name="Forum")
    between = put(store, "2021-08-13", name="The forum", merged_into=stays)
    put(store, "2021-08-14", name="That forum", merged_into=between)
    assert titles(ask(store, q="forum")) == ["Forum", "MERGED: The forum", "MERGED: That forum"]
    assert titles(ask(store, q="council")) == []
    assert titles(ask(store, now=NOW + days(91))) == ["Forum"]


def test_what_lapsed_or_was_withdrawn_leaves(store):
    put(store, "2021-03-01", status=Status.LAPSED)
    put(store, "2021-08-12", withdrawn=NOW)
    assert titles(ask(store)) == []


def test_a_feed_that_is_cut_says_so_and_where_it_goes_on(store):
    for day in range(1, 31):
        put(store, f"2021-04-{day:02}", name=f"Day {day}")
    feed = ask(store, limits=Limits(events=10))
    assert titles(feed)[:9] == [f"Day {day}" for day in range(1, 10)]
    assert titles(feed)[9:] == ["More events follow; this calendar ends after 9"]
    last = icalendar.Calendar.from_ical(feed.body).walk("VEVENT")[-1]
    assert last["DTSTART"].dt == dt.date(2021, 4, 10)
    seen = titles(feed)[:9]
    while feed.next:
        feed = ask(store, limits=Limits(events=10), cursor=feed.next)
        seen += [title for title in titles(feed) if title.startswith("Day")]
    assert seen == [f"Day {day}" for day in range(1, 31)]


def test_a_feed_of_just_as_many_as_fit_is_not_cut(store):
    for day in range(1, 11):
        put(store, f"2021-04-{day:02}")
    feed = ask(store, limits=Limits(events=10))
    assert len(titles(feed)) == 10
    assert feed.next is None


def test_a_feed_stays_under_its_size(store):
    for day in range(1, 31):
        put(store, f"2021-04-{day:02}", name=f"Day {day} " + "é" * 200)
    feed = ask(store, limits=Limits(octets=12_000))
    assert 6_000 < len(feed.body) <= 12_000
    assert feed.next is not None
    assert titles(feed)[-1].startswith("More events follow")


def test_a_search_narrows_its_calendar(store):
    put(store, "2021-08-12", name="Forum", country="RU")
    put(store, "2021-08-12", name="Council", country="RU")
    put(store, "2021-08-12", name="Forum at home", country="TM")
    with store.writing() as session:
        session.add(
            Calendar(slug="ru", name="Russia", search={"country": "RU"}, created=NOW, modified=NOW)
        )
    assert titles(ask(store, slug="ru", q="forum")) == ["Forum"]


def test_an_unknown_calendar_and_a_filter_without_meaning_are_clear_errors(store):
    with pytest.raises(NotFound, match="nowhere"):
        ask(store, slug="nowhere")
    for wrong in ({"from_": "soon"}, {"imprecise": "maybe"}, {"colour": "red"}, {"cursor": "x"}):
        with pytest.raises(InvalidFilter):
            ask(store, **wrong)


def test_the_feed_changed_when_days_let_an_event_in_or_out(store):
    put(store, "2021-08-12", modified=NOW - days(900), created=NOW - days(900))
    came = dt.date(2021, 8, 12) - days(548)
    now = dt.datetime.combine(came + days(3), dt.time(8), dt.UTC)
    with store.writing() as session:
        session.exec(update(Calendar).values(modified=NOW - days(990)))
    assert ask(store, slug="all", now=now).modified.date() == came
    gone = dt.date(2021, 8, 12) + days(91)
    later = dt.datetime.combine(gone + days(3), dt.time(8), dt.UTC)
    left = ask(store, slug="all", now=later)
    assert left.modified.date() == gone
    assert titles(left) == []


def test_a_feed_from_today_on_changed_when_an_event_was_over(store):
    put(store, "2021-04-10", modified=NOW, created=NOW)
    feed = ask(store, from_="today", now=NOW + days(30))
    assert titles(feed) == []
    assert feed.modified.date() == dt.date(2021, 4, 11)


def test_a_revision_of_an_event_that_left_moves_the_date_of_the_feed(store):
    put(store, "2021-08-12", country="RU")
    put(store, "2021-08-12", country="TM", modified=NOW + days(1))
    feed = ask(store, country="RU")
    assert feed.modified == NOW + days(1)
    assert b"LAST-MODIFIED:20210401" not in feed.body


def keep(store, feed, version=None):
    with store.writing() as session:
        version = journal.version(session) if version is None else version
        joined.keep(session, feed.missing, style=STYLE, version=version)


def test_kept_texts_are_joined_without_being_written_again(store, monkeypatch):
    put(store, "2021-04-02T10:00+03:00", zone="Europe/Moscow")
    put(store, "2021-08")
    first = ask(store)
    keep(store, first)
    monkeypatch.setattr(ics, "vevent", None)
    again = ask(store)
    assert again.body == first.body
    assert again.missing == {}


def test_a_change_of_one_event_writes_one_event(store):
    put(store, "2021-08-11")
    changed = put(store, "2021-08-12")
    keep(store, ask(store))
    with store.writing() as session:
        event = session.get(Event, changed)
        event.name, event.ics = "Renamed", None
    assert list(ask(store).missing) == [changed]


def test_text_of_another_style_is_written_anew(store):
    put(store, "2021-08-12")
    keep(store, ask(store))
    elsewhere = ask(store, style=Style("https://elsewhere.example"))
    assert b"dates.example" not in elsewhere.body.replace(b"SOURCE", b"")
    assert elsewhere.missing


def test_text_that_a_revision_overtook_is_not_kept(store):
    event_id = put(store, "2021-08-12")
    feed = ask(store)
    keep(store, feed, version=0)
    with store.reading() as session:
        assert session.exec(select(Event.ics).where(col(Event.id) == event_id)).one() is None


def test_a_feed_of_the_same_events_is_the_same_bytes_on_both_databases(store, golden):
    put(store, "2021-08", uid="one", name="Forum")
    put(store, "2021-04-02T10:00+03:00", uid="two", name="Council", zone="Europe/Moscow")
    with store.writing() as session:
        session.exec(update(Calendar).values(modified=NOW))
    golden("calendar-all.ics", ask(store, slug="all").body)
