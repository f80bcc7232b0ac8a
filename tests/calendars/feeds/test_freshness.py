"""A feed knows when the database has moved on."""

import pytest
from sqlalchemy import event

from calendars.errors import DatabaseUnavailable
from calendars.events import journal
from calendars.feeds.freshness import Freshness
from calendars.store.engine import Store
from calendars.store.tables import JobRun
from tests.calendars.feeds.makers import NOW


@pytest.fixture
def freshness(store):
    freshness = Freshness(store)
    yield freshness
    freshness.close()


def test_every_committed_change_of_events_is_seen_at_once(store, database_url, freshness):
    assert freshness.version() == 0
    with store.writing() as session:
        journal.advance(session)
        assert freshness.version() == 0
    assert freshness.version() == 1
    other = Store(database_url)
    with other.writing() as session:
        journal.advance(session)
    other.close()
    assert freshness.version() == 2


def test_a_commit_about_something_else_changes_no_feed(store, freshness):
    before = freshness.version()
    with store.writing() as session:
        session.add(JobRun(name="pull", slot=1, at=NOW))
    assert freshness.version() == before


def test_a_look_at_an_unchanged_database_reads_no_row(tmp_path):
    asked = []
    store = Store(f"sqlite:///{tmp_path / 'dateline.db'}")
    store.upgrade()
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda one, _: one.set_trace_callback(asked.append))
    freshness = Freshness(store)
    freshness.version()
    asked.clear()
    freshness.version()
    assert asked == ["PRAGMA data_version"]
    freshness.close()
    store.close()


def test_a_database_that_cannot_be_read_is_a_clear_error(tmp_path):
    freshness = Freshness(Store(f"sqlite:///{tmp_path / 'empty.db'}"))
    with pytest.raises(DatabaseUnavailable):
        freshness.version()
    freshness.close()
