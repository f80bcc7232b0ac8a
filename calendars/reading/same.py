"""Which sentences of an article speak of the same event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calendars.dates.edtf import Interval, Point, window_of
from calendars.dates.precision import Precision
from calendars.dates.window import Window
from calendars.reading.candidate import JOURNEY, ONE, Candidate, Fate, Link
from calendars.reading.day_phrases import hours_on, tells_only_hours
from calendars.reading.mention import Kind
from calendars.reading.series import Series

# How many events back a sentence may point; a bound keeps long texts linear.
LOOK_BACK = 60
ALIKE_OF_SHORTER = 0.6
ALIKE_OF_LONGER = 0.3
HEAVIEST_NAME = 8
LONGEST_VISIT = 14  # days
NAMED_BEFORE = 6  # sentences
UNDATED_BEFORE = 2  # sentences

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\d*\b")
_EMPTY = frozenset(
    "a an the of in on at to for and or with by from s its his her their this that next first "
    "between during visit meeting session summit conference forum event edition".split()
)
_CAPITAL = "capital"
# Words that tell an event from others of its kind by their order alone.
_IN_A_ROW = frozenset("previous last next first second third latest".split())
# Words that stand for any event told before.
STAND_INS = frozenset(("it", "they", "event", "edition", JOURNEY, ONE))
# Kinds of events that a later sentence may call "the meeting".
MEETINGS = (Kind.HEARING, Kind.TALKS, Kind.SUMMIT, Kind.CONFERENCE, Kind.FORUM)
# Words for one in a row of events that the article names elsewhere.
EDITIONS = frozenset(("edition",))
_FATES_BY_WEIGHT = (Fate.CANCELLED, Fate.MOVED, Fate.POSTPONED)
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
            [first], first, dated, dated, {first.noun}, [first.fate], _windows(first),
            first.date.series if first.date else None, host,
        )  # fmt: skip

    def add(self, candidate: Candidate) -> None:
        """Take in what another sentence says."""
        self.members.append(candidate)
        self.nouns.add(candidate.noun)
        if candidate.fate not in self.fates:
            self.fates.append(candidate.fate)
        self.windows |= _windows(candidate)
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
        for fate in _FATES_BY_WEIGHT:
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
        """Whether a verb gives "the festival" a day, so that it is worth an entry."""
        dated = self.dated
        return (
            dated is not None
            and (
                dated.link is Link.VERB or (dated.link is Link.NAME and dated.fate_span is not None)
            )
            and dated.noun not in STAND_INS
            and dated.fate is not Fate.HELD
            and _names_a_day(dated)
        )


def _is_told_at_name(dated: Candidate) -> bool:
    """Whether the date stands at the name of an event that a verb tells too."""
    return dated.link is Link.NAME and dated.fate_span is not None


def gather(candidates: Sequence[Candidate], topic: str | None) -> list[Group]:
    """Group the candidates of an article by the event they speak of.

    `topic` is the name of what the whole article is about, where that is known.
    """
    groups: list[Group] = []
    dated = {c.anchor for c in candidates if c.date and not tells_only_hours(c.date)}
    for told in candidates:
        near = groups[: -LOOK_BACK - 1 : -1]
        candidate = _named_as_another(_named_by_topic(told, topic), near)
        candidate = _named_as_its_kind(candidate, near)
        if candidate.anchor not in dated:
            candidate = _on_its_day(candidate, near)
        if (moved := _moved_from(candidate, near)) is not None:
            moved.add(_old_plan(candidate, moved))
            continue
        group = (
            _same_words(candidate, near)
            or _antecedent(candidate, near)
            or _twin(candidate, near)
            or _undated(candidate, near)
        )
        if group is None:
            groups.append(Group.of(candidate))
        else:
            group.add(candidate)
    return groups


def _moved_from(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event whose former day a sentence tells ("It was to have been held in June")."""
    old = candidate.date
    former = candidate.once or candidate.fate in (Fate.POSTPONED, Fate.CANCELLED)
    if not former or old is None or not candidate.definite:
        return None
    for group in near:
        own = candidate.bare or _content(candidate) & _content(group.lead)
        if not own or not calls_so(candidate, group) or not _same_goal(candidate, group.lead):
            continue
        if group.fate in _FATES_BY_WEIGHT:
            return group
        day = group.day.date if group.day else None
        coming = group.fate in (Fate.COMING, Fate.TOLD) and day is not None
        if coming and day and (candidate.bare or old.when.window.last < day.when.window.first):
            return group
        return None
    return None


