"""Events as they live: announced, sharpened, moved, called off, told twice and out of order."""

import datetime as dt
import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from calendars.events import shape
from calendars.events.changes import BESIDE
from calendars.events.ingest import Outcome, ingest
from calendars.reading.mention import Kind, Status
from calendars.store.engine import Store
from calendars.store.tables import Event, Revision
from tests.calendars.events.factories import ASHGABAT, MOSCOW, NOW, SOCHI, mention, reading, tell

COMMISSION = (
    "Meeting of the Turkmen-Russian Joint Intergovernmental Commission on Economic Cooperation"
)


def standing(store):
    """Every event that stands, as (name, date, status, place, SEQUENCE)."""
    with store.reading() as session:
        rows = session.exec(select(Event).order_by(Event.id)).all()
        return [
            (row.name, row.edtf, row.status.value, row.place)
            for row in rows
            if row.withdrawn is None and row.merged_into is None
        ]


def changes(store, event_id=1):
    with store.reading() as session:
        rows = session.exec(
            select(Revision).where(Revision.event_id == event_id).order_by(Revision.id)
        ).all()
        return [
            (row.number, row.sequence, row.change.value, row.field)
            for row in rows
            if row.field not in BESIDE
        ]


def test_a_forum_lives_from_a_month_to_its_cancellation_under_one_uid(store):
    name = "Second Caspian Economic Forum"
    tell(store, mention(name, "2021-08"), published="2021-03-31")
    tell(store, mention(name, "[2021-08-09..2021-08-15]"), published="2021-05-03")
    tell(store, mention(name, "2021-08-12"), published="2021-06-01")
    tell(store, mention(name, "2021-08-12", place=SOCHI, status=Status.RESCHEDULED),
         published="2021-06-20")  # fmt: skip
    tell(store, mention(name, None, place=None, status=Status.POSTPONED), published="2021-07-01")
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert (event.edtf, event.was, event.status) == (None, "2021-08-12", Status.POSTPONED)
        assert event.window_first == dt.date(2021, 7, 1)
    tell(store, mention(name, "2021-09-05", status=Status.RESCHEDULED, place=None),
         published="2021-07-10")  # fmt: skip
    tell(store, mention(name, None, status=Status.CANCELLED, place=None), published="2021-08-20")
    assert standing(store) == [(name, "2021-09-05", "cancelled", "Sochi")]
    assert changes(store) == [
        (1, 0, "new", "name"),
        (2, 1, "sharpened", "edtf"),
        (3, 2, "sharpened", "edtf"),
        (4, 3, "relocated", "place"),
        (4, 3, "rescheduled", "status"),
        (5, 4, "postponed", "edtf"),
        (5, 4, "postponed", "status"),
        (6, 5, "rescheduled", "edtf"),
        (6, 5, "rescheduled", "status"),
        (7, 6, "cancelled", "status"),
        (7, 6, "detailed", "certainty"),
    ]


def test_an_event_put_off_and_then_called_off_stands_where_it_would_have_been(store):
    tell(store, mention(when="2021-08-12"), published="2021-05-01")
    tell(store, mention(when=None, status=Status.POSTPONED), published="2021-06-01")
    tell(store, mention(when=None, status=Status.CANCELLED), published="2021-07-01")
    tell(store, mention("Birch Forum", None, status=Status.CANCELLED), published="2021-07-01")
    with store.reading() as session:
        events = session.exec(select(Event).order_by(Event.id)).all()
        assert [(event.edtf, event.was, event.window_last.isoformat()) for event in events] == [
            (None, "2021-08-12", "2021-08-12"),
            (None, None, "2021-07-01"),
        ]


@pytest.mark.parametrize("status", [Status.RESCHEDULED, Status.SCHEDULED])
def test_an_event_put_off_long_before_its_day_gets_another_near_that_day(store, status):
    tell(store, mention(when="2022-06-08"), published="2021-03-01")
    tell(store, mention(when=None, place=None, status=Status.POSTPONED), published="2021-05-01")
    tell(store, mention(when="2022-09-14", status=status), published="2021-06-01")
    assert standing(store) == [
        ("Second Caspian Economic Forum", "2022-09-14", "rescheduled", "Moscow")
    ]


