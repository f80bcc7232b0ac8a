"""Whether a sentence may speak of an event that another sentence told."""

import re
from functools import lru_cache

from calendars.reading.candidate import JOURNEY, Candidate, Fate
from calendars.reading.group import FATES_BY_WEIGHT, STAND_INS, Group, content, names_a_day
from calendars.reading.mention import Kind

ALIKE_OF_SHORTER = 0.6
ALIKE_OF_LONGER = 0.3
LONGEST_VISIT = 14  # days
# Kinds of events that a later sentence may call "the meeting".
MEETINGS = (Kind.HEARING, Kind.TALKS, Kind.SUMMIT, Kind.CONFERENCE, Kind.FORUM)
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\d*\b")
_CAPITAL = "capital"
_ARTICLES = frozenset("a an the".split())
_LEAST_INITIALS = 3
_JOINING = frozenset("of for the and on in to".split())


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


def contradicts(candidate: Candidate, group: Group) -> bool:
    """Whether another edition or another journey is meant, or one that was held."""
    lead = group.lead
    if lead.ordinal and candidate.ordinal and lead.ordinal != candidate.ordinal:
        return True
    if candidate.fate in FATES_BY_WEIGHT and (
        group.fate is Fate.HELD or (group.series is not None and candidate.date is not None)
    ):
        return True
    return not same_goal(candidate, lead)


def sharpens(candidate: Candidate, group: Group) -> bool:
    """Whether one of two is told to the day, the other in a wider time, and neither otherwise."""
    day, lead = group.day, group.lead
    if day is None or candidate.date is None or lead.noun != candidate.noun or lead.plural:
        return False
    if names_a_day(candidate) == names_a_day(day) or contradicts(candidate, group):
        return False
    own, other = _proper(candidate), _proper(lead)
    return own <= other or other <= own


def _proper(member: Candidate) -> frozenset[str]:
    """The words with a capital in an event's name, but for its noun."""
    words = [word for word in _WORD.findall(member.name) if not word.islower()]
    return frozenset(words) - frozenset(map(str.capitalize, member.noun.split()))


def same_goal(candidate: Candidate, lead: Candidate) -> bool:
    """Whether two visits may go to the same place; a capital may be any town."""
    own, other = candidate.target, lead.target
    if not own or not other or _CAPITAL in (own.split()[-1].lower(), other.split()[-1].lower()):
        return True
    one, two = (frozenset(_WORD.findall(goal)) - _ARTICLES for goal in (own, other))
    several = any(joint in goal for goal in (own, other) for joint in (",", " and "))
    return one == two or (not several and (one <= two or two <= one))


def same_journey(candidate: Candidate, group: Group) -> bool:
    """Whether the visitor is only named otherwise: same place, within the same fortnight."""
    lead = group.lead
    if candidate.kind is not Kind.VISIT or candidate.date is None or not group.windows:
        return False
    if not (candidate.target and lead.target) or candidate.sentence == lead.sentence:
        return False
    windows = [candidate.date.when.window, *group.windows]
    return all(window.days <= LONGEST_VISIT for window in windows)


def acronyms(member: Candidate) -> frozenset[str]:
    """The acronyms in its name."""
    return _acronyms_of(member.name)


@lru_cache(maxsize=1024)
def _acronyms_of(name: str) -> frozenset[str]:
    return frozenset(_ACRONYM.findall(name)) | _initials(name)


def _initials(name: str) -> frozenset[str]:
    """The acronyms that the capitals of a name would make."""
    found: set[str] = set()
    letters = ""
    for word in [*_WORD.findall(name), ""]:
        if word[:1].isupper():
            letters += word[0]
        elif word not in _JOINING:
            found.add(letters)
            letters = ""
    return frozenset(letters for letters in found if len(letters) >= _LEAST_INITIALS)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share most words of the shorter and some of the longer one."""
    if not one or not other:
        return False
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    return common >= ALIKE_OF_SHORTER * shorter and common >= ALIKE_OF_LONGER * longer


def is_short_for(candidate: Candidate, group: Group) -> bool:
    """Whether of an event told twice, once without a day, one name is only the shorter."""
    if candidate.date is not None and group.day is not None:
        return False
    own, other = content(candidate), content(group.lead)
    shorter = candidate.name if len(own) < len(other) else group.lead.name
    proper = any(word[:1].isupper() for word in shorter.split()[1:])
    return proper and bool(own and other) and (own <= other or other <= own)


def dates_agree(candidate: Candidate, group: Group) -> bool:
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
