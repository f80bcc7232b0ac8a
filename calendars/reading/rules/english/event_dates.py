"""The dates of an event: old and new ones, stops of a journey, series, last days."""

from dataclasses import replace
from itertools import pairwise

from calendars.dates.precision import Precision
from calendars.reading.candidate import Candidate, Fate, Link
from calendars.reading.day_phrases import DayPhrase, Unsaid, split
from calendars.reading.mention import Kind
from calendars.reading.rules.english import mood_words, naming, series, settings, stops
from calendars.reading.rules.english.appointed import ADJOURNING
from calendars.reading.rules.english.attach import Attachment
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Tense
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling

SERIES = "one of a series, no single day is told"
# What is open on the days of a series, but lasts through all of them.
_SHOWN_BETWEEN = (Kind.EXHIBITION,)
_INSTEAD, _EACH = frozenset(("instead",)), frozenset(("every", "each"))
_REPEATED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week fortnight month year "
    "weekday weekend morning evening afternoon night".split()
)


def fated(line: Line, base: Candidate, own: list[Attachment], by: Telling) -> Candidate:
    """An event that was called off or moved: its old and its new date."""
    old: DayPhrase | None = None
    new: DayPhrase | None = None
    for attachment in own:
        date = line.dates[attachment.date]
        before = line.word(line.date_tokens(attachment.date)[0] - 1)
        if _tells_new(line, attachment.telling, by):
            new = replace(date, ends_only=False)
            continue
        if attachment.telling is not by and before not in ("to", "until", "till"):
            old = _narrower(old, date)
            continue
        date = replace(date, ends_only=False)
        sides = split(date)
        if base.fate is Fate.CANCELLED:
            old = _narrower(old, date)
        elif sides and before in mood_words.OLD_DATE_WORDS:
            old, new = sides
        elif before in mood_words.OLD_DATE_WORDS:
            old = date
        else:
            new = date
    if new is not None:
        return replace(base, date=new, old_date=old, link=Link.VERB, fate=Fate.MOVED)
    moved_away = base.fate is Fate.MOVED and base.destination is not None
    fate = Fate.POSTPONED if base.fate is Fate.MOVED and not moved_away else base.fate
    return replace(base, date=old, link=Link.VERB if old else Link.NONE, fate=fate)


def _narrower(one: DayPhrase | None, other: DayPhrase) -> DayPhrase:
    """Of two dates of a plan the one that tells more ("this year's race … on 25 October")."""
    if one is None:
        return other
    first, second = one.when.window, other.when.window
    return other if second.days < first.days and second.overlaps(first) else one


def _tells_new(line: Line, telling: Telling | None, fated: Telling) -> bool:
    """Whether a verb behind the change tells the new date ("was put off and will be held")."""
    if telling is None or telling is fated or fated.act not in (Act.MOVE, Act.POSTPONE):
        return False
    helped = line.role(telling.mood.first) is Role.AUXILIARY and not telling.mood.past_plan
    return telling.verb > fated.verb and helped and telling.mood.tense is Tense.FUTURE


def dated(line: Line, base: Candidate, own: list[Attachment]) -> list[Candidate]:
    """An event on each of its dates, once where a rule or a range holds them together."""
    repeated = [at for at, item in enumerate(own) if line.dates[item.date].series]
    if repeated:
        edges = [0, *repeated[1:], len(own)]
        return [
            candidate
            for first, last in pairwise(edges)
            for candidate in _repeated(line, base, own[first:last])
        ]
    if _is_series(line, own):
        return [replace(base, drop=SERIES)]
    if not own:
        return [base]
    own = _without_year(line, own)
    moved = _replanned(line, base, own)
    if moved is not None:
        return [moved]
    told = [replace(base, date=_date(line, item), link=item.link) for item in own]
    places = stops.stops(line, own[0].occurrence, own)
    if places is None:
        return told
    return [
        _at_stop(line, candidate, item, place)
        for candidate, item, place in zip(told, own, places, strict=True)
    ]


def _without_year(line: Line, own: list[Attachment]) -> list[Attachment]:
    """The dates of an event without the year by which it is called beside a day of its own."""
    finer = [item for item in own if line.dates[item.date].when.precision is not Precision.YEAR]
    return finer or own


