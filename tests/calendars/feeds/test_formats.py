"""One contract for every format: the same events, told no more exactly than they are known."""

import csv
import datetime as dt
import io
import json
from xml.etree import ElementTree

import icalendar
import NewsMLG2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.feeds import atom, csv_table, eventsml, jscal, jsonld, ninjs
from calendars.feeds.feed import Asked, build
from calendars.feeds.formats import FORMATS
from calendars.feeds.gathered import Gathered
from calendars.feeds.listed import Item, Listing
from calendars.feeds.selection import Limits
from calendars.feeds.showing import showing
from calendars.feeds.wording import Cited
from calendars.reading.mention import Status
from tests.calendars.feeds.makers import ABOUT, ARTICLE, MOSCOW, NOW, STYLE, make_event, store_event

ATOM = "{http://www.w3.org/2005/Atom}"
G2 = "{http://iptc.org/std/nar/2006-10-01/}"


def _ics(body):
    return [str(one["UID"]) for one in icalendar.Calendar.from_ical(body).walk("VEVENT")]


def _jcal(body):
    name, properties, parts = json.loads(body)
    assert name == "vcalendar"
    assert ["version", {}, "text", "2.0"] in properties
    return [{line[0]: line[3] for line in part[1]}["uid"] for part in parts if part[0] == "vevent"]


def _atom(body):
    entries = ElementTree.fromstring(body).findall(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}id").removeprefix("urn:uuid:") for entry in entries]


def _eventsml(body):
    ids = ElementTree.fromstring(body).iter(f"{G2}conceptId")
    return [one.get("uri").removeprefix("urn:uuid:") for one in ids]


# How each format tells which events it has.
UIDS = {
    "ics": _ics,
    "json": lambda body: [one["uid"] for one in json.loads(body)["items"]],
    "jscal": lambda body: [one["uid"] for one in json.loads(body)["entries"]],
    "jcal": _jcal,
    "atom": _atom,
    "jsonld": lambda body: [
        one["identifier"].removeprefix("urn:uuid:") for one in json.loads(body)["@graph"]
    ],
    "ninjs": lambda body: [
        one["uri"].removeprefix("urn:uuid:") for one in json.loads(body).get("associations", [])
    ],
    "eventsml": _eventsml,
    "csv": lambda body: [row["uid"] for row in csv.DictReader(io.StringIO(body.decode()))],
}

EVENTS = {
    "day": {"edtf": "2021-04-02"},
    "range": {"edtf": "2021-03-30/2021-04-02"},
    "clock": {"edtf": "2021-04-10T10:00+03:00", "zone": "Europe/Moscow"},
    "month": {"edtf": "2021-08"},
    "cancelled": {"edtf": "2021-05-05", "status": Status.CANCELLED},
    "postponed": {"edtf": None, "was": "2021-06-01", "status": Status.POSTPONED},
    "moved": {"edtf": "2021-09-12", "was": "2021-08-12", "status": Status.RESCHEDULED},
}


def ask(store, name, *, limits=Limits(), now=NOW, cursor=None, **filters):  # noqa: B008
    asked = Asked(f"/events.{name}", name, None, filters, cursor)
    with store.reading() as session:
        return build(session, asked, now=now, style=STYLE, limits=limits)


