"""Kept articles read again by a better reader: events are revised and keep their UIDs."""

import dataclasses
import datetime as dt

import pytest
from sqlmodel import col, select

from calendars.errors import ArticleChanged, MarkupNotKept
from calendars.events.by_hand import change
from calendars.events.ingest import ingest
from calendars.events.reread import reread
from calendars.store.tables import Article, Claim, Event
from tests.calendars.events.factories import NOW, SOCHI, mention, reading

LATER = NOW + dt.timedelta(days=1)
TEXT = "The Second Caspian Economic Forum gathers in Moscow in August. " * 3


def read_by(*mentions):
    """What one reader makes of the one text."""
    return reading(*mentions, url="https://news.example/forum", text=TEXT)


def kept(store, *mentions):
    with store.writing() as session:
        return ingest(session, read_by(*mentions), now=NOW).article.id


def read_again(store, article_id, *mentions):
    with store.writing() as session:
        done = reread(session, article_id, read_by(*mentions), now=LATER)
        return [(event.id, outcome.value) for event, outcome in done.changes], [
            event.id for event in done.gone
        ]


def events(store):
    with store.reading() as session:
        found = session.exec(select(Event).order_by(col(Event.id))).all()
        session.expunge_all()
        return found


def test_the_same_reader_changes_nothing(store):
    article_id = kept(store, mention())
    assert read_again(store, article_id, mention()) == ([(1, "same")], [])
    assert events(store)[0].sequence == 0


def test_another_name_and_date_revise_the_event_and_keep_its_uid(store):
    article_id = kept(store, mention("Gathering", "2021-08", place=None))
    uid = events(store)[0].uid
    better = dataclasses.replace(
        mention("Second Caspian Economic Forum", "2021-09-12", place=SOCHI),
        spans={"name": (4, 33)},
    )
    assert read_again(store, article_id, better) == ([(1, "changed")], [])
    (event,) = events(store)
    assert (event.uid, event.name, event.edtf) == (
        uid,
        "Second Caspian Economic Forum",
        "2021-09-12",
    )
    assert (event.place, event.sequence) == ("Sochi", 1)


def test_what_only_a_mistake_told_is_withdrawn_with_its_history(store):
    other = dataclasses.replace(
        mention("Court verdict", "2021-07-01", place=None), spans={"name": (70, 83)}
    )
    article_id = kept(store, mention(), other)
    assert read_again(store, article_id, mention()) == ([(1, "same")], [2])
    forum, verdict = events(store)
    assert forum.withdrawn is None
    assert verdict.withdrawn == LATER
    with store.reading() as session:
        claims = session.exec(select(Claim).where(col(Claim.event_id) == 2)).all()
        assert claims
        assert all(claim.retracted == LATER for claim in claims)


def test_a_new_find_is_a_new_event(store):
    article_id = kept(store, mention())
    other = dataclasses.replace(
        mention("Budget hearing", "2021-07-01", place=SOCHI), spans={"name": (70, 84)}
    )
    assert read_again(store, article_id, mention(), other) == ([(1, "same"), (2, "new")], [])


def test_a_field_that_a_person_told_stays_as_told(store):
    article_id = kept(store, mention())
    with store.writing() as session:
        change(session, 1, {"start": "2021-08-20"}, person="ann", now=NOW)
    read_again(store, article_id, mention(when="2021-09-12"))
    assert events(store)[0].edtf == "2021-08-20"


def test_an_event_that_others_tell_too_is_not_withdrawn(store):
    article_id = kept(store, mention())
    with store.writing() as session:
        ingest(session, reading(mention(), published="2021-04-01"), now=NOW)
    assert read_again(store, article_id) == ([], [])
    assert events(store)[0].withdrawn is None


def test_a_text_that_changed_meanwhile_is_not_overwritten(store):
    article_id = kept(store, mention())
    with pytest.raises(ArticleChanged, match="changed meanwhile"), store.writing() as session:
        reread(session, article_id, reading(mention(), text="Another text."), now=LATER)


def test_an_article_kept_without_its_markup_is_left_as_it_is(store):
    marked = dataclasses.replace(mention(), spans={})
    article_id = kept(store, marked)
    with store.writing() as session:
        session.get_one(Article, article_id).marked = None
    with pytest.raises(MarkupNotKept, match="ingest its page again"):
        read_again(store, article_id)
    assert events(store)[0].withdrawn is None
