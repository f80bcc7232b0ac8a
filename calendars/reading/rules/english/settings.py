"""Where in a sentence an event's place is told, and the occasion that it belongs to."""

from calendars.reading.candidate import Surrounds
from calendars.reading.mention import Kind, Offsets
from calendars.reading.rules.english import event_nouns, name_words, who
from calendars.reading.rules.english.heads import singular
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.sentence_words import MODALS
from calendars.reading.rules.english.standing import opens_list_entry

SIDES = frozenset("sidelines sideline margins margin framework frames occasion".split())
_ALONG = SIDES | {"during"}
_LONGEST_VENUE = 12
_OCCASION_REACH = 12
MOVE_REACH = 8
# Verbs by which the same event goes on: "opens on May 4 and runs until May 9 at the cinema".
_GOES_ON = frozenset("runs run lasts last continues continue ends end closes concludes".split())
# Words before "here" that say where something was said.
_SPEAKERS = frozenset(
    "said told reporters journalists newsmen media press added announced stated statement "
    "conference briefing office interview correspondents says saying".split()
)
_STOOD_ON = frozenset("campus grounds square green beach lawn pier quay plaza premises".split())
# Participles behind an event's name that go on about it: "the summit scheduled for May in Riga".
_TOLD_ON = frozenset(
    "scheduled slated planned set held hosted organised organized convened staged opening starting "
    "beginning running taking".split()
)
_COMING = frozenset("returns return returned comes come moves moved".split())
_HELD = frozenset("held hosted organised organized staged convened".split())
_SHORTENED = ("st", "ste", "mt", "ft", "dr")


def occasion(line: Line) -> str | None:
    """The noun of the occasion that the sentence belongs to ("during the visit")."""
    for index in line.places(_ALONG):
        follows = index + 1 < len(line.tokens)
        if follows and (line.words[index] == "during" or line.words[index + 1] == "of"):
            return _noun_after(line, index + 1)
    return None


def _noun_after(line: Line, index: int) -> str | None:
    for at in range(index, min(index + _OCCASION_REACH, len(line.tokens))):
        word = singular(line.word(at))
        if word in event_nouns.HEADS:
            return word
        if line.role(at) in (Role.VERB, Role.MARK, Role.AUXILIARY, Role.DATE):
            return None
    return None


def destination(line: Line, occurrence: Occurrence) -> Offsets | None:
    """Where a visit goes."""
    if occurrence.verb_event is not None:
        is_visit = occurrence.verb_event.kind is Kind.VISIT
        return line.span(*occurrence.object) if is_visit and occurrence.object else None
    phrase = occurrence.phrase
    if (moved := _moved_to(line, occurrence)) is not None:
        return line.span(*moved)
    if phrase is None or phrase.kind is not Kind.VISIT:
        return None
    behind = range(phrase.head + 1, phrase.last - 1)
    for leading in ("to", "of"):
        index = next((at for at in behind if line.word(at) == leading), None)
        if index is not None:
            return line.span(index + 1, phrase.last)
    return None


def _moved_to(line: Line, occurrence: Occurrence) -> Range | None:
    """Where an event is moved to ("has been moved from Moscow to Sochi")."""
    verb = next((told.verb for told in occurrence.tellings if told.act is Act.MOVE), None)
    if verb is None:
        return None
    for index in range(verb + 1, min(verb + MOVE_REACH, len(line.tokens))):
        if line.role(index) in (Role.VERB, Role.AUXILIARY, Role.DATE, Role.CONJUNCTION):
            return None
        if line.word(index) == "to":
            end = noun_phrase_end(line, index + 1)
            named = any(line.tokens[at].capitalised for at in range(index + 1, end))
            return (index + 1, end) if named else None
    return None


def surrounds(line: Line, occurrence: Occurrence, found: list[Occurrence]) -> Surrounds:
    """Where its place and its people are told; `found` are all events of the sentence."""
    start, end = _extent(occurrence)
    verb = _next_verb(line, end)
    after = [o.named[0] for o in found if o.named[0] >= end and o is not occurrence]
    last = min([verb, *after])
    return Surrounds(
        venue=_venue(line, occurrence, start, last),
        scopes=_scopes(line, occurrence, found, (start, last)),
        online=_online(line, occurrence, end, verb),
        participants=_participants(line, occurrence),
        organiser=_organiser(line, occurrence),
    )


def _scopes(
    line: Line, occurrence: Occurrence, found: list[Occurrence], told: Range
) -> tuple[Offsets, ...]:
    """The characters in which the place may be told: from the event on, then before it."""
    start, last = told
    before = [o.named[1] for o in found if o.named[1] <= start and o is not occurrence]
    first = max(before, default=0)
    parts = [line.span(start, last)]
    verbs = [
        told.verb
        for told in occurrence.tellings
        if start < told.verb < last - 1 and told.act is not Act.END
    ]
    if occurrence.phrase is not None and verbs:
        parts.insert(0, line.span(min(verbs), last))
    if first < start:
        parts.append(line.span(first, start))
    return tuple(parts)


def _next_verb(line: Line, first: int) -> int:
    """Where the next clause begins: at its verb or mark, or at the end of the line."""
    for index in range(first, len(line.tokens)):
        role, word = line.roles[index], line.words[index]
        if role is Role.VERB or (role is Role.AUXILIARY and word in MODALS):
            goes_on = word in _GOES_ON and line.word(index - 1) == "and"
            told_on = index == first and word in _TOLD_ON
            if not (goes_on or told_on):
                return index
        if word == ";":
            return index
    return len(line.tokens)


