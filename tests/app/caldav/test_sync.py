"""What changed in a calendar since it was last seen (RFC 6578)."""

import datetime as dt

from calendars.events import calendars, journal, merging
from calendars.events.revise import Cause
from tests.app.caldav.conftest import ALL, NOW
from tests.app.caldav.dav import Dav, report
from tests.calendars.feeds.makers import make_event, store_event

GONE = "HTTP/1.1 404 Not Found"
DAY = dt.timedelta(days=1)


class Mirror:
    """A client that keeps a calendar by asking only for what has changed."""

    def __init__(self, path=ALL, most=None):
        self.path, self.most, self.token = path, most, ""
        self.tags = {}

    def update(self, dav: Dav) -> tuple[set[str], set[str]]:
        """Ask until there is nothing more; what changed and what went."""
        changed, went = set(), set()
        for _ in range(50):
            found = dav.sync(self.path, self.token, self.most)
            self.token = dav.token
            cut = found.pop(self.path, None)
            for path, one in found.items():
                if one.status:
                    assert one.status == GONE
                    went |= {path} & set(self.tags)
                    self.tags.pop(path, None)
                else:
                    changed.add(path)
                    self.tags[path] = one.text("D:getetag")
            if cut is None:
                return changed, went
            assert cut.status.startswith("HTTP/1.1 507")
            assert len(found) <= self.most
        raise AssertionError("it never ends")

    def is_right(self, dav: Dav) -> bool:
        """Whether it has what the calendar has."""
        found = dav.query(self.path)
        return self.tags == {path: one.text("D:getetag") for path, one in found.items()}


def test_the_first_time_everything_is_told_and_then_nothing(dav, enter):
    uids = {enter(), enter("Council", "2021-08-13")}
    mirror = Mirror()
    assert mirror.update(dav) == ({f"{ALL}{uid}.ics" for uid in uids}, set())
    assert mirror.update(dav) == (set(), set())
    (one,) = dav.find(ALL, "D:sync-token").values()
    assert one.text("D:sync-token") == mirror.token


def test_moved_cancelled_new_and_withdrawn_events_are_told(dav, enter, change, withdraw):
    moved, cancelled, withdrawn, other = (enter(name, "2021-08-12") for name in "ABCD")
    mirror = Mirror()
    mirror.update(dav)
    change(moved, start="2021-08-20")
    change(cancelled, status="cancelled")
    withdraw(withdrawn)
    new = enter("E", "2021-08-14")
    changed, went = mirror.update(dav)
    assert changed == {f"{ALL}{uid}.ics" for uid in (moved, cancelled, new)}
    assert went == {f"{ALL}{withdrawn}.ics"}
    assert f"{ALL}{other}.ics" in mirror.tags
    assert mirror.is_right(dav)


def test_an_event_that_no_longer_fits_the_calendar_went(dav, publish, enter, change):
    path = publish("forums", {"kind": "forum"})
    uid = enter("Forum", "2021-08-12", kind="forum")
    mirror = Mirror(path)
    mirror.update(dav)
    change(uid, kind="summit")
    assert mirror.update(dav) == (set(), {f"{path}{uid}.ics"})
    change(uid, kind="forum")
    assert mirror.update(dav)[0] == {f"{path}{uid}.ics"}


def test_events_that_days_bring_in_and_out_are_told(dav, on, enter):
    old = enter("Old", "2021-01-05")
    far = enter("Far", "2022-10-05")
    cancelled = enter("Off", "2021-03-20", status="cancelled")
    enter("Stays", "2021-08-12")
    mirror = Mirror()
    changed, _ = mirror.update(dav)
    assert {f"{ALL}{old}.ics", f"{ALL}{cancelled}.ics"} <= changed
    assert f"{ALL}{far}.ics" not in changed
    later = on(NOW + 40 * DAY)
    changed, went = mirror.update(later)
    assert changed == {f"{ALL}{far}.ics"}
    assert went == {f"{ALL}{old}.ics", f"{ALL}{cancelled}.ics"}
    assert mirror.is_right(later)


def test_events_for_which_there_is_no_room_any_more_went(on, enter, withdraw):
    small = on(feed_events=4)
    uids = [enter(f"Day {day}", f"2021-08-{day}") for day in range(12, 15)]
    mirror = Mirror()
    mirror.update(small)
    first, second = enter("First", "2021-08-10"), enter("Second", "2021-08-11")
    _, went = mirror.update(small)
    assert went == {f"{ALL}{uid}.ics" for uid in uids[1:]}
    assert mirror.is_right(small)
    withdraw(first)
    withdraw(second)
    mirror.update(small)
    assert mirror.is_right(small)
    assert set(mirror.tags) == {f"{ALL}{uid}.ics" for uid in uids}


