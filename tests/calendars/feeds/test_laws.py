"""Laws: whatever an event says, its feed reads back as the same event."""

import datetime as dt
import re
from dataclasses import replace

import icalendar
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendars.feeds.frame import About, vcalendar
from calendars.feeds.ics import vevent
from calendars.feeds.lines import (
    LINE_OCTETS,
    clean,
    content_line,
    escape,
    label,
    one_line,
    shortened,
)
from calendars.feeds.showing import showing
from calendars.feeds.style import Detail, Options
from calendars.feeds.wording import NAME_LENGTH, Cited, description
from calendars.reading.mention import Status
from tests.calendars.feeds.makers import NOW, STYLE, make_event

# Surrogates too: a text from JSON may hold a lone one.
ANY = st.text(st.characters(exclude_categories=()), max_size=400) | st.text(
    st.sampled_from("\\nN;,:\"'^\r\n\t\0\x85\u2028\u202e\ufeffé漢😀 \ud83d"), max_size=300
)
LONG = st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=20), st.just(600))


def check_bytes(feed):
    assert feed.endswith(b"\r\n")
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", feed)
    for line in feed.split(b"\r\n"):
        assert len(line) <= LINE_OCTETS
        assert b"\n" not in line
        line.decode()


@given(ANY | LONG)
@example("C:\\New\\nice")
def test_a_folded_line_unfolds_to_what_it_was(text):
    line = content_line("SUMMARY", escape(clean(text)))
    check_bytes(line.encode())
    read = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{line}END:VEVENT\r\n")
    assert read["SUMMARY"] == clean(text)


@given(ANY)
def test_a_label_has_no_backslash_that_a_reader_takes_for_a_line_break(text):
    assert not re.search(r"\\+[nN]", label(text))
    assert label(text).replace("/", "\\") == one_line(text).replace("/", "\\")


@given(ANY)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(), st.integers(0, 50))
def test_a_shortened_text_is_as_long_as_allowed(text, length):
    assert len(shortened(text, length)) <= max(length, 1)


@settings(max_examples=60)
@given(
    ANY | LONG,
    ANY,
    ANY,
    ANY,
    ANY | st.just("https://news.example/é?a=b;c,d"),
    st.lists(ANY),
    st.sampled_from(Detail),
)
def test_any_text_in_any_field_reads_back_as_the_same_event(
    name, place, quote, title, url, participants, detail
):
    event = make_event(
        "2021-08-12", name=name, place=place, url=url, organiser=title, participants=participants
    )
    source = Cited(NOW.date(), quote=quote, title=title, outlet=place, url=url)
    text = vevent(event, style=replace(STYLE, options=Options(detail)), sources=(source,))
    feed = vcalendar(About(name, url, url, quote, title), NOW, [text])
    check_bytes(feed)
    calendar = icalendar.Calendar.from_ical(feed)
    (entry,) = calendar.walk("VEVENT")
    assert not entry.errors
    assert entry["UID"] == event.uid
    assert entry["SUMMARY"] == (shortened(label(name), NAME_LENGTH) or "Event")
    assert entry.get("LOCATION", "") == label(place)
    told = description(
        event, showing(event), (source,), page=STYLE.page(event.uid),
        quote_length=STYLE.quote_length, attributed=False,
    )  # fmt: skip
    assert entry["DESCRIPTION"] == told
    if "LINK" in entry:
        named = shortened(one_line(title or place).replace("\\", "/"), 120)
        assert entry["LINK"].params.get("LABEL", "") == named
    assert set(entry) <= KNOWN


KNOWN = {
    "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
    "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "CLASS", "URL", "DESCRIPTION",
    "CATEGORIES", "LOCATION", "LINK", "X-DATELINE-EDTF", "X-DATELINE-PRECISION",
}  # fmt: skip


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 400))
def test_days_read_back_as_the_same_days(first, length):
    last = first + dt.timedelta(days=length)
    feed = vcalendar(About("x", "", ""), NOW, [vevent(make_event(f"{first}/{last}"), style=STYLE)])
    (entry,) = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, last + dt.timedelta(days=1))


EDTF = (
    st.sampled_from(
        "2021 2021-08 2021-08~ 2021-08-12? 2021-33 2021-22 2021-41 [2021-08-12..2021-08-20] "
        "[2021-08-20..2021-09-05] [2021-08-12,2021-08-13] 2021-08-12/.. ../2021-08-12 "
        "2021-08-12/2021-09 2021-08/2021-09 2021-08-12T10:00Z/.. 2021-08-12T10:00~ "
        "2021-08-12T10:00+05:30 2021-08-12T10:00/2021-08-13 2021-08-12?/2021-08-14 "
        "2021-08-12T10:00Z/2021-08-12T10:00Z "
        "[..2021-08-12] [2021-08-12..] 0001-01-01 9998-12-31".split()
    )
    | st.none()
)


@given(EDTF, EDTF, st.sampled_from(Status), st.sampled_from(["Europe/Moscow", None, "x", "UTC"]))
def test_every_date_and_status_makes_a_sound_entry_or_none(edtf, was, status, zone):
    event = make_event(edtf, was=was, status=status, zone=zone)
    text = vevent(event, style=STYLE)
    assert (text is None) == (showing(event) is None)
    if text is None:
        return
    (entry,) = icalendar.Calendar.from_ical(vcalendar(About("x", "", ""), NOW, [text])).walk(
        "VEVENT"
    )
    assert not entry.errors
    start = entry["DTSTART"].dt
    end = entry["DTEND"].dt if "DTEND" in entry else start + entry["DURATION"].dt
    assert type(start) is type(end)
    assert start < end
    assert entry["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
