"""What reminders say: plain words, one line each where headers want one, nothing smuggled."""

import datetime as dt
import json

import pytest

from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.events.occurrences import Occurrence
from calendars.events.search import Search
from calendars.feeds.style import Style
from calendars.feeds.wording import Cited
from calendars.reading.mention import Certainty, Kind, Status
from calendars.reminders.digest import Contents
from calendars.store.tables import (
    About,
    Channel,
    Event,
    Language,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)
from jobs.remind.message import Letterhead, Subject, write

NOW = dt.datetime(2021, 3, 25, 12, tzinfo=dt.UTC)
HEAD = Letterhead(Style("https://dates.example", 100), "Dateline <dateline@example.org>")


def event(edtf="2021-04-02", **fields):
    when = When.of(edtf) if edtf else None
    told = {
        "id": 7, "name": "Council of Foreign Ministers of the CIS", "kind": Kind.MEETING,
        "edtf": edtf, "window_first": when.window.first if when else dt.date.min,
        "window_last": when.window.last if when else dt.date.max,
        "precision": when.precision if when else "unknown", "certain": bool(when and when.certain),
        "starts": when.begins.moment if when and when.begins else None, "zone": "Europe/Moscow",
        "place": "Moscow", "country": "RU", "status": Status.SCHEDULED, "status_since": NOW,
        "certainty": Certainty.CERTAIN, "created": NOW, "modified": NOW, "search_text": "",
    }  # fmt: skip
    return Event(**told | fields)


def letter(about=About.BEFORE, told=None, occurrence="2021-04-02", was=None, sources=()):
    told = told or event()
    reminder = Reminder(
        id=1, key="rem_1", subscription_id=3, event_id=7, about=about, before="P1D",
        occurrence=occurrence, was=was, sequence=1, due=NOW, next_at=NOW,
        state=ReminderState.PENDING, created=NOW,
    )  # fmt: skip
    subscription = Subscription(
        id=3, channel=Channel.EMAIL, address="anna@example.org", before=["P1D"], notices=[],
        zone="Europe/Berlin", state=SubscriptionState.ACTIVE, secret="t0ken", token_hash="h",
        created=NOW,
    )  # fmt: skip
    return write(HEAD, reminder, subscription, Subject(told, None, sources), NOW)


@pytest.mark.parametrize(
    ("about", "fields", "occurrence", "was", "subject"),
    [
        (About.BEFORE, {}, "2021-04-02", None, "Reminder: {}, 2 April 2021"),
        (
            About.MOVED, {}, "2021-04-12", "2021-04-02",
            "Moved: {}, now 12 April 2021 (was 2 April 2021)",
        ),
        (
            About.MOVED, {}, "2021-04-12T07:00:00Z", "2021-04-02T07:00:00Z",
            "Moved: {}, now 12 April 2021, 10:00 (Europe/Moscow) "
            "(was 2 April 2021, 10:00 (Europe/Moscow))",
        ),
        (
            About.MOVED, {}, "2021-05", "2021-04-02",
            "Moved: {}, now some time in May 2021 (was 2 April 2021)",
        ),
        (About.MOVED, {}, "", "2021-04-02", "Postponed: {} (was 2 April 2021)"),
        (About.MOVED, {}, "2021-04-02", "2021-04-02", "On again: {}, 2 April 2021"),
        (
            About.CANCELLED, {"status": Status.CANCELLED}, "2021-04-02", "2021-04-02",
            "Cancelled: {} (2 April 2021)",
        ),
        (
            About.CANCELLED, {"withdrawn": NOW}, "2021-04-02", "2021-04-02",
            "Withdrawn: {} (2 April 2021)",
        ),
        (About.DATED, {}, "2021-04-02", "2021-04", "Date now known: {}, 2 April 2021"),
    ],
)  # fmt: skip
def test_the_subject_says_what_changed(about, fields, occurrence, was, subject):
    found = letter(about, event(**fields), occurrence, was)
    assert found.subject == subject.format("Council of Foreign Ministers of the CIS")
    assert found.subject in found.text


