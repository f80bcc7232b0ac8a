"""Events joined and parted by hand: claims go where they belong, and nobody joins them again."""

import datetime as dt

import pytest
from sqlmodel import col, select

from calendars.errors import Conflict, InvalidField, NotFound
from calendars.events import shape
from calendars.events.parting import join_by_hand, split
from calendars.events.reviews import undo_last
from calendars.reading.mention import Status
from calendars.store.tables import Event
from tests.calendars.events.factories import NOW, mention, tell

DAY = dt.timedelta(days=1)
LATER = NOW + DAY


def events(store):
    with store.reading() as session:
        found = session.exec(select(Event).order_by(col(Event.id))).all()
        return [(one.name, one.edtf, one.merged_into) for one in found]


@pytest.fixture
def two(store):
    """A forum under two names, one with a day, one with a month."""
    tell(store, mention("Amber Forum", "2021-08-12"), published="2021-04-01", outlet="a.example")
    tell(store, mention("Baltic Gathering", "2021-08"), published="2021-04-02", outlet="b.example")
    return store


def joined(store, one=1, other=2):
    with store.writing() as session:
        return join_by_hand(session, one, other, person="ann", now=LATER)


def parted(store, event_id, **options):
    with store.writing() as session:
        return split(session, event_id, person="ann", now=LATER, **options)


def test_the_older_event_stays_with_the_claims_of_both(two):
    older, younger = joined(two, 2, 1)
    assert (older.id, younger.merged_into) == (1, 1)
    with two.reading() as session:
        told = shape.claims(session, session.get_one(Event, 1))
    assert {claim["article"]["id"] for claim in told} == {1, 2}


def test_what_was_merged_is_given_back(two):
    before = events(two)
    joined(two)
    tell(two, mention("Amber Forum", "2021-08-12"), published="2021-04-05", outlet="c.example")
    whole, part = parted(two, 2)
    assert (whole.id, part.id) == (1, 2)
    assert events(two) == before
    with two.reading() as session:
        changes = [
            change["change"]
            for revision in shape.revisions(session, session.get_one(Event, 2))
            for change in revision["changes"]
        ]
    assert changes == ["new", "merged", "split"]


@pytest.mark.parametrize("undone", [False, True])
def test_what_was_told_since_goes_with_the_name_that_it_told(two, undone):
    joined(two)
    off = {"place": None, "status": Status.CANCELLED}
    told = [("Baltic Gathering", "c.example"), ("Amber Forum", "d.example")]
    for (name, outlet), status in zip(told, (off, {}), strict=True):
        article = mention(name, "2021-08-12", **status)
        tell(two, article, published="2021-04-05", outlet=outlet, now=LATER + DAY)
    with two.writing() as session:
        assert session.get_one(Event, 1).status is Status.CANCELLED
        if undone:
            undo_last(session, 1, person="ann", now=LATER + 2 * DAY)
        else:
            split(session, 2, person="ann", now=LATER + 2 * DAY)
    with two.reading() as session:
        found = [session.get_one(Event, number) for number in (1, 2)]
        assert [(one.name, one.status) for one in found] == [
            ("Amber Forum", Status.SCHEDULED),
            ("Baltic Gathering", Status.CANCELLED),
        ]


def test_some_articles_become_an_event_of_their_own(store):
    tell(store, mention("Amber Forum", "2021-08"), published="2021-04-01", outlet="a.example")
    tell(store, mention("Amber Forum", "2021-08-12"), published="2021-04-02", outlet="b.example")
    whole, part = parted(store, 1, articles=[2])
    assert events(store) == [("Amber Forum", "2021-08", None), ("Amber Forum", "2021-08-12", None)]
    assert (whole.id, part.id) == (1, 2)
    assert whole.uid != part.uid


def test_what_a_person_parted_no_move_joins_again(store):
    def tell_move(outlet):
        moved = mention("Amber Forum", "2021-09-12", status=Status.RESCHEDULED)
        tell(store, moved, published="2021-06-01", outlet=outlet)

    tell(store, mention("Amber Forum", "2021-08-12"), published="2021-04-01", outlet="a.example")
    tell(store, mention("Amber Forum", "2021-09-12"), published="2021-06-02", outlet="b.example")
    tell_move("a.example")
    assert [merged for *_, merged in events(store)] == [None, 1]
    parted(store, 2)
    tell_move("c.example")
    assert [merged for *_, merged in events(store)] == [None, None]


def test_joining_again_by_hand_is_allowed(two):
    joined(two)
    parted(two, 2)
    joined(two)
    assert events(two)[1][2] == 1


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda store: joined(store, 1, 1), InvalidField),
        (lambda store: joined(store, 1, 99), NotFound),
        (lambda store: parted(store, 99), NotFound),
        (lambda store: parted(store, 1), InvalidField),
        (lambda store: parted(store, 1, articles=[1]), InvalidField),
        (lambda store: (joined(store), joined(store)), Conflict),
    ],
)
def test_what_cannot_be_done_is_refused(two, act, error):
    with pytest.raises(error):
        act(two)
