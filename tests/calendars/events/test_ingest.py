"""Articles go in once, wholly or not at all."""

import dataclasses
import datetime as dt
import multiprocessing

import pytest
from sqlmodel import func, select

from calendars.errors import NotFound
from calendars.events import journal, shape
from calendars.events.ingest import Outcome, ingest, retract
from calendars.reading.mention import Kind, Status
from calendars.store.engine import Store
from calendars.store.tables import Article, Claim, Event, EventWord, Revision
from tests.calendars.events.factories import NOW, mention, reading, tell

LATER = NOW + dt.timedelta(days=1)


def counted(store):
    with store.reading() as session:
        return [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Article, Event, Claim, Revision)
        ]


def outcomes(ingested):
    return [outcome for _, outcome in ingested.changes]


def test_the_same_article_again_changes_nothing(store):
    article = reading(mention())
    with store.writing() as session:
        assert outcomes(ingest(session, article, now=NOW)) == [Outcome.NEW]
    before = counted(store)
    for again in (article, dataclasses.replace(article, url="https://copy.example/1")):
        with store.writing() as session:
            version = journal.version(session)
            assert outcomes(ingest(session, again, now=LATER)) == [Outcome.SAME]
            assert journal.version(session) == version
    assert counted(store) == before


def test_why_a_mention_was_given_to_its_event_is_kept(store):
    with store.writing() as session:
        ingest(session, reading(mention(), url="https://a.example/1"), now=NOW)
        ingest(session, reading(mention(), published="2021-04-02"), now=NOW)
        rewritten = reading(mention(when="2021-08-12"), url="https://a.example/1")
        ingest(session, rewritten, now=LATER)
        event = session.exec(select(Event)).one()
        told = {claim["article"]["id"]: claim["reasons"] for claim in shape.claims(session, event)}
    assert told == {1: ["event 1: all gates passed"], 2: ["event 1: all gates passed"]}
    with store.writing() as session:
        done = ingest(session, reading(mention("Port hearing", kind=Kind.HEARING)), now=NOW)
        (claim, *_) = shape.claims(session, done.changes[0][0])
        assert claim["reasons"] == ["new: nothing like it is known"]


def test_white_space_makes_no_new_article(store):
    article = reading(mention(), url="https://a.example/1", text="The forum  is on.\n")
    with store.writing() as session:
        ingest(session, article, now=NOW)
    copied = dataclasses.replace(article, url=None, text="The forum\nis on.")
    with store.writing() as session:
        ingest(session, copied, now=NOW)
    assert counted(store)[0] == 1


def test_an_article_without_events_is_kept_and_changes_none(store):
    assert tell(store).changes == ()
    assert counted(store) == [1, 0, 0, 0]


def test_a_changed_text_of_a_known_url_corrects_its_event(store):
    url = "https://a.example/1"
    first = tell(store, mention(when="2021-08-12"), url=url)
    second = tell(store, mention(when="2021-08-19"), url=url, now=LATER)
    assert outcomes(second) == [Outcome.CHANGED]
    assert second.article.id == first.article.id
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert (event.edtf, event.status, event.modified) == (
            "2021-08-19",
            Status.SCHEDULED,
            LATER,
        )
        gone = session.exec(select(Claim).where(Claim.retracted == LATER)).all()
        assert {claim.value for claim in gone if claim.field == "date"} == {"2021-08-12"}


def test_what_a_changed_text_no_longer_tells_stays(store):
    url = "https://a.example/1"
    tell(store, mention(), mention("Baku Energy Week", "2021-10"), url=url)
    tell(store, mention(when="2021-08-12"), url=url, now=LATER)
    with store.reading() as session:
        events = session.exec(select(Event).order_by(Event.id)).all()
        assert [(e.edtf, e.withdrawn) for e in events] == [("2021-08-12", None), ("2021-10", None)]


