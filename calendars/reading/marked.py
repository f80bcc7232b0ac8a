"""The events that a page marks up, joined with what its prose tells: the markup wins.

A marked fact is quoted from the text where one sentence there names the event and its day.
Else its quote is the markup itself, its values as written, and it has no spans.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.errors import UnreadableDate
from calendars.reading.candidate import Fate
from calendars.reading.document import Sentence, sentences
from calendars.reading.marked_event import KINDS, MarkedEvent, plain
from calendars.reading.mention import (
    Certainty,
    Decision,
    Kind,
    Mention,
    Offsets,
    Reading,
    Status,
)
from calendars.reading.mentions import why_background
from calendars.reading.rules import LANGUAGES, rules

MARKUP = "schema.org"
MOST_EVENTS = 200
MOST_PEOPLE = 50
# What a page says of its own event is right but where the page is out of date.
CONFIDENCE = 0.95
# Markup and prose that name one event so near each other mean one date, one of them wrongly.
NEAR_DAYS = 31

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset("a an the of in on at to for and or with by from".split())


def with_marked(
    reading: Reading, marked: Sequence[MarkedEvent], *, most: int = MOST_EVENTS
) -> Reading:
    """The reading with the events that its page marks up, of the first so many.

    Of an event that both tell, name, date, place, organiser, people and a change of status
    are those of the markup; prose keeps what the markup does not say. The decisions tell of
    each marked event what became of it.
    """
    if not marked:
        return reading
    page = _Page(reading)
    stand: list[_Marked] = []
    decisions: list[Decision] = list(reading.decisions)
    for event in marked[:most]:
        try:
            one = page.mention(event)
        except UnreadableDate as error:
            decisions.append(_decision(event, str(error)))
            continue
        why = _why_not(one, stand, reading)
        if why:
            decisions.append(_decision(event, why))
        else:
            stand.append(one)
    twins = _twins(stand, reading.mentions)
    mentions = [mention for mention in reading.mentions if mention not in twins.values()]
    for number, one in enumerate(stand):
        told = twins.get(number)
        mention = _joined(one, told) if told else one.mention
        mentions.append(mention)
        why = "the text tells it too" if told else "only the markup tells it"
        life = f"{mention.status.value}, {mention.certainty.value}, {mention.confidence}"
        decisions.append(_decision(one.event, why, life, mention=mention))
    return replace(
        reading,
        mentions=tuple(sorted(mentions, key=lambda m: _order(m, len(reading.text)))),
        decisions=tuple(sorted(decisions, key=lambda d: (d.span, d.text))),
        marked=tuple(marked[:most]),
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """A marked event, and the mention that it is by itself."""

    event: MarkedEvent
    mention: Mention
    when: When


class _Page:
    """The text of a page, in which sentences are looked up by the day they tell."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._dates: dict[Window, list[tuple[Sentence, Offsets]]] = defaultdict(list)
        told_in = sentences(reading.text)
        starts = [sentence.start for sentence in told_in]
        for timex in reading.timexes:
            at = bisect_right(starts, timex.start) - 1
            if timex.edtf is not None and at >= 0:
                window = When.of(timex.edtf).window
                self._dates[window].append((told_in[at], (timex.start, timex.end)))

    def mention(self, event: MarkedEvent) -> _Marked:
        """The mention that a marked event is by itself.

        Raises:
            UnreadableDate: It has no date that exists.
        """
        place = event.place
        when = event.when(place.zone if place else None)
        past = when.window.last < self._reading.published
        status = event.told_status or (Status.HELD if past else Status.SCHEDULED)
        kind, ordinal = self._kind(event)
        quote, spans = self._quote(event, when)
        mention = Mention(
            name=event.label,
            kind=kind,
            when=when,
            place=place,
            status=status,
            certainty=_certainty(status, Certainty.CERTAIN),
            confidence=CONFIDENCE,
            quote=quote,
            spans=spans,
            participants=tuple(filter(None, map(plain, event.performers[:MOST_PEOPLE]))),
            organiser=plain(event.organiser) or None,
            ordinal=ordinal,
        )
        return _Marked(event, mention, when)

    def _kind(self, event: MarkedEvent) -> tuple[Kind, int | None]:
        """The kind and ordinal that the name tells, else the kind of the type."""
        name, by_type = event.label, KINDS.get(event.type, Kind.OTHER)
        if self._reading.language not in LANGUAGES:
            return by_type, None
        find = rules(self._reading.language, "events").find
        named = [one for one in find(name, (0, len(name)), 0, [], [])[0] if not one.drop]
        told = [one.kind for one in named if one.kind is not Kind.OTHER]
        return (told or [by_type])[0], next((one.ordinal for one in named if one.ordinal), None)

    def _quote(self, event: MarkedEvent, when: When) -> tuple[str, dict[str, Offsets]]:
        """The sentence that names the event and its date, else the markup."""
        text = self._reading.text
        for sentence, date in self._dates.get(when.window, ()):
            at = text.find(event.label, sentence.start, sentence.end)
            if at >= 0:
                name = (at, at + len(event.label))
                spans = {"name": name, "date": date, "quote": sentence.span}
                return text[slice(*sentence.span)], spans
        return event.snippet, {}


