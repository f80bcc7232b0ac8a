"""Candidates, searches and claims are found by indexes, however many events there are."""

import re

import pytest
from sqlalchemy import event as sql_events
from sqlmodel import text

from calendars.events.finding import find
from calendars.events.ingest import ingest
from calendars.events.search import Search
from tests.calendars.events.factories import NOW, mention, reading

MANY = 3_000
BIG = ("event", "event_word", "claim", "revision", "claim_move", "review", "match", "article")


@pytest.fixture
def large(store):
    """A store with some thousand events, so that planners have something to choose."""
    with store.writing() as session:
        day = "date('2021-01-01', (i % 900) || ' days')"
        if not store.is_sqlite:
            day = "DATE '2021-01-01' + i % 900"
        session.exec(text(_EVENTS.replace("DAY", day)), params={"at": NOW, "many": MANY})
        session.exec(text(_WORDS))
        session.exec(text(_ARTICLES), params={"at": NOW})
        session.exec(text(_CLAIMS), params={"at": NOW})
        session.exec(text(_REVISIONS), params={"at": NOW})
        if not store.is_sqlite:
            for name in ("event", "event_word", "article", "claim", "revision"):
                number = f"pg_get_serial_sequence('{name}', 'id')"
                if name != "event_word":
                    session.exec(text(f"SELECT setval({number}, 10000)"))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return store


def plans(store, act):
    """How the database went about each reading question that an act asks."""
    asked = []

    def note(_connection, _cursor, statement, parameters, *_more):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    sql_events.listen(store.engine, "before_cursor_execute", note)
    try:
        with store.reading() as session:
            act(session)
    finally:
        sql_events.remove(store.engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if store.is_sqlite else "EXPLAIN "
    with store.engine.connect() as connection:
        if not store.is_sqlite:
            # Small tables are read whole unless that is forbidden; a large one never should be.
            connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in asked:
            if "FOR UPDATE" in statement:
                continue
            rows = connection.exec_driver_sql(explain + statement, parameters).all()
            yield statement, "\n".join(str(row[-1]) for row in rows)


def scanned(plan):
    """The large tables that a plan reads from end to end."""
    names = "|".join(BIG)
    found = re.findall(rf"(?:SCAN|Seq Scan on) ({names})\b(?! USING)", plan)
    return set(found)


def test_an_article_is_matched_without_reading_any_table_from_end_to_end(large):
    def ingest_one(session):
        ingest(session, reading(mention("Word7 Other7 Forum", "2021-08-12")), now=NOW)

    seen = 0
    for statement, plan in plans(large, ingest_one):
        assert scanned(plan) == set(), f"{statement}\n{plan}"
        seen += "event_word_found" in plan
    assert seen, "the candidates were looked for by another index"


@pytest.mark.parametrize("filters", [{"from": "2021-08-12", "to": "2021-08-14"}, {"state": "past"}])
def test_a_search_of_some_days_reads_only_events_of_those_days(large, filters):
    def search(session):
        find(session, Search.parse(filters), today=NOW.date(), limit=20)

    for statement, plan in plans(large, search):
        assert scanned(plan) == set(), f"{statement}\n{plan}"


_EVENTS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
INSERT INTO event (id, uid, sequence, name, kind, edtf, window_first, window_last, precision,
    certain, status, status_since, certainty, confidence, participants, exdates, instances,
    locked, search_text, created, modified)
SELECT i, 'u' || i, 0, 'Word' || (i % 50) || ' Other' || (i % 700) || ' Forum', 'forum',
    '2021-08-12', DAY, DAY, 'day', TRUE, 'scheduled', :at, 'eos4', 0.9, '[]', '[]', '{}',
    '[]', ' forum', :at, :at
FROM n
"""
_WORDS = """
INSERT INTO event_word (event_id, word, first, last)
SELECT id, 'word' || (id % 50), window_first, window_last FROM event
UNION ALL SELECT id, 'other' || (id % 700), window_first, window_last FROM event
"""
_ARTICLES = """
INSERT INTO article (id, url, digest, text, published, language, read)
SELECT id, 'https://news.example/' || id, 'd' || id, 'Forum.', '2021-03-31', 'en', :at FROM event
"""
_CLAIMS = """
INSERT INTO claim (event_id, article_id, mention, field, value, published, claimed, confidence)
SELECT id, id, 0, 'name', '"Forum"', '2021-03-31', :at, 0.9 FROM event
"""
_REVISIONS = """
INSERT INTO revision (event_id, number, sequence, change, field, at)
SELECT id, 1, 0, 'new', 'name', :at FROM event
"""