def _at_stop(
    line: Line, candidate: Candidate, item: Attachment, place: tuple[int, int]
) -> Candidate:
    """The event at one of several stops, each with its own day."""
    scope = stops.scope(line, place)
    here = stops.at_stop(item.occurrence, place)
    target = settings.destination(line, here)
    return replace(
        candidate,
        name=candidate.name if here is item.occurrence else naming.name_of(line, here),
        destination=target,
        target=" ".join(line.text[slice(*target)].split()) if target else "",
        surrounds=lambda: replace(
            candidate.surrounds(),
            venue=settings.venue_within(line, *place),
            scopes=(scope,),
            only_place=True,
        ),
        another=True,
    )


def _replanned(line: Line, base: Candidate, own: list[Attachment]) -> Candidate | None:
    """An event whose old plan is told beside the new one ("on June 2 instead of May 26")."""
    instead = line.places(_INSTEAD)
    two = bool(instead) and line.word(instead[0] + 1) != "of"
    old = own[:1] if two else [item for item in own if _is_given_up(line, item)]
    new = [item for item in own if item not in old]
    if not old or not new or base.drop:
        return None
    date, before = line.dates[new[0].date], line.dates[old[0].date]
    telling = new[0].telling
    if date.when.window == before.when.window or (telling is not None and telling.mood.negated):
        return None
    held = telling is not None and telling.mood.tense is Tense.PAST
    fate = Fate.HELD if held else Fate.MOVED
    return replace(base, date=date, old_date=before, link=new[0].link, fate=fate)


def _is_given_up(line: Line, item: Attachment) -> bool:
    """Whether a date is that of a plan of the past, or what another one stands instead of."""
    first, _ = line.date_tokens(item.date)
    if {"instead", "rather"} & set(line.words[max(0, first - 3) : first]):
        return True
    telling = item.telling
    if telling is None:
        return False
    start = max(0, telling.mood.first - 1)
    formerly = mood_words.FORMERLY & set(line.words[start : telling.mood.last])
    return telling.mood.past_plan or bool(formerly)


def _repeated(line: Line, base: Candidate, own: list[Attachment]) -> list[Candidate]:
    """A series with the dates that limit it, and what is told besides it."""
    repeated = next(item for item in own if line.dates[item.date].series)
    others = [item for item in own if item is not repeated]
    if base.kind in _SHOWN_BETWEEN or series.in_passing(line, repeated.telling):
        rest = [item for item in others if not _is_hour(line.dates[item.date])]
        return dated(line, base, rest) if rest else [replace(base, drop=SERIES)]
    if base.fate is Fate.HELD:
        return [replace(base, drop="a series of the past")]
    limited, single = series.limited(line, line.dates[repeated.date], [at.date for at in others])
    if limited is None:
        return [replace(base, drop="the series is over")]
    apart = [item for item in others if item.date in single]
    besides = dated(line, base, apart) if apart else []
    return [replace(base, date=limited, link=repeated.link), *besides]


def _is_series(line: Line, own: list[Attachment]) -> bool:
    """Whether the event comes again and again, with no single day told of it."""
    told = line.places(_EACH)
    if not told or _REPEATED.isdisjoint(line.words[told[0] + 1 : told[0] + 4]):
        return False
    dates = [line.dates[attachment.date] for attachment in own]
    return all(date.ends_only or date.unsaid[0] is Unsaid.ALL for date in dates)


def _is_hour(date: DayPhrase) -> bool:
    return date.unsaid[0] is Unsaid.ALL


def _date(line: Line, attachment: Attachment) -> DayPhrase:
    """The date as its verb means it: of "closes on May 5" it is the end."""
    date = line.dates[attachment.date]
    ended = (told for told in attachment.occurrence.tellings if told.act is Act.END)
    telling = attachment.telling or next(ended, None)
    if telling is None:
        return date
    if telling.act is Act.END and _is_deadline(attachment.occurrence):
        return replace(date, ends_only=False)
    if telling.act is Act.OCCUR and line.word(telling.verb) in ADJOURNING:
        return replace(date, ends_only=False)
    if telling.act is Act.END:
        return replace(date, ends_only=True)
    if telling.act in (Act.BE, Act.OCCUR, Act.HOLD) and attachment.occurrence.kind is Kind.DEADLINE:
        return replace(date, ends_only=False)
    return date


def _is_deadline(occurrence: Occurrence) -> bool:
    phrase = occurrence.phrase
    return Kind.DEADLINE in (occurrence.kind, phrase.kind if phrase else None)
