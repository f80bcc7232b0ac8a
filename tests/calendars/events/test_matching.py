"""Pairs of mentions of the hard kinds: which are one event, and why the others are not."""

import datetime as dt

import pytest
from sqlmodel import select

from calendars.dates.when import When
from calendars.events.ingest import ingest
from calendars.events.matching import candidates, decide
from calendars.events.naming import Name
from calendars.events.relations import Relation, in_one_town, of_dates, of_places
from calendars.events.sayings import of_mention
from calendars.reading.mention import Kind, Place, Status
from calendars.store.engine import Store
from calendars.store.tables import Article, Event
from tests.calendars.events.factories import ASHGABAT, MOSCOW, NOW, SOCHI, mention, reading, tell

MEETING, TALKS, SUMMIT = Kind.MEETING, Kind.TALKS, Kind.SUMMIT
BAKU = Place("Baku", "AZ", 40.4, 49.9, "Asia/Baku", 587084)


def m(name, when, kind=Kind.FORUM, place=MOSCOW, **more):
    return mention(name, when, kind=kind, place=place, **more)


SAME = [
    (m("Second Caspian Economic Forum", "2021-08"), m("the Caspian Economic Forum", "2021-08-12")),
    (m("21st session of the UNESCO General Conference", "2021-11", MEETING),
     m("XXI session of the General Conference of UNESCO", "2021-11-09", MEETING)),
    (m("Twenty-first Baku Energy Week", "2021-06-01"), m("21st Baku Energy Week", "2021-06-01")),
    (m("meeting of the Council of Foreign Ministers of the CIS", "2021-04-02", MEETING),
     m("CIS foreign ministers' meeting", "2021-04-02", MEETING)),
    (m("meeting of the Council of Foreign Ministers of the Commonwealth of Independent States",
       "2021-04-02", MEETING),
     m("Meeting of the CIS Council of Foreign Ministers", "2021-04-02", MEETING)),
    (m("Shanghai Cooperation Organisation summit", "2021-09-16", SUMMIT, ASHGABAT),
     m("SCO summit", "2021-09-16/2021-09-17", SUMMIT, ASHGABAT)),
    (m("Turkmen-Russian commission on economic cooperation", "2021-05-20", MEETING),
     m("Meeting of the Russian-Turkmen Commission on Economic Co-operation", "2021-05-20",
       MEETING)),
    (m("Eastern Economic Forum", "2021-09-02/2021-09-04"), m("EEF 2021", "2021-09-02")),
    (m("Talks between Sergey Lavrov and Jeyhun Bayramov", "2021-05-11", TALKS,
       participants=("Sergey Lavrov", "Jeyhun Bayramov")),
     m("Negotiations of Bayramov with Lavrov", "2021-05-11", TALKS,
       participants=("Jeyhun Bayramov", "Lavrov"))),
    (m("City council meeting", "2021-07-01", MEETING), m("Meeting of the city council",
       "2021-07-01T10:00", MEETING)),
    (m("Caspian Economic Forum", "2021-08-12"),
     m("Caspian Economic Forum", "2021-10-05", status=Status.RESCHEDULED)),
    (m("Caspian Economic Forum", "2021-08-12"),
     m("Caspian Economic Forum", "2021-10-05", place=SOCHI, status=Status.RESCHEDULED)),
    (m("Caspian Economic Forum", "2021-08-12"),
     m("Caspian Economic Forum", None, place=None, status=Status.CANCELLED)),
    (m("Caspian Economic Forum", "2021-08-12", place=Place("Manege, Moscow", "RU")),
     m("Caspian Economic Forum", "2021-08-12")),
    (m("Working visit of a Turkmen delegation to Russia", "2021-03-30/2021-04-02", Kind.VISIT,
       Place("Russia", "RU")),
     m("visit of the Turkmen delegation to Russia", "2021-03-30/2021-04-02", Kind.VISIT)),
]  # fmt: skip
APART = [
    (m("hearing of harbour council number 12", "2021-08-12", MEETING),
     m("hearing of harbour council number 43", "2021-08-12", MEETING)),
    (m("First Caspian Economic Forum", "2021-08"), m("Second Caspian Economic Forum", "2021-08")),
    (m("Caspian Economic Forum", "2021-08"), m("Caspian Economic Forum 2022", "2022-08-12")),
    (m("Caspian Economic Forum", "2021-08-12"), m("Caspian Economic Forum", "2021-09-12")),
    (m("Caspian Economic Forum", "2021-08-12"), m("Caspian Media Forum", "2021-08-12")),
    (m("Caspian Economic Forum", "2021-08"), m("Caspian Economic Forum", "2021-08", place=BAKU)),
    (m("Caspian summit", "2021-08", SUMMIT), m("Caspian Economic Forum", "2021-08")),
    (m("Turkmen-Russian Commission on Economic Cooperation", "2021-05", MEETING),
     m("Turkmen-Uzbek Commission on Economic Cooperation", "2021-05", MEETING)),
    (m("Turkmen-Russian Commission on Economic Cooperation", "2021-05", MEETING),
     m("Turkmen-Russian working group on economic cooperation", "2021-05", MEETING)),
    (m("meeting of the Council of Foreign Ministers of the CIS", "2021-04-02", MEETING),
     m("meeting of the Council of Defence Ministers of the CIS", "2021-04-02", MEETING)),
    (m("CIS summit", "2021-10", SUMMIT), m("SCO summit", "2021-10", SUMMIT)),
    (m("CIS summit", "2021-10", SUMMIT), m("CIS summit of young lawyers", "2021-10", SUMMIT)),
    (m("Talks in Moscow", "2021-05-11", TALKS, participants=("Lavrov", "Bayramov")),
     m("Talks in Moscow", "2021-05-11", TALKS, participants=("Novak", "Szijjarto"))),
    (m("Talks of Lavrov and Bayramov", "2021-03-03", TALKS, participants=("Lavrov", "Bayramov")),
     m("Talks of Lavrov and Bayramov", "2021-05-11", TALKS, participants=("Lavrov", "Bayramov"))),
    (m("Visit to Moscow", "2021-05", Kind.VISIT), m("Visit of Aliyev to Moscow", "2021-05-11",
       Kind.VISIT)),
    (m("Meeting", "2021-05-11", MEETING), m("Meeting", "2021-05-11", MEETING, place=BAKU)),
    (m("City council meeting", "2021-07-01", MEETING), m("City council meeting", "2021-07-15",
       MEETING)),
    (m("City council meeting", "2021-07", MEETING, None), m("Meeting of the city council",
       "2021-07-01", MEETING, BAKU)),
    (m("City council meeting", "2021-07-01", MEETING, None), m("Meeting of the city council",
       "2021-07-01", MEETING, None)),
    (m("Caspian Economic Forum", "2020-08-12", status=Status.HELD),
     m("Caspian Economic Forum", "2021-08-12", status=Status.RESCHEDULED)),
]  # fmt: skip


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('pairs') / 'pairs.db'}")
    store.upgrade()
    yield store
    store.close()


