"""What a sentence leaves out of an event, taken from those told before it: a name, a day."""

from collections.abc import Sequence
from dataclasses import replace

from calendars.dates.edtf import Interval, Point
from calendars.reading.candidate import ONE, Candidate, Fate
from calendars.reading.day_phrases import hours_on, tells_only_hours
from calendars.reading.group import STAND_INS, Group, content, names_a_day
from calendars.reading.likeness import calls_so
from calendars.reading.mention import Kind

NAMED_BEFORE = 6  # sentences
# Words that tell an event from others of its kind by their order alone.
_IN_A_ROW = frozenset("previous last next first second third latest".split())
# Kinds of events of which an article has one, with a name of its own.
_NAMED_ONCE = (Kind.EXHIBITION, Kind.FESTIVAL, Kind.SUMMIT, Kind.CONFERENCE, Kind.FORUM)
# Words for one in a row of events that the article names elsewhere.
EDITIONS = frozenset(("edition",))


def named_by_topic(candidate: Candidate, topic: str | None) -> Candidate:
    """An "edition" of what the article is about is called by its topic."""
    if topic is None or candidate.noun not in EDITIONS or _names_itself(candidate):
        return candidate
    return replace(candidate, name=topic, noun="event", bare=False, weak=False)


def named_as_another(candidate: Candidate, near: Sequence[Group]) -> Candidate:
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


def named_as_its_kind(candidate: Candidate, near: Sequence[Group]) -> Candidate:
    """A bare "further sessions" is called as the sessions told shortly before."""
    own = candidate.bare and not candidate.definite and candidate.noun not in STAND_INS
    if not own or content(candidate) or candidate.date is None:
        return candidate
    for group in near:
        lead = group.lead
        if candidate.sentence - lead.sentence > NAMED_BEFORE:
            break
        if (
            group.fate is Fate.HELD
            or (group.day and lead.retold and names_a_day(group.day))
            or lead.ordinal is not None
            or lead.bare
        ):
            continue
        if lead.noun == candidate.noun and lead.name:
            return replace(candidate, name=lead.name)
    return candidate


def named_as_described(candidate: Candidate, near: Sequence[Group]) -> Candidate:
    """What is only described ("the traditional fair") is called by the name it was told with."""
    own = candidate.name.split()
    described = candidate.definite and not candidate.bare and not candidate.plural
    if not described or candidate.kind not in _NAMED_ONCE or any(map(_is_capital, own)):
        return candidate
    for group in near:
        lead = group.lead
        named = any(map(_is_capital, lead.name.split())) and not lead.plural
        if named and f" {lead.noun}".endswith(f" {candidate.noun}"):
            return replace(candidate, name=lead.name, ordinal=lead.ordinal)
    return candidate


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def on_its_day(candidate: Candidate, near: Sequence[Group]) -> Candidate:
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
