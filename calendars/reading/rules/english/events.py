"""Events in English sentences: what is one, when it is, and what becomes of it."""

import re
from collections.abc import Sequence
from functools import partial

from calendars.dates.precision import Precision
from calendars.reading.candidate import DENIED, JOURNEY, AskedFor, Candidate, Fate, Link
from calendars.reading.day_phrases import DayPhrase, Unsaid, days_long, split
from calendars.reading.mention import Certainty, Kind, Offsets, Timex
from calendars.reading.rules.english import event_dates, mood_words, naming, objects, settings
from calendars.reading.rules.english.attach import (
    IN_TURN,
    OF_NOUN,
    STATEMENT,
    Attachment,
    Loose,
    attach,
)
from calendars.reading.rules.english.clauses import occurrences
from calendars.reading.rules.english.heads import HEAD_WORDS
from calendars.reading.rules.english.line import Line, Role, read_line
from calendars.reading.rules.english.moods import Mood, Tense
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.phrases import Phrase
from calendars.reading.rules.english.plans import plan_of
from calendars.reading.rules.english.sentence_words import MODALS
from calendars.reading.rules.english.set_phrases import labelled_date, list_entry, plain_entry
from calendars.reading.rules.english.standing import opens_list_entry

_WORDS = re.compile(r"[a-z-]+")
_LASTING = frozenset("last lasts lasted run runs continue".split())
LENGTH_REACH = 40
# Where statements are made.
_STATED_AT = frozenset(
    ("press conference", "news conference", "briefing", "press briefing", "media briefing")
)
_COMPLEMENTS = frozenset("of to by between with".split())
_JOURNEYS = frozenset("visit trip tour stay".split())
_PASTS = frozenset("was were had did".split())
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
    if IN_TURN in text[slice(*span)]:
        dates = [side for date in dates for side in split(date) or (date,)]
    line = read_line(text, span, dates)
    found = occurrences(line)
    tied, loose = attach(line, found)
    if not found and loose:
        found, tied = _list_entry(line, loose)
    tied, loose = _planned(line, found, tied, loose)
    candidates: list[Candidate] = []
    for occurrence in found:
        own = [attachment for attachment in tied if attachment.occurrence is occurrence]
        candidates.extend(_candidates(line, occurrence, own, number, durations, found))
    return candidates, [(line.dates[item.date], item.why) for item in loose]


def listed(text: str, span: Offsets, number: int, hours: Sequence[DayPhrase]) -> list[Candidate]:
    """The event that a line without a verb names, as entries of a programme do."""
    line = read_line(text, span, hours)
    if Role.VERB in line.roles or Role.AUXILIARY in line.roles:
        return []
    found = [told for told in occurrences(line) if told.phrase is not None][:1]
    if text[span[1] - 1] == ".":
        opening = next((at for at, token in enumerate(line.tokens) if token.is_word), 0)
        found = [told for told in found if told.named[0] == opening]
    elif not found and (entry := plain_entry(line)) is not None:
        found = [entry]
    return [_base(line, told, None, number, (), found) for told in found]


def _planned(
    line: Line, found: list[Occurrence], tied: list[Attachment], loose: list[Loose]
) -> tuple[list[Attachment], list[Loose]]:
    """Give dates that belong to no event to what somebody will do on them."""
    free = [item.date for item in loose if not item.why.startswith((STATEMENT, OF_NOUN))]
    free += [item.date for item in tied if _is_hardly_told(line, item)]
    plans: dict[int, Occurrence] = {}
    planned: dict[int, Attachment] = {}
    for number in free:
        plan = plan_of(line, number) if _is_told(line.dates[number]) else None
        if plan is not None:
            known = plans.setdefault(plan.named[0], plan)
            planned[number] = Attachment(number, known, known.tellings[0], Link.PLAN)
    found.extend(plans.values())
    kept = [item for item in tied if item.date not in planned]
    return [*kept, *planned.values()], [item for item in loose if item.date not in planned]


def _is_hardly_told(line: Line, attachment: Attachment) -> bool:
    """Whether a date only stands behind a noun that seldom is an event by itself."""
    occurrence = attachment.occurrence
    weak = occurrence.phrase is not None and occurrence.phrase.weak
    return weak and not occurrence.tellings and not _tells_itself(line, occurrence)


def _list_entry(line: Line, loose: list[Loose]) -> tuple[list[Occurrence], list[Attachment]]:
    """The event of a line that is an entry of a list, with its dates."""
    opens = opens_list_entry(line, *line.date_tokens(0))
    entry = list_entry(line) if opens else None
    own = loose
    if entry is None and (entry := labelled_date(line)) is not None:
        own = [item for item in loose if line.date_tokens(item.date)[0] >= entry.named[1]]
    if entry is None or not own or not _is_day(line.dates[own[0].date]):
        return [], []
    return [entry], [Attachment(item.date, entry, None, Link.LIST) for item in own]


def _is_told(date: DayPhrase) -> bool:
    """Whether it is a month or less, and not only an hour."""
    return date.when.precision.rank <= Precision.MONTH.rank and date.unsaid != (Unsaid.ALL,)


def _is_day(date: DayPhrase) -> bool:
    return date.when.precision.names_a_day and date.unsaid != (Unsaid.ALL,)


