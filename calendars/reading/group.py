"""The sentences of an article that speak of one event, and what they say together."""

import re
from dataclasses import dataclass
from functools import lru_cache

from calendars.dates.edtf import Point, window_of
from calendars.dates.precision import Precision
from calendars.dates.window import Window
from calendars.reading.candidate import JOURNEY, ONE, Candidate, Fate, Link
from calendars.reading.mention import Kind
from calendars.reading.series import Series

HEAVIEST_NAME = 8
# Words that stand for any event told before.
STAND_INS = frozenset(("it", "they", "event", "edition", JOURNEY, ONE))
# What becomes of an event, the weightiest first.
FATES_BY_WEIGHT = (Fate.CANCELLED, Fate.MOVED, Fate.POSTPONED)
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "a an the of in on at to for and or with by from s its his her their this that next first "
    "between during visit meeting session summit conference forum event edition".split()
)
_LINKS = tuple(Link)


@dataclass(slots=True)
class Group:
    """The candidates that speak of one event, in the order of the text.

    `lead` is the member that names it best; `day` the one whose date is tied best, and of
    those the one with the narrowest; `dated` that one or another that adds the hour to its
    day. `fates` are what its sentences say became of it, each once. `series` is the rule by
    which it comes again; `host` the occasion that gives it its date and place, where it has
    none of its own.
    """

    members: list[Candidate]
    lead: Candidate
    day: Candidate | None
    dated: Candidate | None
    nouns: set[str]
    fates: list[Fate]
    windows: set[Window]
    series: Series | None = None
    host: "Group | None" = None

    @classmethod
    def of(cls, first: Candidate, host: "Group | None" = None) -> "Group":
        """A group of one."""
        dated = first if first.date else None
        return cls(
            [first], first, dated, dated, {first.noun}, [first.fate], windows_of(first),
            first.date.series if first.date else None, host,
        )  # fmt: skip

    def add(self, candidate: Candidate) -> None:
        """Take in what another sentence says."""
        self.members.append(candidate)
        self.nouns.add(candidate.noun)
        if candidate.fate not in self.fates:
            self.fates.append(candidate.fate)
        self.windows |= windows_of(candidate)
        if candidate.date is not None:
            self.series = self.series or candidate.date.series
        self.lead = max(self.lead, candidate, key=_naming)
        if candidate.date is not None:
            self._take_date(candidate)

    def _take_date(self, candidate: Candidate) -> None:
        if self.day is None or _dating(candidate) < _dating(self.day):
            self.day = candidate
            self.dated = next((m for m in self.members if _tells_the_hour(m, self.day)), self.day)
        elif self.dated is self.day and _tells_the_hour(candidate, self.day):
            self.dated = candidate

    @property
    def end(self) -> Point | None:
        """The day on which it ends, where a member tells only that."""
        dated = self.dated
        if dated is None or dated.date is None or dated.date.ends_only:
            return None
        for member in self.members:
            date = member.date
            if date is not None and date.ends_only and isinstance(date.date, Point):
                later = date.date.window.first > window_of(dated.date.date).first
                return date.date if later else None
        return None

    @property
    def fate(self) -> Fate:
        """What became of the event, over all its sentences."""
        for fate in FATES_BY_WEIGHT:
            if fate in self.fates:
                return fate
        dated = self.dated
        if dated is not None and dated.fate is not Fate.TOLD:
            return dated.fate
        return next((fate for fate in self.fates if fate is not Fate.TOLD), Fate.TOLD)

    @property
    def pointing(self) -> bool:
        """Whether it only points back, with nothing found to point to."""
        points = all(m.bare and (m.definite or m.noun in STAND_INS) for m in self.members)
        return points and not self._tells_enough

    @property
    def _tells_enough(self) -> bool:
        """Whether a verb gives "the festival" a day, so that it is worth an entry.

        Of an election its day alone is enough: a country or a body has one at a time.
        """
        dated = self.dated
        if dated is None or dated.noun in STAND_INS or not names_a_day(dated):
            return False
        if dated.kind is Kind.ELECTION:
            return dated.link in (Link.VERB, Link.NAME)
        told = dated.link is Link.NAME and dated.fate_span is not None
        return (told or dated.link is Link.VERB) and dated.fate is not Fate.HELD


def windows_of(candidate: Candidate) -> set[Window]:
    """The days on which it is told to be; those of a series are told by its rule."""
    date = candidate.date
    return {date.when.window} if date and not date.series else set()


def _naming(member: Candidate) -> tuple[bool, bool, int]:
    """How well a member names the event: not by a bare noun, with the most words."""
    return not member.bare, bool(member.name), min(len(content(member)), HEAVIEST_NAME)


def _dating(member: Candidate) -> tuple[bool, bool, bool, int, int, int]:
    """How well a member dates the event, the best first."""
    date = member.date
    if date is None:
        raise ValueError("only a member with a date can be ranked by it")
    days = date.when.window.days
    return (
        date.ends_only,
        not names_a_day(member),
        date.series is not None,
        _LINKS.index(member.link),
        days,
        member.sentence,
    )


def _tells_the_hour(member: Candidate, best: Candidate) -> bool:
    """Whether a member gives the clock time of the day that the best one names."""
    if member.date is None or best.date is None:
        return False
    hour, day = member.date.when, best.date.when
    same_day = hour.window.first == day.window.first == day.window.last
    return same_day and hour.precision is Precision.MINUTE and day.precision is Precision.DAY


def names_a_day(member: Candidate) -> bool:
    """Whether it is told on a day, not in a month or a year."""
    return member.date is not None and member.date.when.precision.names_a_day


def content(member: Candidate) -> frozenset[str]:
    """The words of its name that tell it from others of its kind."""
    return _telling_words(member.name) - {member.noun, f"{member.noun}s"}


@lru_cache(maxsize=1024)
def _telling_words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name)) - _EMPTY
