"""What the text of an event depends on besides the event."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from calendars.dates import zones
from calendars.dates.before import Before
from calendars.errors import InvalidField, InvalidFilter, UnknownZone

# To be raised with every change of what is written, so that kept text is written anew.
EDITION = 4
MOST_ALARMS = 5


class Detail(StrEnum):
    """How much is written of each event.

    `full` adds the sources as LINK (RFC 9253), for which one common library refuses the
    whole feed and another complains; `lite` is what every client reads.
    """

    LITE = "lite"
    FULL = "full"

    @classmethod
    def parse(cls, told: str | None) -> "Detail":
        """Read the option, `lite` where it is not told.

        Raises:
            InvalidFilter: The option has no meaning.
        """
        try:
            return cls(told.lower()) if told else cls.LITE
        except ValueError as error:
            raise InvalidFilter(
                f"“{(told or '')[:40]}” is no detail; there are {', '.join(cls)}.", field="detail"
            ) from error


class Entries(StrEnum):
    """Of what the entries of an Atom feed are: what is to come, was found, or has changed."""

    UPCOMING = "upcoming"
    NEW = "new"
    CHANGES = "changes"

    @classmethod
    def parse(cls, told: str | None) -> "Entries":
        """Read the option, `upcoming` where it is not told.

        Raises:
            InvalidFilter: The option has no meaning.
        """
        try:
            return cls(told.lower()) if told else cls.UPCOMING
        except ValueError as error:
            raise InvalidFilter(
                f"“{(told or '')[:40]}” are no entries; there are {', '.join(cls)}.",
                field="entries",
            ) from error


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader chooses in the address of a feed, besides which events.

    `alarm` are the times before the start at which the reader's own program is to ring;
    `zone` is the IANA zone in which clock times are shown, None for that of each event.
    """

    detail: Detail = Detail.LITE
    alarm: tuple[Before, ...] = ()
    zone: str | None = None
    entries: Entries = Entries.UPCOMING

    @classmethod
    def parse(cls, told: Mapping[str, str]) -> "Options":
        """Read the options among the filters of an address; the others are not looked at.

        >>> Options.parse({"alarm": "PT2H,P1D", "tz": "Europe/Riga", "q": "forum"}).told
        {'alarm': 'P1D,PT2H', 'tz': 'Europe/Riga'}

        Raises:
            InvalidFilter: An option has no meaning.
        """
        zone = told.get("tz") or None
        try:
            if zone is not None:
                zones.zone(zone)
            alarm = {str(one): one for one in map(Before.of, _parts(told.get("alarm")))}
        except UnknownZone as error:
            raise InvalidFilter(f"Option “tz”: {error}", field="tz") from error
        except InvalidField as error:
            raise InvalidFilter(f"Option “alarm”: {error}", field="alarm") from error
        if len(alarm) > MOST_ALARMS:
            raise InvalidFilter(f"Option “alarm” takes at most {MOST_ALARMS}.", field="alarm")
        earliest_first = sorted(alarm.values(), key=lambda one: (-one.days, -one.time))
        return cls(
            Detail.parse(told.get("detail")),
            tuple(earliest_first),
            zone,
            Entries.parse(told.get("entries")),
        )

    @property
    def told(self) -> dict[str, str]:
        """The options as an address tells them, those that are as usual left out."""
        told = {
            "detail": "" if self.detail is Detail.LITE else self.detail.value,
            "alarm": ",".join(map(str, self.alarm)),
            "tz": self.zone or "",
            "entries": "" if self.entries is Entries.UPCOMING else self.entries.value,
        }
        return {name: value for name, value in told.items() if value}


OPTIONS = ("detail", "alarm", "tz", "entries")
AS_USUAL = Options()


def _parts(told: str | None) -> list[str]:
    return [part.strip() for part in (told or "").split(",") if part.strip()]


@dataclass(frozen=True, slots=True)
class Style:
    """How this server writes events, and how a reader asked for them.

    `base_url` is the address of the pages, without a slash at its end; `quote_length` is
    in characters, 0 for no quotes.
    """

    base_url: str
    quote_length: int = 500
    options: Options = AS_USUAL

    @property
    def mark(self) -> str:
        """A short name of this style, by which kept text of it is known.

        Alarms are no part of it: they are put into the text that is kept without them.
        """
        told = (EDITION, self.base_url, self.quote_length, self.options.detail, self.options.zone)
        return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:12]

    def page(self, uid: str) -> str:
        """The address of an event's page."""
        return f"{self.base_url}/events/{uid}"
