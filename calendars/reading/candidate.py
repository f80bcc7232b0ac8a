"""An event as one sentence tells it, before the sentences of an article are put together."""

from collections.abc import Callable
from dataclasses import field
from enum import Enum

from calendars.dates.record import record
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
    PLAN = "on the date somebody will do it"
    NONE = "no date is told"


@record(frozen=True, slots=True)
class Surrounds:
    """Where in its sentence an event's place and people are told.

    `venue` is the building or square; `scopes` are the characters in which the place may be
    told, the likeliest first; `only_place` that they hold nothing else; `online` where it is
    said to be held online.
    """

    venue: Offsets | None = None
    scopes: tuple[Offsets, ...] = ()
    only_place: bool = False
    online: Offsets | None = None
    participants: tuple[Offsets, ...] = ()
    organiser: Offsets | None = None


class AskedFor:
    """What is worked out when first asked for, and then known."""

    __slots__ = ("_known", "_work_out")

    def __init__(self, work_out: Callable[[], Surrounds]) -> None:
        self._work_out = work_out
        self._known: Surrounds | None = None

    def __call__(self) -> Surrounds:
        """Answer it."""
        if self._known is None:
            self._known = self._work_out()
        return self._known


@record(frozen=True, slots=True)
class Candidate:
    """What one sentence says of one event.

    `noun` is the head noun, by which later sentences call it ("the meeting"); `definite`
    says that the name points back to something known; `bare` that it has no words of its
    own. `setting` is the noun of the occasion that it belongs to ("during the visit").
    `drop` says why it is no event, `old_date` the day it was moved from; `destination` is
    where a visit goes (`target` in words), `another` that it is a second one of its kind,
    `once` that it was planned so before,
    `retold` that its sentence tells what was; `here` says that it is the place of the
    dateline. What `surrounds` it is worked out when first asked for: most candidates are
    never asked.
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
    once: bool = False
    retold: bool = False
    here: bool = False
    surrounds: Callable[[], Surrounds] = field(default=Surrounds, compare=False)
    ordinal: int | None = None
    rules: tuple[str, ...] = ()
    drop: str = ""

    @property
    def venue(self) -> Offsets | None:
        """The building or square it is held in."""
        return self.surrounds().venue

    @property
    def scopes(self) -> tuple[Offsets, ...]:
        """The characters in which its place may be told, the likeliest first."""
        return self.surrounds().scopes

    @property
    def own_scopes(self) -> tuple[Offsets, ...]:
        """The scopes from the event on, without what stands before it."""
        return tuple(scope for scope in self.scopes if scope[1] == self.scopes[0][1])

    @property
    def online(self) -> Offsets | None:
        """The words that say that it is held online."""
        return self.surrounds().online

    @property
    def participants(self) -> tuple[Offsets, ...]:
        """Those who take part."""
        return self.surrounds().participants

    @property
    def organiser(self) -> Offsets | None:
        """Who holds it."""
        return self.surrounds().organiser