def test_two_yearly_meetings_of_one_commission_stay_two(store):
    meeting = {"kind": Kind.MEETING, "place": None}
    tell(store, mention(COMMISSION, "2021-03-30", **meeting), published="2021-03-20")
    tell(store, mention(COMMISSION, "2022-04-12", **meeting), published="2022-03-30")
    tell(store, mention(COMMISSION, "2022-04", **meeting), published="2022-02-01")
    assert [date for _, date, *_ in standing(store)] == ["2021-03-30", "2022-04-12"]


def test_a_meeting_that_was_held_is_not_the_next_one_of_the_same_article(store):
    held = mention(COMMISSION, "2021-03-30", kind=Kind.MEETING, place=None, status=Status.HELD)
    following = mention(
        "Meeting of the intergovernmental Turkmen-Russian Commission on economic cooperation",
        "[2021-03-31..2021-12-31]",
        kind=Kind.MEETING,
    )
    group = mention(
        "Meeting of its high-level group on trade and investment support",
        "[2021-03-31..2021-12-31]",
        kind=Kind.MEETING,
    )
    told = tell(store, held, following, group)
    assert [outcome for _, outcome in told.changes] == [Outcome.NEW] * 3
    assert [date for _, date, *_ in standing(store)] == [
        "2021-03-30",
        "[2021-03-31..2021-12-31]",
        "[2021-03-31..2021-12-31]",
    ]
    later = tell(
        store,
        mention(COMMISSION, "2021-11-18", kind=Kind.MEETING),
        published="2021-10-01",
        outlet="other.example",
    )
    assert [(event.id, outcome) for event, outcome in later.changes] == [(2, Outcome.CHANGED)]


def test_a_second_outlet_that_says_the_same_changes_nothing(store):
    tell(store, mention("Council of Foreign Ministers of the CIS", "2021-04-02", kind=Kind.MEETING))
    again = tell(
        store,
        mention("Meeting of the CIS Council of Foreign Ministers", "2021-04-02", kind=Kind.MEETING),
        outlet="other.example",
    )
    assert [outcome for _, outcome in again.changes] == [Outcome.SAME]
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert event.sequence == 0
        assert len(shape.events(session, [event])[0]["sources"]) == 2


def test_another_date_without_a_word_of_change_is_a_shown_conflict_until_two_say_it(store):
    name = "Second Caspian Economic Forum"
    tell(store, mention(name, "2021-08"), outlet="a.example", published="2021-04-01")
    tell(store, mention(name, "2021-08-12"), outlet="a.example", published="2021-05-01")
    same = tell(store, mention(name, "2021-08-14"), outlet="b.example", published="2021-05-02")
    assert [outcome for _, outcome in same.changes] == [Outcome.SAME]
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert event.edtf == "2021-08-12"
        standings = {
            claim["value"]: claim["standing"]
            for claim in shape.claims(session, event)
            if claim["field"] == "date"
        }
        assert standings == {
            "2021-08": "taken",
            "2021-08-12": "taken",
            "2021-08-14": "conflict",
        }
    tell(store, mention(name, "2021-08-14"), outlet="c.example", published="2021-05-03")
    assert standing(store) == [(name, "2021-08-14", "rescheduled", "Moscow")]
    tell(store, mention(name, "2021-08-12"), outlet="d.example", published="2021-05-04")
    tell(store, mention(name, "2021-08-12"), outlet="e.example", published="2021-05-05")
    assert standing(store) == [(name, "2021-08-14", "rescheduled", "Moscow")]


def test_a_source_corrects_its_own_date(store):
    name = "Second Caspian Economic Forum"
    tell(store, mention(name, "2021-08"), published="2021-04-01")
    tell(store, mention(name, "2021-08-12"), published="2021-05-01")
    tell(store, mention(name, "2021-08-14"), published="2021-05-02")
    assert [date for _, date, *_ in standing(store)] == ["2021-08-14"]


def test_a_wider_date_blurs_nothing(store):
    tell(store, mention(when="2021-08-12"))
    same = tell(store, mention(when="2021-08"), published="2021-05-01", outlet="b.example")
    assert [outcome for _, outcome in same.changes] == [Outcome.SAME]
    assert [date for _, date, *_ in standing(store)] == ["2021-08-12"]