def test_a_time_is_told_on_both_clocks():
    found = letter(told=event("2021-04-02T10:00+03:00"), occurrence="2021-04-02T07:00:00Z")
    assert "10:00 (Europe/Moscow)" in found.subject
    assert "\nWhen: 2 April 2021, 10:00 (Europe/Moscow)\n" in found.text
    assert "\nFor you: 2 April 2021, 09:00 (Europe/Berlin)\n" in found.text
    assert "UTC" not in found.text


def test_an_hour_that_ends_is_told_with_its_end():
    told = event("2021-04-02T10:00+03:00/2021-04-02T12:30+03:00")
    found = letter(told=told, occurrence="2021-04-02T07:00:00Z")
    assert "\nWhen: 2 April 2021, 10:00 – 12:30 (UTC+03:00)\n" in found.text
    assert "\nBegins: 2 April 2021, 10:00 (Europe/Moscow)\n" in found.text


def test_an_event_that_lasts_is_told_with_all_its_days():
    told = event("2021-04-02/2021-04-04")
    found = letter(About.DATED, told, "2021-04-02", "2021-04")
    assert found.subject.endswith(", 2 – 4 April 2021")
    assert "The date is now known: 2 – 4 April 2021." in found.text


def test_of_a_series_the_day_that_comes_is_told():
    found = letter(told=event("2021-04-02", rrule="FREQ=WEEKLY"), occurrence="2021-04-16")
    assert found.subject.endswith(", 16 April 2021")
    assert "\nWhen: 16 April 2021\n" in found.text


def test_the_sentence_behind_it_is_quoted_with_its_source():
    source = Cited(
        dt.date(2021, 3, 31), "They will meet on April 2.", "News", None, "https://n.example/1"
    )
    found = letter(sources=[source])
    assert "“They will meet on April 2.”" in found.text
    assert "— News, 31 March 2021\nhttps://n.example/1" in found.text


def test_an_event_that_was_entered_by_hand_says_so():
    assert "— Entered by hand, 31 March 2021" in letter(sources=[Cited(dt.date(2021, 3, 31))]).text


def test_a_name_cannot_break_out_of_its_line_or_of_html():
    found = letter(told=event(name="Forum\r\nBcc: eve@example.org <script>alert(1)</script>"))
    assert "\n" not in found.subject
    assert "<script>" not in found.html
    assert "&lt;script&gt;" in found.html


def test_a_link_that_is_none_is_no_link():
    source = Cited(dt.date(2021, 3, 31), "x", None, None, "javascript:alert(1)")
    assert "javascript:" not in letter(sources=[source]).html


def test_the_calendar_part_is_posted_with_the_events_uid():
    told = event("2021-04-02T10:00+03:00", sequence=3)
    lines = letter(told=told, occurrence="2021-04-02T07:00:00Z").ics.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "METHOD:PUBLISH", "BEGIN:VTIMEZONE", f"UID:{told.uid}", "SEQUENCE:3",
        "ORGANIZER:mailto:dateline@example.org",
    ):  # fmt: skip
        assert line in lines
    assert not any(line.startswith(("ATTENDEE", "BEGIN:VALARM")) for line in lines)


def test_what_no_calendar_can_show_comes_without_a_calendar_part():
    assert letter(About.MOVED, event("2021"), "2021", "2021-04-02").ics is None


def test_the_same_reminder_is_the_same_message():
    told = event()
    assert letter(told=told) == letter(told=told)


# Digests


def digest(dated=(), undated=(), language="en", more=False, days=7, **fields):
    period = Window(dt.date(2021, 3, 29), dt.date(2021, 3, 29) + dt.timedelta(days=days - 1))
    reminder = Reminder(
        id=1, key="dig_1", subscription_id=3, about=About.DIGEST, sequence=0,
        occurrence=f"{period.first}/{period.last}", due=NOW, next_at=NOW,
        state=ReminderState.PENDING, created=NOW,
    )  # fmt: skip
    told = {
        "id": 3, "channel": Channel.EMAIL, "address": "anna@example.org", "before": [],
        "notices": [], "zone": "Europe/Berlin", "state": SubscriptionState.ACTIVE,
        "secret": "t0ken", "token_hash": "h", "created": NOW, "language": Language(language),
    }  # fmt: skip
    subscription = Subscription(**told | fields)
    search = Search(first=period.first, last=period.last, q=("forum",))
    contents = Contents(period, search, tuple(dated), tuple(undated), more)
    return write(HEAD, reminder, subscription, contents, NOW)


