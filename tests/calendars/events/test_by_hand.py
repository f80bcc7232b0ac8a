"""People enter and change events; their word stands, and nothing is erased."""

import datetime as dt

import pytest
from sqlmodel import select

from calendars.dates.precision import Precision
from calendars.errors import Gone, InvalidField, NotFound, RevisionMismatch
from calendars.events import by_hand, journal, shape
from calendars.events.ingest import Outcome
from calendars.events.revise import last_number
from calendars.reading.mention import Kind, Status
from calendars.store.tables import Claim, Event, Revision
from tests.calendars.events.factories import NOW, SOCHI, mention, tell

LATER = NOW + dt.timedelta(hours=1)
FORUM = {"name": "Caspian Economic Forum", "start": "2021-08", "place": "Moscow", "kind": "forum"}


def entered(store, **fields):
    with store.writing() as session:
        return by_hand.create(session, FORUM | fields, person="Ann", now=NOW)


def changed(store, event, fields, **more):
    with store.writing() as session:
        return by_hand.change(session, event.id, fields, person="Ben", now=LATER, **more)


def test_an_event_entered_by_hand_is_a_claim_of_a_person(store):
    event = entered(store)
    assert (event.name, event.edtf, event.kind) == (FORUM["name"], "2021-08", Kind.FORUM)
    assert (event.country, event.zone, event.sequence) == ("RU", "Europe/Moscow", 0)
    assert event.locked == ["date", "kind", "name", "place"]
    with store.reading() as session:
        assert {claim.person for claim in session.exec(select(Claim)).all()} == {"Ann"}
        assert session.exec(select(Revision)).one().person == "Ann"
        assert journal.version(session) == 1


def test_a_clock_time_is_that_of_the_place(store):
    event = entered(store, start="2021-08-12T10:00", end="2021-08-12T12:30")
    assert event.starts == dt.datetime(2021, 8, 12, 7, 0, tzinfo=dt.UTC)
    assert event.ends == dt.datetime(2021, 8, 12, 9, 30, tzinfo=dt.UTC)
    assert event.precision is Precision.MINUTE
    event = changed(store, event, {"start": "2021-08-12T11:00+05:00", "end": None})
    assert event.starts == dt.datetime(2021, 8, 12, 6, 0, tzinfo=dt.UTC)
    assert event.ends is None


def test_a_time_at_an_unknown_place_has_no_instant(store):
    event = entered(store, start="2021-08-12T10:00", place="Somewhere Nobody Knows")
    assert (event.starts, event.zone, event.country) == (None, None, None)


def test_a_change_by_hand_is_a_revision_and_locks_its_field_only(store):
    tell(store, mention(when="2021-08"))
    with store.reading() as session:
        event = session.exec(select(Event)).one()
    event = changed(store, event, {"start": "2021-08-20"})
    assert (event.edtf, event.sequence, event.locked) == ("2021-08-20", 1, ["date"])
    told = tell(store, mention(when="2021-08-12", place=SOCHI, status=Status.RESCHEDULED),
                published="2021-05-01", outlet="b.example")  # fmt: skip
    assert [outcome for _, outcome in told.changes] == [Outcome.CHANGED]
    event = told.changes[0][0]
    assert (event.edtf, event.place) == ("2021-08-20", "Sochi")


def test_an_article_about_an_event_entered_by_hand_finds_it(store):
    event = entered(store, start="2021-08")
    told = tell(store, mention(when="2021-08-12"))
    assert [(known.id, known.edtf, known.sequence) for known, _ in told.changes] == [
        (event.id, "2021-08", 0)
    ]


def test_a_moved_event_keeps_its_uid_and_tells_what_it_was(store):
    event = entered(store, start="2021-08-12")
    uid = event.uid
    event = changed(store, event, {"start": "2021-09-01"})
    assert (event.uid, event.was, event.sequence) == (uid, "2021-08-12", 1)
    with store.reading() as session:
        last = shape.revisions(session, event)[-1]
    assert last["person"] == "Ben"
    [change] = last["changes"]
    assert change.pop("claim")
    assert change == {
        "change": "moved",
        "field": "edtf",
        "from": "2021-08-12",
        "to": "2021-09-01",
        "quote": None,
    }


