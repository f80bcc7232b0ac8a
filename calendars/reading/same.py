"""Which sentences of an article speak of the same event."""

from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.borrowed import (
    named_as_another,
    named_as_described,
    named_as_its_kind,
    named_by_topic,
    on_its_day,
)
from calendars.reading.candidate import Candidate, Fate
from calendars.reading.day_phrases import tells_only_hours
from calendars.reading.group import FATES_BY_WEIGHT, STAND_INS, Group, content, windows_of
from calendars.reading.likeness import (
    acronyms,
    alike,
    calls_so,
    contradicts,
    dates_agree,
    is_short_for,
    same_goal,
    same_journey,
    sharpens,
)
from calendars.reading.mention import Kind

# How many events back a sentence may point; a bound keeps long texts linear.
LOOK_BACK = 60
UNDATED_BEFORE = 2  # sentences


def gather(candidates: Sequence[Candidate], topic: str | None) -> list[Group]:
    """Group the candidates of an article by the event they speak of.

    `topic` is the name of what the whole article is about, where that is known.
    """
    groups: list[Group] = []
    dated = {c.anchor for c in candidates if c.date and not tells_only_hours(c.date)}
    for told in candidates:
        near = groups[: -LOOK_BACK - 1 : -1]
        candidate = named_as_another(named_by_topic(told, topic), near)
        candidate = named_as_described(named_as_its_kind(candidate, near), near)
        if candidate.anchor not in dated:
            candidate = on_its_day(candidate, near)
        if (moved := _moved_from(candidate, near)) is not None:
            moved.add(_old_plan(candidate, moved))
            continue
        group = (
            _same_words(candidate, near)
            or _antecedent(candidate, near)
            or _twin(candidate, near)
            or _undated(candidate, near)
            or _vaguer(candidate, near)
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
        own = candidate.bare or content(candidate) & content(group.lead)
        if not own or not calls_so(candidate, group) or not same_goal(candidate, group.lead):
            continue
        if group.fate in FATES_BY_WEIGHT:
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


def _same_words(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The group of the very same words, which may hold a day and an hour apart."""
    for group in near:
        if group.members[-1].anchor == candidate.anchor:
            if candidate.another and group.members[-1].scopes != candidate.scopes:
                return None
            return group if dates_agree(candidate, group) else None
    return None


def _antecedent(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event that "the meeting" or "it" points back to, or the series of "its next meeting"."""
    hours = candidate.date is not None and tells_only_hours(candidate.date)
    points = candidate.bare and (candidate.definite or hours or candidate.noun in STAND_INS)
    one_of_many = candidate.date is not None and (candidate.bare or not content(candidate))
    last_day = one_of_many and candidate.date is not None and candidate.date.ends_only
    if not points and not one_of_many:
        return None
    for group in near:
        if not points and group.series is None and not (last_day and _lasts(candidate, group)):
            continue
        if dates_agree(candidate, group) and not contradicts(candidate, group):
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


def _vaguer(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The only event of its kind whose month or season another sentence tells to the day."""
    if candidate.date is None or candidate.another or candidate.kind is Kind.OTHER:
        return None
    fits = [group for group in near if sharpens(candidate, group)]
    return fits[0] if len(fits) == 1 and dates_agree(candidate, fits[0]) else None


def _lasts(candidate: Candidate, group: Group) -> bool:
    """Whether an event without an end may be the whole of which a last day is told."""
    dated = group.dated
    open_end = dated is not None and dated.date is not None and group.end is None
    return open_end and candidate.kind is group.lead.kind and candidate.kind is not Kind.OTHER


def _twin(candidate: Candidate, near: Sequence[Group]) -> Group | None:
    """The event that another sentence names by nearly the same words."""
    if candidate.another:
        return None
    own = content(candidate)
    for group in near:
        lead = group.lead
        if lead.kind is not candidate.kind or not dates_agree(candidate, group):
            continue
        if contradicts(candidate, group):
            continue
        if candidate.kind is Kind.DEADLINE and windows_of(candidate) & group.windows:
            return group
        if same_journey(candidate, group):
            return group
        if is_short_for(candidate, group):
            return group
        if alike(own, content(lead)) or acronyms(candidate) & acronyms(lead):
            return group
    return None
