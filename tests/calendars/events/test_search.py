"""Searches find what they say, page by page, and refuse what has no meaning."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from calendars.dates.precision import Precision
from calendars.errors import InvalidFilter
from calendars.events import by_hand
from calendars.events.by_hand import change, withdraw
from calendars.events.finding import changes_since, find, matching
from calendars.events.order import Order
from calendars.events.parting import join_by_hand
from calendars.events.search import Search
from calendars.reading.mention import Kind, Status
from calendars.store.tables import Event
from tests.calendars.events.factories import ASHGABAT, MOSCOW, NOW, SOCHI, Place, mention, tell

TODAY = dt.date(2021, 6, 1)


@pytest.fixture
def diary(store):
    """A store with events of every sort, by their names."""
    tell(
        store,
        mention("Amber Forum", "2021-05-20"),
        mention("Birch Forum", "2021-08"),
        mention("Cedar Summit", "2021-08-12", kind=Kind.SUMMIT, place=ASHGABAT),
        mention("Dahlia Visit", "2021-08-01/2021-08-03", kind=Kind.VISIT,
                place=Place("Türkmenbaşy", "TM"), participants=("José Núñez",)),
        mention("Elder Forum", "2021", status=Status.SCHEDULED, place=None),
        mention("Fennel Forum", "2021-09-01", status=Status.CANCELLED,
                organiser="Ministry of Trade"),
        mention("Ginger Forum", None, place=None),
    )  # fmt: skip
    return store


def names(store, filters, **more):
    with store.reading() as session:
        page = find(session, Search.parse(filters), today=TODAY, **more)
        return [event.name.split()[0] for event in page.items]


ALL = ["Elder", "Ginger", "Amber", "Dahlia", "Birch", "Cedar", "Fennel"]


FOUND = [
    ({}, ["Elder", "Ginger", "Amber", "Dahlia", "Birch", "Cedar", "Fennel"]),
    ({"from": "today"}, ["Elder", "Ginger", "Dahlia", "Birch", "Cedar", "Fennel"]),
    ({"from": "2021-08-03", "to": "2021-08-03", "precision": "day,month"}, ["Dahlia", "Birch"]),
    ({"from": "2021-08", "to": "2021-08", "certain": "true"}, ["Dahlia", "Birch", "Cedar"]),
    ({"from": "2021-08-02", "to": "2021-12", "certain": "true"}, ["Cedar", "Fennel"]),
    ({"q": "forum"}, ["Elder", "Ginger", "Amber", "Birch", "Fennel"]),
    ({"q": "TURKMENBASY visit"}, ["Dahlia"]),
    ({"q": "jose nunez"}, ["Dahlia"]),
    ({"q": "ministry trade"}, ["Fennel"]),
    ({"q": "orum"}, []),
    ({"place": "moscow"}, ["Amber", "Birch", "Fennel"]),
    ({"place": "ashgabat", "country": "TM"}, ["Cedar"]),
    ({"country": "tm"}, ["Dahlia", "Cedar"]),
    ({"country": ["TM", "RU"]}, ["Amber", "Dahlia", "Birch", "Cedar", "Fennel"]),
    ({"kind": "summit,visit"}, ["Dahlia", "Cedar"]),
    ({"status": "cancelled"}, ["Fennel"]),
    ({"precision": "year"}, ["Elder"]),
    ({"imprecise": "hide"}, ["Amber", "Dahlia", "Cedar", "Fennel"]),
    ({"imprecise": "only"}, ["Elder", "Ginger", "Birch"]),
    ({"imprecise": "span", "cancelled": "mark", "q": ""}, ALL),
    ({"cancelled": "hide", "from": "2021-09", "precision": "day"}, []),
    ({"certainty": "eos4", "kind": "summit"}, ["Cedar"]),
    ({"certainty": "eos5"}, []),
]


def test_each_filter_finds_what_it_says(diary):
    found = [(filters, names(diary, filters)) for filters, _ in FOUND]
    assert found == FOUND


def test_windows_of_more_days_than_asked_for_and_some_statuses_are_left_out(diary):
    assert names(diary, {}, widest=31) == ["Amber", "Dahlia", "Birch", "Cedar", "Fennel"]
    assert names(diary, {}, widest=30, without=(Status.CANCELLED,)) == ["Amber", "Dahlia", "Cedar"]


def test_a_withdrawn_event_is_not_found(diary):
    with diary.writing() as session:
        event = session.exec(select(Event).where(Event.name == "Cedar Summit")).one()
        by_hand.withdraw(session, event.id, person="Ann", now=NOW)
    assert "Cedar" not in names(diary, {})


def test_pages_follow_each_other_without_gap_or_repeat(diary):
    for limit in (1, 2, 3, 7):
        found, cursor = [], None
        while len(found) < len(ALL):
            with diary.reading() as session:
                page = find(session, Search(), today=TODAY, limit=limit, cursor=cursor)
            found += [event.name.split()[0] for event in page.items]
            cursor = page.next
        assert found == ALL
        assert cursor is None


def test_of_some_events_those_that_match_are_told(diary):
    with diary.reading() as session:
        found = matching(session, Search.parse({"q": "forum"}), [1, 2, 3], today=TODAY)
    assert found == {1, 2}


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"colour": "red"}, "no filter “colour”"),
        ({"from": "yesterday"}, "“from”"),
        ({"from": "2021-02-30"}, "28 days"),
        ({"to": "2021-08-12T10:00"}, "one day, month or year"),
        ({"to": "today"}, "“to”"),
        ({"from": "2021-09", "to": "2021-08"}, "lies before"),
        ({"country": "Russia"}, "ISO 3166-1"),
        ({"kind": "party"}, "no kind; there are meeting"),
        ({"status": "gone"}, "no status"),
        ({"certain": "yes"}, "true or false"),
        ({"certainty": "eos6"}, "eos1 to eos5"),
        ({"imprecise": "maybe"}, "span, hide, only"),
        ({"q": "…"}, "no word"),
        ({"q": "a " * 3 + " ".join(map(str, range(30)))}, "at most 20 words"),
        ({"q": {"a": 1}}, "takes one text"),
        ({"q": ["one", "two"]}, "takes one text"),
    ],
)
def test_a_filter_without_meaning_is_refused(filters, message):
    with pytest.raises(InvalidFilter, match=message) as error:
        Search.parse(filters)
    assert error.value.field in filters


def test_a_cursor_of_nobody_is_refused(store):
    for cursor in ("x", "é", "AAAA", "MjAyMS0wOC0xMi8y", "A" * 500, "=", "MS8yLzM"):
        with store.reading() as session, pytest.raises(InvalidFilter, match="cursor"):
            find(session, Search(), today=TODAY, cursor=cursor)


def test_words_of_sql_patterns_are_only_words(diary):
    assert names(diary, {"q": "Amber_Forum"}) == ["Amber"]
    with pytest.raises(InvalidFilter):
        Search.parse({"q": "%"})


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "from": st.sampled_from(["today", "2021", "2021-08-12"]),
        "to": st.sampled_from(["2022", "2021-12", "2021-08-12"]),
        "q": st.sampled_from(["Forum of Москва", "a b a"]),
        "place": st.just("Saint-Denis"),
        "country": st.sampled_from(["ru", "RU,TM"]),
        "kind": st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=3),
        "status": st.sampled_from(list(Status)),
        "precision": st.sampled_from(list(Precision)),
        "certain": st.booleans(),
        "certainty": st.sampled_from(["eos1", "eos5"]),
        "imprecise": st.sampled_from(["hide", "only", "span"]),
        "cancelled": st.sampled_from(["mark", "status", "hide"]),
    },
)


@given(filters=FILTERS)
def test_a_search_is_told_in_filters_that_read_as_the_same_search(filters):
    search = Search.parse(filters)
    assert Search.parse(search.filters()) == search
    assert search.narrowed(Search()) == search
    assert Search().narrowed(search) == search


def test_two_searches_together_find_what_both_find():
    both = Search.parse({"country": "RU,TM", "q": "forum", "imprecise": "only"}).narrowed(
        Search.parse({"country": "TM,FR", "q": "trade", "imprecise": "hide"})
    )
    assert both.filters() == {"country": ["TM"], "q": "forum trade", "imprecise": "hide"}


def near(store, **filters):
    with store.reading() as session:
        page = find(session, Search.parse(filters), today=dt.date(2021, 4, 1))
        return [event.name for event in page.items]


@pytest.fixture
def placed(store):
    tell(store, mention("Amber Forum", "2021-08-12", place=MOSCOW), outlet="a.example")
    tell(store, mention("Birch Forum", "2021-08-13", place=SOCHI), outlet="b.example")
    suva = Place("Suva", "FJ", -18.14, 178.44, "Pacific/Fiji", 2198148)
    tell(store, mention("Coral Forum", "2021-03-14", place=suva), outlet="b.example")
    tell(store, mention("Drift Forum", "2021-08-15", place=None), outlet="a.example")
    return store


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"near": "55.75,37.60"}, ["Amber Forum"]),
        ({"near": "55.0,37.0", "radius_km": "50"}, []),
        ({"near": "55.0,37.0", "radius_km": "100"}, ["Amber Forum"]),
        ({"near": "50,38", "radius_km": "1000"}, ["Amber Forum", "Birch Forum"]),
        ({"near": "-18,-179", "radius_km": "300"}, ["Coral Forum"]),
        ({"near": "0,0", "radius_km": "20015"}, ["Coral Forum", "Amber Forum", "Birch Forum"]),
        ({"bbox": "36,55,39,57"}, ["Amber Forum"]),
        ({"bbox": "170,-30,-170,0"}, ["Coral Forum"]),
        ({"bbox": "170,-30,-170,0", "near": "55.75,37.6"}, []),
        ({"state": "past"}, ["Coral Forum"]),
        ({"state": "upcoming"}, ["Amber Forum", "Birch Forum", "Drift Forum"]),
        ({"state": "ongoing"}, []),
        ({"source": "a.example"}, ["Amber Forum", "Drift Forum"]),
        ({"source": "a.example,c.example,7", "state": "upcoming"}, ["Amber Forum", "Drift Forum"]),
    ],
)
def test_events_are_found_by_where_when_and_who_tells(placed, filters, names):
    assert near(placed, **filters) == names


@pytest.mark.parametrize(
    "filters",
    [
        {"near": "Moscow"},
        {"near": "91,0"},
        {"near": "1,2,3"},
        {"radius_km": "10"},
        {"near": "1,2", "radius_km": "0"},
        {"near": "1,2", "radius_km": "nan"},
        {"bbox": "1,2,3"},
        {"bbox": "0,50,1,40"},
        {"state": "soon"},
    ],
)
def test_an_area_or_a_state_that_is_none_is_refused(filters):
    with pytest.raises(InvalidFilter):
        Search.parse(filters)


def test_areas_and_states_are_saved_and_narrow_one_another():
    told = {
        "near": "55.75,37.6",
        "radius_km": "50",
        "bbox": "36,55,39,57",
        "state": "upcoming",
        "source": ["a.example"],
    }
    search = Search.parse(told)
    assert search.filters() == told
    narrowed = search.narrowed(Search.parse({"bbox": "0,0,1,1", "state": "past"}))
    assert (len(narrowed.boxes), len(narrowed.state)) == (2, 2)


def test_events_are_listed_in_each_order_page_by_page(placed):
    def listed(order):
        names, cursor = [], None
        while True:
            with placed.reading() as session:
                page = find(session, Search(), today=dt.date(2021, 4, 1), limit=1,
                            cursor=cursor, order=order)  # fmt: skip
            names += [event.name.split()[0] for event in page.items]
            cursor = page.next
            if cursor is None:
                return names

    assert listed(Order.START) == ["Coral", "Amber", "Birch", "Drift"]
    assert listed(Order.START_LAST) == ["Drift", "Birch", "Amber", "Coral"]
    tell(placed, mention("Amber Forum", "2021-08-12T10:00"), now=NOW + dt.timedelta(1))
    assert listed(Order.MODIFIED) == ["Birch", "Coral", "Drift", "Amber"]
    assert listed(Order.MODIFIED_LAST) == ["Amber", "Drift", "Coral", "Birch"]
    assert listed(Order.CREATED_LAST) == ["Drift", "Coral", "Birch", "Amber"]
    with pytest.raises(InvalidFilter), placed.reading() as session:
        cursor = Order.START.cursor((dt.date(2021, 8, 12), dt.date(2021, 8, 12), 1))
        find(session, Search(), today=dt.date(2021, 4, 1), cursor=cursor, order=Order.MODIFIED)


def test_a_copy_is_kept_by_asking_for_changes(placed):
    def changed(since, **filters):
        with placed.reading() as session:
            told = changes_since(session, Search.parse(filters), since, today=dt.date(2021, 4, 1))
            return [event.id for event in told.items], [event.id for event in told.gone]

    later = NOW + dt.timedelta(days=1)
    assert changed(NOW) == ([1, 2, 3, 4], [])
    assert changed(later) == ([], [])
    with placed.writing() as session:
        join_by_hand(session, 1, 4, person="ann", now=later)
        withdraw(session, 3, person="ann", now=later)
        change(session, 2, {"country": "GE", "place": "Batumi"}, person="ann", now=later)
    tell(placed, mention("Elder Forum", "2021-09-12"), now=later)
    assert changed(later) == ([1, 2, 5], [3, 4])
    assert changed(later, country="RU") == ([1, 5], [2, 3, 4])