def _why_not(one: _Marked, stand: Sequence[_Marked], reading: Reading) -> str:
    """Why a marked event is no entry of a calendar; empty where it is one."""
    name = one.mention.name
    if not any(letter.isalpha() for letter in name):
        return "its name has no letter"
    if any(name == known.mention.name and _overlap(one, known.mention) for known in stand):
        return "it is marked up twice"
    return why_background(one.when, Fate.TOLD, reading.published)


def _twins(stand: Sequence[_Marked], told: Sequence[Mention]) -> dict[int, Mention]:
    """The mention of the prose that speaks of each marked event, by the event's number."""
    left = {number: _words(mention.name) for number, mention in enumerate(told)}
    windows = {one.when.window for one in stand}
    found: dict[int, Mention] = {}
    for rank in (_same_day, _near):
        for number, one in enumerate(stand):
            if number in found:
                continue
            words = _words(one.mention.name)
            for known, own in left.items():
                if rank(one, told[known], _alike(words, own), windows):
                    found[number] = told[known]
                    del left[known]
                    break
    return found


def _same_day(one: _Marked, told: Mention, alike: bool, _windows: set[Window]) -> bool:
    """Whether the prose tells an event of that date, and of that name or kind."""
    if told.when is None:
        return alike
    if not _overlap(one, told):
        return False
    same_kind = told.kind is one.mention.kind and told.kind is not Kind.OTHER
    return alike or (same_kind and told.when.window == one.when.window)


def _near(one: _Marked, told: Mention, alike: bool, windows: set[Window]) -> bool:
    """Whether the prose gives the event another date, near and none of another marked one."""
    if told.when is None or not alike or told.when.window in windows:
        return False
    return abs((told.when.window.first - one.when.window.first).days) <= NEAR_DAYS


def _joined(one: _Marked, told: Mention) -> Mention:
    """The marked event with what only the prose says of it."""
    own, event = one.mention, one.event
    when = _finer(one.when, told.when)
    status = event.told_status or _status_of_prose(told, one.when)
    quoted = told.when is not None and told.when.window.overlaps(when.window)
    sentence = told if quoted and not own.spans else own
    spans = dict(sentence.spans)
    if sentence is told:
        spans = {name: span for name, span in spans.items() if _stands(name, own, told)}
    return replace(
        own,
        kind=told.kind if own.kind is Kind.OTHER else own.kind,
        when=when,
        place=own.place or told.place,
        status=status,
        certainty=_certainty(status, told.certainty),
        confidence=max(own.confidence, told.confidence),
        quote=sentence.quote,
        spans=spans,
        participants=own.participants or told.participants,
        organiser=own.organiser or told.organiser,
        ordinal=own.ordinal or told.ordinal,
    )


def _stands(name: str, own: Mention, told: Mention) -> bool:
    """Whether the characters that told a field in the prose tell what is taken of it."""
    if name == "name":
        return own.name.casefold() == told.name.casefold()
    if name == "place":
        return own.place is None or own.place == told.place
    return True


def _finer(marked: When, told: When | None) -> When:
    """The marked date, with the hour or the end that only the prose tells."""
    if told is None or marked.precision is not Precision.DAY or not told.precision.names_a_day:
        return marked
    begins = told.window.first == marked.window.first
    hour = told.window == marked.window and told.precision is Precision.MINUTE
    longer = begins and marked.end is None and told.end is not None
    return told if hour or longer else marked


def _status_of_prose(told: Mention, marked: When) -> Status:
    """What the prose says became of it; a later date in the markup is the new one."""
    later = told.when is not None and marked.window.first > told.when.window.last
    return Status.RESCHEDULED if later and told.status is Status.POSTPONED else told.status


def _certainty(status: Status, told: Certainty) -> Certainty:
    if status is Status.CANCELLED:
        return Certainty.CANCELLED
    sure = status is Status.HELD or told is Certainty.CANCELLED
    return Certainty.CERTAIN if sure else told


def _overlap(one: _Marked, told: Mention) -> bool:
    return told.when is not None and told.when.window.overlaps(one.when.window)


def _words(name: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(name))
    return frozenset(word for word in words if word not in _EMPTY)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share most words of the shorter one."""
    return 3 * len(one & other) >= max(1, 2 * min(len(one), len(other)))


def _order(mention: Mention, end: int) -> tuple[Offsets, str]:
    """By the place in the text; what only the markup tells comes last."""
    spans = mention.spans
    return spans.get("name") or spans.get("quote") or (end, end), mention.name


def _decision(event: MarkedEvent, *reasons: str, mention: Mention | None = None) -> Decision:
    """What became of a marked event; what no sentence tells has no characters of the text."""
    spans = mention.spans if mention else {}
    span = spans.get("name") or spans.get("quote") or (0, 0)
    return Decision(span, event.label, mention is not None, (MARKUP, *reasons))