def test_a_digest_lists_what_is_dated_and_apart_what_is_not():
    timed = event("2021-04-02T10:00+03:00", name="Talks")
    going_on = event("2021-03-25/2021-03-31", name="Fair", place=None)
    off = event("2021-03-30", name="Session", status=Status.CANCELLED)
    said = digest(
        dated=[
            (None, going_on),
            (Occurrence(dt.date(2021, 3, 30)), off),
            (Occurrence(dt.date(2021, 4, 2), timed.starts), timed),
        ],
        undated=[event("2021-04", name="Forum")],
    )
    assert said.subject == "The week ahead: 29 March – 4 April 2021"
    page = "https://dates.example/events"
    assert said.text.splitlines()[:22] == [
        "The week ahead: 29 March – 4 April 2021", "",
        "On these days", "",
        "goes on: 25 – 31 March 2021", "Fair", f"{page}/{going_on.uid}", "",
        "30 March 2021", "Cancelled: Session, Moscow", f"{page}/{off.uid}", "",
        "2 April 2021, 10:00 (Europe/Moscow)", "Talks, Moscow", f"{page}/{timed.uid}", "",
        "Possible on these days, the day is not set", "",
        "some time in April 2021", "Forum, Moscow", said.text.splitlines()[20], "",
    ]  # fmt: skip
    assert said.leave == "https://dates.example/unsubscribe/t0ken"
    assert "https://dates.example/preferences/t0ken" in said.text
    assert said.ics is None


def test_a_digest_leads_to_the_page_of_all_that_its_subscriber_asked_for():
    said = digest(undated=[event("2021-04")], more=True)
    page = "https://dates.example/?from=2021-03-29&to=2021-04-04&q=forum"
    assert said.page == page
    assert f"All of them: {page}\n" in said.text
    assert page.replace("&", "&amp;") in said.html


def test_a_digest_as_json_has_its_period_and_its_events():
    timed = event("2021-04-02T10:00+03:00", name="Talks")
    said = digest(
        dated=[(Occurrence(dt.date(2021, 4, 2), timed.starts), timed), (None, event())],
        undated=[event("2021-04")],
        more=True,
    ).body
    assert (said["type"], said["version"], said["id"]) == ("reminder.digest", 1, "dig_1")
    assert said["data"]["period"] == ["2021-03-29", "2021-04-04"]
    assert [one["date"] for one in said["data"]["dated"]] == ["2021-04-02T07:00:00Z", None]
    assert said["data"]["dated"][0]["event"]["name"] == "Talks"
    assert len(said["data"]["undated"]) == 1
    assert said["data"]["more"] is True
    json.dumps(said)


def test_a_digest_with_nothing_dated_says_so_and_names_do_not_break_out():
    evil = event("2021-04", name="<script>x</script>\r\nBcc: eve@example.org")
    said = digest(undated=[evil], days=1)
    assert said.subject == "The day ahead: 29 March 2021"
    assert "No event has its day here." in said.text
    assert "<script>" not in said.html
    assert not any(line.startswith("Bcc:") for line in said.text.splitlines())


def test_messages_come_in_the_language_that_was_chosen():
    said = digest(dated=[(Occurrence(dt.date(2021, 4, 2)), event())], language="ru")
    assert said.subject == "Неделя впереди: 29 марта – 4 апреля 2021 года"
    assert '<html lang="ru">' in said.html
    assert "Отписаться" in said.text


def test_only_a_mail_has_links_that_change_and_end_it():
    said = digest(channel=Channel.WEBHOOK, secret="whsec_AAAA")
    assert said.leave is None
    assert "whsec_" not in said.text + said.html + json.dumps(said.body)


def test_a_former_secret_signs_until_its_time_is_over():
    until = NOW + dt.timedelta(hours=1)
    fields = {"channel": Channel.WEBHOOK, "secret": "new", "former_secret": "old"}
    assert digest(**fields, former_until=until).secrets == ("new", "old")
    assert digest(**fields, former_until=NOW).secrets == ("new",)
