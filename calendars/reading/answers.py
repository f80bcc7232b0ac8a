"""What a second reader answered, checked against the text: what it cannot quote is thrown away.

No date, place or name is taken from the answer. It points at words of the text, and what they
mean is told by our own tagger and gazetteer.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from calendars.dates.when import When
from calendars.errors import UnreadableDate, UnreadableSource
from calendars.reading.areas import PlaceKind
from calendars.reading.candidate import Fate
from calendars.reading.day_phrases import DayPhrase, day_phrases, turned
from calendars.reading.mention import (
    Certainty,
    Decision,
    Kind,
    Mention,
    Offsets,
    Place,
    Reading,
    Status,
)
from calendars.reading.mentions import from_now, why_background
from calendars.reading.placenames import PlaceMatch, find
from calendars.reading.places import Context, context, resolve
from calendars.reading.quotes import Quotable
from calendars.reading.timex import tag

READER = "the second reader"
# Nobody has measured the model behind the endpoint: as sure as the loosest of our own rules.
CONFIDENCE = 0.6
MOST_EVENTS = 100
MOST_PARTICIPANTS = 50
LONGEST_QUOTE = 1_000
LONGEST_NAME = 200
LONGEST_VALUE = 100
SHOWN = 60

_FATES = {
    Status.SCHEDULED: Fate.COMING,
    Status.HELD: Fate.HELD,
    Status.POSTPONED: Fate.POSTPONED,
    Status.RESCHEDULED: Fate.MOVED,
    Status.CANCELLED: Fate.CANCELLED,
}
_UNDATED = (Status.POSTPONED, Status.CANCELLED)
_MOVES = (Status.POSTPONED, Status.RESCHEDULED)
_SURE = {Status.HELD: Certainty.CERTAIN, Status.CANCELLED: Certainty.CANCELLED}
_EMPTY = frozenset("a an the of in on at to for and or with by from its s".split())


def second_reading(reading: Reading, answer: str) -> Reading:
    """The reading with the events of an answer that stand in its text and that it had not.

    `answer` is JSON, `{"events": [event…]}`, as `calendars.reading.asking` asks for it.
    The decisions tell of every event that was answered why it was kept or dropped.

    Raises:
        UnreadableSource: The answer is no such JSON.
    """
    article = _Article(reading)
    mentions = list(reading.mentions)
    decisions = list(reading.decisions)
    for told in _events(answer):
        try:
            mention, reasons = article.mention(told)
        except _Refused as refused:
            decisions.append(article.decision(refused.span, str(refused)))
            continue
        if any(_same(mention, known) for known in mentions):
            why = "an event of that date and kind or name is known"
            decisions.append(article.decision(mention.spans["name"], why))
            continue
        mentions.append(mention)
        decisions.append(article.decision(mention.spans["name"], *reasons, kept=True))
    return replace(
        reading,
        mentions=tuple(sorted(mentions, key=lambda m: (m.spans["name"], m.name))),
        decisions=tuple(sorted(decisions, key=lambda d: (d.span, d.text))),
    )


class _Refused(Exception):
    """An event of the answer is none; its message says why."""

    def __init__(self, why: str, span: Offsets = (0, 0)) -> None:
        super().__init__(why)
        self.span = span


@dataclass(frozen=True, slots=True)
class _Word:
    """A value that the answer gives, and the characters of the text that tell it."""

    value: str
    span: Offsets


class _Article:
    """The article that was read, in which the answer's quotes are looked up."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._quotable = Quotable(reading.text)
        self._starts = [timex.start for timex in reading.timexes]

    def decision(self, span: Offsets, *reasons: str, kept: bool = False) -> Decision:
        """What became of an event of the answer."""
        return Decision(span, self._text[slice(*span)], kept, (READER, *reasons))

    def mention(self, told: object) -> tuple[Mention, list[str]]:
        """The mention that an event of the answer makes, and why it stands.

        Raises:
            _Refused: It makes none.
        """
        if not isinstance(told, dict):
            raise _Refused("it is no object")
        quote = self._required(told, "quote", LONGEST_QUOTE)
        sentence = Quotable(self._text[slice(*quote)], quote[0])
        name = self._name(told, sentence)
        status = self._status(told.get("status"), sentence, name)
        phrase = self._phrase(_said(told.get("date"), sentence), status, name)
        when = self._when(phrase, status, name)
        life = self._life(when, status)
        certainty = _SURE.get(life) or _certainty(_said(told.get("certainty"), sentence))
        spans = {"name": name, "quote": quote}
        spans |= {"date": phrase.span} if phrase else {}
        spans |= {"status": status.span} if status else {}
        mention = Mention(
            name=_capital(self._words(name)),
            kind=_kind(told.get("kind")),
            when=when,
            place=None,
            status=life,
            certainty=certainty,
            confidence=CONFIDENCE,
            quote=self._text[slice(*quote)],
            spans=spans,
        )
        rules = [f"its date stands in its quote: {phrase.rule}"] if phrase else []
        reasons = [*rules, f"{life.value}, {certainty.value}, {CONFIDENCE}"]
        return self._with_the_rest(mention, told, sentence), reasons

    def _with_the_rest(self, mention: Mention, told: dict[str, Any], sentence: Quotable) -> Mention:
        """The mention with those fields whose words are in the text, without which it stands."""
        place = self._found(told.get("place"), sentence)
        organiser = self._found(told.get("organiser"), sentence)
        return replace(
            mention,
            place=self._place(place) if place else None,
            organiser=self._words(organiser) if organiser else None,
            participants=tuple(self._participants(told.get("participants"), sentence)),
            spans=mention.spans | ({"place": place} if place else {}),
        )

    def _words(self, span: Offsets) -> str:
        return " ".join(self._text[slice(*span)].split())

    def _required(self, told: dict[str, Any], field: str, longest: int) -> Offsets:
        quote = _quote_of(told.get(field), longest)
        span = self._quotable.find(quote)
        if span is None:
            raise _Refused(f"its {field} “{_shown(quote)}” is not in the text")
        return span

    def _name(self, told: dict[str, Any], sentence: Quotable) -> Offsets:
        name = sentence.find(_quote_of(told.get("name"), LONGEST_NAME))
        name = name or self._required(told, "name", LONGEST_NAME)
        if not any(letter.isalpha() for letter in self._words(name)):
            raise _Refused("its name has no letter", name)
        return name

    def _found(self, raw: object, sentence: Quotable) -> Offsets | None:
        """The characters that a field's words have in the event's quote, else in the text."""
        quote = _quote_of(raw, LONGEST_NAME)
        return sentence.find(quote) or self._quotable.find(quote)

    def _status(self, raw: object, sentence: Quotable, name: Offsets) -> _Word | None:
        """What is said to have become of the event; only its own quote can tell of a change."""
        told = _said(raw, sentence)
        if told is not None and told.value in _FATES:
            return told
        value = _value_of(raw)
        if value and value not in (Status.SCHEDULED, Status.HELD):
            raise _Refused(f"its status “{_shown(value)}” does not stand in its quote", name)
        return None

    def _phrase(self, date: _Word | None, status: _Word | None, name: Offsets) -> DayPhrase | None:
        """The date that our own tagger finds in the words, if it bears the answer's out."""
        life = status and Status(status.value)
        if date is None:
            if life in _UNDATED:
                return None
            raise _Refused("no date is told that stands in its quote", name)
        try:
            said = When.of(date.value)
        except UnreadableDate as error:
            raise _Refused(f"its date “{_shown(date.value)}” is no EDTF", name) from error
        published, future = self._reading.published, life is not Status.HELD
        for phrase in self._phrases(date.span, apart=life in _MOVES):
            for told in (phrase, turned(phrase, published, future)):
                if _bears_out(told.when, said):
                    return told
        raise _Refused(f"its quote does not tell the date “{_shown(date.value)}”", name)

    def _phrases(self, span: Offsets, *, apart: bool) -> list[DayPhrase]:
        """The dates that some words of the text tell, no finer than these words alone do.

        `apart` keeps dates from being joined to ranges: "from June to September" is an old
        and a new date where something is moved.
        """
        reading, (first, last) = self._reading, span
        near = slice(max(0, bisect_left(self._starts, first) - 1), bisect_left(self._starts, last))
        around = [timex for timex in reading.timexes[near] if first < timex.end]
        inside = [timex for timex in around if first <= timex.start and timex.end <= last]
        if inside:
            together = [[timex] for timex in inside] if apart else [inside]
            return [
                phrase
                for timexes in together
                for phrase in day_phrases(self._text, timexes, reading.language)
            ]
        told = day_phrases(self._text, around, reading.language)
        return [
            phrase
            for phrase in self._alone(span)
            if any(phrase.when.window.contains(whole.when.window) for whole in told)
        ]

    def _alone(self, span: Offsets) -> Iterator[DayPhrase]:
        """What words that are only a part of a date tell by themselves, on either side of now."""
        reading, words = self._reading, self._text[slice(*span)]
        timexes = tag(words, reading.published, language=reading.language)
        for phrase in day_phrases(words, timexes, reading.language):
            moved = replace(phrase, start=span[0] + phrase.start, end=span[0] + phrase.end)
            yield turned(moved, reading.published, future=True)
            yield turned(moved, reading.published, future=False)

    def _when(self, phrase: DayPhrase | None, status: _Word | None, name: Offsets) -> When | None:
        """The event's date, unless our own rules would leave such a one out of a calendar."""
        if phrase is None:
            return None
        fate, published = _fate(status), self._reading.published
        when = When.from_date(from_now(phrase.when.date, fate, published))
        why = why_background(when, fate, published)
        if why:
            raise _Refused(why, name)
        return when

    def _life(self, when: When | None, status: _Word | None) -> Status:
        if status is not None:
            return Status(status.value)
        past = when is not None and when.window.last < self._reading.published
        return Status.HELD if past else Status.SCHEDULED

    def _participants(self, raw: object, sentence: Quotable) -> Iterator[str]:
        for told in raw[:MOST_PARTICIPANTS] if isinstance(raw, list) else ():
            span = self._found(told, sentence)
            if span is not None:
                yield self._words(span)

    @cached_property
    def _places(self) -> tuple[list[PlaceMatch], Context]:
        matches = find(self._text)
        dateline = self._reading.dateline
        opening = _within(matches, dateline.span) if dateline else []
        return matches, context(matches, opening[0] if opening else None)

    def _place(self, span: Offsets) -> Place:
        """The place that our gazetteer finds in the words; what it does not know stays a name."""
        matches, known = self._places
        named = [
            match
            for match in _within(matches, span)
            if match.seat or match.kind in (PlaceKind.CITY, PlaceKind.COUNTRY, PlaceKind.REGION)
        ]
        if not named:
            return Place(self._words(span))
        match = next((m for m in named if m.kind is PlaceKind.CITY), named[0])
        place = resolve(match, known)
        whole = (match.start, match.end) == span
        return place if whole else replace(place, name=self._words(span))


