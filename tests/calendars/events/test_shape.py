"""Events as JSON have a mention's fields, and who says so."""

from sqlmodel import select

from calendars.events import by_hand, shape
from calendars.reading.mention import Status
from calendars.store.tables import Event
from tests.calendars.events.factories import NOW, mention, tell


def only(store, **more):
    with store.reading() as session:
        return shape.events(session, session.exec(select(Event)).all(), **more)[0]


def test_an_event_has_exactly_the_fields_of_the_contract(store):
    tell(store, mention("Amber Forum", "[2021-08-09..2021-08-15]"), url="https://a.example/1")
    told = only(store)
    uid, title = told.pop("uid"), told["sources"][0].pop("title")
    assert len(uid) == 36
    assert title.startswith("Article")
    assert told == {
        "id": 1,
        "sequence": 0,
        "conflicts": [],
        "parent": None,
        "parts": [],
        "follows": None,
        "followed_by": [],
        "name": "Amber Forum",
        "kind": "forum",
        "edtf": "[2021-08-09..2021-08-15]",
        "start": "2021-08-09",
        "end": "2021-08-15",
        "precision": "week",
        "window": ["2021-08-09", "2021-08-15"],
        "place": "Moscow",
        "country": "RU",
        "latitude": 55.75,
        "longitude": 37.62,
        "timezone": "Europe/Moscow",
        "status": "scheduled",
        "certainty": "eos4",
        "confidence": 0.9,
        "organiser": None,
        "participants": [],
        "quote": "Amber Forum: [2021-08-09..2021-08-15].",
        "spans": {"name": [0, 11]},
        "sources": [
            {
                "url": "https://a.example/1",
                "published": "2021-03-31",
                "quote": "Amber Forum: [2021-08-09..2021-08-15].",
            }
        ],
        "url": None,
        "rrule": None,
        "exdates": [],
        "instances": {},
        "created": "2021-06-01T09:00:00Z",
        "modified": "2021-06-01T09:00:00Z",
    }


def test_the_quote_is_that_of_the_date_which_is_believed(store):
    tell(store, mention("Amber Forum", "2021-08"), url="https://a.example/1")
    tell(store, mention("Amber Forum", "2021-08-12"), url="https://b.example/2",
         published="2021-05-01")  # fmt: skip
    tell(store, mention("Amber Forum", "2021-08"), url="https://c.example/3",
         published="2021-05-02")  # fmt: skip
    told = only(store)
    assert told["quote"] == "Amber Forum: 2021-08-12."
    assert [source["url"][8] for source in told["sources"]] == ["b", "c", "a"]


def test_a_long_quote_is_cut_where_asked(store):
    tell(store, mention("Amber Forum", "2021-08"))
    assert only(store, quote_length=5)["quote"] == "Amber…"
    assert only(store, quote_length=5)["sources"][0]["quote"] == "Amber…"


def test_an_event_of_no_article_has_no_sources_and_no_quote(store):
    with store.writing() as session:
        by_hand.create(session, {"name": "Amber Forum", "start": "2021"}, person="Ann", now=NOW)
    told = only(store)
    assert (told["quote"], told["sources"], told["start"]) == (None, [], "2021")


def test_claims_tell_what_became_of_them(store):
    tell(store, mention("Amber Forum", "2021-08-12"), outlet="a.example")
    tell(store, mention("Amber Forum", None, place=None, status=Status.POSTPONED),
         published="2021-05-01", outlet="b.example")  # fmt: skip
    tell(store, mention("Amber Forum", "2021-08-12"), published="2021-05-02", outlet="c.example")
    with store.writing() as session:
        by_hand.change(session, 1, {"name": "Amber Forum 2021"}, person="Ann", now=NOW)
    with store.reading() as session:
        told = shape.claims(session, session.get_one(Event, 1))
    dates = [(one["value"], one["standing"]) for one in told if one["field"] == "date"]
    assert dates == [("2021-08-12", "taken"), ("2021-08-12", "conflict")]
    last = told[-1]
    assert (last["person"], last["article"], last["standing"]) == ("Ann", None, "taken")
    assert told[0]["article"]["url"].startswith("https://a.example/")
    assert told[0]["span"] == [0, 11]
