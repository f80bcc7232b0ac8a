"""What a feed says of an event: its title and its description."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calendars.dates.edtf import Point
from calendars.dates.when import When
from calendars.dates.words import PRECISION_WORDS, day_words, in_words
from calendars.feeds.fragment import at_text
from calendars.feeds.lines import label, one_line, shortened, uri
from calendars.feeds.showing import Manner, Showing
from calendars.reading.mention import Certainty, Status
from calendars.store.tables import Event

NAME_LENGTH = 300
SOURCES_SHOWN = 3
ATTRIBUTION = "Place data: GeoNames (CC BY 4.0), https://www.geonames.org/"

CERTAINTY_WORDS = {
    Certainty.PLANNED_ONLY: "it is only planned",
    Certainty.HIGHLY_UNCERTAIN: "it is highly uncertain that it will be held",
    Certainty.MAY_OCCUR: "it may be held",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that speaks of the event, and the sentence in which it does.

    What a person entered by hand has neither URL, title nor quote. `literal` says that the
    quote stands so in the text, rather than in the markup of its page.
    """

    published: dt.date
    quote: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    literal: bool = True

    @property
    def address(self) -> str | None:
        """The URL, which opens the page at the sentence where the browser knows how."""
        address = uri(self.url)
        if address is None or not self.quote or not self.literal:
            return address
        return at_text(address, one_line(self.quote))


def title(event: Event, showing: Showing, *, mark_cancelled: bool = True) -> str:
    """The title: what is not as it seems is said first.

    `mark_cancelled` says "CANCELLED: " where the status of the entry does not.
    """
    name = shortened(label(event.name), NAME_LENGTH) or "Event"
    match showing.manner:
        case Manner.IMPRECISE:
            return f"Date TBC, {in_words(When.of(showing.edtf))}: {name}"
        case Manner.HALF_DATED:
            return f"{name} ({in_words(When.of(showing.edtf))})"
        case Manner.CANCELLED:
            return f"CANCELLED: {name}" if mark_cancelled else name
        case Manner.POSTPONED:
            return f"POSTPONED (was {_bare(showing.edtf)}): {name}"
        case Manner.MERGED:
            return f"MERGED: {name}"
        case Manner.DATED:
            clock = _loose_clock(event, showing)
            return f"{name} ({clock})" if clock else name


def description(
    event: Event,
    showing: Showing,
    sources: Sequence[Cited],
    *,
    page: str,
    quote_length: int,
    attributed: bool,
) -> str:
    """The sentences it rests on with their articles, the date in words, and its page.

    `attributed` adds the credit that the place data asks for; `quote_length` is in
    characters, 0 for no quote.
    """
    parts = [_source_words(source, quote_length) for source in sources[:SOURCES_SHOWN]]
    if len(sources) > SOURCES_SHOWN:
        parts.append(f"{len(sources) - SOURCES_SHOWN} more sources on its page.")
    parts.append("\n".join(_facts(event, showing)))
    parts.append(page + ("\n" + ATTRIBUTION if attributed else ""))
    return "\n\n".join(part for part in parts if part)


def _source_words(source: Cited, quote_length: int) -> str:
    quote = shortened(one_line(source.quote or ""), quote_length) if quote_length else ""
    said = [f"“{quote}”"] if quote else []
    named = [one_line(part) for part in (source.title, source.outlet) if part]
    if not named and not source.url and not source.quote:
        named = ["Entered by hand"]
    said.append("— " + ", ".join([*named, day_words(source.published)]))
    if source.address:
        said.append(source.address)
    return "\n".join(said)


def _facts(event: Event, showing: Showing) -> Iterable[str]:
    when = When.of(showing.edtf)
    date = in_words(when)
    match showing.manner:
        case Manner.CANCELLED:
            yield f"Cancelled; it was to be held: {date}."
        case Manner.POSTPONED:
            yield f"Postponed, no new date announced; it was to be held: {date}."
        case Manner.MERGED:
            yield "This was found to be the same event as another one, which stays."
        case _:
            yield f"Date: {date} ({PRECISION_WORDS[when.precision]})."
            if isinstance(when.date, Point) and when.date.clock is not None:
                yield "When it ends was not announced."
    if event.status is Status.RESCHEDULED and event.was:
        yield f"Moved; the date was {_bare(event.was)}."
    if event.status is Status.HELD:
        yield "It was held."
    if event.certainty in CERTAINTY_WORDS and not showing.manner.is_off:
        yield f"How sure: {CERTAINTY_WORDS[event.certainty]}."
    if event.organiser:
        yield f"Organiser: {one_line(event.organiser)}"
    if event.participants:
        yield "Participants: " + ", ".join(one_line(name) for name in event.participants)


def _bare(edtf: str) -> str:
    return in_words(When.of(edtf)).removeprefix("some time in ")


def _loose_clock(event: Event, showing: Showing) -> str | None:
    """The clock time of an event of which no zone is known, so that no entry can carry it."""
    point = When.of(showing.edtf).begins
    if point is None or point.clock is None or event.starts is not None:
        return None
    return f"{point.clock:%H:%M} local time"