def events_of(store, pair):
    """How many events a pair makes, told in this order by two outlets."""
    with store.reading() as session:
        for outlet, one in zip("ab", pair, strict=True):
            article = reading(one, outlet=f"{outlet}.example", published="2021-03-01")
            ingest(session, article, now=NOW)
        return len(session.exec(select(Event)).all())


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair[1].name)
def test_two_wordings_of_one_event_make_one(sqlite, pair):
    assert events_of(sqlite, pair) == 1
    if pair[1].status is Status.SCHEDULED:
        assert events_of(sqlite, pair[::-1]) == 1


@pytest.mark.parametrize("pair", APART, ids=lambda pair: pair[1].name)
def test_two_events_that_sound_alike_stay_two(sqlite, pair):
    assert events_of(sqlite, pair) == 2
    if pair[1].status is Status.SCHEDULED and pair[0].status is Status.SCHEDULED:
        assert events_of(sqlite, pair[::-1]) == 2


def test_a_decision_tells_its_reasons(sqlite):
    with sqlite.reading() as session:
        ingest(session, reading(m("Caspian Economic Forum", "2021-08-12")), now=NOW)
        article = Article(id=9, digest="", published=dt.date(2021, 3, 1))
        other = of_mention(m("Caspian Economic Forum", "2021-08", place=BAKU), article, 0)
        same = of_mention(m("Caspian Economic Forum", "2021-08"), article, 0)
        assert decide(session, other).reasons == ("not event 1: another place",)
        assert decide(session, same).reasons == ("event 1: all gates passed",)


