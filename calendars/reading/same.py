"""Which sentences of an article speak of the same event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calendars.dates.edtf import Point, window_of
from calendars.dates.precision import Precision
from calendars.reading.candidate import Candidate, Fate, Link
from calendars.reading.mention import Kind

_ACRONYM = re.compile(r"\b[A-Z]{3,}\d*\b")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "a an the of in on at to for and or with by from s its their his her this that next first "
    "between during visit meeting session summit conference forum event edition of".split()
)
# Words that stand for any event told before.
STAND_INS = frozenset("it they event edition".split())
# Words for one in a row of events that the article names elsewhere.
EDITIONS = frozenset(("edition",))
_FATES_BY_WEIGHT = (Fate.CANCELLED, Fate.MOVED, Fate.POSTPONED)
_LINKS = tuple(Link)
_SHORT = frozenset(("capital", "country", "city", "region"))


@dataclass(slots=True)
class Group:
    """The candidates that speak of one event, in the order of the text.

    `host` is the occasion that gives it its date and place, where it has none of its own.
    """

    members: list[Candidate]
    host: "Group | None" = None

    @property
    def lead(self) -> Candidate:
        """The member that names the event best: not a bare noun, with the most words."""
        return max(self.members, key=lambda m: (not m.bare, bool(m.name), _weight(m), -m.sentence))

    @property
    def dated(self) -> Candidate | None:
        """The member whose date is tied best, and of those the one with the narrowest."""
        dated = [member for member in self.members if member.date is not None]
        if not dated:
            return None
        best = min(
            dated,
            key=lambda m: (
                m.date is not None and m.date.ends_only,
                not _precise(m),
                _LINKS.index(m.link),
                m.date.when.window.days if m.date else 0,
                m.sentence,
            ),
        )
        return next((m for m in dated if _tells_the_hour(m, best)), best)

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
        fates = [member.fate for member in self.members]
        for fate in _FATES_BY_WEIGHT:
            if fate in fates:
                return fate
        dated = self.dated
        if dated is not None and dated.fate is not Fate.TOLD:
            return dated.fate
        return next((fate for fate in fates if fate is not Fate.TOLD), Fate.TOLD)

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
            and dated.link is Link.VERB
            and dated.noun not in STAND_INS
            and dated.fate in (Fate.TOLD, Fate.COMING)
            and _precise(dated)
        )


def gather(candidates: Sequence[Candidate], topic: str | None) -> list[Group]:
    """Group the candidates of an article by the event they speak of.

    `topic` is the name of what the whole article is about, where that is known.
    """
    groups: list[Group] = []
    for told in candidates:
        candidate = _named_by_topic(told, topic)
        group = _antecedent(candidate, groups) or _twin(candidate, groups)
        if group is None:
            groups.append(Group([candidate]))
        else:
            group.members.append(candidate)
    return groups


def _named_by_topic(candidate: Candidate, topic: str | None) -> Candidate:
    """An "edition" of what the article is about is called by its topic."""
    if topic is None or candidate.noun not in EDITIONS or _names_itself(candidate):
        return candidate
    return replace(candidate, name=topic, noun="event", bare=False, weak=False)


def _names_itself(candidate: Candidate) -> bool:
    return any(word[0].isupper() for word in candidate.name.split()[1:])


def _tells_the_hour(member: Candidate, best: Candidate) -> bool:
    """Whether a member gives the clock time of the day that the best one names."""
    if member.date is None or best.date is None:
        return False
    hour, day = member.date.when, best.date.when
    same_day = hour.window.first == day.window.first == day.window.last
    return same_day and hour.precision is Precision.MINUTE and day.precision is Precision.DAY


def _precise(member: Candidate) -> bool:
    return member.date is not None and member.date.when.precision.names_a_day


def _weight(member: Candidate) -> int:
    return min(len(_content(member)), 8)


def _content(member: Candidate) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(member.name))
    return frozenset(word for word in words if word not in _EMPTY and word != member.noun)


def _antecedent(candidate: Candidate, groups: Sequence[Group]) -> Group | None:
    """The event that "the meeting" or "it" points back to."""
    if not candidate.bare or not (candidate.definite or candidate.noun in STAND_INS):
        return None
    for group in reversed(groups):
        lead = group.lead
        if not _dates_agree(candidate, group) or _is_held_but_called_off(candidate, group):
            continue
        if candidate.noun == "they" and not lead.plural:
            continue
        if candidate.noun in STAND_INS or candidate.noun in {m.noun for m in group.members}:
            return group
        if candidate.kind is lead.kind and candidate.kind is not Kind.OTHER:
            return group
        if lead.noun == "event" and lead.kind is Kind.OTHER and not lead.bare:
            return group
    return None


def _twin(candidate: Candidate, groups: Sequence[Group]) -> Group | None:
    own = _content(candidate)
    for group in reversed(groups):
        lead = group.lead
        if lead.kind is not candidate.kind or not _dates_agree(candidate, group):
            continue
        if candidate.another or _go_elsewhere(candidate, group):
            continue
        if _is_held_but_called_off(candidate, group):
            continue
        if candidate.kind is Kind.DEADLINE and _same_day(candidate, group):
            return group
        if lead.ordinal and candidate.ordinal and lead.ordinal != candidate.ordinal:
            continue
        if _alike(own, _content(lead)) or _acronyms(candidate) & _acronyms(lead):
            return group
    return None


def _is_held_but_called_off(candidate: Candidate, group: Group) -> bool:
    return candidate.fate in _FATES_BY_WEIGHT and group.fate is Fate.HELD


def _same_day(candidate: Candidate, group: Group) -> bool:
    dates = [member.date.when.window for member in group.members if member.date]
    return candidate.date is not None and candidate.date.when.window in dates


def _go_elsewhere(candidate: Candidate, group: Group) -> bool:
    """Whether two visits go to different places: then one is a leg of the other."""
    targets = [set(_WORD.findall(m.target)) for m in group.members if m.target]
    own = set(_WORD.findall(candidate.target))
    return bool(own) and any(own != target and not own & _SHORT for target in targets)


def _acronyms(member: Candidate) -> frozenset[str]:
    return frozenset(_ACRONYM.findall(member.name))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    common = len(one & other)
    return common >= 0.6 * min(len(one), len(other)) and common >= 0.3 * max(len(one), len(other))


def _dates_agree(candidate: Candidate, group: Group) -> bool:
    """Whether no date of the group contradicts the candidate's."""
    if candidate.date is None:
        return True
    window = candidate.date.when.window
    for member in group.members:
        if member.date is not None and not window.overlaps(member.date.when.window):
            return False
    return True