def test_a_text_that_changed_elsewhere_keeps_its_claims(store):
    told = mention(when="2021-08"), mention(when="2021-08-12")
    tell(store, *told, url="https://a.example/1")
    before = counted(store)
    again = tell(store, *told, url="https://a.example/1", now=LATER)
    assert outcomes(again) == [Outcome.SAME]
    assert counted(store) == before


def test_a_retracted_article_takes_its_claims_along(store):
    first = tell(store, mention(when="2021-08"), outlet="a.example")
    second = tell(store, mention(when="2021-08-12"), mention("Baku Energy Week", "2021-10"),
                  outlet="b.example", published="2021-05-01")  # fmt: skip
    with store.writing() as session:
        changed = retract(session, second.article.id, now=LATER)
        assert [event.id for event in changed] == [1, 2]
    with store.reading() as session:
        forum, week = session.exec(select(Event).order_by(Event.id)).all()
        assert (forum.edtf, forum.withdrawn, forum.sequence) == ("2021-08", None, 2)
        assert week.withdrawn == LATER
    with store.writing() as session:
        assert retract(session, second.article.id, now=LATER) == []
        retract(session, first.article.id, now=LATER)
    with store.reading() as session:
        assert all(event.withdrawn for event in session.exec(select(Event)).all())


def test_reading_a_retracted_article_again_does_not_bring_it_back(store):
    article = reading(mention())
    with store.writing() as session:
        known = ingest(session, article, now=NOW).article
        retract(session, known.id, now=NOW)
    with store.writing() as session:
        changed = dataclasses.replace(article, text="Another text.")
        assert ingest(session, changed, now=LATER).changes == ()


def test_another_article_brings_a_withdrawn_event_back_under_its_uid(store):
    first = tell(store, mention())
    uid = first.changes[0][0].uid
    with store.writing() as session:
        retract(session, first.article.id, now=NOW)
    again = tell(store, mention(), outlet="b.example", now=LATER)
    assert [(event.uid, event.withdrawn) for event, _ in again.changes] == [(uid, None)]


def test_retracting_what_is_not_kept_is_a_clear_error(store):
    with pytest.raises(NotFound, match="no article 7"), store.writing() as session:
        retract(session, 7, now=NOW)


def test_an_article_that_fails_midway_is_wholly_out(store):
    broken = dataclasses.replace(mention("Broken Forum"), kind=None)
    with pytest.raises(AttributeError), store.writing() as session:
        ingest(session, reading(mention(), broken), now=NOW)
    assert counted(store) == [0, 0, 0, 0]
    with store.reading() as session:
        assert session.exec(select(EventWord)).all() == []
        assert journal.version(session) == 0


def test_the_outlet_is_the_host_of_the_url(store):
    assert tell(store, mention(), url="https://www.trend.example/a").article.outlet == (
        "trend.example"
    )


def _ingest_all(url, articles, start):
    store = Store(url)
    start.wait()
    for article in articles:
        with store.writing() as session:
            ingest(session, article, now=NOW)
    store.close()


@pytest.mark.parametrize("overlap", ["the same articles", "the same events"])
def test_two_processes_that_ingest_at_once_make_no_duplicate(database_url, overlap):
    def articles(outlet):
        return [
            reading(
                mention(f"{name} Forum", "2021-08-12"), url=f"https://{outlet}/{name}", text=name
            )
            for name in "Amber Birch Cedar Dahlia Elder Fennel Ginger Hazel".split()
        ]

    if overlap == "the same articles":
        told = [articles("a.example")] * 2
    else:
        told = [articles("a.example"), [
            dataclasses.replace(one, text=one.text + " again") for one in articles("b.example")
        ]]  # fmt: skip
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    processes = [
        context.Process(target=_ingest_all, args=(database_url, some, start)) for some in told
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    store = Store(database_url)
    found = counted(store)
    store.close()
    assert found[:2] == ([8, 8] if overlap == "the same articles" else [16, 8])