def _events(answer: str) -> list[Any]:
    """The events of an answer; a model may write words or a fence around its JSON."""
    first, last = answer.find("{"), answer.rfind("}")
    try:
        told = json.loads(answer[first : last + 1])
    except (ValueError, RecursionError) as error:
        raise UnreadableSource("What the model wrote is no JSON.") from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list):
        raise UnreadableSource("What the model wrote has no list of “events”.")
    return events[:MOST_EVENTS]


def _quote_of(raw: object, longest: int) -> str:
    """The words that a field points at; empty where it has none that can be used."""
    quote = raw.get("quote") if isinstance(raw, dict) else raw
    return quote if isinstance(quote, str) and len(quote) <= longest else ""


def _value_of(raw: object) -> str:
    value = raw.get("value") if isinstance(raw, dict) else raw
    return value if isinstance(value, str) and len(value) <= LONGEST_VALUE else ""


def _said(raw: object, sentence: Quotable) -> _Word | None:
    """A value whose words stand in the event's quote."""
    span = sentence.find(_quote_of(raw, LONGEST_NAME)) if isinstance(raw, dict) else None
    return _Word(_value_of(raw), span) if span else None


def _bears_out(own: When, said: When) -> bool:
    """Whether a date of the text is the one that was said, and said no finer than it is."""
    return own.window.overlaps(said.window) and said.precision.rank >= own.precision.rank


