"""An event as one sentence tells it, before the sentences of an article are put together."""

from dataclasses import dataclass
from enum import Enum

from calendars.reading.day_phrases import DayPhrase
from calendars.reading.mention import Certainty, Kind, Offsets

# Why there is no event: the text says so.
DENIED = "denied"
# The noun of a journey that its sentence takes for known ("he will return home").
JOURNEY = "journey"
# The noun of another one of what was told before ("the next one opens in May").
ONE = "one"


class Fate(Enum):
    """What the sentence says became of the event."""

    TOLD = "told"  # nothing: the date tells
    HELD = "held"
    COMING = "coming"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Link(Enum):
    """How a date is tied to its event, from the surest to the loosest."""

    VERB = "the verb that tells the event holds the date"
    NAME = "the date stands right at the event's name"
    FRONT = "the date opens the clause that tells the event"
    LIST = "the date heads an entry of a list"
    MEANWHILE = "the event goes on while something dated is told"
    INHERITED = "the date is that of the occasion it belongs to"
    NONE = "no date is told"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one sentence says of one event.

    `noun` is the head noun, by which later sentences call it ("the meeting"); `definite`
    says that the name points back to something known; `bare` that it has no words of its
    own. `setting` is the noun of the occasion that it belongs to ("during the visit").
    `drop` says why it is no event, `old_date` the day it was moved from; `destination` is
    where a visit goes (`target` in words), `another` that it is a second one of its kind,
    `retold` that its sentence tells what was, `venue` the building or square; `scopes` are
    the characters in which the event's place may be told, the likeliest first; `here` says
    that it is the place of the dateline, `online` where it is said to be held online.
    """

    name: str
    kind: Kind
    noun: str
    anchor: Offsets
    sentence: int
    date: DayPhrase | None = None
    link: Link = Link.NONE
    old_date: DayPhrase | None = None
    fate: Fate = Fate.TOLD
    fate_span: Offsets | None = None
    certainty: Certainty = Certainty.HIGHLY_LIKELY
    definite: bool = False
    bare: bool = False
    weak: bool = False
    plural: bool = False
    days: int = 0
    setting: str | None = None
    destination: Offsets | None = None
    target: str = ""
    another: bool = False
    retold: bool = False
    venue: Offsets | None = None
    scopes: tuple[Offsets, ...] = ()
    here: bool = False
    online: Offsets | None = None
    participants: tuple[Offsets, ...] = ()
    organiser: Offsets | None = None
    ordinal: int | None = None
    rules: tuple[str, ...] = ()
    drop: str = ""
