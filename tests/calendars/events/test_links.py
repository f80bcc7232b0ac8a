"""Editions follow one another and meetings are held on visits, whatever came first."""

import datetime as dt
import itertools

import pytest
from sqlmodel import col, select

from calendars.events import by_hand, shape
from calendars.events.ingest import ingest, retract
from calendars.feeds.gathered import gather
from calendars.feeds.ics import vevent
from calendars.feeds.style import Style
from calendars.reading.mention import Kind, Place, Status
from calendars.store.tables import Event
from tests.calendars.events.factories import NOW, mention, reading, tell

BAKU = Place("Baku", "AZ", 40.38, 49.89, "Asia/Baku", 587084)
COMMISSION = "Meeting of the Turkmen-Russian Intergovernmental Commission"


def links(store):
    """The date of each event, and those of the ones that it follows and is held during."""
    with store.reading() as session:
        rows = session.exec(select(Event).order_by(col(Event.id))).all()
        dates = {row.id: row.edtf for row in rows}
        return {
            row.edtf: (dates.get(row.follows_id), dates.get(row.parent_id))
            for row in rows
            if row.merged_into is None and row.withdrawn is None
        }


def commission(day, **more):
    return reading(mention(COMMISSION, day, kind=Kind.MEETING, place=None, **more),
                   published=str(dt.date.fromisoformat(day) - dt.timedelta(days=10)))  # fmt: skip


def keep(store, *readings):
    for one in readings:
        with store.writing() as session:
            ingest(session, one, now=NOW)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_editions_follow_one_another_in_whatever_order_they_are_heard_of(store, order):
    days = ["2021-03-30", "2022-04-12", "2023-04-18"]
    readings = [commission(day) for day in days]
    keep(store, *(readings[number] for number in order))
    assert links(store) == {
        "2021-03-30": (None, None),
        "2022-04-12": ("2021-03-30", None),
        "2023-04-18": ("2022-04-12", None),
    }


def test_an_edition_that_goes_leaves_its_neighbours_linked(store):
    keep(store, *(commission(day) for day in ("2021-03-30", "2022-04-12", "2023-04-18")))
    with store.writing() as session:
        retract(session, 2, now=NOW)
    assert links(store) == {"2021-03-30": (None, None), "2023-04-18": ("2021-03-30", None)}
    with store.reading() as session:
        [told] = shape.events(session, [by_hand.get(session, 1)])
        assert (told["follows"], told["followed_by"]) == (None, [3])


def test_the_fifth_does_not_follow_the_third_nor_another_body(store):
    for number, day in (("Third", "2021-08-12"), ("Fifth", "2023-08-12")):
        tell(store, mention(f"{number} Caspian Forum", day), published=f"{day[:4]}-07-01")
    tell(store, mention("Baltic Forum", "2022-08-12"), published="2022-07-01")
    assert {follows for follows, _ in links(store).values()} == {None}
    tell(store, mention("Fourth Caspian Forum", "2022-08-12"), published="2022-07-01")
    assert links(store)["2022-08-12"][0] == "2021-08-12"
    assert links(store)["2023-08-12"][0] == "2022-08-12"


VISIT = mention("Visit of Sergey Lavrov to Baku", "2021-05-10/2021-05-11", kind=Kind.VISIT,
                place=BAKU, participants=("Sergey Lavrov",))  # fmt: skip
TALKS = mention("Talks between Lavrov and Bayramov", "2021-05-11", kind=Kind.TALKS, place=BAKU,
                participants=("Lavrov", "Bayramov"))  # fmt: skip
FAIR = mention("Book fair", "2021-05-10", kind=Kind.EXHIBITION, place=BAKU)


@pytest.mark.parametrize("order", list(itertools.permutations([VISIT, TALKS, FAIR])))
def test_a_visit_is_the_parent_of_the_talks_held_during_it(store, order):
    for one in order:
        tell(store, one, published="2021-05-01")
    assert links(store)["2021-05-11"] == (None, "2021-05-10/2021-05-11")
    assert links(store)["2021-05-10"] == (None, None)


def test_talks_of_the_article_that_tells_of_the_visit_are_held_on_it(store):
    unnamed = mention("Talks on the gas pipeline", "2021-05-11", kind=Kind.TALKS, place=BAKU)
    tell(store, VISIT, unnamed, FAIR, published="2021-05-01")
    assert links(store)["2021-05-11"][1] == "2021-05-10/2021-05-11"
    assert links(store)["2021-05-10"][1] is None


def test_a_feed_relates_talks_to_their_visit_until_they_are_moved_off_it(store):
    tell(store, VISIT, published="2021-05-01")
    tell(store, TALKS, published="2021-05-01")

    def written():
        with store.reading() as session:
            [one] = gather(session, [2])
            visit = by_hand.get(session, 1).uid
            style = Style("https://dates.example", 500)
            return f"RELATED-TO:{visit}" in vevent(one.event, style=style, parent=one.parent)

    assert written()
    tell(store, mention(TALKS.name, "2021-05-20", kind=Kind.TALKS, place=BAKU,
                        participants=TALKS.participants, status=Status.RESCHEDULED),
         published="2021-05-02", now=NOW + dt.timedelta(days=1))  # fmt: skip
    assert not written()
    with store.reading() as session:
        changes = [
            (change["change"], change["field"], change["quote"])
            for revision in shape.revisions(session, by_hand.get(session, 2))
            for change in revision["changes"]
        ]
    assert ("detailed", "parent", None) in changes
    assert ("moved", "edtf", "Talks between Lavrov and Bayramov: 2021-05-20.") in changes
    assert ("rescheduled", "status", "Talks between Lavrov and Bayramov: 2021-05-20.") in changes
