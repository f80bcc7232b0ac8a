"""What reading gives: an article's text, its mentions, and why each stands or fell."""

import datetime as dt
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from calendars.dates.record import record
from calendars.dates.when import When

if TYPE_CHECKING:
    from calendars.reading.marked_event import MarkedEvent

Offsets = tuple[int, int]


class Kind(StrEnum):
    """What sort of event is announced."""

    MEETING = "meeting"
    SUMMIT = "summit"
    CONFERENCE = "conference"
    FORUM = "forum"
    VISIT = "visit"
    TALKS = "talks"
    HEARING = "hearing"
    ELECTION = "election"
    EXHIBITION = "exhibition"
    FESTIVAL = "festival"
    CEREMONY = "ceremony"
    LAUNCH = "launch"
    SIGNING = "signing"
    EXERCISE = "exercise"
    SPORT = "sport"
    DEADLINE = "deadline"
    OTHER = "other"


class Status(StrEnum):
    """The life of an event, as far as somebody said."""

    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    HELD = "held"
    LAPSED = "lapsed"


class Certainty(StrEnum):
    """How sure the holding is (IPTC NewsCodes `eventoccurstatus`)."""

    PLANNED_ONLY = "eos1"
    HIGHLY_UNCERTAIN = "eos2"
    MAY_OCCUR = "eos3"
    HIGHLY_LIKELY = "eos4"
    CERTAIN = "eos5"
    CANCELLED = "eos6"


@record(frozen=True, slots=True)
class Place:
    """Where an event is held.

    `name` is as a calendar would print it, with the venue first where one is told;
    `country` is ISO 3166-1 alpha-2; `zone` an IANA name. What is not known is None: an
    unresolved place stays a name.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    zone: str | None = None
    geonames_id: int | None = None


@record(frozen=True, slots=True)
class Mention:
    """An event as one article speaks of it.

    `quote` is the sentence that says so, literally in the text. `spans` gives for each
    field the characters of the text that it comes from, `[from, to)`. What only the page's
    markup says has no span; a mention without the span `quote` is told by it alone, and its
    quote is the markup. `rrule` is the rule by which it comes again, `FREQ=MONTHLY;BYDAY=1TU`
    (RFC 5545), `when` then its first time that is not past and `exdates` the days left out
    (`2021-07-04`). `confidence` is the share of such mentions that are right, 0 to 1.
    """

    name: str
    kind: Kind
    when: When | None
    place: Place | None
    status: Status
    certainty: Certainty
    confidence: float
    quote: str
    spans: dict[str, Offsets]
    participants: tuple[str, ...] = ()
    organiser: str | None = None
    ordinal: int | None = None
    rrule: str | None = None
    exdates: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Dateline:
    """The place and day that open an agency article."""

    place: str
    date: dt.date | None
    span: Offsets


@record(frozen=True, slots=True)
class Decision:
    """Why one candidate mention was kept or dropped."""

    span: Offsets
    text: str
    kept: bool
    reasons: tuple[str, ...]


@record(frozen=True, slots=True)
class Reading:
    """All that reading one article gave; `marked` are the events that its page marks up."""

    text: str
    published: dt.date
    title: str | None
    url: str | None
    language: str
    dateline: Dateline | None
    mentions: tuple[Mention, ...]
    timexes: tuple["Timex", ...] = ()
    decisions: tuple[Decision, ...] = field(default=())
    marked: "tuple[MarkedEvent, ...]" = ()


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@record(frozen=True, slots=True)
class Timex:
    """A time expression with its resolved value (TIMEX3, ISO-TimeML).

    `start` and `end` are characters of the text, `[start, end)`. `edtf` is the date as a
    calendar keeps it, None for durations, sets and mere references; `zone` an IANA name
    where the text names one. `rule` names the rule that found it.

    `anchor`, `begin` and `finish` are numbers of time expressions of the text, counted
    from 1, or 0 for the publication: what it is counted from, and where a duration begins
    and ends. A date with a `finish` opens the range that ends there, one with a `begin`
    ends it.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    rule: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    edtf: str | None = None
    zone: str | None = None
    anchor: int | None = None
    begin: int | None = None
    finish: int | None = None