def _old_plan(candidate: Candidate, group: Group) -> Candidate:
    """A former plan as what it is of an event that has another day, or none yet."""
    called_off = group.fate in (Fate.POSTPONED, Fate.CANCELLED)
    has_day = group.day is not None and not called_off
    fate = Fate.MOVED if has_day else Fate.TOLD
    date = None if has_day or group.day is not None else candidate.date
    return replace(candidate, date=date, old_date=candidate.date, fate=fate)


def _windows(candidate: Candidate) -> set[Window]:
    """The days on which it is told to be; those of a series are told by its rule."""
    date = candidate.date
    return {date.when.window} if date and not date.series else set()


def _naming(member: Candidate) -> tuple[bool, bool, int]:
    """How well a member names the event: not by a bare noun, with the most words."""
    return not member.bare, bool(member.name), min(len(_content(member)), HEAVIEST_NAME)


def _dating(member: Candidate) -> tuple[bool, bool, bool, int, int, int]:
    """How well a member dates the event, the best first."""
    date = member.date
    if date is None:
        raise ValueError("only a member with a date can be ranked by it")
    days = date.when.window.days
    return (
        date.ends_only,
        not _names_a_day(member),
        date.series is not None,
        _LINKS.index(member.link),
        days,
        member.sentence,
    )


def _named_by_topic(candidate: Candidate, topic: str | None) -> Candidate:
    """An "edition" of what the article is about is called by its topic."""
    if topic is None or candidate.noun not in EDITIONS or _names_itself(candidate):
        return candidate
    return replace(candidate, name=topic, noun="event", bare=False, weak=False)


def _named_as_another(candidate: Candidate, near: Sequence[Group]) -> Candidate:
    """The next or previous "one" is called as the event told last."""
    if candidate.noun != ONE:
        return candidate
    for group in near:
        lead = group.lead
        if lead.name and lead.noun not in STAND_INS and lead.kind is not Kind.DEADLINE:
            words = [word for word in lead.name.split() if word.lower() not in _IN_A_ROW]
            return replace(
                candidate,
                name=" ".join(words) or lead.name,
                kind=lead.kind,
                noun=lead.noun,
                bare=lead.bare,
                definite=False,
                another=True,
            )
    return candidate


def _named_as_its_kind(candidate: Candidate, near: Sequence[Group]) -> Candidate:
    """A bare "further sessions" is called as the sessions told shortly before."""
    own = candidate.bare and not candidate.definite and candidate.noun not in STAND_INS
    if not own or _content(candidate) or candidate.date is None:
        return candidate
    for group in near:
        lead = group.lead
        if candidate.sentence - lead.sentence > NAMED_BEFORE:
            break
        if (
            group.fate is Fate.HELD
            or (group.day and lead.retold and _names_a_day(group.day))
            or lead.ordinal is not None
            or lead.bare
        ):
            continue
        if lead.noun == candidate.noun and lead.name:
            return replace(candidate, name=lead.name)
    return candidate


def _on_its_day(candidate: Candidate, near: Sequence[Group]) -> Candidate:
    """Hours alone are those of the day of what they are said of ("The strike starts at 2 a.m.")."""
    date = candidate.date
    points = candidate.definite or candidate.bare
    if date is None or not points or not tells_only_hours(date):
        return candidate
    for group in near:
        day = group.day.date.date if group.day and group.day.date else None
        if day is None or not calls_so(candidate, group):
            continue
        first = day.start if isinstance(day, Interval) else day
        if isinstance(first, Point) and first.day is not None:
            return replace(candidate, date=replace(date, date=hours_on(date.date, first)))
        return candidate
    return candidate


def _names_itself(candidate: Candidate) -> bool:
    return any(word[0].isupper() for word in candidate.name.split()[1:])


def _tells_the_hour(member: Candidate, best: Candidate) -> bool:
    """Whether a member gives the clock time of the day that the best one names."""
    if member.date is None or best.date is None:
        return False
    hour, day = member.date.when, best.date.when
    same_day = hour.window.first == day.window.first == day.window.last
    return same_day and hour.precision is Precision.MINUTE and day.precision is Precision.DAY


def _names_a_day(member: Candidate) -> bool:
    return member.date is not None and member.date.when.precision.names_a_day


def _content(member: Candidate) -> frozenset[str]:
    return _telling_words(member.name) - {member.noun, f"{member.noun}s"}


@lru_cache(maxsize=1024)
def _telling_words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name)) - _EMPTY


