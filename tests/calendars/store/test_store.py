"""The store keeps what it is given, on both databases alike."""

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel, select, text

from calendars.errors import DatabaseUnavailable, InvalidSetting, SchemaOutOfDate
from calendars.store.engine import Store
from calendars.store.tables import Calendar, Claim, Event, JobRun, Journal, Source

NOON = dt.datetime(2021, 3, 31, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))

OLD_EVENT = """
INSERT INTO event (id, uid, sequence, name, kind, edtf, window_first, window_last, precision,
    certain, status, status_since, certainty, confidence, participants, exdates, locked,
    search_text, created, modified)
VALUES (7, 'u', 0, 'Forum', 'forum', '2021-08', '2021-08-01', '2021-08-31', 'month',
    FALSE, 'scheduled', :at, 'eos4', 1.0, '[]', '[]', '[]', ' forum', :at, :at)
"""
OLD_CLAIM = """
INSERT INTO claim (event_id, mention, field, published, claimed, confidence)
VALUES (7, 0, 'name', '2021-03-31', :at, 1.0)
"""


def test_the_migrations_give_the_tables_of_the_code(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_moment_keeps_its_instant_and_comes_back_as_utc(store):
    with store.writing() as session:
        session.add(Source(kind="rss", url="https://news.example/", next_pull=NOON, created=NOON))
    with store.reading() as session:
        kept = session.exec(select(Source)).one().next_pull
    assert kept == NOON
    assert kept.utcoffset() == dt.timedelta()


def test_a_naive_moment_is_refused(store):
    with pytest.raises(Exception, match="offset from UTC"), store.writing() as session:
        session.add(JobRun(name="pull", slot=1, at=dt.datetime(2021, 3, 31)))


def test_nothing_is_kept_of_a_writing_that_failed(store):
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        session.add(JobRun(name="pull", slot=1, at=NOON))
        session.flush()
        raise ZeroDivisionError
    with store.reading() as session:
        assert session.exec(select(JobRun)).all() == []


def test_a_new_database_has_its_two_calendars_and_its_journal(store):
    with store.reading() as session:
        slugs = [calendar.slug for calendar in session.exec(select(Calendar)).all()]
        assert sorted(slugs) == ["all", "dates-to-be-confirmed"]
        assert session.exec(select(Journal)).one().version == 0


def test_large_numbers_fit_on_both_databases(store):
    with store.writing() as session:
        session.add(JobRun(name="pull", slot=2**40, at=NOON))
    with store.reading() as session:
        assert session.exec(select(JobRun)).one().slot == 2**40


def test_upgrading_twice_changes_nothing(store):
    store.upgrade()
    store.prepare()


def test_what_an_older_schema_kept_is_kept(empty_database_url):
    store = Store(empty_database_url)
    store.upgrade("0001")
    with store.writing() as session:
        session.exec(text(OLD_EVENT), params={"at": NOON})
        session.exec(text(OLD_CLAIM), params={"at": NOON})
    store.upgrade()
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert (event.name, event.parent_id, event.instances) == ("Forum", None, {})
        assert session.exec(select(Claim)).one().event_id == event.id
    store.close()


def test_sqlite_waits_keeps_a_log_and_holds_references(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    with store.reading() as session:
        assert session.exec(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.exec(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.exec(text("PRAGMA busy_timeout")).scalar() == 10_000
    store.close()


def test_sqlite_is_brought_up_to_date_when_it_is_opened(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'new.db'}")
    store.prepare()
    with store.reading() as session:
        assert session.exec(select(Journal)).one().version == 0
    store.close()


def test_postgresql_says_which_command_brings_it_up_to_date(postgres_server):
    store = Store(postgres_server)
    with pytest.raises(SchemaOutOfDate, match="dateline db upgrade"):
        store.prepare()
    store.close()


def test_a_database_that_is_none_is_named_in_the_error():
    with pytest.raises(InvalidSetting, match="nonsense"):
        Store("nonsense")


def test_a_database_that_cannot_be_opened_is_a_clear_error(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'missing' / 'a.db'}")
    with pytest.raises(DatabaseUnavailable, match="cannot be used"):
        store.prepare()
    store.close()