def test_a_saying_that_fits_two_events_is_told_to_be_doubtful(sqlite):
    with sqlite.reading() as session:
        for name in ("Caspian Economic Forum of Traders", "Caspian Economic Forum of Bankers"):
            ingest(session, reading(m(name, "2021-08-12")), now=NOW)
        article = Article(id=9, digest="", published=dt.date(2021, 3, 1))
        decision = decide(session, of_mention(m("Caspian Forum", "2021-08"), article, 0))
        assert decision.event_id is None
        assert decision.doubtful == (1, 2)
        assert decision.reasons == ("doubtful: may be event 1", "doubtful: may be event 2")


@pytest.mark.parametrize(
    ("text", "words", "ordinal", "years"),
    [
        ("The Twenty-Third Kazan Summit", {"kazan"}, 23, set()),
        ("XIV Petersburg Legal Forum", {"petersburg", "legal"}, 14, set()),
        ("COP26", {"cop26"}, None, set()),
        ("Russia's and Türkiye's Deputies’ Talks, 2022", {"=ru", "=tr", "deputy"}, None, {2022}),
        ("Vietnam I Love Festival", {"=vn", "love"}, None, set()),
        ("", set(), None, set()),
        ("第三届论坛", {"第三届论坛"}, None, set()),
    ],
)  # fmt: skip
def test_a_name_is_taken_apart(text, words, ordinal, years):
    name = Name.of(text)
    assert (set(name.words), name.ordinal, set(name.years)) == (words, ordinal, years)


@pytest.mark.parametrize(
    ("new", "known", "relation"),
    [
        ("2021-08-12", "2021-08-12", Relation.SAME),
        ("2021-08-12", "2021-08", Relation.FINER),
        ("2021-08", "2021-08-12", Relation.COARSER),
        ("2021-09", "2021-08", Relation.OTHER),
        ("2021-08-12T10:00", "2021-08-12", Relation.FINER),
        ("2021-08-12T10:00+03:00", "2021-08-12T10:00", Relation.FINER),
        ("2021-08-12T10:00+03:00", "2021-08-12T07:00Z", Relation.SAME),
        ("2021-08-12T11:00", "2021-08-12T10:00", Relation.OTHER),
        ("2021-08-12T10:00+03:00", "2021-08-12T10:00+05:00", Relation.OTHER),
        ("2021-08-12/2021-08-14", "2021-08-12", Relation.FINER),
        ("2021-08-13", "2021-08-12/2021-08-14", Relation.COARSER),
        ("2021-08-13/2021-08-16", "2021-08-12/2021-08-14", Relation.OTHER),
        ("2021-08-12", "2021-08-12~", Relation.FINER),
        ("[2021-08-30..2021-09-05]", "2021-08", Relation.FINER),
        ("2021-08", "[2021-08-30..2021-09-05]", Relation.COARSER),
    ],
)
def test_dates_stand_to_each_other(new, known, relation):
    assert of_dates(When.of(new), When.of(known)) is relation


@pytest.mark.parametrize(
    ("new", "known", "relation"),
    [
        (MOSCOW, Place("Russia", "RU"), Relation.FINER),
        (Place("Russia", "RU"), MOSCOW, Relation.COARSER),
        (Place("Manege, Moscow", "RU", geonames_id=524901), MOSCOW, Relation.FINER),
        (MOSCOW, Place("Moscow"), Relation.FINER),
        (SOCHI, MOSCOW, Relation.OTHER),
        (BAKU, MOSCOW, Relation.OTHER),
        (Place("Kyiv", "UA", geonames_id=1), Place("Kiev", "UA", geonames_id=1), Relation.SAME),
        (Place("Hall A, Baku", "AZ", geonames_id=1), Place("Hall B, Baku", "AZ", geonames_id=1),
         Relation.OTHER),
    ],
)  # fmt: skip
def test_places_stand_to_each_other(new, known, relation):
    assert of_places(new, known) is relation


def test_two_halls_of_a_town_are_in_one_town():
    halls = [Place(f"Hall {name}, Baku", "AZ", geonames_id=1) for name in "AB"]
    assert in_one_town(*halls)
    assert not in_one_town(SOCHI, MOSCOW)


def test_only_events_whose_names_may_be_the_same_are_looked_at(store):
    for name in ("Amber Grain Forum", "Amber Health Forum", "Birch Grain Forum"):
        tell(store, mention(name, "2021-08-12"))
    told = mention("Amber Grain Forum", "2021-08-12")
    saying = of_mention(told, Article(id=9, digest="", published=NOW.date()), 0)
    with store.reading() as session:
        found = candidates(session, saying, Name.of(told.name))
    assert [known.event.name for known in found] == ["Amber Grain Forum"]