def test_two_that_became_one_are_told(dav, enter, store):
    enter("A", "2021-08-12")
    enter("B", "2021-08-12")
    mirror = Mirror()
    mirror.update(dav)
    with store.writing() as session:
        merging.merge(session, 1, 2, now=NOW + DAY, cause=Cause(person="Tester"))
        journal.advance(session)
    changed, _ = mirror.update(dav)
    assert len(changed) == 2
    assert mirror.is_right(dav)


def test_any_process_goes_on_from_the_token_of_another(dav, on, enter, change):
    uid = enter()
    mirror = Mirror()
    mirror.update(dav)
    change(uid, name="Third Forum")
    assert mirror.update(on())[0] == {f"{ALL}{uid}.ics"}
    assert mirror.update(dav) == (set(), set())


def test_more_changes_than_were_asked_for_come_in_parts(dav, enter, change, withdraw):
    uids = [enter(f"Event {number}", "2021-08-12") for number in range(7)]
    mirror = Mirror(most=3)
    assert len(mirror.update(dav)[0]) == 7
    assert mirror.is_right(dav)
    for uid in uids[:5]:
        change(uid, name="Changed")
    withdraw(uids[6])
    changed, went = mirror.update(dav)
    assert (len(changed), len(went)) == (5, 1)
    assert mirror.is_right(dav)


def test_what_changes_while_the_parts_are_fetched_is_not_missed(dav, enter, change, withdraw):
    uids = sorted(enter(f"Event {number}", "2021-08-12") for number in range(6))
    mirror = Mirror(most=2)
    found = dav.sync(ALL, "", 2)
    mirror.token = dav.token
    mirror.tags = {path: one.text("D:getetag") for path, one in found.items() if path != ALL}
    assert set(mirror.tags) == {f"{ALL}{uid}.ics" for uid in uids[:2]}
    change(uids[0], name="Changed")
    withdraw(uids[1])
    withdraw(uids[5])
    new = enter("New", "2021-08-15")
    mirror.update(dav)
    assert mirror.is_right(dav)
    assert f"{ALL}{new}.ics" in mirror.tags


TOKENS = [
    "http://example.org/no-such-token", "data:,", "data:,x", "data:,bnVsbA", "data:,W10",
    "data:," + "A" * 5_000, "data:,WyJ4IixbW251bGwsWzEsIjIwMjEtMDMtMzEiLG51bGxdXV1d",
    "data:,W1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tb", "\u00e9",
]  # fmt: skip


def test_a_token_that_was_not_given_out_is_refused(dav):
    for token in TOKENS:
        body = report("D:sync-collection", f"<D:sync-token>{token}</D:sync-token><D:prop/>")
        assert dav.refused("REPORT", ALL, body.encode())[0] == 403
        assert "valid-sync-token" in dav.refused("REPORT", ALL, body.encode())[1]


def test_a_token_of_another_state_of_the_world_is_refused(dav, on, enter, publish, store):
    enter()
    path = publish("mine", {"q": "forum"})
    dav.sync(path)
    token = dav.token
    for other, changed in ((dav, ALL), (on(base_url="https://dates.example"), path)):
        body = report("D:sync-collection", f"<D:sync-token>{token}</D:sync-token><D:prop/>")
        assert "valid-sync-token" in other.refused("REPORT", changed, body)[1]
    with store.writing() as session:
        calendars.change(session, "mine", {"search": {"q": "council"}}, now=NOW)
    assert "valid-sync-token" in dav.refused("REPORT", path, body)[1]


def test_a_token_that_knows_more_than_there_is_is_refused(dav, enter, on):
    enter()
    dav.sync(ALL)
    ahead = dav.token
    future = on(NOW + 500 * DAY)
    body = report("D:sync-collection", f"<D:sync-token>{ahead}</D:sync-token><D:prop/>")
    assert "valid-sync-token" in future.refused("REPORT", ALL, body)[1]


def test_changes_can_bring_the_events_along(dav, store):
    store_event(store, make_event("2021-08-12"))
    (one,) = dav.sync(ALL, prop="<D:getetag/><C:calendar-data/>").values()
    assert "SUMMARY:Second Caspian Economic Forum" in one.text("C:calendar-data")


def test_a_limit_that_is_none_is_refused(dav):
    for number in ("0", "-1", "many", "", "１"):
        inner = f"<D:sync-token/><D:limit><D:nresults>{number}</D:nresults></D:limit><D:prop/>"
        body = report("D:sync-collection", inner).encode()
        assert dav.refused("REPORT", ALL, body)[0] == 400