def test_a_rumour_of_cancellation_is_taken_back_by_its_source(store):
    tell(store, mention(when="2021-08-12"), outlet="a.example")
    tell(store, mention(when=None, status=Status.CANCELLED), outlet="b.example",
         published="2021-04-10")  # fmt: skip
    tell(store, mention(when="2021-08-12"), outlet="c.example", published="2021-04-11")
    assert [status for _, _, status, _ in standing(store)] == ["cancelled"]
    tell(store, mention(when="2021-08-12"), outlet="b.example", published="2021-04-12")
    assert [status for _, _, status, _ in standing(store)] == ["scheduled"]
    assert ("restored", "status") in [row[2:] for row in changes(store)]


def test_talks_of_the_same_ministers_twice_a_year_stay_two(store):
    people = ("Sergey Lavrov", "Jeyhun Bayramov")
    for day, published in (("2021-03-03", "2021-03-01"), ("2021-10-14", "2021-10-10")):
        for outlet, name in (("a.example", "Talks between Lavrov and Bayramov"),
                             ("b.example", "Bayramov-Lavrov talks")):  # fmt: skip
            tell(store, mention(name, day, kind=Kind.TALKS, participants=people),
                 published=published, outlet=outlet)  # fmt: skip
    assert [date for _, date, *_ in standing(store)] == ["2021-03-03", "2021-10-14"]


def test_other_ministers_in_the_same_town_on_the_same_day_are_another_meeting(store):
    day = {"when": "2021-03-03", "kind": Kind.TALKS}
    tell(store, mention("Talks in Moscow", participants=("A. Lavrov", "B. Wang"), **day))
    tell(store, mention("Talks in Moscow", participants=("C. Novak", "D. Szijjarto"), **day))
    assert len(standing(store)) == 2


def test_each_gate_keeps_two_events_apart(store):
    tell(store, mention("Second Caspian Economic Forum", "2021-08-12"))
    others = [
        mention("Third Caspian Economic Forum", "2021-08-12"),
        mention("Caspian Economic Forum 2022", "2022-08-12"),
        mention("Second Caspian Economic Forum", "2021-08-12", place=ASHGABAT),
        mention("Second Caspian Economic Forum", "2021-08-12", kind=Kind.EXHIBITION),
        mention("Second Caspian Economic Forum", "2021-11-12"),
        mention("Second Baltic Economic Forum", "2021-08-12"),
    ]
    for other in others:
        with store.reading() as session:
            told = ingest(session, reading(other, outlet="b.example"), now=NOW)
            assert [outcome for _, outcome in told.changes] == [Outcome.NEW], other


def test_another_wording_of_the_name_is_the_same_event(store):
    tell(store, mention("Second Caspian Economic Forum", "2021-08-12", ordinal=2))
    wordings = [
        "2nd Caspian Economic Forum",
        "Caspian Economic Forum",
        "II Caspian Economic Forum",
        "Caspian Economic Forum 2021",
        "the Caspian economic forum in Moscow",
        "Caspian Economic Forums",
        "CEF",
    ]
    for wording in wordings:
        with store.reading() as session:
            other = reading(mention(wording, "2021-08-12"), outlet="b.example")
            told = ingest(session, other, now=NOW)
            assert [event.id for event, _ in told.changes] == [1], wording


def moved_story():
    """A forum with a day, put off, and heard of on its new day."""
    return [
        reading(mention(when="2021-08"), published="2021-03-31", url="https://a.example/1"),
        reading(mention(when="2021-08-12"), published="2021-05-03", url="https://b.example/2"),
        reading(
            mention(when="2021-09-05", status=Status.RESCHEDULED),
            published="2021-06-20",
            url="https://a.example/3",
        ),
        reading(mention(when="2021-09-05"), published="2021-07-01", url="https://c.example/4"),
    ]


def put_off_story():
    """A forum put off without a date, then dated again."""
    return [
        reading(mention(when="2021-08-12"), published="2021-05-03", url="https://a.example/1"),
        reading(
            mention(when=None, place=None, status=Status.POSTPONED),
            published="2021-06-20",
            url="https://b.example/2",
        ),
        reading(mention(when="2021-09-05"), published="2021-07-01", url="https://c.example/3"),
    ]


