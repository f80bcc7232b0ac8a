"""What the sentences of an article say, put together to one mention an event."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from calendars.dates.edtf import Edtf, Interval, OneOf, Point, Span
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.reading.acronyms import in_full, introduced
from calendars.reading.called import Wording, name_of, participants
from calendars.reading.candidate import Candidate, Fate, Link
from calendars.reading.confidence import confidence_of
from calendars.reading.day_phrases import is_close, lasting, lasting_until, turned
from calendars.reading.document import Document
from calendars.reading.exceptions import LEFT_OUT, leave_out
from calendars.reading.group import Group
from calendars.reading.mention import (
    Certainty,
    Decision,
    Kind,
    Mention,
    Offsets,
    Status,
)
from calendars.reading.placing import Placed
from calendars.reading.same import LOOK_BACK, gather

BESIDE = 6
LEAST_CONFIDENCE = 0.5
BACKGROUND_DAYS = 45
HISTORY_DAYS = 3 * 366
_STATUSES = {
    Fate.CANCELLED: Status.CANCELLED,
    Fate.POSTPONED: Status.POSTPONED,
    Fate.MOVED: Status.RESCHEDULED,
}


# Where an event is held, by its candidates and by those of the events around it.
PlaceOf = Callable[[Sequence[Candidate], Sequence[Sequence[Candidate]]], Placed | None]


def assemble(
    document: Document,
    candidates: Sequence[Candidate],
    place_of: PlaceOf,
    topic: str | None,
    wording: Wording,
) -> tuple[list[Mention], list[Decision]]:
    """Put the candidates of an article together, and say which stand and why."""
    full_names = introduced(document.text, document.title or "")
    told = [
        _on_its_side(_in_full(c, full_names), document.published) for c in candidates if not c.drop
    ]
    dropped = [candidate for candidate in candidates if candidate.drop]
    groups, off = leave_out(gather(told, topic), dropped)
    decisions = [_dropped(document, c, LEFT_OUT) for c in off]
    decisions += [_dropped(document, c, c.drop) for c in dropped if c not in off]
    mentions: list[Mention] = []
    for number, told_group in enumerate(groups):
        near = groups[max(0, number - LOOK_BACK) : number + LOOK_BACK]
        group = _inherited(told_group, near)
        why = _why_not(group, document.published)
        mention = None
        if not why:
            beside = groups[max(0, number - BESIDE) : number + BESIDE + 1]
            placed = place_of(group.members, _around(group, beside, _journeys(near)))
            before = groups[max(0, number - BESIDE) : number]
            name = name_of(group, before, topic, placed, document, wording)
            people = participants(group, document, wording.civil)
            mention = _mention(document, group, placed, name, people)
        if mention is not None and mention.confidence < LEAST_CONFIDENCE:
            why, mention = f"confidence {mention.confidence} is too low", None
        if mention is None:
            decisions.append(_dropped(document, group.lead, why))
        else:
            mentions.append(mention)
            decisions.append(_kept(document, group, mention))
    return sorted(mentions, key=_order), sorted(decisions, key=lambda d: (d.span, d.text))


def _in_full(candidate: Candidate, full_names: dict[str, str]) -> Candidate:
    """The candidate named with what its acronym stands for, where the article says so."""
    name = in_full(candidate.name, full_names) if full_names else candidate.name
    return candidate if name == candidate.name else replace(candidate, name=name)


def _journeys(near: Sequence[Group]) -> list[Group]:
    """The visits among events: what is done on their days is done there, however far it is told."""
    return [group for group in near if group.lead.kind is Kind.VISIT]


def _around(
    group: Group, near: Sequence[Group], journeys: Sequence[Group]
) -> list[list[Candidate]]:
    """The events told beside one, its occasion first, then the nearest, then visits."""
    first = group.members[0].sentence
    others = [other for other in near if other.members[0] is not group.members[0]]
    others.sort(key=lambda other: abs(other.members[0].sentence - first))
    occasion = [group.host] if group.host else []
    return [other.members for other in (*occasion, *others, *journeys)]


def _on_its_side(candidate: Candidate, published: dt.date) -> Candidate:
    """The candidate with its date on the side of the publication that its verb tells."""
    if candidate.date is None or candidate.retold:
        return candidate
    coming = candidate.fate in (Fate.COMING, Fate.MOVED) or candidate.kind is Kind.DEADLINE
    side = True if coming else False if candidate.fate is Fate.HELD else None
    date = turned(candidate.date, published, side)
    if side is False and date.when.window.first > published and is_close(date, published):
        return replace(candidate, date=date, fate=Fate.TOLD)
    return candidate if date is candidate.date else replace(candidate, date=date)


def _order(mention: Mention) -> tuple[Offsets, str, str]:
    return mention.spans["name"], mention.when.edtf if mention.when else "", mention.name


def _inherited(group: Group, groups: Sequence[Group]) -> Group:
    """Give a group without a date that of the occasion it belongs to ("during the visit")."""
    if group.dated is not None:
        return group
    for member in group.members:
        host = _host(member, group, groups)
        if host is not None and host.dated is not None:
            member = replace(
                member, date=host.dated.date, link=Link.INHERITED, days=host.dated.days
            )
            return Group.of(member, host)
    return group


def _host(member: Candidate, group: Group, groups: Sequence[Group]) -> Group | None:
    if member.setting is None or member.fate is Fate.TOLD:
        return None
    for other in reversed(groups):
        earlier = other.members[0].sentence <= member.sentence
        if other is group or not earlier or member.setting not in other.nouns:
            continue
        if other.dated is not None:
            return other
    return None


def _why_not(group: Group, published: dt.date) -> str:
    """Why a group is no entry of a calendar; empty where it is one."""
    lead, dated = group.lead, group.dated
    if not lead.name:
        return "it has no name"
    if group.pointing:
        return "it points back to an event that is not told"
    if dated is None or dated.date is None:
        named = not lead.bare and group.fate in (Fate.CANCELLED, Fate.POSTPONED)
        return "" if named else "no date is told"
    when = dated.date.when
    if lead.kind is Kind.SIGNING and not when.precision.names_a_day:
        return "a plan to sign, without an occasion"
    if dated.link is Link.LIST and lead.noun == "event" and when.window.last <= published:
        return "a dated line of the past, as pages carry them"
    if dated.link is Link.PLAN and when.window.last < published:
        return "a plan whose day has passed"
    if lead.weak and dated.link is Link.NAME and group.fate is Fate.TOLD:
        return f"“{lead.noun}” alone tells no event"
    if _is_remembered(group, published):
        return ""
    return why_background(when, group.fate, published)


def _is_remembered(group: Group, published: dt.date) -> bool:
    """Whether something of the last years is told by name with the day or month it was held."""
    dated = group.dated
    if dated is None or dated.date is None or group.lead.bare or group.lead.weak:
        return False
    when = dated.date.when
    recent = when.window.first >= published - dt.timedelta(days=HISTORY_DAYS)
    told = dated.link in (Link.VERB, Link.NAME) and group.fate in (Fate.HELD, Fate.TOLD)
    return (
        told
        and recent
        and when.precision.rank <= Precision.MONTH.rank
        and when.window.last < published
    )


def why_background(when: When, fate: Fate, published: dt.date) -> str:
    """Why a date makes an event mere background; empty where it does not."""
    if when.window.last < published - dt.timedelta(days=BACKGROUND_DAYS):
        return "background: long past"
    if fate is Fate.HELD and when.precision.rank > Precision.WEEK.rank:
        return "too vague for something past"
    if fate is Fate.HELD and when.window.first > published:
        return "told as past, but dated in the future"
    is_year = when.precision is Precision.YEAR and when.window.first <= published
    if is_year and fate in (Fate.HELD, Fate.TOLD):
        return "a year is too vague for something past"
    return ""


def _mention(
    document: Document,
    group: Group,
    placed: Placed | None,
    name: str,
    people: tuple[str, ...],
) -> Mention:
    lead, dated = group.lead, group.dated
    when = _when(dated, group, document) if dated else None
    status = _status(group, when, document.published)
    source = dated or lead
    spans: dict[str, Offsets] = {"name": lead.anchor}
    if dated and dated.date:
        spans["date"] = dated.date.span
    if dated and dated.old_date:
        spans["old_date"] = dated.old_date.span
    if placed and placed.span:
        spans["place"] = placed.span
    told = next((m for m in group.members if m.fate is group.fate and m.fate_span), None)
    if told and told.fate_span:
        spans["status"] = told.fate_span
    sentence = document.sentences[source.sentence]
    spans["quote"] = sentence.span
    organiser = next((m.organiser for m in group.members if m.organiser), None)
    series = group.series
    return Mention(
        name=name,
        kind=lead.kind,
        when=when,
        place=placed.place if placed else None,
        status=status,
        certainty=_certainty(group, status),
        confidence=confidence_of(group, when, status),
        quote=document.quote(sentence),
        spans=spans,
        participants=people,
        organiser=" ".join(document.text[slice(*organiser)].split()) if organiser else None,
        ordinal=next((m.ordinal for m in group.members if m.ordinal), None),
        rrule=series.rrule if series else None,
        exdates=tuple(day.isoformat() for day in series.left_out) if series else (),
    )


def _when(dated: Candidate, group: Group, document: Document) -> When | None:
    phrase = dated.date
    if phrase is None:
        return None
    if phrase.series is not None:
        return phrase.when
    days = dated.days or max(member.days for member in group.members)
    date = phrase.when.date
    end = group.end
    if isinstance(date, Point) and end is not None and date.day is not None:
        date = Interval(date, end)
    elif isinstance(date, Interval) and phrase.ends_only and days > 1:
        date = lasting_until(date, days)
    elif isinstance(date, Point):
        date = lasting(date, days) if date.clock is None else _opened(date, group)
    return When.from_date(from_now(date, group.fate, document.published))


def _opened(hour: Point, group: Group) -> Edtf:
    """The whole range where an hour of its first day is told ("opens on the 4th at 10:00")."""
    for member in group.members:
        date = member.date.date if member.date else None
        if not isinstance(date, Interval) or date.start is None or date.start.clock is not None:
            continue
        if date.start.window == hour.window:
            return Interval(hour, date.end)
    return hour


def from_now(date: Edtf, fate: Fate, published: dt.date) -> Edtf:
    """The year of publication, said of something to come, is what is left of it."""
    coming = fate in (Fate.COMING, Fate.TOLD, Fate.MOVED)
    is_year = isinstance(date, Point) and date.month is None and date.part is None
    if not coming or not is_year or not isinstance(date, Point) or date.year != published.year:
        return date
    return OneOf((Span(Point.of(published), Point(date.year, 12, 31)),))


def _status(group: Group, when: When | None, published: dt.date) -> Status:
    fate, dated = group.fate, group.dated
    if fate in _STATUSES:
        return _STATUSES[fate]
    if fate is Fate.HELD:
        return Status.HELD
    if fate is Fate.TOLD and when is not None:
        retold = dated is not None and dated.retold and when.window.last <= published
        return Status.HELD if retold or when.window.last < published else Status.SCHEDULED
    return Status.SCHEDULED


def _certainty(group: Group, status: Status) -> Certainty:
    if status is Status.CANCELLED:
        return Certainty.CANCELLED
    if status is Status.HELD:
        return Certainty.CERTAIN
    return (group.dated or group.lead).certainty


def _dropped(document: Document, candidate: Candidate, why: str) -> Decision:
    return Decision(
        span=candidate.anchor,
        text=document.text[slice(*candidate.anchor)],
        kept=False,
        reasons=(*candidate.rules, why),
    )


def _kept(document: Document, group: Group, mention: Mention) -> Decision:
    dated = group.dated
    reasons = list(dict.fromkeys(rule for member in group.members for rule in member.rules))
    if dated and dated.date:
        reasons.append(f"{dated.link.value}: {dated.date.rule}")
    reasons.append(f"{mention.status.value}, {mention.certainty.value}, {mention.confidence}")
    return Decision(
        span=group.lead.anchor,
        text=document.text[slice(*group.lead.anchor)],
        kept=True,
        reasons=tuple(reasons),
    )
