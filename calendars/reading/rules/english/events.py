"""Events in English sentences: what is one, when it is, and what becomes of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

from calendars.reading.candidate import DENIED, JOURNEY, Candidate, Fate, Link
from calendars.reading.day_phrases import DayPhrase, Unsaid, days_long, split
from calendars.reading.mention import Certainty, Kind, Offsets, Timex
from calendars.reading.rules.english import mood_words, naming, series, settings
from calendars.reading.rules.english.attach import Attachment, attach, opens_list_entry
from calendars.reading.rules.english.clauses import occurrences
from calendars.reading.rules.english.heads import HEAD_WORDS
from calendars.reading.rules.english.line import Line, Role, read_line
from calendars.reading.rules.english.moods import Tense
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.phrases import Phrase
from calendars.reading.rules.english.sentence_words import MODALS
from calendars.reading.rules.english.set_phrases import list_entry

# What is open on the days of a series, but lasts through all of them.
_SHOWN_BETWEEN = (Kind.EXHIBITION,)
_WORDS = re.compile(r"[a-z-]+")
_JOURNEYS = frozenset("visit trip tour stay".split())
_PASTS = frozenset("was were had did".split())
SERIES = "one of a series, no single day is told"
_REPEATED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week fortnight month year "
    "weekday weekend morning evening afternoon night".split()
)
_FATES = {Act.CANCEL: Fate.CANCELLED, Act.POSTPONE: Fate.POSTPONED, Act.MOVE: Fate.MOVED}


def find(
    text: str,
    span: Offsets,
    number: int,
    dates: Sequence[DayPhrase],
    durations: Sequence[Timex],
) -> tuple[list[Candidate], list[tuple[DayPhrase, str]]]:
    """The events of a sentence, and the dates that belong to none with the reason.

    `number` is the sentence's place in the article. A sentence without a date and without
    any word for an event is passed over.
    """
    if not dates and HEAD_WORDS.isdisjoint(_WORDS.findall(text[slice(*span)].lower())):
        return [], []
    line = read_line(text, span, dates)
    found = occurrences(line)
    tied, loose = attach(line, found)
    if not found and len(loose) >= 1 and opens_list_entry(line, *line.date_tokens(0)):
        entry = list_entry(line)
        if entry is not None and line.dates[0].when.precision.names_a_day:
            found = [entry]
            tied = [Attachment(item.date, entry, None, Link.LIST) for item in loose]
    candidates: list[Candidate] = []
    for occurrence in found:
        own = [attachment for attachment in tied if attachment.occurrence is occurrence]
        candidates.extend(_candidates(line, occurrence, own, number, durations, found))
    return candidates, [(line.dates[item.date], item.why) for item in loose]


def _candidates(
    line: Line,
    occurrence: Occurrence,
    own: list[Attachment],
    number: int,
    durations: Sequence[Timex],
    found: list[Occurrence],
) -> list[Candidate]:
    fated = next((told for told in occurrence.tellings if told.act in _FATES), None)
    base = _base(line, occurrence, fated, number, durations, found)
    if fated is not None:
        return [_fated(line, base, own, fated)]
    return _dated(line, base, own)


def _base(
    line: Line,
    occurrence: Occurrence,
    fated: Telling | None,
    number: int,
    durations: Sequence[Timex],
    found: list[Occurrence],
) -> Candidate:
    phrase = occurrence.phrase
    telling = fated or _strongest(occurrence)
    mood = telling.mood if telling else None
    fate = _FATES[fated.act] if fated else _fate(telling)
    drop = ""
    if mood is not None and mood.unreal:
        drop = mood.unreal
    elif mood is not None and mood.negated:
        drop, fate = _negated(line, occurrence, telling)
    before = line.word(occurrence.named[0] - 1)
    span = line.span(*occurrence.named)
    target = settings.destination(line, occurrence)
    name = naming.name_of(line, occurrence)
    return Candidate(
        name=name,
        kind=occurrence.kind or (phrase.kind if phrase else _kind(occurrence)),
        noun=phrase.noun if phrase else _noun(occurrence),
        anchor=_anchor(line, occurrence),
        sentence=number,
        fate=fate,
        fate_span=line.span(mood.first, mood.last) if mood else None,
        certainty=_certainty(line, occurrence, telling),
        definite=_points(occurrence) or (phrase is not None and naming.is_definite(line, phrase)),
        bare=_points(occurrence) or (phrase is not None and _is_bare(line, phrase, name)),
        weak=phrase is not None and phrase.weak and not _has_name(line, occurrence),
        plural=phrase is not None and phrase.plural,
        days=_days(_length_span(line, occurrence, span), line, durations),
        setting=settings.occasion(line),
        destination=target,
        target=" ".join(line.text[slice(*target)].split()) if target else "",
        retold=telling is None and _tells_the_past(line),
        another=phrase is not None and line.word(phrase.first) == "another",
        here=settings.is_here(line),
        surrounds=cache(partial(settings.surrounds, line, occurrence, found)),
        ordinal=naming.ordinal_of(line, phrase) if phrase else None,
        rules=_rules(occurrence, telling),
        drop=drop or _no_event(line, occurrence, before),
    )


def _points(occurrence: Occurrence) -> bool:
    """Whether it can only be an event that is told elsewhere ("it", "he will return home")."""
    event = occurrence.verb_event
    return occurrence.pronoun or (event is not None and event.points)


def _is_bare(line: Line, phrase: Phrase, name: str) -> bool:
    """Whether the event has no words of its own: "the meeting" points back, "a rally" is poor."""
    enriched = len(name.split()) > 2 + phrase.noun.count(" ")
    return naming.is_bare(line, phrase) and (naming.is_definite(line, phrase) or not enriched)


def _tells_the_past(line: Line) -> bool:
    """Whether the sentence has verbs of the past and none of the future."""
    told = [
        (word, role)
        for word, role in zip(line.words, line.roles, strict=True)
        if role is not Role.WORD
    ]
    words = {word for word, _ in told}
    past = not words.isdisjoint(_PASTS) or any(
        role is Role.VERB and word.endswith("ed") for word, role in told
    )
    return past and words.isdisjoint(MODALS)


def _strongest(occurrence: Occurrence) -> Telling | None:
    order = (Act.BE, Act.OCCUR, Act.HOLD, Act.RUN, Act.END, Act.ATTEND)
    told = sorted(
        occurrence.tellings,
        key=lambda telling: (not telling.mood.negated, order.index(telling.act)),
    )
    return told[0] if told else None


def _fate(telling: Telling | None) -> Fate:
    if telling is None or telling.mood.tense is Tense.OPEN:
        return Fate.TOLD
    return Fate.HELD if telling.mood.tense is Tense.PAST else Fate.COMING


def _negated(line: Line, occurrence: Occurrence, telling: Telling | None) -> tuple[str, Fate]:
    phrase = occurrence.phrase
    known = phrase is not None and (
        naming.is_definite(line, phrase) or not naming.is_bare(line, phrase)
    )
    occurs = telling is not None and telling.act in (Act.OCCUR, Act.BE, Act.HOLD)
    if known and occurs and telling is not None and telling.mood.tense is Tense.FUTURE:
        return "", Fate.CANCELLED
    return DENIED, Fate.TOLD


def _no_event(line: Line, occurrence: Occurrence, before: str) -> str:
    if before in ("no", "without") or line.word(occurrence.named[0]) == "no":
        return DENIED
    phrase = occurrence.phrase
    possessive = line.word(occurrence.named[0]) in ("his", "her")
    if phrase is not None and phrase.kind is Kind.ELECTION and possessive:
        return "somebody's election to an office"
    if before in mood_words.CALLS or (before == "for" and _is_called_for(line, occurrence)):
        return "asked for, not planned"
    if phrase is not None and phrase.noun in ("press conference", "news conference", "briefing"):
        coming = any(told.mood.tense is Tense.FUTURE for told in occurrence.tellings)
        return "" if coming else "an occasion of a statement"
    return ""


def _has_name(line: Line, occurrence: Occurrence) -> bool:
    """Whether the noun is part of a proper name ("Hanover Transport Fair")."""
    phrase = occurrence.phrase
    if phrase is None or not line.tokens[phrase.head].capitalised or phrase.head == phrase.first:
        return False
    return phrase.first > 0 and line.tokens[phrase.head - 1].capitalised


def _is_called_for(line: Line, occurrence: Occurrence) -> bool:
    return line.word(occurrence.named[0] - 2) in mood_words.CALLS


def _kind(occurrence: Occurrence) -> Kind:
    if occurrence.name == "exhibition":
        return Kind.EXHIBITION
    return occurrence.verb_event.kind if occurrence.verb_event else Kind.OTHER


def _noun(occurrence: Occurrence) -> str:
    """The noun by which later sentences would call an event without one."""
    if occurrence.pronoun:
        return occurrence.name or "it"
    if _points(occurrence):
        return JOURNEY
    kind = occurrence.kind or (occurrence.verb_event and occurrence.verb_event.kind)
    nouns = {Kind.VISIT: "visit", Kind.MEETING: "meeting", Kind.ELECTION: "election"}
    return nouns.get(kind, "event") if kind else "event"


def _anchor(line: Line, occurrence: Occurrence) -> Offsets:
    if occurrence.verb_event is None:
        return line.span(*occurrence.named)
    subject = occurrence.tellings[0].subject
    first = subject[0] if subject and subject[0] < occurrence.named[0] else occurrence.named[0]
    last = max(occurrence.named[1], occurrence.object[1] if occurrence.object else 0)
    return line.span(first, last)


def _certainty(line: Line, occurrence: Occurrence, telling: Telling | None) -> Certainty:
    phrase = occurrence.phrase
    if phrase is not None:
        for index in range(phrase.first, phrase.head):
            doubt = mood_words.DOUBTFUL_MODIFIERS.get(line.word(index))
            if doubt is not None and telling is None:
                return doubt
    return telling.mood.certainty if telling else Certainty.HIGHLY_LIKELY


def _length_span(line: Line, occurrence: Occurrence, span: Offsets) -> Offsets:
    """Where its length may be told: in its name, or behind it ("arrives for a two-day visit")."""
    event = occurrence.verb_event
    if event is None or event.kind is not Kind.VISIT:
        return span
    for at in range(occurrence.named[1], len(line.tokens)):
        if line.word(at) in _JOURNEYS:
            return span[0], line.span(at, at + 1)[1]
    return span


def _days(span: Offsets, line: Line, durations: Sequence[Timex]) -> int:
    for duration in durations:
        if span[0] <= duration.start < span[1] or span[0] <= duration.end <= span[1]:
            return days_long(duration)
    del line
    return 0


def _rules(occurrence: Occurrence, telling: Telling | None) -> tuple[str, ...]:
    what = "a verb that is an event" if occurrence.verb_event else (
        f"the noun “{occurrence.phrase.noun}”" if occurrence.phrase else "a subject that is held"
    )  # fmt: skip
    return (what, telling.act.value) if telling else (what,)


def _fated(line: Line, base: Candidate, own: list[Attachment], fated: Telling) -> Candidate:
    """An event that was called off or moved: its old and its new date."""
    old: DayPhrase | None = None
    new: DayPhrase | None = None
    for attachment in own:
        date = line.dates[attachment.date]
        before = line.word(line.date_tokens(attachment.date)[0] - 1)
        if _tells_new(line, attachment.telling, fated):
            new = replace(date, ends_only=False)
            continue
        if attachment.telling is not fated and before not in ("to", "until", "till"):
            old = old or date
            continue
        date = replace(date, ends_only=False)
        sides = split(date)
        if base.fate is Fate.CANCELLED:
            old = old or date
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


def _tells_new(line: Line, telling: Telling | None, fated: Telling) -> bool:
    """Whether a verb behind the change tells the new date ("was put off and will be held")."""
    if telling is None or telling is fated or fated.act not in (Act.MOVE, Act.POSTPONE):
        return False
    helped = line.role(telling.mood.first) is Role.AUXILIARY and not telling.mood.past_plan
    return telling.verb > fated.verb and helped and telling.mood.tense is Tense.FUTURE


def _dated(line: Line, base: Candidate, own: list[Attachment]) -> list[Candidate]:
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
    moved = _replanned(line, base, own)
    if moved is not None:
        return [moved]
    return [replace(base, date=_date(line, attachment), link=attachment.link) for attachment in own]


def _replanned(line: Line, base: Candidate, own: list[Attachment]) -> Candidate | None:
    """An event whose old plan is told beside the new one ("on June 2 instead of May 26")."""
    at = next((at for at, word in enumerate(line.words) if word == "instead"), len(line.words))
    two = at < len(line.words) and line.word(at + 1) != "of"
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
        return _dated(line, base, rest) if rest else [replace(base, drop=SERIES)]
    if base.fate is Fate.HELD:
        return [replace(base, drop="a series of the past")]
    limited, single = series.limited(line, line.dates[repeated.date], [at.date for at in others])
    if limited is None:
        return [replace(base, drop="the series is over")]
    apart = [item for item in others if item.date in single]
    besides = _dated(line, base, apart) if apart else []
    return [replace(base, date=limited, link=repeated.link), *besides]


def _is_series(line: Line, own: list[Attachment]) -> bool:
    """Whether the event comes again and again, with no single day told of it."""
    told = next((at for at, word in enumerate(line.words) if word in ("every", "each")), None)
    if told is None or not _REPEATED & set(line.words[told + 1 : told + 4]):
        return False
    dates = [line.dates[attachment.date] for attachment in own]
    return all(date.ends_only or date.unsaid[0] is Unsaid.ALL for date in dates)


def _is_hour(date: DayPhrase) -> bool:
    return date.unsaid[0] is Unsaid.ALL


def _date(line: Line, attachment: Attachment) -> DayPhrase:
    """The date as its verb means it: of "closes on May 5" it is the end."""
    date = line.dates[attachment.date]
    telling = attachment.telling
    if telling is None:
        return date
    if telling.act is Act.END and _is_deadline(attachment.occurrence):
        return replace(date, ends_only=False)
    if telling.act is Act.END:
        return replace(date, ends_only=True)
    if telling.act in (Act.BE, Act.OCCUR, Act.HOLD) and attachment.occurrence.kind is Kind.DEADLINE:
        return replace(date, ends_only=False)
    return date


def _is_deadline(occurrence: Occurrence) -> bool:
    phrase = occurrence.phrase
    return Kind.DEADLINE in (occurrence.kind, phrase.kind if phrase else None)