def test_a_postponed_event_that_gets_a_date_is_rescheduled(store):
    event = entered(store, start="2021-08-12")
    event = changed(store, event, {"status": "postponed", "start": None})
    assert (event.edtf, event.was, event.status) == (None, "2021-08-12", Status.POSTPONED)
    event = changed(store, event, {"start": "2021-09-01"})
    assert (event.edtf, event.status) == ("2021-09-01", Status.RESCHEDULED)
    assert event.was == "2021-08-12"


def test_what_a_change_leaves_out_stays(store):
    event = entered(store, start="2021-08-12", end="2021-08-14", organiser="Ministry")
    event = changed(store, event, {"end": "2021-08-15"})
    assert (event.edtf, event.organiser) == ("2021-08-12/2021-08-15", "Ministry")
    event = changed(store, event, {"organiser": None})
    assert (event.edtf, event.organiser) == ("2021-08-12/2021-08-15", None)
    event = changed(store, event, {"timezone": "Europe/Samara"})
    assert (event.place, event.zone) == ("Moscow", "Europe/Samara")


def test_the_same_again_is_no_revision(store):
    event = entered(store)
    changed(store, event, {"name": FORUM["name"]})
    with store.reading() as session:
        assert last_number(session, event.id) == 1


def test_a_change_to_what_was_not_seen_is_refused(store):
    event = entered(store)
    changed(store, event, {"name": "Another Forum"}, expected=1)
    with pytest.raises(RevisionMismatch, match="at revision 2, not 1"):
        changed(store, event, {"name": "A Third Forum"}, expected=1)


def test_a_withdrawn_event_is_gone_and_stays_so(store):
    event = entered(store)
    with store.writing() as session:
        event = by_hand.withdraw(session, event.id, person="Ann", now=LATER)
    assert event.withdrawn == LATER
    told = tell(store, mention(when="2021-08-12"))
    assert told.changes == ()
    with store.reading() as session:
        assert session.exec(select(Event)).one().withdrawn == LATER
    with pytest.raises(Gone, match="withdrawn"):
        changed(store, event, {"name": "Again"})
    with store.reading() as session:
        assert session.exec(select(Claim)).all()


def test_an_event_that_is_not_kept_is_a_clear_error(store):
    for number in (7, 0, -1, 2**63):
        with store.reading() as session, pytest.raises(NotFound):
            by_hand.get(session, number)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"start": None}, "start"),
        ({"start": "next Friday"}, "start"),
        ({"start": "2021-02-30"}, "start"),
        ({"start": "2021-08-01/2021-08-02"}, "start"),
        ({"start": "2021-08-12", "end": "2021-08-01"}, "end"),
        ({"edtf": "2021-08"}, "edtf"),
        ({"place": ["Moscow"]}, "place"),
        ({"country": "Russia"}, "country"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"kind": "party"}, "kind"),
        ({"status": "lapsed"}, "status"),
        ({"status": ["held"]}, "status"),
        ({"participants": "Ann"}, "participants"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"rrule": "DTSTART:2021"}, "rrule"),
        ({"rrule": "FREQ=DAILY\r\nATTACH:x"}, "rrule"),
        ({"exdates": ["someday"]}, "exdates"),
        ({"colour": "red"}, "colour"),
        ({"uid": "mine"}, "uid"),
    ],
)
def test_a_field_that_cannot_be_kept_is_named(store, fields, field):
    with pytest.raises(InvalidField) as error:
        entered(store, **fields)
    assert error.value.field == field
    with store.reading() as session:
        assert session.exec(select(Event)).all() == []


def test_a_rule_of_recurrence_is_kept(store):
    event = entered(
        store,
        start="2021-08-03",
        rrule="FREQ=MONTHLY;BYDAY=1TU",
        exdates=["2021-09-07"],
        instances={"2021-10-05": "2021-10-07T18:00"},
    )
    assert (event.rrule, event.exdates) == ("FREQ=MONTHLY;BYDAY=1TU", ["2021-09-07"])
    assert event.instances == {"2021-10-05": "2021-10-07T18:00"}
    assert event.window_last == dt.date(9999, 12, 31)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"start": "2021-08-04", "rrule": "FREQ=MONTHLY;BYDAY=1TU"}, "does not fall on the start"),
        ({"start": "2021-08", "rrule": "FREQ=WEEKLY"}, "start whose day is known"),
        ({"start": "2021-08-03", "instances": ["x"]}, "instances"),
    ],
)
def test_a_series_that_cannot_be_kept_is_refused(store, fields, why):
    with pytest.raises(InvalidField, match=why):
        entered(store, **fields)