def _candidates(
    line: Line,
    occurrence: Occurrence,
    own: list[Attachment],
    number: int,
    durations: Sequence[Timex],
    found: list[Occurrence],
) -> list[Candidate]:
    told = next((told for told in occurrence.tellings if told.act in _FATES), None)
    base = _base(line, occurrence, told, number, durations, found)
    if told is not None:
        return [event_dates.fated(line, base, own, told)]
    return event_dates.dated(line, base, own)


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
    if telling is None and _is_to_come(line, occurrence):
        fate = Fate.COMING
    if mood is not None and fate is Fate.COMING and _is_given_up(line, mood):
        fate = Fate.POSTPONED
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
        weak=phrase is not None and phrase.weak and not _tells_itself(line, occurrence),
        plural=phrase is not None and phrase.plural,
        days=_days(_length_span(line, occurrence, span), durations)
        or _days_told(line, occurrence, durations),
        setting=settings.occasion(line),
        destination=target,
        target=" ".join(line.text[slice(*target)].split()) if target else "",
        retold=telling is None and _tells_the_past(line),
        another=phrase is not None and line.word(phrase.first) == "another",
        once=mood is not None and mood.past_plan,
        here=settings.is_here(line),
        surrounds=AskedFor(partial(settings.surrounds, line, occurrence, found)),
        ordinal=naming.ordinal_of(line, phrase) if phrase else None,
        rules=_rules(occurrence, telling),
        drop=drop or _no_event(line, occurrence, before),
    )


def _points(occurrence: Occurrence) -> bool:
    """Whether it can only be an event that is told elsewhere ("it", "he will return home")."""
    event = occurrence.verb_event
    return occurrence.pronoun or (event is not None and (event.points or _they_meet(occurrence)))


def _is_given_up(line: Line, mood: Mood) -> bool:
    """Whether a plan came to nothing ("were to have met on May 5")."""
    return mood.past_plan and "have" in line.words[mood.first : mood.last]


def _is_to_come(line: Line, occurrence: Occurrence) -> bool:
    """Whether something will be done at it ("will present the budget at a meeting on Monday")."""
    first = occurrence.named[0]
    if line.word(first - 1) not in ("at", "during") or occurrence.phrase is None:
        return False
    helpers = [at for at in range(first) if line.role(at) is Role.AUXILIARY]
    return bool(helpers) and line.word(helpers[-1]) in ("will", "shall")


def _they_meet(occurrence: Occurrence) -> bool:
    """Whether those told before meet ("They will now gather on January 19")."""
    event = occurrence.verb_event
    return event is not None and event.kind is Kind.MEETING and occurrence.by_them


def _is_bare(line: Line, phrase: Phrase, name: str) -> bool:
    """Whether the event has no words of its own: "the meeting" points back, "a rally" is poor."""
    enriched = len(name.split()) > 2 + phrase.noun.count(" ")
    return naming.is_bare(line, phrase) and (naming.is_definite(line, phrase) or not enriched)


def _tells_the_past(line: Line) -> bool:
    """Whether the sentence has verbs of the past and none of the future."""
    told = [at for at in line.places(_PASTS) if line.roles[at] is not Role.WORD]
    past = told or any(
        role is Role.VERB and line.words[at].endswith("ed") for at, role in enumerate(line.roles)
    )
    return bool(past) and all(line.roles[at] is Role.WORD for at in line.places(MODALS))


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
    asked = before in mood_words.CALLS and not objects.is_called(line, occurrence)
    if asked or (before == "for" and _is_called_for(line, occurrence)):
        return "asked for, not planned"
    if phrase is not None and phrase.noun in _STATED_AT:
        coming = any(told.mood.tense is Tense.FUTURE for told in occurrence.tellings)
        return "" if coming else "an occasion of a statement"
    return ""


def _has_name(line: Line, occurrence: Occurrence) -> bool:
    """Whether the noun is part of a proper name ("Hanover Transport Fair")."""
    phrase = occurrence.phrase
    if phrase is None or not line.tokens[phrase.head].capitalised or phrase.head == phrase.first:
        return False
    return phrase.first > 0 and line.tokens[phrase.head - 1].capitalised


def _tells_itself(line: Line, occurrence: Occurrence) -> bool:
    """Whether a noun that seldom is an event has a name or says whose it is ("trip to Malta")."""
    phrase = occurrence.phrase
    whose = phrase is not None and phrase.last > phrase.head + 1
    told = whose and phrase is not None and line.word(phrase.head + 1) in _COMPLEMENTS
    return told or _has_name(line, occurrence)


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
    if _they_meet(occurrence):
        return "meeting"
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


def _days_told(line: Line, occurrence: Occurrence, durations: Sequence[Timex]) -> int:
    """How many days its verb says that it lasts ("is expected to last five days")."""
    for telling in occurrence.tellings:
        if line.word(telling.verb) in _LASTING and durations:
            start = line.span(telling.verb, telling.verb + 1)[0]
            return _days((start, start + LENGTH_REACH), durations)
    return 0


def _days(span: Offsets, durations: Sequence[Timex]) -> int:
    for duration in durations:
        if span[0] <= duration.start < span[1] or span[0] <= duration.end <= span[1]:
            return days_long(duration)
    return 0


def _rules(occurrence: Occurrence, telling: Telling | None) -> tuple[str, ...]:
    what = "a verb that is an event" if occurrence.verb_event else (
        f"the noun “{occurrence.phrase.noun}”" if occurrence.phrase else "a subject that is held"
    )  # fmt: skip
    return (what, telling.act.value) if telling else (what,)