def sharpening_story():
    """A forum in ever finer dates, with lazy repeats, then called off."""
    return [
        reading(mention(when="2021"), published="2021-02-01", url="https://a.example/1"),
        reading(mention(when="2021-08"), published="2021-03-01", url="https://b.example/2"),
        reading(mention(when="2021-08-12/2021-08-13"), published="2021-04-01",
                url="https://a.example/3"),
        reading(mention("Caspian Economic Forum", "2021-08-12", place=None),
                published="2021-04-01", url="https://b.example/4"),
        reading(mention(when=None, status=Status.CANCELLED), published="2021-08-01",
                url="https://c.example/5"),
    ]  # fmt: skip


@pytest.mark.parametrize("story", [moved_story, put_off_story, sharpening_story])
def test_the_order_in_which_articles_arrive_does_not_matter(story, tmp_path):
    articles = story()
    store = Store(f"sqlite:///{tmp_path / 'orders.db'}")
    store.upgrade()
    outcomes = {}
    orders = list(itertools.permutations(range(len(articles))))
    for order in orders if len(orders) < 30 else random.Random(7).sample(orders, 30):
        with store.reading() as session:
            for number in order:
                ingest(session, articles[number], now=NOW)
            rows = session.exec(select(Event)).all()
            found = tuple(
                (row.name, row.edtf, row.was, row.status.value, row.place, row.certainty.value)
                for row in rows
                if row.merged_into is None
            )
        outcomes.setdefault(found, []).append(order)
    store.close()
    assert len(outcomes) == 1, outcomes
    assert len(next(iter(outcomes))) == 1


def test_events_joined_by_a_move_read_late_keep_the_older_uid(store):
    first, _, move, last = moved_story()
    with store.writing() as session:
        old = ingest(session, first, now=NOW).changes[0][0].uid
    with store.writing() as session:
        away = ingest(session, last, now=NOW).changes[0][0].uid
    with store.writing() as session:
        told = ingest(session, move, now=NOW)
    assert [event.uid for event, _ in told.changes] == [old]
    assert [event.uid for event in told.merged] == [away]
    assert {event.uid for event in told.changed} == {old, away}
    with store.reading() as session:
        merged = session.exec(select(Event).where(Event.uid == away)).one()
        kept = session.get_one(Event, merged.merged_into)
        assert (kept.uid, kept.edtf, kept.status) == (old, "2021-09-05", Status.RESCHEDULED)
        row = session.exec(select(Revision).where(Revision.field == "merged")).one()
        assert row.new["event"] == merged.id
        assert row.new["claims"]


DATES = st.sampled_from(
    ["2021", "2021-08", "[2021-08-09..2021-08-15]", "2021-08-12", "2021-08-14", None,
     "2021-08-12T10:00+03:00", "2021-08-12/2021-08-13", "2021-09-05"]
)  # fmt: skip
TOLD = st.tuples(
    st.integers(1, 8),
    st.sampled_from("abc"),
    DATES,
    st.sampled_from([*(status for status in Status if status is not Status.LAPSED)]),
    st.sampled_from([MOSCOW, SOCHI, None]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(TOLD, min_size=1, max_size=6, unique_by=lambda one: one[:2]), data=st.data())
def test_what_claims_say_together_depends_on_no_order(told, data):
    from calendars.events.claims import together
    from calendars.events.sayings import of_mention
    from calendars.store.tables import Article

    sayings = []
    for number, (month, outlet, date, status, place) in enumerate(told):
        article = Article(
            id=number, url=f"https://{outlet}.example/{month}", digest="", text="",
            published=dt.date(2021, month, 1), language="en", outlet=outlet, read=NOW,
        )  # fmt: skip
        sayings.append(of_mention(mention(when=date, status=status, place=place), article, 0))
    facts = together(sayings)
    other = together(data.draw(st.permutations(sayings)))
    assert facts == other
    assert facts.window is not None
    if facts.when:
        assert facts.when.edtf in {saying.when.edtf for saying in sayings if saying.when}