@pytest.fixture
def kept(store):
    for uid, fields in EVENTS.items():
        fields = {
            "name": f"The {uid} event",
            "search_text": f" the {uid} event",
            "uid": uid,
            "place": "Moscow",
            "country": "RU",
        } | fields
        store_event(store, make_event(**fields))
    return store


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_same_events_in_the_same_order(kept, name):
    told = UIDS[name](ask(kept, name).body)
    assert told == UIDS["ics"](ask(kept, "ics").body)
    assert sorted(told) == sorted(EVENTS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_bytes_again(kept, name):
    assert ask(kept, name).body == ask(kept, name, now=NOW + dt.timedelta(hours=3)).body


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_narrows_by_the_search(kept, name):
    assert UIDS[name](ask(kept, name, q="moved").body) == ["moved"]
    assert UIDS[name](ask(kept, name, q="nothing").body) == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_cut_where_there_is_no_more_room_and_goes_on(store, name):
    for number in range(30):
        day = dt.date(2021, 5, 1) + dt.timedelta(days=number)
        store_event(store, make_event(str(day), uid=f"uid-{number:02}", name=f"Day {number}"))
    whole = ask(store, name)
    limits = Limits(octets=len(whole.body) // 2)
    seen, cursor = [], None
    while True:
        part = ask(store, name, limits=limits, cursor=cursor)
        assert len(part.body) <= limits.octets
        seen += [uid for uid in UIDS[name](part.body) if uid.startswith("uid-")]
        cursor = part.next
        if cursor is None:
            break
    assert seen == UIDS[name](whole.body)


def listing(*events, sources=(ARTICLE,), place=MOSCOW, survivor=None, parent=None):
    items = [
        Item(Gathered(event, place, sources, survivor, parent), shown)
        for event in events
        if (shown := showing(event))
    ]
    return Listing(ABOUT, NOW, tuple(items), STYLE)


TEXTS = st.text(st.characters(exclude_categories=()), max_size=200) | st.text(
    st.sampled_from("\\nN;,:\"'^\r\n\t\0\x85\u2028\u202e\ufeff\uffff]]>&<é漢😀=+-@ \ud83d"),
    max_size=200,
)


@settings(max_examples=60)
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_in_any_field_reads_back_in_every_listing(name, place, quote, url, participants):
    event = make_event(name=name, place=place, url=url, organiser=quote, participants=participants)
    source = Cited(NOW.date(), quote=quote, title=name, outlet=place, url=url)
    listed = listing(event, sources=(source,))
    formats = {
        "atom": atom, "csv": csv_table, "eventsml": eventsml, "jscal": jscal, "jsonld": jsonld,
        "ninjs": ninjs,
    }  # fmt: skip
    for ending, format_ in formats.items():
        assert UIDS[ending](format_.document(listed)) == [event.uid]


def only(document):
    (one,) = document
    return one


def test_jscalendar_tells_days_moments_and_months():
    entries = json.loads(
        jscal.document(
            listing(
                make_event("2021-03-30/2021-04-02"),
                make_event("2021-04-10T10:00+03:00/2021-04-10T12:30+03:00", zone="Europe/Moscow"),
                make_event("2021-08"),
            )
        )
    )["entries"]
    days, clock, month = entries
    assert (days["start"], days["duration"]) == ("2021-03-30T00:00:00", "P4D")
    assert days["showWithoutTime"] is True
    assert (clock["start"], clock["timeZone"], clock["duration"]) == (
        "2021-04-10T10:00:00", "Europe/Moscow", "PT2H30M",
    )  # fmt: skip
    assert clock["freeBusyStatus"] == "busy"
    assert (month["start"], month["duration"], month["status"]) == (
        "2021-08-01T00:00:00", "P31D", "tentative",
    )  # fmt: skip
    assert month["title"].startswith("Date TBC, some time in August 2021")


def test_jscalendar_tells_a_series_with_the_days_left_out_and_moved():
    rule = "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU;UNTIL=20211231T000000Z"
    event = make_event("2021-05-04T18:00+03:00", zone="Europe/Riga", rrule=rule)
    event.exdates = ["2021-07-06"]
    event.instances = {"2021-09-07": "2021-09-09T19:30+03:00", "2021-11-02": "2021-11-03"}
    told = only(json.loads(jscal.document(listing(event)))["entries"])
    assert told["recurrenceRules"] == [
        {
            "@type": "RecurrenceRule",
            "frequency": "monthly",
            "interval": 2,
            "until": "2021-12-31T18:00:00",
            "byDay": [{"@type": "NDay", "day": "tu", "nthOfPeriod": 1}],
        }
    ]
    assert told["recurrenceOverrides"] == {
        "2021-07-06T18:00:00": {"excluded": True},
        "2021-09-07T18:00:00": {"start": "2021-09-09T19:30:00"},
        "2021-11-02T18:00:00": {"start": "2021-11-03T18:00:00"},
    }


def test_jscalendar_tells_the_visit_during_which_a_meeting_is_held():
    event = make_event("2021-04-02")
    told = only(json.loads(jscal.document(listing(event, parent="visit")))["entries"])
    assert told["relatedTo"] == {"visit": {"@type": "Relation", "relation": {"parent": True}}}


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2021-04-02", "2021-04-02", None),
        ("2021-03-30/2021-04-02", "2021-03-30", "2021-04-02"),
        ("2021-08", "2021-08", None),
        ("[2021-08-11..2021-08-20]", "2021-08", None),
        ("[2021-08-28..2021-09-05]", "2021", None),
        ("2021-12-27/2022-01-02", "2021-12-27", "2022-01-02"),
        ("[2021-12-27..2022-01-02]", None, None),
    ],
)
def test_listings_never_tell_a_day_that_nobody_named(edtf, start, end):
    listed = listing(make_event(edtf))
    marked = only(json.loads(jsonld.document(listed))["@graph"])
    assert (marked.get("startDate"), marked.get("endDate")) == (start, end)
    dates = only(json.loads(ninjs.document(listed))["associations"])["eventDetails"].get("dates")
    if start is None:
        assert dates is None
    else:
        assert (dates["expectedStartDate"], dates["expectedEndDate"]) == (start, end or start)