def _fate(status: _Word | None) -> Fate:
    return _FATES[Status(status.value)] if status else Fate.TOLD


def _kind(raw: object) -> Kind:
    return Kind(raw) if isinstance(raw, str) and raw in list(Kind) else Kind.OTHER


def _certainty(told: _Word | None) -> Certainty:
    known = [c.value for c in Certainty if c is not Certainty.CANCELLED]
    return Certainty(told.value) if told and told.value in known else Certainty.HIGHLY_LIKELY


def _within(matches: Sequence[PlaceMatch], span: Offsets) -> list[PlaceMatch]:
    return [match for match in matches if span[0] <= match.start and match.end <= span[1]]


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions of an article are of one event: the date, and the kind or name."""
    if one.when is None or other.when is None:
        return _alike(one.name, other.name)
    if not one.when.window.overlaps(other.when.window):
        return False
    same_kind = one.kind is other.kind and one.when.window == other.when.window
    return same_kind or _alike(one.name, other.name)


def _alike(one: str, other: str) -> bool:
    """Whether two names share half of the shorter one's words."""
    left, right = (
        {word for word in name.casefold().split() if word not in _EMPTY} for name in (one, other)
    )
    return 2 * len(left & right) >= max(1, min(len(left), len(right)))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _shown(words: str) -> str:
    """Words of the answer as they can be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in words[:SHOWN])
