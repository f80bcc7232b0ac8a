"""Noun phrases that name an event: a head noun with what stands before and after it."""

from calendars.dates.record import record
from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_nouns, event_words, name_words
from calendars.reading.rules.english.heads import (
    HEAD_WORDS,
    head_at,
    is_head_word,
    is_stolen,
    singular,
)
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import (
    CLOSING_QUOTES,
    LONGEST_TITLE,
    OPENING_QUOTES,
    acronym_end,
    is_year_in_name,
    noun_phrase_end,
    noun_phrase_start,
)
from calendars.reading.rules.english.sentence_words import BASES

LONGEST_NAME = 40
LONGEST_OFFICE = 4
LONGEST_PERSON = 4
_TRAVELS = frozenset("procession excursion outing expedition pilgrimage march hike".split())
_TITLED = frozenset("titled entitled called dubbed named".split())
_DEVOTED = frozenset("devoted dedicated".split())
_PURPOSES = BASES | {form for form, tense in event_words.ATTENDING.items() if tense == "base"}
_CASES = frozenset("case trial lawsuit matter dispute affair".split())


@record(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last)` that name an event, with its head noun at `head`.

    `kind` is what the head says; `weak` that the noun alone tells no event.
    """

    first: int
    last: int
    head: int
    noun: str
    kind: Kind
    plural: bool
    weak: bool


def event_phrases(line: Line) -> list[Phrase]:
    """The phrases of a line, in order, never overlapping."""
    found: list[Phrase] = []
    floor = 0
    for index in line.places(HEAD_WORDS):
        head = head_at(line, index) if index >= floor else None
        if head is not None:
            noun, kind, last = head
            found.append(_phrase(line, index, last, noun, kind, floor))
            floor = found[-1].last
    return found


def _phrase(line: Line, head: int, last: int, noun: str, kind: Kind, floor: int) -> Phrase:
    first = noun_phrase_start(line, head, floor)
    first = _skip_fronted_participle(line, first, head)
    end = _extend(line, last, kind)
    return Phrase(
        first=first,
        last=end,
        head=last - 1,
        noun=noun,
        kind=_inner_kind(line, noun, last, end) or _refined(line, first, head, noun, kind),
        plural=singular(line.word(last - 1)) != line.word(last - 1) or noun in ("talks",),
        weak=noun in event_nouns.WEAK_HEADS and not _is_stoppage(line, first, head, noun),
    )


def _is_stoppage(line: Line, first: int, head: int, noun: str) -> bool:
    """Whether a strike is one of workers by its own words ("rolling one-day strikes")."""
    own = line.words[first:head]
    return noun == "strike" and not event_nouns.STOPPAGES.isdisjoint(own)


def _skip_fronted_participle(line: Line, first: int, head: int) -> int:
    while first < head and line.word(first) in ("per", "according", "&"):
        first += 1
    return first


def _inner_kind(line: Line, noun: str, head_end: int, end: int) -> Kind | None:
    """Of "a round of talks" the kind of the talks."""
    if noun not in event_words.PARTS_OF_EVENTS or line.word(head_end) != "of":
        return None
    for index in range(head_end + 1, end):
        kind = event_nouns.HEADS.get(singular(line.word(index)))
        if kind is not None:
            return kind
    return None


def _refined(line: Line, first: int, head: int, noun: str, kind: Kind) -> Kind:
    """The kind by the word before a head that has several ("opening ceremony", "trade talks")."""
    before = line.word(head - 1) if head > first else ""
    return event_nouns.REFINED_KINDS.get((before, noun), kind)


def _extend(line: Line, last: int, kind: Kind) -> int:
    """Take in what says more about the event: "of …", "on …", "between … and …", "(ABC)"."""
    index = last
    while index < len(line.tokens) and index - last < LONGEST_NAME:
        if line.date_at[index] >= 0 and is_year_in_name(line, index):
            index += 1
        elif (behind := acronym_end(line, index)) is not None:
            index = behind
        elif (title := _title_end(line, last, index) or _quoted_end(line, last, index)) is not None:
            index = title
        elif (joined := _second_head(line, index)) is not None or (
            joined := _complement(line, index, kind, line.word(last - 1))
        ) is not None:
            index = joined
        else:
            break
    return index


def _title_end(line: Line, last: int, index: int) -> int | None:
    """Where a title right behind the head ends ("the seminar Framing Art: A Relationship")."""
    if index != last and line.word(index) != ":":
        return None
    first = index + 1 if line.word(index) == ":" and index > last else index
    token = line.tokens[first] if first < len(line.tokens) else None
    if token is None or not token.capitalised or line.role(first) is not Role.WORD:
        return None
    end = noun_phrase_end(line, first)
    return end if end - first > 1 else None


def _quoted_end(line: Line, last: int, index: int) -> int | None:
    """Where a title in quotation marks behind the head ends (a hearing titled "Safe Rails")."""
    if index != last:
        return None
    index += line.word(index) in _TITLED or line.word(index) == ","
    if line.word(index) not in OPENING_QUOTES:
        return None
    for closing in range(index + 2, min(index + LONGEST_TITLE, len(line.tokens))):
        if line.word(closing) in CLOSING_QUOTES:
            return closing + 1 if line.tokens[index + 1].capitalised else None
    return None


def _complement(line: Line, index: int, kind: Kind, noun: str) -> int | None:
    word = line.word(index)
    if word in _DEVOTED and line.word(index + 1) == "to":
        end = noun_phrase_end(line, index + 2)
        return end if end > index + 2 else None
    if kind is Kind.HEARING and word == "in":
        end = noun_phrase_end(line, index + 1)
        return end if line.word(end - 1) in _CASES else None
    if word == "to" and line.word(index + 1) in _PURPOSES:
        return None
    allowed = word in name_words.COMPLEMENTS or (
        kind is Kind.VISIT and word in name_words.VISIT_COMPLEMENTS
    )
    allowed = allowed or (noun in _TRAVELS and word in ("to", "through"))
    allowed = allowed or (word == "by" and kind in name_words.DONE_BY)
    if not allowed or line.role(index) is not Role.PREPOSITION:
        return None
    end = noun_phrase_end(line, index + 1)
    return _apposed(line, _whole_people(line, end)) if end > index + 1 else None


def _apposed(line: Line, end: int) -> int:
    """Take in the name behind an office ("the trial of the former mayor, Ann Petrov, opens")."""
    told = range(max(0, end - LONGEST_OFFICE), end)
    if line.word(end) != "," or not any(line.word(at) in name_words.TITLES for at in told):
        return end
    name = end + 1
    while (
        name < len(line.tokens) and line.tokens[name].capitalised and name - end <= LONGEST_PERSON
    ):
        name += 1
    closes = line.role(name) not in (Role.WORD, Role.DATE)
    return name if name > end + 2 and closes and line.role(end + 1) is Role.WORD else end


def _whole_people(line: Line, end: int) -> int:
    """Take in where people live, or leave out that they do ("citizens living on the coast")."""
    if not line.word(end - 1).endswith("ing") or line.tokens[end - 1].capitalised:
        return end
    if line.role(end) is Role.PREPOSITION and line.role(end + 1) is not Role.DATE:
        return max(noun_phrase_end(line, end + 1), end)
    return end


def _second_head(line: Line, index: int) -> int | None:
    """A second head noun without an article of its own ("a meeting and negotiations")."""
    if line.word(index) != "and":
        return None
    for step in (1, 2):
        at = index + step
        if line.role(at) is not Role.WORD:
            return None
        if is_head_word(line.word(at)) and not is_stolen(line, at):
            return at + 1
    return None