def test_schema_org_tells_a_move_and_what_is_off():
    moved = make_event("2021-09-12", was="2021-08-12", status=Status.RESCHEDULED)
    off = make_event("2021-05-05", status=Status.CANCELLED)
    late = make_event(None, was="2021-06-01", status=Status.POSTPONED)
    told = json.loads(jsonld.document(listing(moved, off, late)))["@graph"]
    assert [one["eventStatus"].rpartition("/")[2] for one in told] == [
        "EventRescheduled", "EventCancelled", "EventPostponed",
    ]  # fmt: skip
    assert (told[0]["startDate"], told[0]["previousStartDate"]) == ("2021-09-12", "2021-08-12")
    assert told[2]["startDate"] == "2021-06-01"


def test_schema_org_can_stand_in_a_script_element():
    assert b"</script" not in jsonld.document(listing(make_event(name="</script><b>")))


def test_a_spreadsheet_takes_no_cell_for_a_formula():
    body = csv_table.document(listing(make_event(name="=HYPERLINK(1)")))
    assert only(csv.DictReader(io.StringIO(body.decode())))["name"] == "'=HYPERLINK(1)"


def test_eventsml_gives_a_month_its_bounds():
    item = ElementTree.fromstring(eventsml.document(listing(make_event("2021-08"))))
    start = next(item.iter(f"{G2}start"))
    assert (start.text, start.attrib) == (
        "2021-08",
        {
            "approxstart": "2021-08-01",
            "approxend": "2021-08-31",
            "confirmationstatus": "edconf:approximate",
        },
    )


def test_eventsml_reads_back_by_another_library():
    document = eventsml.document(
        listing(make_event("2021-03-30/2021-04-02", place="Moscow"), make_event("2021-08"))
    )
    concepts = list(NewsMLG2.NewsMLG2Document(document).get_item().conceptset.concept)
    assert [str(one.name) for one in concepts] == ["Second Caspian Economic Forum"] * 2
    dates = [one.eventdetails.dates for one in concepts]
    assert [str(one.start) for one in dates] == ["2021-03-30", "2021-08"]


def test_what_another_event_took_in_is_told_as_gone():
    gone = make_event("2021-08-12", merged_into=2)
    listed = listing(gone, survivor="other")
    assert only(json.loads(jscal.document(listed))["entries"])["status"] == "cancelled"
    assert only(json.loads(ninjs.document(listed))["associations"])["pubStatus"] == "canceled"
    assert json.loads(jsonld.document(listed))["@graph"] == []
