"""A server with events that people entered, asked over CalDAV on both databases."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.main import create_app
from calendars.events import by_hand, calendars
from calendars.store.tables import Event
from tests.app.caldav.dav import Dav

NOW = dt.datetime(2021, 3, 31, 9, 0, tzinfo=dt.UTC)
ALL = "/caldav/all/"


@pytest.fixture
def dav(client) -> Dav:
    return Dav(client)


@pytest.fixture
def enter(store):
    """Enter an event; gives its UID."""

    def enter(name="Forum", start="2021-08-12", **fields):
        with store.writing() as session:
            told = {"name": name, "start": start} | fields
            return by_hand.create(session, told, person="Tester", now=NOW).uid

    return enter


@pytest.fixture
def change(store):
    """Change an event of a UID, a minute after all that was before."""

    def change(uid, **fields):
        with store.writing() as session:
            event = _event(session, uid)
            now = event.modified + dt.timedelta(minutes=1)
            by_hand.change(session, event.id, fields, person="Tester", now=now)

    return change


def _event(session, uid):
    return session.exec(select(Event).where(col(Event.uid) == uid)).one()


@pytest.fixture
def withdraw(store):
    """Withdraw an event of a UID."""

    def withdraw(uid):
        with store.writing() as session:
            event = _event(session, uid)
            by_hand.withdraw(session, event.id, person="Tester", now=NOW)

    return withdraw


@pytest.fixture
def publish(store):
    """Save a search as a calendar; gives its address."""

    def publish(slug, search=None, **fields):
        with store.writing() as session:
            calendars.create(
                session, slug, fields.pop("name", slug), search or {}, now=NOW, **fields
            )
        return f"/caldav/{slug}/"

    return publish


@pytest.fixture
def on(parts):
    """A client of another server process, on another day and with other settings."""
    opened = []

    def on(now=NOW, **settings) -> Dav:
        changed = replace(
            parts, settings=parts.settings.model_copy(update=settings), clock=lambda: now
        )
        client = TestClient(create_app(changed))
        client.__enter__()
        opened.append(client)
        return Dav(client)

    yield on
    for client in opened:
        client.__exit__()
