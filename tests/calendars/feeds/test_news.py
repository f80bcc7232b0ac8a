"""Atom feeds of what was newly found and of what has changed."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from calendars.errors import InvalidFilter
from calendars.events.by_hand import change, create
from calendars.feeds.feed import Asked, build
from calendars.feeds.selection import Limits
from calendars.feeds.style import Options
from tests.calendars.feeds.makers import NOW, STYLE

ATOM = "{http://www.w3.org/2005/Atom}"


def ask(store, entries, format_="atom", **filters):
    options = Options.parse({"entries": entries})
    asked = Asked("/events.atom", format_, None, filters, options=options)
    with store.reading() as session:
        return build(session, asked, now=NOW, style=STYLE, limits=Limits())


def titles(feed):
    return [
        one.findtext(f"{ATOM}title")
        for one in ElementTree.fromstring(feed.body).iter(f"{ATOM}entry")
    ]


@pytest.fixture
def told(store):
    """A forum that was moved, and a council that was found after it."""

    def at(hours):
        return NOW + dt.timedelta(hours=hours)

    with store.writing() as session:
        create(session, {"name": "Forum", "start": "2021-08-12"}, person="ann", now=at(0))
        create(session, {"name": "Council", "start": "2021-05-02"}, person="ann", now=at(1))
        change(session, 1, {"start": "2021-09-14"}, person="ann", now=at(2))
    return store


def test_what_was_newly_found_comes_newest_first(told):
    feed = ask(told, "new")
    assert titles(feed) == ["New: Council", "New: Forum"]
    assert feed.modified == NOW + dt.timedelta(hours=1)


def test_each_change_is_an_entry_with_from_and_to(told):
    feed = ask(told, "changes")
    assert titles(feed) == ["Moved: Forum", "New: Council", "New: Forum"]
    entry = next(ElementTree.fromstring(feed.body).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}id").endswith("#revision-2")
    assert "edtf: 2021-08-12 → 2021-09-14" in entry.findtext(f"{ATOM}summary")


def test_changes_follow_the_search(told):
    assert titles(ask(told, "changes", q="council")) == ["New: Council"]
    assert titles(ask(told, "changes", q="nothing")) == []


def test_only_atom_has_other_entries(told):
    with pytest.raises(InvalidFilter, match="Only an Atom feed"):
        ask(told, "changes", "ics")


def test_entries_of_no_kind_are_refused():
    with pytest.raises(InvalidFilter, match="upcoming, new, changes"):
        Options.parse({"entries": "old"})
