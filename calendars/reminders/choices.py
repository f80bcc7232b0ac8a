"""What a subscriber may choose, read and checked: from words to what is kept."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from calendars.dates import zones
from calendars.dates.before import LONGEST_DAYS, Before
from calendars.errors import InvalidField, UnknownZone
from calendars.reading.mention import Certainty
from calendars.reminders.quiet import Quiet
from calendars.store.tables import About, Digest, Language, Subscription

DEFAULT_BEFORE = ("P1D",)
NOTICES: tuple[Any, ...] = (
    About.MOVED,
    About.CANCELLED,
    About.DATED,
    About.UNSET,
    About.UNHEARD,
)
MOST_OFFSETS = 10


def choose(subscription: Subscription, choices: Mapping[str, Any]) -> None:
    """Write choices into a subscription, all or none; those that are not named stay.

    Names are `before`, `notices`, `zone`, `all_day_hour`, `digest`, `digest_hour`,
    `quiet_hours`, `certainty` and `language`. None chooses no digest, no quiet hours and
    any certainty.

    Raises:
        InvalidField: A value cannot be kept, or nothing would ever be sent.
        UnknownZone: There is no such zone.
    """
    read = {name: _READERS[name](value) for name, value in choices.items()}
    if not any(read.get(name, getattr(subscription, name)) for name in _WHAT):
        raise InvalidField(
            "Nothing would ever be sent: choose a time before, a notice or a digest.",
            field="before",
        )
    for name, value in read.items():
        setattr(subscription, name, value)


def offsets(before: Sequence[str]) -> list[str]:
    """Times before the start in their shortest form, each once.

    Raises:
        InvalidField: One is no ISO 8601 duration or too long, or there are too many.
    """
    if len(before) > MOST_OFFSETS:
        raise InvalidField(f"Choose at most {MOST_OFFSETS} times before.", field="before")
    return list(dict.fromkeys(str(Before.of(text, longest_days=LONGEST_DAYS)) for text in before))


def _notices(notices: Sequence[str]) -> list[str]:
    for word in notices:
        if word not in NOTICES:
            known = ", ".join(NOTICES)
            raise InvalidField(
                f"“{word[:60]}” is not a notice: choose among {known}.", field="notices"
            )
    return list(dict.fromkeys(str(word) for word in notices))


def _zone(name: str) -> str:
    try:
        return zones.zone(name).key
    except UnknownZone as error:
        raise UnknownZone(str(error), field="timezone") from error


def _quiet_hours(text: str | None) -> str | None:
    return str(Quiet.of(text, "UTC")) if text else None


def _hour_of(name: str) -> Callable[[int], int]:
    def read(hour: int) -> int:
        if not 0 <= hour <= 23:
            raise InvalidField(f"{hour} is not an hour: write one from 0 to 23.", field=name)
        return dt.time(hour).hour

    return read


def _word_of(name: str, words: Sequence[Any]) -> Callable[[str | None], Any]:
    def read(word: str | None) -> Any:
        if word is None or word == "":
            return None
        if word not in words:
            known = ", ".join(words)
            raise InvalidField(f"“{word[:60]}” is none of {known}.", field=name)
        return words[list(words).index(word)]

    return read


_WHAT = ("before", "notices", "digest")
_SURE = [word for word in Certainty if word is not Certainty.CANCELLED]
_READERS: dict[str, Callable[[Any], Any]] = {
    "before": offsets,
    "notices": _notices,
    "zone": _zone,
    "all_day_hour": _hour_of("all_day_hour"),
    "digest": _word_of("digest", list(Digest)),
    "digest_hour": _hour_of("digest_hour"),
    "quiet_hours": _quiet_hours,
    "certainty": _word_of("certainty", _SURE),
    "language": _word_of("language", list(Language)),
}