def _same_words(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The group of the very same words, which may hold a day and an hour apart."""
    for group in near:
        if group.members[-1].anchor == candidate.anchor:
            if candidate.another and group.members[-1].scopes != candidate.scopes:
                return None
            return group if _dates_agree(candidate, group) else None
    return None


def _antecedent(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event that "the meeting" or "it" points back to, or the series of "its next meeting"."""
    hours = candidate.date is not None and tells_only_hours(candidate.date)
    points = candidate.bare and (candidate.definite or hours or candidate.noun in STAND_INS)
    one_of_many = candidate.date is not None and (candidate.bare or not _content(candidate))
    last_day = one_of_many and candidate.date is not None and candidate.date.ends_only
    if not points and not one_of_many:
        return None
    for group in near:
        if not points and group.series is None and not (last_day and _lasts(candidate, group)):
            continue
        if _dates_agree(candidate, group) and not _contradicts(candidate, group):
            if candidate.noun == "they" and not group.lead.plural:
                continue
            if calls_so(candidate, group):
                return group
    return None


def _undated(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event told just before, without a day, of which bare "hearings" tell the day."""
    if not candidate.bare or candidate.date is None or candidate.kind is Kind.OTHER:
        return None
    for group in near:
        lead = group.lead
        if candidate.sentence - lead.sentence > UNDATED_BEFORE:
            return None
        known = group.day is None and not lead.bare and bool(lead.name)
        same = lead.noun == candidate.noun or lead.kind is candidate.kind is Kind.HEARING
        if known and same and group.fate is not Fate.HELD:
            return group
    return None


def _lasts(candidate: Candidate, group: Group) -> bool:
    """Whether an event without an end may be the whole of which a last day is told."""
    dated = group.dated
    open_end = dated is not None and dated.date is not None and group.end is None
    return open_end and candidate.kind is group.lead.kind and candidate.kind is not Kind.OTHER


def calls_so(candidate: Candidate, group: Group) -> bool:
    """Whether the noun of a candidate can point back to a group ("the meeting" to the talks)."""
    if candidate.noun == JOURNEY:
        return group.lead.kind is Kind.VISIT
    if candidate.noun in STAND_INS or candidate.noun in group.nouns:
        return True
    lead = group.lead
    if candidate.noun == "meeting" and lead.kind in MEETINGS:
        return True
    if candidate.kind is lead.kind and candidate.kind is not Kind.OTHER:
        return True
    return lead.noun == "event" and lead.kind is Kind.OTHER and not lead.bare


def _twin(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event that another sentence names by nearly the same words."""
    if candidate.another:
        return None
    own = _content(candidate)
    for group in near:
        lead = group.lead
        if lead.kind is not candidate.kind or not _dates_agree(candidate, group):
            continue
        if _contradicts(candidate, group):
            continue
        if candidate.kind is Kind.DEADLINE and _windows(candidate) & group.windows:
            return group
        if _same_journey(candidate, group):
            return group
        if _alike(own, _content(lead)) or _acronyms(candidate) & _acronyms(lead):
            return group
    return None


def _contradicts(candidate: Candidate, group: Group) -> bool:
    """Whether another edition or another journey is meant, or one that was held."""
    lead = group.lead
    if lead.ordinal and candidate.ordinal and lead.ordinal != candidate.ordinal:
        return True
    if candidate.fate in _FATES_BY_WEIGHT and (
        group.fate is Fate.HELD or (group.series is not None and candidate.date is not None)
    ):
        return True
    return not _same_goal(candidate, lead)


def _same_goal(candidate: Candidate, lead: Candidate) -> bool:
    """Whether two visits may go to the same place; a capital may be any town."""
    own, other = candidate.target, lead.target
    if not own or not other or _CAPITAL in (own.split()[-1].lower(), other.split()[-1].lower()):
        return True
    return set(_WORD.findall(own)) == set(_WORD.findall(other))


def _same_journey(candidate: Candidate, group: Group) -> bool:
    """Whether the visitor is only named otherwise: same place, within the same fortnight."""
    lead = group.lead
    if candidate.kind is not Kind.VISIT or candidate.date is None or not group.windows:
        return False
    if not (candidate.target and lead.target) or candidate.sentence == lead.sentence:
        return False
    windows = [candidate.date.when.window, *group.windows]
    return all(window.days <= LONGEST_VISIT for window in windows)


def _acronyms(member: Candidate) -> frozenset[str]:
    return _acronyms_of(member.name)


@lru_cache(maxsize=1024)
def _acronyms_of(name: str) -> frozenset[str]:
    return frozenset(_ACRONYM.findall(name))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    return common >= ALIKE_OF_SHORTER * shorter and common >= ALIKE_OF_LONGER * longer


def _dates_agree(candidate: Candidate, group: Group) -> bool:
    """Whether no date of the group contradicts the candidate's."""
    date = candidate.date
    if date is None:
        return True
    if date.series is not None:
        same = group.series is None or group.series.weekdays == date.series.weekdays
        return same and all(date.series.falls_within(window) for window in group.windows)
    window = date.when.window
    if group.series is not None and not group.series.falls_within(window):
        return False
    return all(window.overlaps(other) for other in group.windows)