def _extent(occurrence: Occurrence) -> Range:
    """From the first to the last token that names or tells the event."""
    firsts = [occurrence.named[0]]
    lasts = [occurrence.named[1], *(told.mood.last for told in occurrence.tellings)]
    if occurrence.verb_event is not None:
        firsts += [told.subject[0] for told in occurrence.tellings if told.subject]
    return min(firsts), max(lasts)


def _venue(line: Line, occurrence: Occurrence, start: int, last: int) -> Offsets | None:
    """The building, square or park behind "at" or "in"."""
    listed = opens_list_entry(line, *line.date_tokens(0)) if line.dates else False
    for index in range(start, last):
        comes = line.word(index) == "to" and bool(_COMING & set(line.words[start:index]))
        comes = comes or (line.word(index) == "from" and "streamed" in line.words[start:index])
        leads = (
            line.word(index) in name_words.VENUE_PREPOSITIONS
            or comes
            or (listed and line.word(index) == ",")
        )
        if leads and line.date_at[index] < 0:
            span = _venue_at(line, index + 1, last)
            if span is not None and (line.word(index) != "on" or _is_site(line, index, span)):
                return line.span(*span)
    return _host_house(line, occurrence)


def venue_within(line: Line, first: int, last: int) -> Offsets | None:
    """The building, square or park that tokens `[first, last)` name."""
    at = first
    while at < last and line.word(at) in ("in", "at", "on"):
        at += 1
    span = _venue_at(line, at, last)
    return line.span(*span) if span else None


def _host_house(line: Line, occurrence: Occurrence) -> Offsets | None:
    """The museum, church or hall that holds the event itself."""
    for telling in occurrence.tellings:
        if telling.act is not Act.HOLD or not telling.subject or not _names(line, telling.subject):
            continue
        first, last = telling.subject
        while first < last and line.role(first) is Role.DETERMINER:
            first += 1
        end = min(noun_phrase_end(line, first), last)
        if first < end and line.word(end - 1) in name_words.HOST_HOUSES:
            return line.span(first, end)
    return None


def _is_site(line: Line, on: int, span: Range) -> bool:
    """Whether it is where something is held "on", not what it is about ("talks on the park")."""
    spoken_of = singular(line.word(on - 1)) in event_nouns.HEADS
    if spoken_of and not _STOOD_ON & set(line.words[slice(*span)]):
        return False
    return line.word(span[1] - 1) in name_words.VENUES or line.tokens[span[1] - 1].capitalised


def _venue_at(line: Line, first: int, last: int) -> Range | None:
    end = noun_phrase_end(line, first)
    if line.word(end) == "." and line.word(end - 1) in _SHORTENED:
        end = noun_phrase_end(line, end + 1)
    end = min(end, last, first + _LONGEST_VENUE)
    while first < end and line.role(first) is Role.DETERMINER:
        first += 1
    if first >= end:
        return None
    words = [line.word(index) for index in range(first, end)]
    return (first, end) if any(word in name_words.VENUES for word in words) else None


def _online(line: Line, occurrence: Occurrence, end: int, last: int) -> Offsets | None:
    """The words that say of the event that it is held online ("via video link")."""
    phrase = occurrence.phrase
    if phrase is not None:
        for index in range(phrase.first, phrase.head + 1):
            if line.word(index) in name_words.ONLINE_KINDS or line.word(index) == "webinar":
                return line.span(index, index + 1)
    for index in range(end, last):
        if line.word(index - 1) in name_words.DONE_ONLINE:
            return None
        if line.word(index) in name_words.ONLINE:
            return line.span(index, index + 1)
        pair = (line.word(index), line.word(index + 1))
        if pair in name_words.ONLINE_PHRASES:
            return line.span(index, index + 2)
    return None


def is_here(line: Line) -> bool:
    """Whether the sentence says "here" of the event, and not of a statement: "said here"."""
    return "here" in line.vocabulary and any(
        word == "here" and line.word(index - 1) not in _SPEAKERS
        for index, word in enumerate(line.words)
    )


def _organiser(line: Line, occurrence: Occurrence) -> Offsets | None:
    """Who holds the event."""
    for telling in occurrence.tellings:
        if telling.act is Act.HOLD and telling.subject and _names(line, telling.subject):
            return line.span(*telling.subject)
        held_by = _held_by(line, telling)
        if held_by is not None:
            return line.span(*held_by)
    return None


def _held_by(line: Line, telling: Telling) -> Range | None:
    """Who holds an event that "is hosted by" somebody."""
    by = telling.verb + 1
    if line.word(telling.verb) not in _HELD or line.word(by) != "by":
        return None
    end = noun_phrase_end(line, by + 1)
    named = range(by + 1, end)
    while named and line.role(named[0]) is Role.DETERMINER:
        named = named[1:]
    return (named[0], end) if named and line.tokens[named[0]].capitalised else None


def _participants(line: Line, occurrence: Occurrence) -> tuple[Offsets, ...]:
    """Who takes part: those who meet, visit or attend."""
    told = [
        subject
        for telling in occurrence.tellings
        if telling.act in (Act.BE, Act.ATTEND)
        and (subject := who.subject_told(line, telling)) is not None
    ]
    event = occurrence.verb_event
    if event is not None and event.kind is Kind.MEETING and occurrence.object:
        told.append(occurrence.object)
    found = [who.referent(line, party) for span in told for party in who.parties(line, span)]
    return tuple(span for span in found if span is not None)


def _names(line: Line, subject: Range) -> bool:
    return any(line.tokens[index].capitalised for index in range(*subject))
